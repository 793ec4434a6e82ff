"""The two time axes of a read, as parameters."""

from lawpin.http.contract.parameters import Json, query_parameter
from lawpin.http.contract.patterns import CALENDAR_DAY, INSTANT

TIME_PARAMETERS: dict[str, Json] = {
    "in-force-on": {
        **query_parameter(
            "on",
            "The day whose law is asked for. Without it: today, or the day of `known`.",
            {"type": "string", "pattern": CALENDAR_DAY},
        ),
        "example": "2026-11-21",
    },
    "known": {
        **query_parameter(
            "known",
            "The instant as of which something is known, in RFC 3339. Of one after the newest entry of the log "
            "the answer is what is known now; `known` in the answer says as of when.",
            {"type": "string", "pattern": INSTANT},
        ),
        "example": "2026-11-21T12:00:00Z",
    },
}
