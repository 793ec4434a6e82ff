"""What a key is for, written and read."""

import pytest

from lawpin.law.errors import BadScope
from lawpin.law.identifiers.reader import read_work_id
from lawpin.law.scopes import Scope, covered, read_scope

WORK = read_work_id("/akn/cn/act/2020-01-01/sample")


@pytest.mark.parametrize(
    ("written", "work", "covers"),
    [
        ("publish:*", "/akn/lu/act/2020-01-01/1", True),
        ("publish:cn", "/akn/cn/act/2020-01-01/1", True),
        ("publish:cn", "/akn/cn-sh/act/2020-01-01/1", True),
        ("publish:cn", "/akn/lu/act/2020-01-01/1", False),
        ("publish:cn-sh", "/akn/cn/act/2020-01-01/1", False),
        ("publish:cn-sh", "/akn/cn-shx/act/2020-01-01/1", False),
        (f"publish:{WORK}", "/akn/cn/act/2020-01-01/sample", True),
        (f"publish:{WORK}", "/akn/cn/act/2020-01-01/sample-2", False),
        (f"publish:{WORK}", "/akn/cn/act/2020-01-01", False),
    ],
)
def test_a_scope_covers_its_works_and_no_others(written: str, work: str, *, covers: bool) -> None:
    assert read_scope(written).covers(read_work_id(work)) is covers


@pytest.mark.parametrize("written", ["publish:*", "publish:cn", "publish:cn-sh", f"publish:{WORK}"])
def test_a_scope_that_was_written_is_read_back(written: str) -> None:
    assert str(read_scope(written)) == written


@pytest.mark.parametrize(
    "written",
    [
        *("", "cn", "*", "publish", "publish:", "publish:CN", "publish:cn ", "publish:**", "read:cn", "publish:cn-"),
        *("publish:cn/act", "publish:/akn/cn", f"publish:{WORK}/zho@2020-01-01", "publish:/etc/passwd", "publish:ｃｎ"),
        *("publish:publish:cn", "publish:" + "a" * 100_000, "publish:cn\n", "publish:cn publish:*"),
    ],
)
def test_what_is_no_scope_is_refused_and_not_echoed_at_length(written: str) -> None:
    with pytest.raises(BadScope) as refused:
        read_scope(written)
    assert len(refused.value.detail) < 300


def test_of_several_scopes_one_is_enough_and_none_covers_nothing() -> None:
    assert covered((Scope("lu"), Scope(work=WORK)), WORK)
    assert not covered((), WORK)
