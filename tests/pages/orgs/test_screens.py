"""The pages of units: what they show, how many queries they need, whom they refuse."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    ["orgs:tree", "orgs:map", "orgs:set_list", "orgs:act_list", "orgs:tree_export"],
)
@pytest.mark.parametrize("day", ["2022-02-15", "2025-06-30", "2025-07-01", "1950-01-01"])
def test_page_opens_on_any_day(client_as, name, day):
    assert client_as("chuyenvien").get(reverse(name), {"ngay": day}).status_code == 200
