"""Countries as publishers write them."""

import pytest

from lawpin.law.countries import country_code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("CH", "ch"),
        (" ch ", "ch"),
        ("GB-UKM", "gb-ukm"),
        ("CHE", "ch"),
        ("deu", "de"),
        ("EUR", "eu"),
        ("eu", "eu"),
        ("http://publications.europa.eu/resource/authority/country/LUX/", "lu"),
        ("", None),
        ("zz", None),
        ("Switzerland", None),
        ("c", None),
        ("xyz", None),
        ("1A0", None),
        ("GB-", None),
        ("\u212ae", None),
        ("http://example.org/", None),
    ],
)
def test_a_country_is_two_letters_or_nothing(written: str, code: str | None) -> None:
    assert country_code(written) == code


def test_the_table_holds_what_the_standard_holds() -> None:
    # Counted in ISO 3166-1: 249 countries and areas.
    codes = {country_code(a + b + c) for a in LETTERS for b in LETTERS for c in LETTERS} - {None, "eu"}
    assert len(codes) == 249


LETTERS = "abcdefghijklmnopqrstuvwxyz"
