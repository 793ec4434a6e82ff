# mypy: disable-error-code="import-not-found"
"""A look-up, a batch and a refusal through the generated client, as JSON. The argument is the base address."""

import json
import sys

from lawpin_client import Client
from lawpin_client.api.functions import look_up_portions
from lawpin_client.api.law import get_portion
from lawpin_client.models import Batch, BatchRequest, GetPortionType, Portion, Problem

# It escapes the @ of an address, and is sent to the one without escapes.
client = Client(base_url=sys.argv[1], follow_redirects=True)


def look_up(eid: str) -> object:
    where = ("cn", GetPortionType.STATEMENT, "opinions", "2017-01-15", "mobile-internet", "zho@2017-01-15", eid)
    return get_portion.sync(*where, client=client)


found, refused = look_up("art_5__item_3"), look_up("art_5__item_8")
assert isinstance(found, Portion), found
assert isinstance(refused, Problem), refused
batch = look_up_portions.sync(client=client, body=BatchRequest(ids=[found.id]))
assert isinstance(batch, Batch), batch
answer = {
    "id": found.id,
    "text": found.text,
    "status": refused.status,
    "nearest": refused.nearest[0] if refused.nearest else None,
    "batch": batch.portions[0].status,
}
sys.stdout.write(json.dumps(answer))
