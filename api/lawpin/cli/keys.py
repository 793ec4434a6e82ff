"""The command `lawpin keys`."""

import re
from datetime import UTC, datetime, timedelta

import click

from lawpin.cli.options import json_option, print_json, settings_with, store_option
from lawpin.holdings.keys import NewKey, create_key, ended, revoke_key, rotate_key
from lawpin.holdings.notes import Key, Notes
from lawpin.holdings.opening import open_held, open_store
from lawpin.http.clock import utc_now
from lawpin.law.scopes import read_scope

_DAYS = re.compile(r"([0-9]{1,5})d", re.ASCII)
_ONCE = "Keep it now: it is shown this once, and the store has its hash alone."


@click.group("keys")
def command() -> None:
    """Make and end the keys that publishing over HTTP takes."""


@command.command("create")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    help="What it is for: publish:cn, publish:/akn/... (a work) or publish:*. May be given several times.",
)
@click.option("--expires", help="The day on which it ends (2027-01-01, UTC), or after how many days (90d).")
@store_option
@json_option
def create(scopes: tuple[str, ...], expires: str | None, store: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Make a key and print it, once."""
    now = utc_now()
    read = tuple(map(read_scope, dict.fromkeys(scopes)))
    holdings = open_store(settings_with(store=store).store)
    try:
        _tell_new(create_key(holdings, read, now, _end(expires, now)), as_json=as_json)
    finally:
        holdings.close()


@command.command("list")
@store_option
@json_option
def list_keys(store: str | None, as_json: bool) -> None:  # noqa: FBT001
    """List all keys, without their secrets."""
    now = utc_now()
    holdings = open_held(settings_with(store=store).store)
    try:
        for key in holdings.notes.all_keys():
            described = _described(key, holdings.notes, now)
            print_json(described) if as_json else click.echo(_line(described))
    finally:
        holdings.close()


@command.command("revoke")
@click.argument("key_id", metavar="ID")
@store_option
@json_option
def revoke(key_id: str, store: str | None, as_json: bool) -> None:  # noqa: FBT001
    """End a key now."""
    now = utc_now()
    holdings = open_held(settings_with(store=store).store)
    try:
        described = _described(revoke_key(holdings, key_id, now), holdings.notes, now)
        print_json(described) if as_json else click.echo(_line(described))
    finally:
        holdings.close()


@command.command("rotate")
@click.argument("key_id", metavar="ID")
@click.option(
    "--overlap", type=click.IntRange(0, 720), default=24, show_default=True, help="Hours that the old one stays good."
)
@store_option
@json_option
def rotate(key_id: str, overlap: int, store: str | None, as_json: bool) -> None:  # noqa: FBT001
    """Make a key in the place of another, for the same scopes and as long; the old one ends after the overlap."""
    holdings = open_held(settings_with(store=store).store)
    try:
        _tell_new(rotate_key(holdings, key_id, utc_now(), timedelta(hours=overlap)), as_json=as_json)
    finally:
        holdings.close()


@command.command("uses")
@click.argument("key_id", metavar="[ID]", required=False)
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True, help="How many.")
@store_option
@json_option
def uses(key_id: str | None, limit: int, store: str | None, as_json: bool) -> None:  # noqa: FBT001
    """List what was done or tried with a key, or with any, the newest first."""
    holdings = open_held(settings_with(store=store).store)
    try:
        for use in holdings.notes.key_uses(key_id, limit):
            words = (_text(use.at), use.key, use.action, use.outcome, use.about)
            if as_json:
                print_json(dict(zip(("at", "key", "action", "outcome", "about"), words, strict=True)))
            else:
                click.echo("  ".join(filter(None, words)))
    finally:
        holdings.close()


def _end(written: str | None, now: datetime) -> datetime | None:
    if written is None:
        return None
    days = _DAYS.fullmatch(written)
    try:
        end = now + timedelta(days=int(days[1])) if days else datetime.strptime(written, "%Y-%m-%d").replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        message = "a key ends on a day (2027-01-01) or after some days (90d)"
        raise click.UsageError(message) from None
    if end <= now:
        message = f"{written} is past: such a key would be of no use"
        raise click.UsageError(message)
    return end


def _tell_new(new: NewKey, *, as_json: bool) -> None:
    if as_json:
        scopes = [str(scope) for scope in new.key.scopes]
        print_json({"id": new.key.id, "key": new.text, "scopes": scopes, "expiresAt": _text(new.key.expires_at)})
    else:
        click.echo(new.text)
        click.echo(f"Key {new.key.id} for {', '.join(map(str, new.key.scopes))}. {_ONCE}", err=True)


def _described(key: Key, notes: Notes, now: datetime) -> dict[str, object]:
    last = notes.key_uses(key.id, 1)
    return {
        "id": key.id,
        "scopes": [str(scope) for scope in key.scopes],
        "state": ended(key, now) or "good",
        "createdAt": _text(key.created_at),
        "expiresAt": _text(key.expires_at),
        "revokedAt": _text(key.revoked_at),
        "lastUsedAt": _text(last[0].at) if last else None,
    }


def _line(described: dict[str, object]) -> str:
    scopes = described["scopes"]
    words = [str(described["id"]), str(described["state"]), " ".join(scopes if isinstance(scopes, list) else [])]
    instants = (("expires", "expiresAt"), ("revoked", "revokedAt"), ("last used", "lastUsedAt"))
    return "  ".join([*words, *(f"{word} {described[name]}" for word, name in instants if described[name])])


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ")
