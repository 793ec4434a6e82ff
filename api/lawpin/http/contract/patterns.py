"""What parameters look like, exactly: whoever sends something else is refused, whoever keeps to it is not."""

from string import ascii_lowercase

from lawpin.law.languages import language_code

_LONG, _SHORT = "0[13578]|1[02]", "0[469]|11"
_DAY = f"({_LONG})(-(0[1-9]|[12][0-9]|3[01]))?|({_SHORT})(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-8]))?"
_LEAP = "[1-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[13579][26])00"
# A year, a month of it, or a day that the calendar has.
CALENDAR = f"([1-9][0-9]{{3}}(-({_DAY}))?|({_LEAP})-02-29)"
DATE = f"^{CALENDAR}$"
# In a filter the year may begin with zeros: it only says where to look.
_ANY_YEAR = "[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9]"
_ANY_LEAP = "[0-9]{2}(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00"
BEGINNING = f"^(({_ANY_YEAR})(-({_DAY}))?|({_ANY_LEAP})-02-29)$"
_FULL_DAY = f"({_LONG})-(0[1-9]|[12][0-9]|3[01])|({_SHORT})-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])"
_CALENDAR_DAY = f"(({_ANY_YEAR})-({_FULL_DAY})|({_ANY_LEAP})-02-29)"
CALENDAR_DAY = f"^{_CALENDAR_DAY}$"
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
# RFC 3339, without leap seconds; a plus that was sent as such is a space when it arrives.
INSTANT = f"^{_CALENDAR_DAY}[Tt]{_CLOCK}:[0-5][0-9](\\.[0-9]{{1,9}})?([Zz]|[+ -]{_CLOCK})$"
# One segment: neither empty, nor relative, nor with what no identifier holds.
SEGMENT = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"
COUNTRY = "^[A-Za-z]{2,}(-[A-Za-z0-9]+)*$"


def _two_letters() -> str:
    """The two-letter codes of ISO 639-1 in any case, by their first letter."""
    seconds = {
        first: "".join(second + second.upper() for second in ascii_lowercase if language_code(first + second))
        for first in ascii_lowercase
    }
    return "|".join(f"[{first}{first.upper()}][{found}]" for first, found in seconds.items() if found)


_LANGUAGE = f"([A-Za-z]{{3}}|{_two_letters()})([_-][A-Za-z0-9]+)*"
LANGUAGE = f"^{_LANGUAGE}$"
# A second translation is named with its author.
_LINE = f"{_LANGUAGE}(/[A-Za-z0-9][A-Za-z0-9_.-]*)?"
LANGUAGES = f"^{_LINE}(,{_LINE})*$"
