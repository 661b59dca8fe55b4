"""Pages of the indices: who sees and who may, what is unknown, forms that say how to mend."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.indices import indices
from thidua.base.access import Actor
from thidua.subjects.orgs.models import Organization
from thidua.subjects.targets.index_enums import MeasureState
from thidua.subjects.targets.models import ImprovementMeasure, Index, IndexComponent, IndexResult
from thidua.subjects.targets.services.indices import (
    ComponentFacts,
    Numbers,
    record_result,
    save_component,
)
from thidua.subjects.targets.services.measures import finish_measure, open_measure

__all__ = ["indices"]
Browser = Callable[..., Client]
Find = Callable[..., Actor]


@pytest.fixture
def measure(indices: dict[str, Index], actor: Find) -> ImprovementMeasure:
    return open_measure(
        actor=actor("chuyenvien"), index=indices["pci"], component=None,
        owner_id=actor("canbo.soyte").home_unit, text="Rút ngắn thời gian cấp phép",
        due_on=date(2022, 3, 1),
    )  # fmt: skip


def test_overview_shows_the_known_and_says_the_unknown(
    indices: dict[str, Index], client_as: Browser
) -> None:
    page = client_as("chutich", "province_chair").get("/chi-so/").content.decode()
    assert "86,29" in page
    assert "hạng 24/63" in page
    assert "tăng 7 bậc" in page
    assert "suy ra từ nguồn" in page
    assert page.count("chưa có số liệu") > 10


def test_pages_stand_for_everybody_signed_in(
    indices: dict[str, Index], measure: ImprovementMeasure, client_as: Browser
) -> None:
    result = IndexResult.objects.get(index__code="pci")
    paths = ["", "par-index/", "ddci/", "par-index/so-sanh/", "ddci/so-sanh/", "cua-don-vi/",
             "bien-phap/", f"bien-phap/{measure.pk}/", f"ket-qua/{result.pk}/"]  # fmt: skip
    for name in ("canbo.soyte", "mattran", "baochi"):
        client = client_as(name)
        assert [client.get(f"/chi-so/{path}").status_code for path in paths] == [200] * len(paths)
    assert Client().get("/chi-so/").status_code == 302
    assert client_as("mattran").get("/chi-so/khong-co/").status_code == 404


@pytest.mark.parametrize(
    "path", ["moi/", "par-index/sua/", "par-index/muc/moi/", "par-index/ket-qua/moi/", "par-index/bien-phap/moi/"]
)  # fmt: skip
def test_forms_are_for_the_desk(path: str, indices: dict[str, Index], client_as: Browser) -> None:
    assert client_as("chuyenvien").get(f"/chi-so/{path}").status_code == 200
    for name in ("canbo.soyte", "mattran", "quantri"):
        assert client_as(name).get(f"/chi-so/{path}").status_code == 403


def test_result_is_recorded_by_hand_with_its_source(
    indices: dict[str, Index], client_as: Browser
) -> None:
    client, place = client_as("chuyenvien"), Organization.objects.get(code="P11").pk
    told = {
        "year": "2022", "place_id": place, "score": "84,5", "rank": "30", "out_of": "63",
        "source_status": "verified",
    }  # fmt: skip
    refused = client.post("/chi-so/par-index/ket-qua/moi/", told)
    assert refused.status_code == 422
    assert "Chưa nhập nguồn." in refused.content.decode()
    done = client.post("/chi-so/par-index/ket-qua/moi/", told | {"source": "Quyết định công bố"})
    result = IndexResult.objects.get(place_id=place)
    assert done.headers["Location"] == f"/chi-so/ket-qua/{result.pk}/"
    assert (result.score, result.rank, result.source) == (
        Decimal("84.500"),
        30,
        "Quyết định công bố",
    )


def test_correction_shows_old_and_new(indices: dict[str, Index], client_as: Browser) -> None:
    client = client_as("chuyenvien")
    result = IndexResult.objects.get(index__code="pci")
    url = f"/chi-so/ket-qua/{result.pk}/"
    told = {
        "score": "62,05", "rank": "58", "out_of": "63", "source": result.source,
        "source_status": "verified", "revision": "0", "note": result.note,
    }  # fmt: skip
    assert client.post(f"{url}dinh-chinh/", told).status_code == 422
    client.post(f"{url}dinh-chinh/", told | {"reason": "Đọc nhầm", "paper": "5/CV"})
    page = client.get(url).content.decode()
    assert "xếp hạng: 57 → 58" in page
    assert "Đọc nhầm" in page
    stale = client.post(f"{url}dinh-chinh/", told | {"rank": "59", "reason": "x"})
    assert "Người khác vừa sửa số này" in stale.content.decode()


def test_component_is_added_edited_and_dropped(
    indices: dict[str, Index], client_as: Browser
) -> None:
    client = client_as("chuyenvien")
    told = {
        "code": "1",
        "name": "Tiếp cận dịch vụ",
        "top_score": "20,5",
        "source_status": "verified",
    }
    client.post("/chi-so/sipas/muc/moi/?nam=2022", told)
    component = IndexComponent.objects.get(index__code="sipas")
    assert component.top_score == Decimal("20.500")
    client.post(f"/chi-so/muc/{component.pk}/", told | {"name": "Tiếp cận dịch vụ công"})
    component.refresh_from_db()
    assert component.name == "Tiếp cận dịch vụ công"
    client.post("/chi-so/sipas/chep/", {"nam": "2022"})
    assert IndexComponent.objects.filter(index__code="sipas", year=2023).count() == 1
    client.post(f"/chi-so/muc/{component.pk}/bo/")
    assert not IndexComponent.objects.filter(pk=component.pk).exists()


def test_index_of_the_provinces_own_is_added(indices: dict[str, Index], client_as: Browser) -> None:
    client = client_as("chuyenvien")
    told = {
        "short_name": "DTI", "name": "Chỉ số chuyển đổi số", "code": "muc", "unit_of_measure": "điểm",
        "direction": "up", "ranks": "provinces",
    }  # fmt: skip
    assert "Chọn mã khác" in client.post("/chi-so/moi/", told).content.decode()
    done = client.post("/chi-so/moi/", told | {"code": "dti"})
    assert done.headers["Location"] == "/chi-so/dti/"
    assert "Chưa có bộ tiêu chí" in client.get("/chi-so/dti/").content.decode()


def test_measure_goes_from_the_office_to_the_unit_and_back(
    indices: dict[str, Index], client_as: Browser, actor: Find
) -> None:
    office, unit = client_as("chuyenvien"), client_as("canbo.soyte")
    told = {
        "text": "Công khai bộ thủ tục", "due_on": "20/02/2022",
        "owner_id": actor("canbo.soyte").home_unit, "component_id": "",
    }  # fmt: skip
    office.post("/chi-so/par-index/bien-phap/moi/", told)
    measure = ImprovementMeasure.objects.get()
    url = f"/chi-so/bien-phap/{measure.pk}/"
    assert unit.post(f"{url}xong/", {"result": ""}).status_code == 422
    assert unit.post(f"{url}xong/", {"result": "Đã đăng"}).status_code == 302
    assert "Đã hoàn thành" in unit.get(url).content.decode()
    office.post(f"{url}lam-tiep/", {"reason": "Thiếu 3 thủ tục", "due_on": "25/02/2022"})
    office.post(f"{url}thoi/", {"reason": "Gộp vào kế hoạch năm"})
    measure.refresh_from_db()
    assert measure.state == MeasureState.DROPPED
    assert client_as("mattran").post(f"{url}xong/", {"result": "x"}).status_code == 403


def test_measure_list_narrows_to_the_late(
    measure: ImprovementMeasure, indices: dict[str, Index], client_as: Browser, actor: Find
) -> None:
    ImprovementMeasure.objects.filter(pk=measure.pk).update(due_on=date(2022, 2, 1))
    late = client_as("chuyenvien").get("/chi-so/bien-phap/?tt=qua-han").context["list"]
    assert [row.pk for row in late.rows] == [measure.pk]
    finish_measure(actor=actor("canbo.soyte"), measure=measure, result="xong")
    assert client_as("chuyenvien").get("/chi-so/bien-phap/?tt=qua-han").context["list"].count == 0


def test_owner_sees_its_components_and_measures(
    indices: dict[str, Index], measure: ImprovementMeasure, client_as: Browser, actor: Find
) -> None:
    component = save_component(
        actor=actor("chuyenvien"), index=indices["par-index"], year=2023,
        facts=ComponentFacts(
            "III", "Thủ tục", top_score=Decimal(15), owner_id=actor("canbo.soyte").home_unit
        ),
    )  # fmt: skip
    record_result(
        actor=actor("chuyenvien"), index=indices["par-index"], component=component, year=2023,
        place_id=Organization.objects.get(code="P12").pk,
        numbers=Numbers(score=Decimal("12.5"), source="Báo cáo"),
    )  # fmt: skip
    page = client_as("canbo.soyte").get("/chi-so/cua-don-vi/").content.decode()
    assert '<td class="num">2,5</td>' in page
    assert measure.text in page


def test_exports_have_the_columns_of_the_import(
    indices: dict[str, Index], client_as: Browser
) -> None:
    client = client_as("chuyenvien")
    for wants, rows in (("bo-tieu-chi", 11), ("ket-qua", 2)):
        content = client.get(f"/chi-so/pci/?xuat={wants}").content
        sheet = openpyxl.load_workbook(BytesIO(content)).active
        assert sheet is not None
        assert sheet.max_row == rows
        assert sheet["A1"].value == "Chỉ số"


def test_queries_do_not_grow_with_components(
    indices: dict[str, Index], client_as: Browser, actor: Find
) -> None:
    client, officer = client_as("chuyenvien"), actor("chuyenvien")

    def queries(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as caught:
            client.get(path)
        return len(caught)

    paths = ("/chi-so/", "/chi-so/sipas/", "/chi-so/par-index/so-sanh/", "/chi-so/bien-phap/")

    def add(code: str) -> None:
        facts = ComponentFacts(code, f"Mục {code}", owner_id=officer.home_unit)
        component = save_component(actor=officer, index=indices["sipas"], year=2022, facts=facts)
        open_measure(
            actor=officer, index=indices["sipas"], component=component,
            owner_id=officer.home_unit, text="x", due_on=date(2022, 3, 1),
        )  # fmt: skip

    add("1")
    for_one = [queries(path) for path in paths]
    add("2")
    add("3")
    assert [queries(path) for path in paths] == for_one
    assert max(for_one) <= 25
