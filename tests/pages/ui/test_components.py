"""Tags, filters and fields, and the page that shows them all."""

import gzip
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client
from django.utils import timezone

from thidua.pages.ui import markup, parts, storage, views
from thidua.pages.ui.forms import DayField, day_error
from thidua.pages.ui.passages import Passage, paragraphs_of
from thidua.pages.ui.templatetags import ui

pytestmark = pytest.mark.urls("tests.pages.ui.urls")
DAY = date(2022, 2, 15)


def rendered(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_component_page_stands(client: Client) -> None:
    answer = client.get("/thanh-phan/")
    assert answer.status_code == 200
    assert len(re.findall(r"<h1\b", answer.content.decode())) == 1


def test_component_page_has_each_id_once(client: Client) -> None:
    ids = re.findall(r'\sid="([^"]+)"', client.get("/thanh-phan/").content.decode())
    assert sorted({i for i in ids if ids.count(i) > 1}) == []


def test_component_page_exports_its_list(client: Client) -> None:
    answer = client.get("/thanh-phan/", {"xuat": "xlsx"})
    assert answer["Content-Disposition"] == 'attachment; filename="don-vi-mau.xlsx"'


def test_every_component_is_on_the_component_page() -> None:
    page = (Path(ui.__file__).parents[1] / "templates/ui/component_page.html").read_text(
        encoding="utf-8"
    )
    named = set(re.findall(r"{% (?:end)?([a-z_]+)", page))
    elsewhere = {"icon", "motif", "query", "cell", "form_fields", "nodata"}  # inside the others
    assert set(ui.register.tags) - named - elsewhere == set()


def test_page_and_stylesheet_weigh_under_100_kb(client: Client) -> None:
    """The page with every component and all states, far longer than any page of work."""
    css = storage.flattened(storage.joined(Path(finders.find("ui/thidua.css"))))  # type: ignore[arg-type]
    script = b"".join(
        Path(finders.find(f"ui/{name}")).read_bytes()  # type: ignore[arg-type]
        for name in ("thidua.js", "theme.js", "vendor/htmx-2.0.11.min.js", "icons.svg")
    )
    parcels = (client.get("/thanh-phan/").content, css.encode(), script)
    assert sum(len(gzip.compress(parcel)) for parcel in parcels) < 100_000


def test_stylesheet_is_one_file_without_nesting() -> None:
    css = storage.flattened(storage.joined(Path(finders.find("ui/thidua.css"))))  # type: ignore[arg-type]
    assert "@import" not in css
    assert "&" not in css.replace("&amp;", "")
    assert ".card>.head" in css
    assert "url(fonts/" in css


def test_collected_files_are_hashed_and_joined(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path
    found = storage.FlattenedStaticFilesStorage(location=tmp_path, base_url="/static/")
    paths = {}
    for finder in finders.get_finders():
        for name, origin in finder.list([]):
            if name.startswith("ui/") and name not in paths:
                with origin.open(name) as source:
                    found.save(name, source)
                paths[name] = (origin, name)
    assert [
        fault for _, _, fault in found.post_process(paths) if isinstance(fault, Exception)
    ] == []
    css = (tmp_path / found.hashed_files["ui/thidua.css"]).read_text(encoding="utf-8")
    assert re.search(r"url\(\"?fonts/thi-dua-so-400\.[0-9a-f]{12}\.woff2", css)
    assert not any(name.startswith("ui/css/") for name in found.hashed_files)
    assert (tmp_path / (found.hashed_files["ui/thidua.css"] + ".gz")).exists()


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (lambda r: views.bad_request(r, Exception()), 400, "chưa hiểu yêu cầu"),
        (lambda r: views.forbidden(r, Exception("Chỉ Văn thư làm.")), 403, "Chỉ Văn thư làm."),
        (lambda r: views.not_found(r, Exception()), 404, "Không tìm thấy trang này"),
        (views.server_error, 500, "Hệ thống gặp lỗi"),
    ],
)
def test_error_page_says_what_to_do_next(rf: Any, view: Any, status: int, words: str) -> None:
    answer = view(rf.get("/"))
    text = answer.content.decode()
    assert (answer.status_code, words in text, 'class="next"' in text) == (status, True, True)


def test_unknown_variable_fails() -> None:
    with pytest.raises(NameError, match="khong_co"):
        rendered("{{ khong_co }}")


def test_chip_takes_the_look_of_its_word() -> None:
    assert re.sub(r"<svg.*?</svg>", "", rendered('{% chip "Đã ban hành" %}')) == (
        '<span class="chip good">Đã ban hành</span>'
    )


def test_chip_escapes_words_of_people() -> None:
    assert "&lt;b&gt;" in rendered("{% chip word %}", word="<b>")


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (date(2022, 2, 10), "trễ 5 ngày", "late"),
        (DAY, "hôm nay", "soon"),
        (date(2022, 2, 18), "còn 3 ngày", "soon"),
        (date(2022, 2, 19), "còn 4 ngày", ""),
        (None, "", ""),
    ],
)
def test_due_day_in_words(due: date | None, words: str, tone: str) -> None:
    assert (markup.days_left(due, DAY), markup.due_tone(due, DAY)) == (words, tone)


def test_dates_and_numbers_are_vietnamese() -> None:
    moment = datetime(2022, 2, 14, 9, 5, tzinfo=timezone.get_default_timezone())
    assert markup.vn_datetime(moment) == "14/02/2022, 09:05"
    assert markup.vn_datetime(DAY) == "15/02/2022"
    assert markup.vn_date(None) == ""
    assert markup.vn_number(Decimal("2250.5")) == "2.250,5"
    assert "chưa có số liệu" in markup.vn_number(None)


def test_meter_stays_inside_and_blank_is_no_bar() -> None:
    assert 'width="100.0%"' in rendered('{% meter 140 "Vượt" %}')
    assert rendered('{% meter x "Chưa" %}', x=None) == '<span class="nodata">chưa có số liệu</span>'
    assert 'width="0.0%"' in rendered('{% meter 0 "Bằng không" %}')


def test_crumbs_end_where_we_are() -> None:
    html = rendered('{% crumbs "Phong trào" "/p/" "Năm 2022" %}')
    assert '<a href="/p/">Phong trào</a>' in html
    assert '<span aria-current="page">Năm 2022</span>' in html


def test_crumbs_of_a_page_at_the_top_are_none() -> None:
    assert rendered('{% crumbs "Văn bản" %}') == ""


class Sample(forms.Form):
    number = forms.CharField(label="Số quyết định")
    unit = forms.ChoiceField(label="UBND huyện", choices=[("", "-"), ("1", "Một")])
    day = DayField(label="Ngày ký", help_text="dd/mm/yyyy")
    note = forms.CharField(label="Ghi chú", required=False)


def test_field_ties_hint_and_error_to_the_control() -> None:
    html = rendered("{% field form.day %}", form=Sample({"day": "31/02/2022"}))
    assert 'aria-describedby="id_day_hint id_day_error"' in html
    assert 'aria-invalid="true"' in html
    assert "Tháng 2 năm 2022 có 28 ngày. Nhập từ 01 đến 28." in html
    assert 'value="31/02/2022"' in html


def test_blank_field_names_what_is_missing() -> None:
    form = Sample({})
    assert "Chưa nhập số quyết định." in rendered("{% field form.number %}", form=form)
    assert "Chưa chọn UBND huyện." in rendered("{% field form.unit %}", form=form)


def test_optional_field_says_so() -> None:
    assert "(không bắt buộc)" in rendered("{% field form.note %}", form=Sample())
    assert "(không bắt buộc)" not in rendered("{% field form.number %}", form=Sample())


@pytest.mark.parametrize("text", ["15/02/2022", "15-2-2022", "15.02.2022"])
def test_day_field_reads_the_ways_people_write(text: str) -> None:
    assert DayField().clean(text) == DAY


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("15/13/2022", "Tháng từ 01 đến 12. Nhập lại, ví dụ 15/02/2022."),
        ("32/01/2022", "Tháng 1 năm 2022 có 31 ngày. Nhập từ 01 đến 31."),
        ("mai", "Nhập ngày theo dạng dd/mm/yyyy, ví dụ 15/02/2022."),
    ],
)
def test_day_field_says_how_to_mend(text: str, words: str) -> None:
    assert day_error(text) == words
    with pytest.raises(forms.ValidationError) as refused:
        DayField().clean(text)
    assert refused.value.messages == [words]


def test_passages_cut_a_paragraph_and_the_shorter_leads() -> None:
    text = "Giảm 3,1%, riêng huyện nghèo 4,8%.\n\nĐơn vị: A"
    whole, inner = Passage(5, 33, "ct1", 1, "CT1"), Passage(11, 33, "ct2", 1, "CT2")
    first, second = paragraphs_of(text, [whole, inner])
    assert [(run.text, run.passage and run.passage.key) for run in first.runs] == [
        ("Giảm ", None),
        ("3,1%, ", "ct1"),
        ("riêng huyện nghèo 4,8%", "ct2"),
        (".", None),
    ]
    assert [done.tag for done in first.runs[2].ended] == ["CT2", "CT1"]
    assert "".join(run.text for run in second.runs) == "Đơn vị: A"


def test_passage_over_two_lines_is_marked_in_both() -> None:
    first, second = paragraphs_of("một hai\nba bốn", [Passage(4, 10, "x", 2)])
    assert [run.text for run in first.runs if run.passage] == ["hai"]
    assert [run.text for run in second.runs if run.passage] == ["ba"]
    assert [run.first for run in second.runs] == [False, False]


def test_document_escapes_the_paper() -> None:
    html = rendered("{% document p %}", p=paragraphs_of("<script>alert(1)</script>", []))
    assert "<script>" not in html


def test_month_starts_on_monday_and_marks_due_days() -> None:
    month = parts.month_of(date(2022, 2, 1), {date(2022, 2, 16): parts.DayMark("hạn", "/x/")}, DAY)
    assert month.weeks[0][0].day == date(2022, 1, 31)
    assert [d.day.day for week in month.weeks for d in week if d.url] == [16]
    assert [d.day for week in month.weeks for d in week if d.today] == [DAY]


def test_server_error_page_needs_no_context() -> None:
    assert "Hệ thống gặp lỗi" in views.server_error(HttpRequest()).content.decode()
