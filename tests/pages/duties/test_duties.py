"""The unit's side in the browser, from receipt to launch, without a script."""

from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.subjects.movements.enums import DutyState
from thidua.subjects.movements.models import LaunchEvent
from thidua.subjects.papers.services import issue_paper, number_paper, sign_paper


def test_opening_leaves_a_receipt_once(client_as, launched):
    clerk = client_as("canbo.sinho")
    clerk.get(f"/duoc-giao/{launched.pk}/")
    delivery = launched.deliveries.get(organization__code="D108")
    assert delivery.opened_at is not None
    clerk.get(f"/duoc-giao/{launched.pk}/")
    assert launched.deliveries.get(organization__code="D108").opened_at == delivery.opened_at


def test_a_unit_that_did_not_receive_it_finds_nothing(client_as, launched):
    assert client_as("canbo.dienluc").get(f"/duoc-giao/{launched.pk}/").status_code == 404


def test_duty_see_counts_queries(client_as, launched, django_assert_max_num_queries):
    clerk = client_as("canbo.sinho")
    clerk.get(f"/duoc-giao/{launched.pk}/")
    with django_assert_max_num_queries(40):
        clerk.get(f"/duoc-giao/{launched.pk}/")


def test_home_shows_what_is_owed_and_the_place_where_it_is_done(client_as, launched):
    page = client_as("canbo.sinho").get("/").content.decode()
    assert f'href="/duoc-giao/{launched.pk}/"' in page
    assert "Chưa tiếp nhận" in page


def test_the_whole_way_of_a_unit(client_as, actor, launched):
    base = f"/duoc-giao/{launched.pk}/"
    clerk = client_as("canbo.sinho")
    clerk.post(base + "tiep-nhan/")
    answer = clerk.post(
        base + "ke-hoach/",
        {
            "name": "Kế hoạch của huyện",
            "contents": [row.pk for row in launched.contents.all()],
            "targets": [row.pk for row in launched.targets.all()],
            "tasks": [row.pk for row in launched.tasks.all()],
        },
    )
    duty = launched.duties.get(organization__code="D108")
    assert answer["Location"] == f"/phong-trao/{duty.plan_id}/sua/"
    assert clerk.get(answer["Location"]).status_code == 200
    clerk.post(base + "trinh/")
    duty.plan.refresh_from_db()
    paper_id = duty.plan.paper_id
    sign_paper(actor=actor("thutruong.sinho"), paper_id=paper_id)
    number_paper(actor=actor("canbo.sinho"), paper_id=paper_id)
    issue_paper(actor=actor("canbo.sinho"), paper_id=paper_id)
    form = {"day": "14/02/2022", "place": "Hội trường huyện", "attendance": "120",
            "commitment_signed": "on"}  # fmt: skip
    answer = clerk.post(base + "phat-dong/", form)
    assert answer["Location"] == base
    duty.refresh_from_db()
    assert duty.state == DutyState.LAUNCHED
    assert LaunchEvent.objects.get().place == "Hội trường huyện"
    assert "120" in clerk.get(base).content.decode()


def test_launch_with_a_bad_picture_changes_nothing(client_as, actor, launched):
    test_the_whole_way_of_a_unit_until_issued(client_as, actor, launched)
    form = {"day": "14/02/2022", "place": "Hội trường",
            "pictures": SimpleUploadedFile("anh.jpg", b"khong phai anh")}  # fmt: skip
    answer = client_as("canbo.sinho").post(f"/duoc-giao/{launched.pk}/phat-dong/", form)
    assert answer.status_code == 422
    assert not LaunchEvent.objects.exists()


def test_the_whole_way_of_a_unit_until_issued(client_as, actor, launched):
    clerk = client_as("canbo.sinho")
    base = f"/duoc-giao/{launched.pk}/"
    clerk.post(base + "tiep-nhan/")
    contents = [row.pk for row in launched.contents.all()]
    clerk.post(base + "ke-hoach/", {"name": "Kế hoạch", "contents": contents})
    clerk.post(base + "trinh/")
    paper_id = launched.duties.get(organization__code="D108").plan.paper_id
    sign_paper(actor=actor("thutruong.sinho"), paper_id=paper_id)
    number_paper(actor=actor("canbo.sinho"), paper_id=paper_id)
    issue_paper(actor=actor("canbo.sinho"), paper_id=paper_id)
    assert launched.duties.get(organization__code="D108").state == DutyState.PLANNED
