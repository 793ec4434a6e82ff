"""/akn: the law at its addresses, routed by the raw path: decoded paths are other resources.

The route is Litestar's; `law_first` answers the same before Litestar is asked, at a third of the cost.
"""

from typing import cast

from litestar.handlers import asgi
from litestar.types import Receive, Scope, Send

from lawpin.http import asgi as plain
from lawpin.http.answering import Service
from lawpin.http.edge import LAW, asked_of
from lawpin.http.exchange import Answer, Asked
from lawpin.http.problems import make_problem, problem_answer, problem_of
from lawpin.http.sending import send_answer
from lawpin.law.errors import LawError


@asgi("/akn", is_mount=True, copy_scope=False)
async def law(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - ASGI
    """Reads at an address."""
    service: Service = scope["litestar_app"].state.service
    await send_answer(answer_law(service, asked_of(dict(scope))), cast("plain.Send", send))


def law_first(application: plain.Application, service: Service) -> plain.Application:
    """The application with reads at addresses taken out of its way; it stands behind the edge."""

    async def dispatch(scope: plain.Scope, receive: plain.Receive, send: plain.Send) -> None:
        if scope["path"] == LAW:
            await send_answer(answer_law(service, asked_of(scope)), send)
        else:
            await application(scope, receive, send)

    return dispatch


def answer_law(service: Service, asked: Asked) -> Answer:
    """The answer to a request under /akn; refusals are problems."""
    if asked.method != "GET":
        problem = make_problem("method-not-allowed", "an address can only be read", asked.request_id)
        return problem_answer(problem, asked, Allow="GET, HEAD, OPTIONS")
    try:
        return service.addresses.answer(asked)
    except LawError as fault:
        return problem_answer(problem_of(fault, asked.request_id), asked)
