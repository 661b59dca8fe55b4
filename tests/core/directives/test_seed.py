"""The directive of Lai Châu against its two gold files: counts, values and places."""

import json
from pathlib import Path

import pytest

from thidua.core.directives import load, read, to_json

DATA = Path(__file__).parents[2] / "data" / "directives"
SEED = DATA / "lai-chau-2022-chi-thi.txt"
SPANS = json.loads((DATA / "lai-chau-2022-spans.gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reading():
    return read(load(SEED).text)


def place(node) -> tuple[int, int]:
    return node["start"], node["end"]


def test_read_keeps_the_text_as_it_is(reading) -> None:
    assert reading.kept == SEED.read_text(encoding="utf-8")


def test_read_head_leaves_blanks_blank(reading) -> None:
    header, gold = reading.header, SPANS["document"]
    assert (header.number, header.symbol) == (None, "CT-UBND")
    assert header.number_span == place(gold["number"])
    assert header.document_type.span == place(gold["type"])
    assert (header.issuer.value, header.issuer_inferred) == (gold["issuer"]["value"], True)
    assert (header.place.value, header.place.span) == ("Lai Châu", place(gold["place"]))
    assert (header.date.day, header.date.month, header.date.year) == (None, None, 2022)
    assert header.date.span == place(gold["date"])
    assert header.title.span == place(gold["title"])


def test_read_theme_preamble_audience_and_closing(reading) -> None:
    assert reading.theme.value == SPANS["theme"]["value"]
    assert reading.theme.span == place(SPANS["theme"])
    assert reading.preamble.span == place(SPANS["preamble"])
    assert reading.audience.span == place(SPANS["preamble"]["audience"])
    assert reading.closing.span == place(SPANS["closing"])
    assert reading.period.value == "năm 2022"


def test_read_eight_sections_and_five_points(reading) -> None:
    assert [section.span for section in reading.sections] == [
        place(gold) for gold in SPANS["sections"]
    ]
    assert [section.number for section in reading.sections] == list("12345678")
    last = reading.sections[-1]
    assert last.title == "Tổ chức thực hiện"
    assert [point.number for point in last.points] == ["8.a", "8.b", "8.c", "8.d", "8.e"]


def test_read_every_legal_reference(reading) -> None:
    gold = sorted(SPANS["legal_references"], key=lambda item: item["start"])
    inside_a_title = [item for item in gold if "nested" in item.get("note", "") if item["note"]]
    outer = [item for item in gold if item not in inside_a_title]
    found = {reference.span: reference for reference in reading.legal_references}
    assert {place(item) for item in outer} <= {tuple(span) for span in found}
    assert len(reading.legal_references) == len(gold)
    numbers = [
        (r.number, r.date.isoformat() if r.date else None)
        for r in reading.legal_references
        if r.number
    ]
    assert numbers == [(item["number"], item["date"]) for item in gold if item["number"]]


def test_read_eight_targets_with_the_exception_of_poor_districts(reading) -> None:
    gold = SPANS["targets"]
    assert [target.span for target in reading.targets] == [place(item) for item in gold]
    assert [float(target.value) for target in reading.targets] == [item["value"] for item in gold]
    assert [target.comparator for target in reading.targets][:2] == ["approx", "approx"]
    exception = reading.targets[6]
    assert (exception.scope, exception.exception_of) == ("các huyện nghèo", 5)
    assert [target.direction for target in reading.targets] == ["up"] * 8


def test_read_seven_named_movements(reading) -> None:
    gold = SPANS["movements"]
    assert [movement.name for movement in reading.movements] == [item["name"] for item in gold]
    assert [movement.span for movement in reading.movements] == [place(item) for item in gold]


def test_read_five_assignments_with_their_agencies(reading) -> None:
    gold = SPANS["assignments"]
    assert [item.span for item in reading.assignments] == [place(item) for item in gold]
    for assignment, expected in zip(reading.assignments, gold, strict=True):
        leading = [
            a
            for a in expected["agencies"]
            if a["role"] in ("lead", "lead_and_monitor", "requested_coordinate")
        ]
        assert [agency.span for agency in assignment.agencies] == [
            place(agency) for agency in leading
        ]
    assert [item.role for item in reading.assignments] == [
        "lead",
        "request",
        "lead",
        "lead",
        "lead",
    ]
    assert [a.name for a in reading.assignments[2].coordinating] == [
        "Sở Văn hóa - Thể thao và Du lịch",
        "các cơ quan có liên quan",
    ]


def test_read_thirteen_recipients_and_the_archive_line(reading) -> None:
    gold = SPANS["recipients"]["items"]
    assert [recipient.span for recipient in reading.recipients] == [place(item) for item in gold]
    assert [list(recipient.initials) for recipient in reading.recipients] == [
        item["initials"] for item in gold
    ]
    assert [r.purpose for r in reading.recipients[:4]] == ["report", "report", "report", "know"]
    assert (reading.archive.value, reading.archive.span) == (
        "Lưu: VT, Th3.",
        place(SPANS["archive"]),
    )


def test_read_signer_and_reporting_duty(reading) -> None:
    signer = reading.signer
    assert (signer.title, signer.name) == ("CHỦ TỊCH", "Trần Tiến Dũng")
    assert signer.title_span == place(SPANS["signer"]["title"])
    assert signer.name_span == place(SPANS["signer"]["name"])
    (duty,) = reading.reporting_duties
    gold = SPANS["reporting"]
    assert (duty.who.value, duty.who.span) == (gold["who"]["value"], place(gold["who"]))
    assert (duty.to.value, duty.via.value) == (gold["to"]["value"], gold["through"]["value"])
    assert duty.deadline is None


def test_read_asks_what_a_person_must_settle(reading) -> None:
    assert [question.code for question in reading.questions] == [
        "number_blank",
        "date_blank",
        "issuer_inferred",
        "percentage_points",
        "percentage_points",
        "percentage_points",
        "open_list",
        "blocks_of_other_year",
        "letter_order",
    ]
    assert reading.not_understood == ()


def test_to_json_has_the_shape_of_the_issue(reading) -> None:
    shown = json.loads(json.dumps(to_json(reading), ensure_ascii=False))
    assert shown["launches_movement"] is True
    assert (shown["number"], shown["date"], shown["symbol"]) == (None, None, "CT-UBND")
    assert {key: shown["targets"][0][key] for key in ("name", "value", "unit", "comparator")} == {
        "name": "Tốc độ tăng trưởng tổng sản phẩm trên địa bàn",
        "value": 7.7,
        "unit": "%",
        "comparator": "approx",
    }
    assert shown["recipients"][0]["purpose"] == "B/c"
    assert shown["signer"] == {"title": "CHỦ TỊCH", "name": "Trần Tiến Dũng"}
    for item in (*shown["legal_references"], *shown["targets"], *shown["recipients"]):
        start, end = item["span"]
        assert reading.kept[start:end] == item["text"]
