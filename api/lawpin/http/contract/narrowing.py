"""What a schema no longer takes: bounds, patterns and lists of values that have become tighter."""

from collections.abc import Iterator

from lawpin.http.contract.parameters import Json
from lawpin.http.contract.variants import types_of, variants_of

_LEAST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_MOST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")


def narrowings(before: Json, after: Json) -> Iterator[str]:
    """A sentence for each thing that was taken under `before` and is not, or might not be, under `after`."""
    lost = types_of(before) - types_of(after)
    if types_of(after) and (lost or not types_of(before)):
        yield f"it no longer takes {', '.join(sorted(lost)) or 'anything'}"
    if "enum" in after:
        gone = [value for value in before.get("enum", ["any value"]) if value not in after["enum"]]
        yield from (f"it no longer takes {value}" for value in gone)
    if "pattern" in after and after["pattern"] != before.get("pattern"):
        yield "its pattern is another one"
    for bound in _LEAST:
        if bound in after and (bound not in before or after[bound] > before[bound]):
            yield f"its {bound} is {after[bound]} now"
    for bound in _MOST:
        if bound in after and (bound not in before or after[bound] < before[bound]):
            yield f"its {bound} is {after[bound]} now"
    if before.get("default") != after.get("default"):
        yield f"its default is {after.get('default')} now"
    yield from (f"it no longer takes {variant}" for variant in sorted(variants_of(before) - variants_of(after)))
    if before.get("items") and after.get("items"):
        yield from (f"an entry: {what}" for what in narrowings(before["items"], after["items"]))
