"""Languages: how an address writes them, how a header writes them, what stands between their words.

In addresses a language is its ISO 639-2/T code, three letters. Everything else that people and publishers write
(`zh`, `chi`, `zh-Hans`, `cmn`, `en-GB`) is an alias of one.
"""

from types import MappingProxyType

UNKNOWN = "und"

# ISO 639-1 and 639-2, the languages that have a two-letter code: terminology code / two letters / bibliographic code.
_ISO_639 = """
    aar/aa abk/ab afr/af aka/ak amh/am ara/ar arg/an asm/as ava/av ave/ae aym/ay aze/az bak/ba bam/bm bel/be
    ben/bn bis/bi bod/bo/tib bos/bs bre/br bul/bg cat/ca ces/cs/cze cha/ch che/ce chu/cu chv/cv cor/kw cos/co
    cre/cr cym/cy/wel dan/da deu/de/ger div/dv dzo/dz ell/el/gre eng/en epo/eo est/et eus/eu/baq ewe/ee fao/fo
    fas/fa/per fij/fj fin/fi fra/fr/fre fry/fy ful/ff gla/gd gle/ga glg/gl glv/gv grn/gn guj/gu hat/ht hau/ha
    hbs/sh heb/he her/hz hin/hi hmo/ho hrv/hr hun/hu hye/hy/arm ibo/ig ido/io iii/ii iku/iu ile/ie ina/ia ind/id
    ipk/ik isl/is/ice ita/it jav/jv jpn/ja kal/kl kan/kn kas/ks kat/ka/geo kau/kr kaz/kk khm/km kik/ki kin/rw
    kir/ky kom/kv kon/kg kor/ko kua/kj kur/ku lao/lo lat/la lav/lv lim/li lin/ln lit/lt ltz/lb lub/lu lug/lg
    mah/mh mal/ml mar/mr mkd/mk/mac mlg/mg mlt/mt mon/mn mri/mi/mao msa/ms/may mya/my/bur nau/na nav/nv nbl/nr
    nde/nd ndo/ng nep/ne nld/nl/dut nno/nn nob/nb nor/no nya/ny oci/oc oji/oj ori/or orm/om oss/os pan/pa pli/pi
    pol/pl por/pt pus/ps que/qu roh/rm ron/ro/rum run/rn rus/ru sag/sg san/sa sin/si slk/sk/slo slv/sl sme/se
    smo/sm sna/sn snd/sd som/so sot/st spa/es sqi/sq/alb srd/sc srp/sr ssw/ss sun/su swa/sw swe/sv tah/ty tam/ta
    tat/tt tel/te tgk/tg tgl/tl tha/th tir/ti ton/to tsn/tn tso/ts tuk/tk tur/tr twi/tw uig/ug ukr/uk urd/ur
    uzb/uz ven/ve vie/vi vol/vo wln/wa wol/wo xho/xh yid/yi yor/yo zha/za zho/zh/chi zul/zu
"""

# Varieties that publishers write in place of the language whose name an address carries.
_VARIETIES = {"cmn": "zho", "arb": "ara", "nob": "nob", "pes": "fas", "swh": "swa", "zsm": "msa", "ekk": "est"}


def _codes() -> tuple[dict[str, str], dict[str, str]]:
    aliases, two_letters = dict(_VARIETIES), {}
    for entry in _ISO_639.split():
        code, two, *bibliographic = entry.split("/")
        two_letters[code] = two
        aliases |= dict.fromkeys((code, two, *bibliographic), code)
    return aliases, two_letters


_ALIASES, _TWO_LETTERS = map(MappingProxyType, _codes())

# Written without spaces between words: nothing stands between a number, its heading and the text after it.
_UNSPACED = frozenset({"zho", "jpn", "yue", "lzh", "tha", "lao", "khm", "mya", "bod", "dzo"})

# Where Chinese is written in traditional characters.
_TRADITIONAL = frozenset({"tw", "hk", "mo"})


def language_code(written: str) -> str | None:
    """The three-letter code of an address for a language as somebody wrote it (any case, BCP 47 tags too).

    None means that it is not a language code at all; three letters that no table holds stand for themselves.
    Source: ISO 639-2, RFC 5646 section 2.1, AKN-NC section 4.5.
    """
    primary, *subtags = written.replace("_", "-").lower().split("-")
    if not written.isascii() or not primary.isalpha() or not all(tag.isalnum() for tag in subtags):
        return None
    if primary in _ALIASES:
        return _ALIASES[primary]
    return primary if len(primary) == 3 else None  # noqa: PLR2004 - three letters are what the standard is about


def is_listed(code: str) -> bool:
    """Whether these three letters are the code of a language that the table holds (terminology or bibliographic)."""
    return len(code) == 3 and code in _ALIASES  # noqa: PLR2004 - as above


def language_tag(code: str, country: str = "") -> str:
    """The BCP 47 tag for headers and `xml:lang`; Chinese says its script, which the country decides (zh-Hans)."""
    if code == "zho":
        return "zh-Hant" if country.partition("-")[0] in _TRADITIONAL else "zh-Hans"
    return _TWO_LETTERS.get(code, code)


def joint(code: str) -> str:
    """What stands between pieces of one line of text: nothing in Chinese, one space in English."""
    return "" if code in _UNSPACED else " "
