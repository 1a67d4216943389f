"""Short addresses: every one leads back to the id it was made from."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import NotFound
from answerable.model.ids import official_id
from answerable.web.short import id_of_short, short_address

DAYS = st.dates(date(1970, 1, 2), date(2150, 1, 1))
HOUSES = st.sampled_from([("uk-commons", ""), ("uk-lords", "HL")])


@given(HOUSES, DAYS, st.integers(0, 999_999))
def test_a_short_address_leads_back(house, day, number):
    chamber, start = house
    id_ = str(official_id(chamber, day, f"{start}{number}"))
    address = short_address(id_)
    assert address is not None and len(address) <= len("/s/") + 9
    assert id_of_short(address.removeprefix("/s/")) == id_
    assert id_of_short(address.removeprefix("/s/").upper()) == id_


@pytest.mark.parametrize(
    "id_",
    ["page/3f9c52d01b7ae684", "uk-commons/2025-09-16/0123", "uk-commons/2025-09-16/1234567", "uk-lords/2025-09-16/12",
     "uk-scotland/2009-10-26/S3W-28123", "uk-commons/2025-09-16/12a"],
)  # fmt: skip
def test_what_has_no_short_address_gets_none(id_):
    assert short_address(id_) is None


@pytest.mark.parametrize(
    "code", ["", "c", "x123", "c!!", "cuuuu", "czzzzzzzzzz", "czzzzzzzzzzz", "c" + "z" * 400, "c²"]
)
def test_what_is_no_short_address_is_refused(code):
    with pytest.raises(NotFound):
        id_of_short(code)


def test_letters_that_are_mistaken_for_figures_are_read_as_these():
    code = short_address("uk-commons/2025-09-16/1201").removeprefix("/s/")
    assert id_of_short(code[0] + code[1:].replace("0", "o").replace("1", "l")) == "uk-commons/2025-09-16/1201"
