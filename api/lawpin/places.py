"""Where the shipped folders are: `schema/`, `data/` and `openapi/`, in a checkout or inside an installed wheel."""

from pathlib import Path
from typing import Literal

Shipped = Literal["schema", "data", "openapi"]

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def shipped(folder: Shipped) -> Path:
    """The folder as it came with this lawpin.

    Raises:
        FileNotFoundError: neither the wheel nor the checkout holds it (a broken installation).
    """
    for home in (_PACKAGE / "_shipped", _CHECKOUT):
        if (home / folder).is_dir():
            return home / folder
    message = f"this lawpin was installed without its {folder}/ folder"
    raise FileNotFoundError(message)
