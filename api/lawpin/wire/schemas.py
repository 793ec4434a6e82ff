"""The list of schemas."""

from lawpin.wire.shape import Shape


class SchemaLinkShape(Shape):
    """One schema and where it is."""

    name: str
    href: str


class SchemasShape(Shape):
    """All schemas, by name."""

    schemas: list[SchemaLinkShape]
