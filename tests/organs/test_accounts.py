from __future__ import annotations

import pytest

from sunlit.organs.models import Account


@pytest.mark.django_db
def test_an_account_is_found_whatever_the_case_its_name_is_typed_in() -> None:
    made = Account.objects.create(username="Zhang.San")

    assert Account.objects.get_by_natural_key("zhang.san") == made
    assert made.get_full_name() == "Zhang.San"
