"""What all published shapes share: frozen, closed, camelCase on the wire, written as UTF-8 JSON."""

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

IRI_EXAMPLE = "/akn/cn/statement/opinions/2017-01-15/mobile-internet/zho@2017-01-15/~art_5__item_3"


class Shape(BaseModel):
    """A published JSON object: no member that is not described, every member always present."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        json_schema_serialization_defaults_required=True,
    )


def to_json(shape: BaseModel) -> bytes:
    """The JSON of a shape, UTF-8, members in the order of the shape, no white space."""
    return shape.model_dump_json(by_alias=True).encode()
