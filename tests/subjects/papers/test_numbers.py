"""Numbers: without gaps, once a year, never before the last number's day."""

import threading
from datetime import date

import pytest
from django.db import connection

from tests.subjects.papers.makers import later, make_issued, make_office, make_paper, make_signed
from thidua.base.access import Refused
from thidua.base.numbering.errors import NumberTaken
from thidua.core.documents import DocumentKind
from thidua.subjects.papers import services
from thidua.subjects.papers.content import series_of
from thidua.subjects.papers.errors import PaperRefusal
from thidua.subjects.papers.models import Paper


def record(office, paper, number, day=None):
    return services.record_number(
        actor=later(office.clerk, 10), paper_id=paper.pk, number=number, day=day
    )


@pytest.fixture
def recorded(office):
    services.set_numbering_mode(
        actor=office.clerk,
        unit_id=office.health.pk,
        kind="plan",
        notation="KH-SYT",
        mode="recorded",
    )
    return office


@pytest.mark.parametrize(
    ("kind", "notation", "series"),
    [
        (DocumentKind.PLAN, "KH-SYT", "KH-SYT"),
        (DocumentKind.LETTER, "UBND-VX", "CV-UBND"),
        (DocumentKind.LETTER, "UBND-NC", "CV-UBND"),
        (DocumentKind.MINUTES, "BB-HĐTĐKT", "BB-HĐTĐKT"),
        (DocumentKind.LETTER, "", ""),
    ],
)
def test_series_of(kind, notation, series):
    assert series_of(kind, notation) == series


def test_given_numbers_run_by_series_and_year(office):
    codes = [make_issued(office).code for _ in range(2)]
    codes.append(make_issued(office, DocumentKind.REPORT).code)
    assert codes == ["01/KH-SYT", "02/KH-SYT", "01/BC-SYT"]


def test_number_before_signing_is_refused(office):
    paper = make_paper(office)
    with pytest.raises(Refused, match="chưa được ký"):
        services.number_paper(actor=office.clerk, paper_id=paper.pk)


def test_number_twice_is_refused(office):
    paper = make_signed(office)
    services.number_paper(actor=office.clerk, paper_id=paper.pk)
    with pytest.raises(Refused, match="đã có số"):
        services.number_paper(actor=office.clerk, paper_id=paper.pk)


def test_day_before_the_last_number_is_refused_and_named(office):
    first, second = make_signed(office), make_signed(office)
    clerk = later(office.clerk, 5)
    services.number_paper(actor=clerk, paper_id=first.pk)
    with pytest.raises(PaperRefusal) as refusal:
        services.number_paper(actor=clerk, paper_id=second.pk, day=date(2022, 2, 18))
    assert refusal.value.message == (
        "Số 01/KH-SYT đứng trước đã ghi ngày 20/02/2022: không ghi ngày sớm hơn."
    )
    services.number_paper(actor=clerk, paper_id=second.pk)
    second.refresh_from_db()
    assert second.number == 2


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2022, 2, 14), "trước ngày ký"), (date(2022, 2, 16), "sau hôm nay")],
)
def test_day_outside_signing_and_today_is_refused(office, day, words):
    paper = make_signed(office)
    with pytest.raises(PaperRefusal, match=words):
        services.number_paper(actor=office.clerk, paper_id=paper.pk, day=day)


def test_recorded_series_refuses_a_given_number(recorded):
    paper = make_signed(recorded)
    with pytest.raises(PaperRefusal, match="hệ thống văn bản của cơ quan"):
        services.number_paper(actor=recorded.clerk, paper_id=paper.pk)


def test_given_series_refuses_a_typed_number(office):
    paper = make_signed(office)
    with pytest.raises(PaperRefusal, match="không nhập tay"):
        services.record_number(actor=office.clerk, paper_id=paper.pk, number=7)


def test_recorded_number_is_kept_as_typed(recorded):
    paper = record(recorded, make_signed(recorded), 41)
    assert (paper.code, paper.issued_on) == ("41/KH-SYT", date(2022, 2, 25))


def test_recorded_number_used_before_names_the_paper(recorded):
    record(recorded, make_signed(recorded, subject="Kế hoạch thứ nhất"), 41)
    with pytest.raises(PaperRefusal, match="Số 41/KH-SYT đã dùng cho văn bản “Kế hoạch thứ nhất”"):
        record(recorded, make_signed(recorded), 41)


def test_recorded_number_between_its_neighbours(recorded):
    record(recorded, make_signed(recorded), 40, date(2022, 2, 17))
    record(recorded, make_signed(recorded), 44, date(2022, 2, 20))
    between = make_signed(recorded)
    with pytest.raises(PaperRefusal, match=r"44/KH-SYT đứng sau đã ghi ngày 20/02/2022"):
        record(recorded, between, 42, date(2022, 2, 22))
    with pytest.raises(PaperRefusal, match=r"40/KH-SYT đứng trước đã ghi ngày 17/02/2022"):
        record(recorded, between, 42, date(2022, 2, 16))
    assert record(recorded, between, 42, date(2022, 2, 18)).number == 42


def test_given_numbers_go_on_after_recorded_ones(recorded):
    record(recorded, make_signed(recorded), 41)
    services.set_numbering_mode(
        actor=recorded.clerk,
        unit_id=recorded.health.pk,
        kind="plan",
        notation="KH-SYT",
        mode="given",
    )
    paper = make_signed(recorded)
    services.number_paper(actor=later(recorded.clerk, 10), paper_id=paper.pk)
    paper.refresh_from_db()
    assert paper.number == 42


def test_numbering_of_a_foreign_unit_is_refused(office):
    with pytest.raises(Refused):
        services.set_numbering_mode(
            actor=office.finance_clerk,
            unit_id=office.health.pk,
            kind="plan",
            notation="KH-SYT",
            mode="recorded",
        )


@pytest.mark.django_db(transaction=True)
def test_numbers_given_at_the_same_moment_have_no_gap():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share one connection of a database in memory")
    office = make_office()
    papers = [make_signed(office) for _ in range(6)]
    start = threading.Barrier(len(papers))

    def number(paper):
        start.wait()
        services.number_paper(actor=office.clerk, paper_id=paper.pk)
        connection.close()

    threads = [threading.Thread(target=number, args=(paper,)) for paper in papers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = Paper.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5, 6]


def test_refused_number_leaves_no_gap(office):
    first, second = make_signed(office), make_signed(office)
    services.number_paper(actor=later(office.clerk, 3), paper_id=first.pk)
    for _ in range(2):
        with pytest.raises(PaperRefusal):
            services.number_paper(actor=office.clerk, paper_id=second.pk)
    services.number_paper(actor=later(office.clerk, 3), paper_id=second.pk)
    second.refresh_from_db()
    assert second.number == 2


def test_same_number_twice_is_refused_by_the_book_too(recorded):
    from django.db import transaction

    from thidua.base import numbering

    paper = record(recorded, make_signed(recorded), 41)
    with pytest.raises(NumberTaken), transaction.atomic():
        numbering.record_number(f"paper:{recorded.health.pk}:{paper.series}", 2022, 41)
