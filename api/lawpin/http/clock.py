"""The only clock below the command line: by itself, as a command needs it and not the server."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The instant now."""
    return datetime.now(UTC)  # noqa: TID251 - this is that clock
