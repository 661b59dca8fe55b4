"""The three addresses the page in the hand speaks to: kept once, by the right person, in words."""

import hashlib
import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.support.inspections import notified, picture, visited
from thidua.subjects.accounts.models import User
from thidua.subjects.inspections.models import Finding, FindingPicture
from thidua.subjects.inspections.services import minutes


def at(name):
    return reverse(f"inspections:{name}")


def user_id(username="kiemtra"):
    return User.objects.get(username=username).pk


def said(visit, **values):
    return {
        "user": user_id(), "uuid": str(uuid4()), "version": 1, "visit": visit.pk, "item": None,
        "kind": "shortcoming", "severity": "light", "words": "Chưa có sổ",
        "noted_at": "2022-02-15T03:00:00Z", "pictures": [], **values,
    }  # fmt: skip


def send(client, values):
    return client.post(at("field_finding"), json.dumps(values), content_type="application/json")


def test_shell_worker_and_manifest_hold_nothing_of_a_person(client_as):
    for name in ("field", "field_worker", "field_manifest"):
        alone = Client().get(at(name))
        assert alone.status_code == 200
        assert alone.content == client_as("kiemtra").get(at(name)).content
        assert "default-src 'self'" in alone["Content-Security-Policy"]
    manifest = Client().get(at("field_manifest")).json()
    assert (manifest["start_url"], manifest["scope"]) == (at("field"), at("field"))


def test_worker_names_parts_that_exist(client_as):
    text = Client().get(at("field_worker")).content.decode()
    parts = json.loads(text.split("self.FIELD = ")[1].split(";\n")[0])
    assert parts["shell"] == at("field")
    assert len(parts["version"]) == 16
    assert all(part.startswith("/static/") for part in parts["parts"])


def test_data_gives_the_running_visits_of_this_person(actor, client_as):
    visit = notified(actor, "LC-SYT")
    found = client_as("kiemtra").get(at("field_data")).json()
    assert found["user"] == {"id": user_id(), "name": "Quàng Văn Pọm"}
    assert [(row["id"], row["unit"], row["open"]) for row in found["visits"]] == [
        (visit.pk, "Sở Y tế", True)
    ]
    assert len(found["visits"][0]["headings"]) == 9
    assert client_as("canbo.soyte").get(at("field_data")).json()["visits"] == []


def test_data_without_a_session_leads_to_the_sign_in(laichau):
    answer = Client().get(at("field_data"))
    assert answer.status_code == 302


def test_finding_sent_twice_is_kept_once(actor, client_as):
    visit, client = visited(actor), client_as("kiemtra")
    values = said(visit, pictures=["aa"])
    for _ in range(2):
        answer = send(client, values)
        assert answer.json() == {"state": "saved", "version": 1, "missing": ["aa"]}
    assert Finding.objects.count() == 1


def test_refusal_is_said_in_words(actor, client_as):
    visit, client = visited(actor), client_as("kiemtra")
    values = said(visit)
    send(client, values)
    minutes.save_minutes(actor=actor("kiemtra"), visit=visit, unit_present="GĐ", course="")
    minutes.send_minutes(actor=actor("kiemtra"), visit=visit)
    answer = send(client, said(visit))
    assert answer.status_code == 422
    assert answer.json()["reason"].startswith("Biên bản đã gửi đơn vị")
    # What had arrived before stays arrived: the device may ask again.
    assert send(client, values).json()["state"] == "saved"


def test_finding_of_another_person_is_not_taken(actor, client_as):
    visit = visited(actor)
    answer = send(client_as("hoidong"), said(visit))
    assert (answer.status_code, answer.json()) == (409, {"state": "other_user"})
    assert Finding.objects.count() == 0


def test_finding_by_somebody_outside_the_team_is_refused(actor, client_as):
    visit = visited(actor)
    answer = send(client_as("canbo.soyte"), said(visit, user=user_id("canbo.soyte")))
    assert (answer.status_code, answer.json()["state"]) == (422, "refused")


@pytest.mark.parametrize(
    "wrong", [{"uuid": "x"}, {"noted_at": "hôm qua"}, {"version": "b"}, {"item": "x"}]
)
def test_finding_out_of_shape_is_refused(actor, client_as, wrong):
    answer = send(client_as("kiemtra"), said(visited(actor), **wrong))
    assert (answer.status_code, answer.json()["state"]) == (422, "refused")


def test_body_that_is_no_json_is_refused(client_as):
    answer = client_as("kiemtra").post(at("field_finding"), "{", content_type="application/json")
    assert answer.status_code == 422


def test_sending_without_a_token_is_refused(actor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        User.objects.get(username="kiemtra"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert send(client, {}).status_code == 403
    token = client.get(at("field_data")).json()["csrf"]
    answer = client.post(
        at("field_finding"), "{}", content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert answer.status_code == 422


def put(client, uuid, content, sha256, user=None):
    return client.post(
        at("field_picture"),
        {
            "user": user or user_id(),
            "uuid": uuid,
            "sha256": sha256,
            "file": SimpleUploadedFile("anh.jpg", content, "image/jpeg"),
        },
    )


def test_picture_arrives_once_and_the_finding_misses_it_no_more(actor, client_as):
    visit, client = visited(actor), client_as("kiemtra")
    content = picture()
    counted = hashlib.sha256(content).hexdigest()
    values = said(visit, pictures=[counted])
    assert send(client, values).json()["missing"] == [counted]
    assert put(client, values["uuid"], content, counted).json() == {"state": "saved", "fresh": True}
    assert put(client, values["uuid"], content, counted).json() == {
        "state": "saved",
        "fresh": False,
    }
    assert send(client, values).json()["missing"] == []
    assert FindingPicture.objects.count() == 1


def test_picture_cut_on_the_way_or_without_its_finding_is_refused(actor, client_as):
    visit, client = visited(actor), client_as("kiemtra")
    content = picture()
    counted = hashlib.sha256(content).hexdigest()
    assert put(client, str(uuid4()), content, counted).status_code == 422
    values = said(visit)
    send(client, values)
    assert put(client, values["uuid"], content[:-9], counted).status_code == 422
    assert put(client_as("hoidong"), values["uuid"], content, counted).status_code == 409
    assert FindingPicture.objects.count() == 0
