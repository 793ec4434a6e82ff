"""Load that is turned away before it queues: a bound on requests under way, and an eye on the event loop.

Look-ups run on the loop's own thread. What waits for it is seen from how late a timer rings: three times in a row more
than 100 ms late is a queue that grows, and what costs more than a stored page is refused until it is gone.
"""

import asyncio
from time import monotonic

from lawpin.http.rules import Refusal, Rules

_PROBE_S = 0.05
_LATE_IN_A_ROW = 3


class Load:
    """What this process is doing."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._probing = False
        self._asked_since = False
        self.late = 0
        self.requests = 0
        self.posts = 0

    def refuse(self, *, is_post: bool) -> Refusal | None:
        """Why another request is turned away now; None where it is welcome."""
        if not self._probing:
            self._probe()
        self._asked_since = True
        if self.requests >= self._rules.requests_at_once or (is_post and self.posts >= self._rules.posts_at_once):
            return Refusal("overloaded", "too many requests are under way")
        if self.late >= _LATE_IN_A_ROW:
            return Refusal("overloaded", "requests wait for more than 100 ms")
        return None

    def _probe(self) -> None:
        self._probing, self._asked_since = True, False
        asyncio.get_running_loop().call_later(_PROBE_S, self._ring, monotonic() + _PROBE_S)

    def _ring(self, due: float) -> None:
        self.late = self.late + 1 if monotonic() - due > self._rules.late_s else 0
        self._probing = False
        if self._asked_since or self.late:
            self._probe()
