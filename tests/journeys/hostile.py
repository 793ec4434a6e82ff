"""Requests that no honest client sends, as bytes. Those of TARGETS are another address than PINNED, or none at all."""

from collections.abc import Iterator
from dataclasses import dataclass

WORK = b"/akn/cn/statement/opinions/2017-01-15/mobile-internet"
PINNED = WORK + b"/eng@2017-01-15/~art_5__item_3"
LIVE = b"/health/live"
POST = b"/v1/portions"
HOST = b"Host: lawpin.example\r\n"
_JSON = b"Content-Type: application/json\r\n"
_GOOD_BODY = b'{"ids":["' + PINNED + b'"]}'


@dataclass(frozen=True)
class Hostile:
    """`right` is the resource whose 200 is no fault; None: every 200 is one. `replies` are those that are awaited."""

    name: str
    sent: bytes
    right: bytes | None = None
    replies: int = 1


# What is put into an address: each makes another address of it, or none.
_TOKENS = {
    "nul": b"%00", "raw-nul": b"\x00", "crlf": b"%0d%0a", "lf": b"%0A", "cr": b"%0D", "tab": b"%09", "space": b"%20",
    "del": b"%7f", "c1": b"%c2%85", "dots": b"..", "dot-segment": b"/../", "here-segment": b"/./", "dot-end": b"/..",
    "encoded-dots": b"%2e%2e", "encoded-segment": b"/%2e%2e/", "half-encoded": b"/.%2e/", "semicolon": b";",
    "matrix": b";jsessionid=1", "encoded-semicolon": b"%3b", "backslash": b"\\", "encoded-backslash": b"%5c",
    "backslash-dots": b"..\\..\\", "encoded-slash": b"%2f", "encoded-slash-dots": b"%2f..%2f", "twice": b"%252f",
    "twice-dots": b"%252e%252e%252f", "thrice": b"%25252f", "overlong-dot": b"%c0%ae", "overlong-slash": b"%c0%af",
    "overlong-3": b"%e0%80%af", "overlong-4": b"%f0%80%80%af", "surrogate": b"%ed%a0%80", "lone-high": b"%ff",
    "lone-continuation": b"%80", "cut-off": b"%e4%b8", "five-bytes": b"%f8%88%80%80%80", "beyond": b"%f4%90%80%80",
    "full-width-digit": b"%EF%BC%95", "full-width-low-line": b"%EF%BC%BF", "full-width-dot": b"%EF%BC%8E",
    "full-width-slash": b"%EF%BC%8F", "rtl": b"%e2%80%ae", "zero-width": b"%e2%80%8b", "bom": b"%ef%bb%bf",
    "noncharacter": b"%ef%bf%bf", "u-escape": b"%u0041", "bare-percent": b"%", "half-percent": b"%4", "not-hex": b"%zz",
    "raw-utf8": "六".encode(), "raw-high": b"\xff", "raw-control": b"\x01", "raw-del": b"\x7f", "quote": b"'",
    "or-1": b"'%20OR%201=1--", "double-quote": b'"', "script": b"<script>", "encoded-script": b"%3Cscript%3E",
    "template": b"{{7*7}}", "lookup": b"${jndi:x}", "pipe": b"|", "backtick": b"`", "caret": b"^", "brackets": b"[]",
    "passwd": b"/../../../../etc/passwd", "encoded-passwd": b"%2f..%2f..%2fetc%2fpasswd", "twice-at": b"@@",
    "twice-mark": b"!!", "colons": b"::", "tildes": b"~~", "comma": b",", "dollar": b"$", "equals": b"=",
}  # fmt: skip
_PLACES = {
    "country": PINNED.index(b"/cn/") + 2,
    "number": PINNED.index(b"internet"),
    "language": PINNED.index(b"eng@") + 1,
    "date": PINNED.index(b"eng@2017") + 6,
    "eId": PINNED.index(b"__item"),
    "end": len(PINNED),
}
_TARGETS = (
    b"/akn", b"/akn/", b"/akn//", b"/akn/..", b"/akn/../v1/works", b"/akn/%2e%2e/v1/works", b"/AKN/../health/live",
    b"/..", b"/.", b"/...", b"/../etc/passwd", b"/%2e", b"/%2f", b"//", b"///", b"//lawpin.example/akn", b"/\\",
    b"/\\\\evil.example", b"/health/live/..", b"/health//live", b"/health/./live", b"/health/%6cive", b"/health%2flive",
    b"/HEALTH/LIVE", b"/health/live;x", b"/health/live/", b"/health/live%00", b"/health/live%20", b"/health/live.json",
    b"/v1/../health/live", b"/v1/works/", b"/v1/works;a=b", b"/v1/%77orks", b"/v1/works%3flimit=1", b"/v1//works",
    b"/docs/..%2f..%2fpyproject.toml", b"/docs/../schemas", b"/docs/%2e%2e%2fschemas", b"/docs/..\\x", b"/docs/a/b",
    b"/schemas/../openapi.json", b"/schemas/..%2fopenapi.json", b"/schemas/%2e%2e/lawpin-akn.xsd", b"/schemas/.json",
    b"/schemas/Portion.json%00.xsd", b"/schemas/portion.JSON", b"/problems/../health/live", b"/problems/%00",
    b"/problems/unknown-work%0d%0aX:y", b"/openapi.json/", b"/openapi%2ejson", b"/openapi.json%00", b"/.git/config",
    b"/.env", b"/wp-login.php", b"/cgi-bin/x", b"/favicon.ico%00", b"/" + b"a" * 2047, b"/" + b"a" * 2048,
    b"/" + b"a/" * 1500, b"/akn/" + b"%41" * 700, b"/akn/" + b"../" * 600, b"/akn/" + b"a" * 20_000, b"/akn/cn" * 300,
    b"/akn/" + b"~" * 1000, b"/akn/" + b"@" * 1000, b"/akn/" + b"!" * 1000, b"/akn/" + b"-" * 2000, WORK + b"/~" * 500,
    PINNED + b"__item_1" * 200, PINNED + b"->" * 300, WORK + b"/eng@" + b"9" * 1000, WORK + b"/eng:" + b"0" * 1000,
    WORK + b"/eng@2017-02-30", WORK + b"/eng@0000-00-00", WORK + b"/eng@-1", WORK + b"/eng@1e9",
    WORK + b"/eng@2017-1-15",
)  # fmt: skip
_QUERIES = (
    b"%", b"%0", b"%zz", b"%00", b"=", b"&&&=&", b"a", b"a=1&a=2", b"depth", b"depth=", b"depth=-1", b"depth=1e9",
    b"depth=0x1", b"depth=+1", b"depth=%201", b"depth=1%00", b"depth=%EF%BC%91", b"depth=%D9%A1", b"depth=1.0",
    b"depth=" + b"9" * 4000, b"depth=1&depth=1", b"Depth=1", b"depth%00=1", b"depth[]=1", b"depth=1;depth=2",
    b"parallel=", b"parallel=../..", b"parallel=eng%00", b"parallel=zho," + b"eng," * 900, b"parallel=%ff",
    b"parallel=%ed%a0%80", b"parallel=ENG%0d%0aX:%20y", b"parallel=<script>", b"__proto__=1", b"%F0%9F=1", b"\xff=1",
    b"\x01=1", b"q=\\", b"a" * 4096, b"a" * 4097, b"a=" + b"b" * 30_000, b"&" * 4096, b"%26" * 1300, b"known=now",
    b"known=2017-01-15T00:00:00Z%00", b"on=2017-02-30", b"on=0000-00-00", b"on=%EF%BC%92017-01-15", b"?", b"?depth=1",
    b"depth=0?depth=0", b"depth=%31%", b"depth=1#x=" + b"\x7f",
)  # fmt: skip
_METHODS = (
    b"get", b"Get", b"GETT", b"G", b"POST", b"PUT", b"PATCH", b"DELETE", b"TRACE", b"TRACK", b"DEBUG", b"PROPFIND",
    b"MKCOL", b"LOCK", b"BREW", b"CONNECT", b"SEARCH", b"QUERY", b"LINK", b"PURGE", b"BAN", b"X" * 200, b"X" * 9000,
    b"GET\x00", b"G\xc3\x89T", b"GE T", b"(GET)", b"GET,POST", b"G@T", b"{GET}", b"!", b"__import__", b"M-SEARCH",
)  # fmt: skip
_LINES = (
    b"GET", b"GET ", b"GET /health/live", b"GET /health/live ", b"GET  /health/live HTTP/1.1",
    b" GET /health/live HTTP/1.1", b"GET\t/health/live\tHTTP/1.1", b"GET /health/live HTTP/1.1 ",
    b"GET /health/live  HTTP/1.1", b"GET /health/live HTTP/0.9", b"GET /health/live HTTP/1.2",
    b"GET /health/live HTTP/2.0", b"GET /health/live HTTP/3", b"GET /health/live HTTP/9.9", b"GET /health/live HTTP/1",
    b"GET /health/live HTTP/1.", b"GET /health/live http/1.1", b"GET /health/live HTTP/1.10",
    b"GET /health/live HTTP/11", b"GET /health/live HTTP/-1.1", b"GET /health/live FTP/1.1",
    b"GET /health/live HTTP/1.1\x00", b"GET /health/live HTTP/\xef\xbc\x91.1", b"GET /health/live\x00 HTTP/1.1",
    b"GET /health /live HTTP/1.1", b"GET /health/live HTTP/1.1 HTTP/1.1", b"GET health/live HTTP/1.1",
    b"GET live HTTP/1.1", b"GET * HTTP/1.1", b"GET ? HTTP/1.1", b"GET # HTTP/1.1", b"GET : HTTP/1.1",
    b"GET lawpin.example:80 HTTP/1.1", b"CONNECT lawpin.example:443 HTTP/1.1", b"CONNECT /health/live HTTP/1.1",
    b"GET http:// HTTP/1.1", b"GET http:///health/live HTTP/1.1", b"GET http://[::1 HTTP/1.1",
    b"GET http://a b/ HTTP/1.1", b"GET http://evil.example/nowhere HTTP/1.1",
    b"GET http://evil.example/akn/../health HTTP/1.1", b"GET file:///etc/passwd HTTP/1.1",
    b"GET javascript:alert(1) HTTP/1.1", b"GET gopher://x/y HTTP/1.1", b"GET //evil.example/%2f.. HTTP/1.1",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"SSH-2.0-OpenSSH_9.2", b"\x00" * 64, b"\xff" * 64, b"{}",
    b"<xml/>", b"EHLO lawpin.example", b"*1\r\n$4\r\nPING", b"\x05\x01\x00",
)  # fmt: skip
# Lines of the header, each after a good request line and with a good Host unless it brings its own.
_FIELDS = (
    b"Host: a\r\nHost: b", b"Host:", b"Host:  ", b"Host: a b", b"Host: a/b", b"Host: a@b", b"Host: a,b", b"Host: a:b",
    b"Host: a:80:80", b"Host: a:999999", b"Host: [::1", b"Host: ::1", b"Host: [x]", b"Host: \xe4\xb8\xad",
    b"Host: a\x00b", b"Host: a\tb", b"Host: a?b", b"Host: a#b", b"Host: %61", b"Host: http://a", b"Host: " + b"a" * 300,
    b"Host: -a", b"Host: .", b"Host : a", b"X-Other: no host", b"host: a\r\nhOST: a", b"Host: <script>", b"Host: a;b",
    b"Host: a\\b", b"Host: 'a'",
)  # fmt: skip
_ODD_FIELDS = (
    b"X", b"X y", b": y", b" : y", b"X\x00: y", b"X: \x00", b"X: a\x00b", b"X: a\rb", b"X: a\nb", b"X: a\r b", b"X(: y",
    b"\xff: y", b"X: \xff\xfe", b"X: a\r\n folded", b"X: a\r\n\tfolded", b" X: begins folded", b"X: " + b"a" * 40_000,
    b"X: " + b"a" * 70_000, b"a" * 40_000 + b": x", b"\r\n".join(b"X%d: y" % n for n in range(90)),
    b"\r\n".join(b"X%d: y" % n for n in range(150)), b"\r\n".join(b"X: y" for _ in range(79)),
    b"Accept: " + b"a/b," * 7000, b"Accept: */*;q=2", b"Accept: ;;;", b"Accept: \xff", b"Accept: text/html;q=",
    b"Accept: " + b"a/b;q=0." + b"1" * 3000, b"Accept-Encoding: " + b"gzip;q=0," * 2000, b"Accept-Encoding: \x80",
    b"Accept-Language: " + b"en-" * 5000, b"Accept-Language: \xff", b"If-None-Match: " + b'"a",' * 6000,
    b'If-None-Match: "', b"If-None-Match: W/", b"If-None-Match: \xff", b"If-Modified-Since: never",
    b"If-Modified-Since: \xff", b"If-Modified-Since: Sat, 99 Foo 99999 99:99:99 GMT",
    b"Range: bytes=0-0," + b"1-1," * 3000, b"Range: bytes=-", b"Content-Length: 0\r\nContent-Length: 1",
    b"Content-Length: -1", b"Content-Length: +0", b"Content-Length: 0x0", b"Content-Length: 99999999999999999999999",
    b"Content-Length: 0, 0", b"Content-Length: \xef\xbc\x90", b"Content-Length:", b"Transfer-Encoding: identity",
    b"Transfer-Encoding: gzip", b"Transfer-Encoding: chunked, identity", b"Transfer-Encoding: xchunked",
    b"Transfer-Encoding : chunked", b"Transfer-Encoding: \x0bchunked", b"Expect: 200-maybe",
    b"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: !",
    b"Upgrade: websocket\r\nConnection: Upgrade", b"Connection: " + b"x," * 4000,
    b"Connection: close, keep-alive, close", b"X-Forwarded-For: " + b"1.2.3.4, " * 2000, b"X-Forwarded-For: \xff",
    b"X-Original-URL: /metrics", b"X-Rewrite-URL: /metrics", b"X-HTTP-Method-Override: DELETE",
    b"Cookie: " + b"a=b; " * 4000, b"Authorization: Bearer " + b"a" * 20_000, b'Forwarded: for="[', b"Trailer: Host",
    b"TE: \xff", b"Origin: null\r\nAccess-Control-Request-Method: \xff",
)  # fmt: skip
_BODIES = (
    b"", b"{", b"[]", b"null", b"0", b'"x"', b"\x00", b"\xff\xfe", b"\xef\xbb\xbf{}", b'{"ids":[]}', b'{"ids":null}',
    b'{"ids":{}}', b'{"ids":[1]}', b'{"ids":[null]}', b'{"ids":[[]]}', b'{"ids":["\xff"]}', b'{"ids":["\xe9"]}',
    b'{"ids":["\\ud800"]}', b'{"ids":["a"],"ids":["b"],"x":1}', b'{"ids":["a"],"more":1}', b'{"ids":NaN}',
    b'{"ids":[1e999]}', b'{"ids":["a",]}', b"{'ids':[]}", b'{"ids":[' + b'"a",' * 200 + b'"a"]}', b"[" * 100_000,
    b'{"ids":' + b"[" * 50_000 + b"]" * 50_000 + b"}", b'{"a":' * 20_000, b'{"ids":["' + b"a" * 900_000 + b'"]}',
    b'{"ids":[' + b"9" * 500_000 + b"]}", b" " * (1024 * 1024 + 1), b"<xml/>", b"ids=a&ids=b", b'{"ids":["a"]}}',
    b'{"ids":["a"]}\x00', b'{"ids":["a"]} {"ids":["b"]}',
)  # fmt: skip
_CHUNKED = (
    b"ZZ\r\n", b"-1\r\n", b"0x5\r\n", b"5;\x00\r\nhello\r\n0\r\n\r\n", b"FFFFFFFFFFFFFFFFF\r\n", b"\r\n",
    b"5\r\nhelloworld\r\n", b"5\nhello\n0\n\n", b"5 \r\nhello\r\n0\r\n\r\n", b" 5\r\nhello\r\n0\r\n\r\n",
    b"5\r\nhello0\r\n\r\n", b"1\r\na\r\n" * 2000 + b"0\r\n\r\n", b"5;" + b"a" * 20_000 + b"\r\nhello\r\n0\r\n\r\n",
    b"0\r\nHost: evil.example\r\n\r\n", b"0\r\n" + b"X: y\r\n" * 2000 + b"\r\n",
    b"200000\r\n" + b" " * 0x200000 + b"\r\n0\r\n\r\n", b"\xef\xbc\x95\r\nhello\r\n0\r\n\r\n",
)  # fmt: skip
_KINDS = (
    b"multipart/form-data; boundary=x", b"MULTIPART/mixed", b"multipart/", b"application/x-www-form-urlencoded",
    b"text/plain", b"\xff", b"application/json/json", b"application/xml", b"", b";", b"application/jsonp", b"text/json",
    b"a" * 5000,
)  # fmt: skip


def _get(target: bytes, fields: bytes = b"") -> bytes:
    return b"GET " + target + b" HTTP/1.1\r\n" + HOST + fields + b"\r\n"


def _post(body: bytes, fields: bytes = _JSON) -> bytes:
    return b"POST " + POST + b" HTTP/1.1\r\n" + HOST + fields + b"Content-Length: %d\r\n\r\n" % len(body) + body


def _targets() -> Iterator[Hostile]:
    for word, token in _TOKENS.items():
        for place, at in _PLACES.items():
            yield Hostile(f"{word}-in-{place}", _get(PINNED[:at] + token + PINNED[at:]))
    for number, target in enumerate(_TARGETS):
        yield Hostile(f"target-{number}", _get(target))
    for number, query in enumerate(_QUERIES):
        # A fragment is not the server's, and nothing between ampersands is no parameter.
        right = PINNED if b"#" in query or not query.strip(b"&") else None
        yield Hostile(f"query-{number}", _get(PINNED + b"?" + query), right=right)


def _lines() -> Iterator[Hostile]:
    for number, method in enumerate(_METHODS):
        yield Hostile(f"method-{number}", method + b" " + LIVE + b" HTTP/1.1\r\n" + HOST + b"Content-Length: 0\r\n\r\n")
    for number, line in enumerate(_LINES):
        yield Hostile(f"line-{number}", line + b"\r\n" + HOST + b"\r\n", right=LIVE)
    for number, ending in enumerate((b"\n", b"\r", b"\n\r", b"\r\r\n")):
        sent = b"GET " + LIVE + b" HTTP/1.1" + ending + b"Host: a" + ending + ending
        yield Hostile(f"ending-{number}", sent + b"\r\n\r\n", right=LIVE)


def _fields() -> Iterator[Hostile]:
    for number, lines in enumerate(_FIELDS):
        yield Hostile(f"host-{number}", b"GET " + LIVE + b" HTTP/1.1\r\n" + lines + b"\r\n\r\n")
    for number, lines in enumerate(_ODD_FIELDS):
        yield Hostile(f"field-{number}", _get(PINNED, lines + b"\r\n"), right=PINNED)


def _bodies() -> Iterator[Hostile]:
    for number, body in enumerate(_BODIES):
        yield Hostile(f"body-{number}", _post(body))
    for number, kind in enumerate(_KINDS):
        yield Hostile(f"kind-{number}", _post(_GOOD_BODY, b"Content-Type: " + kind + b"\r\n"))
    for number, chunks in enumerate(_CHUNKED):
        fields = HOST + _JSON + b"Transfer-Encoding: chunked\r\n\r\n"
        yield Hostile(f"chunks-{number}", b"POST " + POST + b" HTTP/1.1\r\n" + fields + chunks)
    for number, target in enumerate((PINNED, LIVE, b"/v1/works", b"/metrics", b"/nowhere")):
        sent = b"POST " + target + b" HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\n\r\nhello"
        yield Hostile(f"posted-to-{number}", sent)


def _pipelined() -> Iterator[Hostile]:
    good = _get(LIVE)
    yield Hostile("twenty-in-one-packet", good * 20, right=LIVE, replies=20)
    yield Hostile("hostile-then-good", _get(b"/..%2f") + good, right=LIVE, replies=2)
    yield Hostile("nonsense-after-good", good + b"\x00\xff nonsense\r\n\r\n", right=LIVE, replies=2)
    smuggled = b"0\r\n\r\nGET /metrics HTTP/1.1\r\n" + HOST + b"\r\n"
    fields = HOST + _JSON + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
    yield Hostile("length-and-chunks", b"POST " + POST + b" HTTP/1.1\r\n" + fields + smuggled)
    yield Hostile("body-on-get", _get(LIVE, b"Content-Length: 5\r\n") + b"hello" + good, right=LIVE, replies=2)
    yield Hostile("h2-preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\xff" * 64)
    yield Hostile(
        "h2-preface-and-more", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\x00\x00\x00\x04\x00\x00\x00\x00\x00" + good
    )


HOSTILE = (*_targets(), *_lines(), *_fields(), *_bodies(), *_pipelined())
