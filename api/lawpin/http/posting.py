"""Bodies of requests: JSON, without a coding, in a published shape."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from lawpin.http.caching import NEVER
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import FORMATS
from lawpin.http.problems import make_problem, problem_answer
from lawpin.http.representing import Manner, made, represent
from lawpin.law.errors import Malformed
from lawpin.wire.shape import Shape, to_json

Wanted = TypeVar("Wanted", bound=BaseModel)


def unsupported(asked: Asked, what: str) -> Answer | None:
    """The answer to a body that is not bare JSON, None to one that is; `what` names its contents for people."""
    if asked.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        problem = make_problem("unsupported-media-type", f"send {what} as application/json", asked.request_id)
        return problem_answer(problem, asked, Accept="application/json")
    if asked.headers.get("content-encoding", "identity").strip().lower() != "identity":
        problem = make_problem("unsupported-media-type", f"send {what} without a coding", asked.request_id)
        return problem_answer(problem, asked, **{"Accept-Encoding": "identity"})
    return None


def read_body(body: bytes, shape: type[Wanted], rule: str) -> Wanted:
    """The body as a shape. Raises Malformed with the rule, what is wrong and where (a JSON Pointer)."""
    try:
        return shape.model_validate_json(body)
    except ValidationError as fault:
        first = fault.errors(include_url=False, include_context=False, include_input=False)[0]
        raise Malformed(f"{rule}: {first['msg']}", pointer="".join(f"/{step}" for step in first["loc"])) from None


def posted_answer(shape: Shape, asked: Asked) -> Answer:
    """The answer to a question in a body: nobody keeps it, and it has no tag, which would be one of a resource."""
    whole = represent(made(to_json(shape), asked), FORMATS["json"], Manner.of(NEVER)).whole
    return Answer(whole.status, tuple(field for field in whole.fields if field[0] != b"etag"), whole.body)
