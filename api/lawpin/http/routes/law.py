"""/akn: the law at its addresses."""

from typing import cast

from litestar.handlers import asgi
from litestar.types import Receive, Scope, Send

from lawpin.http import edge
from lawpin.http.answering import Service
from lawpin.http.edge import asked_of, send_answer
from lawpin.http.exchange import Answer, Asked
from lawpin.http.problems import make_problem, problem_answer, problem_of
from lawpin.law.errors import LawError


@asgi("/akn", is_mount=True, copy_scope=False)
async def law(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - ASGI
    """Reads at an address. Routed by the raw path: decoded paths are other resources."""
    service: Service = scope["litestar_app"].state.service
    asked = asked_of(dict(scope))
    await send_answer(_answer(service, asked), cast("edge.Send", send))


def _answer(service: Service, asked: Asked) -> Answer:
    if asked.method != "GET":
        problem = make_problem("method-not-allowed", "an address can only be read", asked.request_id)
        return problem_answer(problem, asked, Allow="GET, HEAD, OPTIONS")
    try:
        return service.addresses.answer(asked)
    except LawError as fault:
        return problem_answer(problem_of(fault, asked.request_id), asked)
