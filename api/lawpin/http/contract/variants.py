"""What a schema says its values are: JSON types, and the named schemas that it refers to."""

from lawpin.http.contract.parameters import Json

_CHOICES = ("anyOf", "oneOf", "allOf")


def types_of(schema: Json) -> set[str]:
    """The JSON types that a schema names itself or in its choices; none where it leaves them open."""
    own = schema.get("type", [])
    found = {own} if isinstance(own, str) else set(own)
    return found.union(*(types_of(choice) for word in _CHOICES for choice in schema.get(word, ())))


def variants_of(schema: Json) -> set[str]:
    """The names of the schemas that a value may have, entries of lists left out."""
    own = {schema["$ref"].rpartition("/")[2]} if "$ref" in schema else set()
    return own.union(*(variants_of(choice) for word in _CHOICES for choice in schema.get(word, ())))
