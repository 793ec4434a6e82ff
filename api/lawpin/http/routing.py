"""Which documented route a raw path belongs to: for counting, where an address itself would be a label too many."""

import re

from lawpin.http.contract.operations import OPERATIONS

UNMATCHED = "unmatched"

_BY_NAME = {operation.name: operation.path for operation in OPERATIONS}
_PORTION, _TEXT, _WORK = _BY_NAME["getPortion"], _BY_NAME["getExpression"], _BY_NAME["getWork"]
_LAW = [operation.path for operation in OPERATIONS if operation.path.startswith("/akn/")]
_OTHERS = [operation.path for operation in OPERATIONS if not operation.path.startswith("/akn/")]
_VIEWS = [path for path in _LAW if not path.endswith("}")]
_LAST_WORDS = {path.rpartition("/")[2].encode(): path for path in _VIEWS}
# What follows a place, a text or a work, where one word follows several of them.
_AFTER = {(path.rpartition("/")[0], path.rpartition("/")[2].encode()): path for path in _VIEWS}
_WHOLE = {path.encode(): path for path in _OTHERS if "{" not in path}
_FOLDERS = {path.partition("{")[0].encode(): path for path in _OTHERS if path.endswith("}")}
_LANGUAGE = re.compile(rb"[A-Za-z]{2,3}(-[A-Za-z]+)?(?:[@:!.]|$)|[A-Za-z]{2,3}(?:@|%40)")


def route_of(path: bytes) -> str:
    """The template of the route that answers at a raw path; UNMATCHED for one that nobody answers."""
    if path[:5].lower() == b"/akn/":
        last = path[path.rfind(b"/") + 1 :]
        word = last.partition(b".")[0]
        if word in _LAST_WORDS:
            return _AFTER.get((_of_place(path[: -len(last) - 1]), word), _LAST_WORDS[word])
        return _of_place(path)
    whole = _WHOLE.get(path)
    if whole is not None:
        return whole
    folder, slash, name = path.rpartition(b"/")
    return _FOLDERS.get(folder + slash, UNMATCHED) if name else UNMATCHED


def _of_place(path: bytes) -> str:
    last = path[path.rfind(b"/") + 1 :]
    if b"/~" in path or last[:1] == b"~" or b"!" in last:
        return _PORTION
    return _TEXT if _LANGUAGE.match(last) else _WORK
