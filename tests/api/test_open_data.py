"""The open API: what it answers, that it is what the description says, and nothing more."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.support.published import SECRET, thematic
from thidua.base.access import Actor
from thidua.subjects.movements.enums import State
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.services.amending import withdraw_movement

ROOT = "/api/v1/"
KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def faults(value: Any, schema: dict[str, Any], schemas: dict[str, Any], at: str = "") -> list[str]:
    """Where a value departs from its JSON schema (the words of it that the description uses)."""
    if "$ref" in schema:
        return faults(value, schemas[schema["$ref"].rsplit("/", 1)[1]], schemas, at)
    if "oneOf" in schema:
        found = [faults(value, one, schemas, at) for one in schema["oneOf"]]
        return [] if [] in found else found[0]
    named = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, kind) for name in named for kind in KINDS[name]):
        return [f"{at}: {value!r} is no {named}"]
    if value not in schema.get("enum", [value]):
        return [f"{at}: {value!r} is not in {schema['enum']}"]
    if isinstance(value, list):
        return [
            fault
            for number, one in enumerate(value)
            for fault in faults(one, schema["items"], schemas, f"{at}[{number}]")
        ]
    if isinstance(value, dict):
        parts = schema["properties"]
        wrong = [f"{at}: {name}" for name in set(value) ^ set(schema["required"])]
        return wrong + [
            fault
            for name, one in value.items()
            if name in parts
            for fault in faults(one, parts[name], schemas, f"{at}.{name}")
        ]
    return []


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("movements/", "/api/v1/movements/"),
        ("movements/{pk}/", "/api/v1/movements/{id}/"),
        ("targets/", "/api/v1/targets/"),
    ],
)
def test_answer_is_what_the_description_says(
    client: Client, published: Movement, address: str, path: str
) -> None:
    description = client.get(f"{ROOT}openapi.json").json()
    schema = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    value = client.get(ROOT + address.format(pk=published.pk)).json()
    assert faults(value, schema["schema"], description["components"]["schemas"]) == []


def test_fault_finder_finds_faults() -> None:
    schema = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}
    assert faults({"a": "x"}, schema, {}) == [".a: 'x' is no ['integer']"]
    assert faults({}, schema, {}) == [": a"]


def test_list_gives_published_only(client: Client, published: Movement) -> None:
    value = client.get(f"{ROOT}movements/").json()
    assert [row["name"] for row in value["results"]] == [published.name, "Dân vận khéo"]
    assert value["count"] == 2


def test_movement_gives_its_parts(client: Client, published: Movement) -> None:
    value = client.get(f"{ROOT}movements/{published.pk}/").json()
    assert value["targets"][0]["value"] == "3.1"
    assert value["targets"][0]["result"] is None
    assert value["document"]["signer"] == {"title": "CHỦ TỊCH", "name": "Trần Tiến Dũng"}
    assert [row["name"] for row in value["movements"]] == ["Dân vận khéo"]
    assert value["amendments"][0]["changes"] == [
        {"field": "Chủ đề", "before": None, "after": "Chủ đề mới"}
    ]
    assert sum(group["count"] for group in value["participants"]) == value["participating_units"]


@pytest.mark.parametrize("address", ["movements/", "movements/{pk}/", "targets/", "openapi.json"])
def test_nothing_private_is_given(client: Client, published: Movement, address: str) -> None:
    text = json.dumps(client.get(ROOT + address.format(pk=published.pk)).json(), ensure_ascii=False)
    for private in (SECRET, "noi-bo@example.org", "0999", "Phan Quốc Bình", "Vàng Thị Dín"):
        assert private not in text


def test_unpublished_is_not_found(client: Client, published: Movement) -> None:
    for movement in Movement.objects.filter(name__contains=SECRET):
        assert client.get(f"{ROOT}movements/{movement.pk}/").status_code == 404
    assert client.get(f"{ROOT}movements/{10**30}/").status_code == 404


def test_targets_of_drafts_are_not_given(client: Client, published: Movement) -> None:
    count = client.get(f"{ROOT}targets/").json()["count"]
    assert count == 1
    Movement.objects.filter(pk=published.pk).update(state=State.DRAFT)
    assert client.get(f"{ROOT}targets/").json()["count"] == 0


def test_withdrawn_is_gone(
    client: Client, published: Movement, actor: Callable[..., Actor]
) -> None:
    chair = actor("chutich", "province_chair")
    withdraw_movement(actor=chair, movement=published, reason=SECRET, paper="QĐ số 9/QĐ-UBND")
    answer = client.get(f"{ROOT}movements/{published.pk}/")
    assert answer.status_code == 410
    assert answer.json() == {"error": f"“{published.name}” đã được bãi bỏ theo QĐ số 9/QĐ-UBND."}


def test_pages_lead_to_each_other(client: Client, published: Movement) -> None:
    for number in range(3):
        thematic(published, f"Chuyên đề {number}")
    names, address = [], f"{ROOT}movements/?size=2&year=2022"
    while address:
        value = client.get(address).json()
        names += [row["name"] for row in value["results"]]
        address = value["next"]
    assert len(names) == len(set(names)) == value["count"] == 5
    assert value["previous"].endswith("movements/?size=2&year=2022&page=2")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("size=101", "“size” phải từ 1 đến 100."),
        ("page=x", "“page” phải là số nguyên."),
        ("year=3000", "“year” phải từ 1900 đến 2999."),
        ("level=unit", "“level” là một trong: national, province, thematic, block."),
        ("state=draft", "Không có tham số “state”."),
    ],
)
def test_wrong_parameter_is_refused_in_words(
    client: Client, db: None, query: str, words: str
) -> None:
    answer = client.get(f"{ROOT}movements/?{query}")
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(words)


def test_any_origin_may_read_and_nobody_write(client: Client, db: None) -> None:
    answer = client.get(f"{ROOT}movements/")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.options(f"{ROOT}movements/").status_code == 204
    assert client.post(f"{ROOT}movements/").status_code == 405


def test_unchanged_answer_is_not_sent_again(client: Client, published: Movement) -> None:
    first = client.get(f"{ROOT}movements/{published.pk}/")
    again = client.get(f"{ROOT}movements/{published.pk}/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")


def test_no_cookie_even_for_who_is_signed_in(
    client_as: Callable[..., Client], published: Movement
) -> None:
    answer = client_as("chuyenvien").get(f"{ROOT}movements/")
    assert not answer.cookies
    assert not answer.has_header("Vary")


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_stay_few(
    client: Client, published: Movement, django_assert_num_queries: Callable[..., object], rows: int
) -> None:
    for number in range(rows):
        thematic(published, f"Chuyên đề {number}")
    with django_assert_num_queries(2):
        client.get(f"{ROOT}movements/")
    with django_assert_num_queries(6):
        client.get(f"{ROOT}movements/{published.pk}/")
    with django_assert_num_queries(2):
        client.get(f"{ROOT}targets/")
