"""What a schema may newly give: types, null, values of a closed list that a client has never seen."""

from collections.abc import Iterator

from lawpin.http.contract.parameters import Json
from lawpin.http.contract.variants import types_of, variants_of

_LEAST = ("minimum", "minLength", "minItems")
_MOST = ("maximum", "maxLength", "maxItems")


def widenings(before: Json, after: Json) -> Iterator[str]:
    """A sentence for each thing that `before` ruled out and `after` gives, or no longer promises."""
    then, now = types_of(before), types_of(after)
    if then and (now - then or not now):
        yield f"it may be {', '.join(sorted(now - then)) or 'anything'} now"
    if "enum" in before:
        fresh = [value for value in after.get("enum", ["any value"]) if value not in before["enum"]]
        yield from (f"it may be {value} now" for value in fresh)
    if "pattern" in before and after.get("pattern") != before["pattern"]:
        yield "its pattern is another one"
    yield from _loosened(before, after)
    changed = variants_of(before) ^ variants_of(after)
    if changed:
        yield f"it is another shape: {', '.join(sorted(changed))}"
    for part in ("items", "additionalProperties"):
        if isinstance(before.get(part), dict) and isinstance(after.get(part), dict):
            yield from (f"an entry: {what}" for what in widenings(before[part], after[part]))


def _loosened(before: Json, after: Json) -> Iterator[str]:
    for bound in _LEAST:
        if bound in before and after.get(bound, before[bound] - 1) < before[bound]:
            yield f"its {bound} was {before[bound]}"
    for bound in _MOST:
        if bound in before and after.get(bound, before[bound] + 1) > before[bound]:
            yield f"its {bound} was {before[bound]}"
