"""Keys in every store: shown once, found by what they hash to, ended and never forgotten."""

from datetime import timedelta

import apsw
import pytest
from tests.holdings.conftest import BEGUN, Clock

from lawpin.holdings.keys import (
    EndedKey,
    UnknownKey,
    create_key,
    find_key,
    note_use,
    require_scope,
    revoke_key,
    rotate_key,
)
from lawpin.holdings.notes import KeyUse, Promise
from lawpin.holdings.opening import open_store
from lawpin.holdings.store import Store
from lawpin.law.errors import BadParameter, BeyondScope, Unauthorized
from lawpin.law.identifiers.reader import read_work_id
from lawpin.law.scopes import read_scope

SCOPES = (read_scope("publish:cn"), read_scope("publish:/akn/lu/act/2020-01-01/1"))
HOUR = timedelta(hours=1)


def test_a_key_is_found_by_its_text_and_by_nothing_else(store: Store) -> None:
    new = create_key(store, SCOPES, BEGUN)
    other = create_key(store, SCOPES, BEGUN)
    assert find_key(store.notes, new.text, BEGUN) == new.key
    assert new.text != other.text
    wrong = [
        *("", "lawpin_", new.key.id, new.text[:-1], new.text + "A", new.text.upper(), f" {new.text}", f"{new.text}\n"),
        new.text.replace(new.key.id, other.key.id),
        new.text.replace(new.key.id, "0" * 16),
        "lawpin_" + "é" * 16 + "_" + "x" * 43,
        "x" * 100_000,
    ]
    for text in wrong:
        with pytest.raises(Unauthorized) as refused:
            find_key(store.notes, text, BEGUN)
        assert not isinstance(refused.value, EndedKey)
        assert refused.value.detail == "this is no key of ours"


def test_a_secret_has_256_bits_and_stands_nowhere_in_the_store(
    store: Store, store_url: str, request: pytest.FixtureRequest
) -> None:
    texts = [create_key(store, SCOPES, BEGUN).text for _ in range(50)]
    secrets = {text.split("_", 2)[2] for text in texts}
    assert {len(secret) for secret in secrets} == {43}
    assert len(secrets) == 50
    assert not any(secret in repr(store.notes.all_keys()) for secret in secrets)
    if store_url.startswith("sqlite:"):
        folder = request.getfixturevalue("sqlite_path").parent
        kept = b"".join(file.read_bytes() for file in folder.iterdir())
        assert texts[0].split("_")[1].encode() in kept
        assert not any(secret.encode() in kept for secret in secrets)


def test_a_key_ends_when_it_expires(store: Store) -> None:
    new = create_key(store, SCOPES, BEGUN, BEGUN + HOUR)
    assert find_key(store.notes, new.text, BEGUN + HOUR - timedelta(microseconds=1)) == new.key
    with pytest.raises(EndedKey, match="this key is expired") as refused:
        find_key(store.notes, new.text, BEGUN + HOUR)
    assert refused.value.key.id == new.key.id


def test_a_key_ends_when_it_is_revoked_and_not_twice(store: Store) -> None:
    new = create_key(store, SCOPES, BEGUN)
    revoke_key(store, new.key.id, BEGUN + HOUR)
    revoke_key(store, new.key.id, BEGUN + 2 * HOUR)
    assert [key.revoked_at for key in store.notes.all_keys()] == [BEGUN + HOUR]
    with pytest.raises(EndedKey, match="this key is revoked"):
        find_key(store.notes, new.text, BEGUN + HOUR)


def test_rotation_leaves_both_keys_good_for_the_overlap(store: Store) -> None:
    old = create_key(store, SCOPES, BEGUN, BEGUN + 10 * HOUR)
    new = rotate_key(store, old.key.id, BEGUN, HOUR)
    assert (new.key.scopes, new.key.expires_at) == (old.key.scopes, old.key.expires_at)
    for text in (old.text, new.text):
        find_key(store.notes, text, BEGUN + HOUR / 2)
    find_key(store.notes, new.text, BEGUN + HOUR)
    with pytest.raises(EndedKey):
        find_key(store.notes, old.text, BEGUN + HOUR)
    revoke_key(store, old.key.id, BEGUN)
    with pytest.raises(BadParameter, match="is revoked: create another"):
        rotate_key(store, old.key.id, BEGUN, HOUR)


@pytest.mark.parametrize("do", [revoke_key, lambda store, key, now: rotate_key(store, key, now, HOUR)])
def test_an_id_that_no_key_has_is_said(store: Store, do: object) -> None:
    assert callable(do)
    with pytest.raises(UnknownKey):
        do(store, "0" * 16, BEGUN)


def test_a_key_is_for_its_scopes_alone(store: Store) -> None:
    key = create_key(store, SCOPES, BEGUN).key
    require_scope(key, read_work_id("/akn/cn/act/2020-01-01/1"))
    require_scope(key, read_work_id("/akn/lu/act/2020-01-01/1"))
    with pytest.raises(BeyondScope) as refused:
        require_scope(key, read_work_id("/akn/lu/act/2020-01-01/2"))
    assert refused.value.facts["scope"] == "publish:lu"


def test_uses_are_listed_the_newest_first(store: Store, clock: Clock) -> None:
    uses = [KeyUse(key, clock(), "publish", "stored", "/akn/cn/act/2020-01-01/1") for key in ("a", "b", "a")]
    for use in uses:
        note_use(store, use)
    assert store.notes.key_uses(None, 10) == (uses[2], uses[1], uses[0])
    assert store.notes.key_uses("a", 1) == (uses[2],)
    assert store.notes.key_uses("c", 10) == ()


def test_what_is_noted_in_a_transaction_that_fails_is_not_kept(store: Store) -> None:
    key = create_key(store, SCOPES, BEGUN).key

    def fail() -> None:
        with store.writing() as holdings:
            holdings.notes.note_use(KeyUse(key.id, BEGUN, "publish", "stored"))
            holdings.notes.keep_promise(Promise(key.id, "x", b"y", BEGUN, 1), forget_before=BEGUN)
            assert holdings.notes.promise(key.id, "x") is not None
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.notes.key_uses(None, 1) == ()
    assert store.notes.promise(key.id, "x") is None


def test_promises_are_replaced_and_forgotten_when_their_time_has_passed(store: Store) -> None:
    with store.writing() as holdings:
        for name, begun in (("old", BEGUN), ("new", BEGUN + HOUR), ("new", BEGUN + HOUR)):
            promise = Promise("k", name, b"request", begun, 7, b"answer" if name == "new" else None)
            holdings.notes.keep_promise(promise, forget_before=BEGUN)
    assert store.notes.promise("k", "old") == Promise("k", "old", b"request", BEGUN, 7)
    assert store.notes.promise("other", "new") is None
    with store.writing() as holdings:
        holdings.notes.keep_promise(Promise("k", "last", b"", BEGUN + HOUR, 7), forget_before=BEGUN + HOUR)
    assert store.notes.promise("k", "old") is None
    kept = store.notes.promise("k", "new")
    assert kept is not None
    assert kept.answer == b"answer"


def test_keys_survive_a_restart_and_their_uses_cannot_be_changed(sqlite_path: object) -> None:
    store = open_store(f"sqlite:{sqlite_path}")
    new = create_key(store, SCOPES, BEGUN, BEGUN + HOUR)
    note_use(store, KeyUse(new.key.id, BEGUN, "publish", "stored"))
    store.close()
    again = open_store(f"sqlite:{sqlite_path}")
    assert find_key(again.notes, new.text, BEGUN) == new.key
    again.close()
    connection = apsw.Connection(str(sqlite_path))
    for change in ("DELETE FROM api_key", "DELETE FROM api_key_use", "UPDATE api_key_use SET outcome = 'x'"):
        with pytest.raises(apsw.ConstraintError):
            connection.execute(change)
    connection.close()
