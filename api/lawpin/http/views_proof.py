"""`/proof`: what leads from a text, or a place in it, to a signed checkpoint of the log."""

from lawpin.holdings.lookup import Lookup
from lawpin.holdings.proving import Proof, prove
from lawpin.holdings.signing import sign, signer_of, verifier_of
from lawpin.http.exchange import Answer, Asked
from lawpin.http.formats import FORMATS
from lawpin.http.manners import choose, links_up, manner_of
from lawpin.http.representing import made, represent
from lawpin.law.errors import BadParameter
from lawpin.law.identifiers.address import Address
from lawpin.law.identifiers.ids import PortionId, RangeId
from lawpin.law.version import Version
from lawpin.wire.log import ProofShape, ServedShape
from lawpin.wire.shape import to_json


def proof(lookup: Lookup, address: Address, asked: Asked) -> Answer:
    """The proof of one place; it grows with the log, so that it is never for ever."""
    asked.parameters()
    version = lookup.version(address)
    place = address.at(version.id)
    if isinstance(place, RangeId):
        message = "a range is proven place by place"
        raise BadParameter(message, parameter="eId", iri=address.bare)
    form = choose(address, asked, (FORMATS["json"],))
    # Where it is not there: why, in the words of a look-up.
    lookup.page(place, "txt")
    shape = _shape(lookup, version, place)
    location = f"{place}/proof"
    manner = manner_of(lookup, version, address, location, lasting=False)
    return represent(made(to_json(shape), asked, links_up(location, version)), form, manner).under(asked.conditions)


def _shape(lookup: Lookup, version: Version, place: PortionId) -> ProofShape:
    signer = signer_of(lookup.store)
    found: Proof = prove(lookup.store, version, place, signer.name)
    return ProofShape(
        id=str(place),
        leaf=found.leaf.decode(),
        position=found.position,
        portions=found.portions,
        path=[step.hex() for step in found.path],
        entry=found.entry.decode(),
        seq=found.seq,
        size=found.checkpoint.size,
        log_path=[step.hex() for step in found.log_path],
        checkpoint=sign(found.checkpoint, signer),
        verifier=str(verifier_of(signer)),
        received=version.sha256,
        canonical=f"sha256:{found.digest}",
        served=ServedShape(json_=found.served["json"], xml=found.served["xml"], txt=found.served["txt"]),
    )
