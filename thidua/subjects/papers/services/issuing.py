"""Number, issue, signed file, recall. Numbers run without gaps from 01 in each year and series."""

from datetime import date
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.base import audit, files, numbering
from thidua.base.access import Actor, require
from thidua.base.numbering.models import Mode, NumberSeries, UsedNumber, YearCounter
from thidua.core.documents import DocumentKind
from thidua.core.text import format_date
from thidua.subjects.orgs.selectors import version_on
from thidua.subjects.papers import content
from thidua.subjects.papers.content import series_of
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.errors import PaperRefusal
from thidua.subjects.papers.models import Amendment, Paper
from thidua.subjects.papers.selectors.legal import documents_cited_in
from thidua.subjects.papers.selectors.numbers import (
    mode_of,
    neighbour_against,
    series_key,
)
from thidua.subjects.papers.services.legal import cite_documents
from thidua.subjects.papers.services.moving import find_paper, move, paper_url, tell
from thidua.subjects.papers.services.sending import tell_recipients


@transaction.atomic
def number_paper(*, actor: Actor, paper_id: int, day: date | None = None) -> Paper:
    """The next number of the series, given by the system."""
    paper = find_paper(paper_id)
    require(actor, "papers.number", paper)
    day = day or actor.day
    _check_day(paper, actor, day)
    if mode_of(paper) != Mode.GIVEN:
        raise PaperRefusal(
            _("Số của loại văn bản này lấy từ hệ thống văn bản của cơ quan. Nhập số đã được cấp.")
        )
    number = numbering.next_number(series_key(paper), day.year)
    return _write_number(paper, actor, number, day, "papers.number")


@transaction.atomic
def record_number(*, actor: Actor, paper_id: int, number: int, day: date | None = None) -> Paper:
    """A number that the office's own document system gave, entered here."""
    paper = find_paper(paper_id)
    require(actor, "papers.number", paper)
    day = day or actor.day
    _check_day(paper, actor, day)
    if mode_of(paper) != Mode.RECORDED:
        raise PaperRefusal(_("Số của loại văn bản này do Thi Đua cấp lần lượt, không nhập tay."))
    if number < 1:
        raise PaperRefusal(_("Số văn bản bắt đầu từ 01."))
    if clash := neighbour_against(paper, number, day):
        raise PaperRefusal(clash)
    numbering.record_number(series_key(paper), day.year, number)
    return _write_number(paper, actor, number, day, "papers.record_number")


def _check_day(paper: Paper, actor: Actor, day: date) -> None:
    if not paper.series:
        raise PaperRefusal(_("Văn bản chưa có ký hiệu (ví dụ KH-SYT) nên chưa cấp số được."))
    if paper.signed_on and day < paper.signed_on:
        raise PaperRefusal(
            _("Văn bản ký ngày %(signed)s: ngày ban hành không thể trước ngày ký.")
            % {"signed": format_date(paper.signed_on)}
        )
    if day > actor.day:
        raise PaperRefusal(_("Ngày ban hành không thể sau hôm nay."))


def _write_number(paper: Paper, actor: Actor, number: int, day: date, verb: str) -> Paper:
    if clash := neighbour_against(paper, number, day):
        raise PaperRefusal(clash)
    try:
        with transaction.atomic():
            move(paper, expected=[PaperState.SIGNED], number=number, year=day.year, issued_on=day)
    except IntegrityError as error:
        raise PaperRefusal(_("Số này vừa được dùng cho văn bản khác.")) from error
    audit.record(actor, verb, paper, after={"number": paper.code, "day": day}, paper=str(paper))
    return paper


@transaction.atomic
def attach_signed_file(
    *, actor: Actor, paper_id: int, name: str, content: bytes | BinaryIO
) -> Paper:
    """The signed copy (scan or digitally signed file); its kind is checked by content."""
    paper = find_paper(paper_id)
    require(actor, "papers.attach", paper)
    stored = files.store(actor=actor, name=name, content=content, purpose="paper")
    move(paper, expected=[PaperState.SIGNED, PaperState.ISSUED], signed_file_id=stored.pk)
    paper.refresh_from_db(fields=["signed_file"])
    audit.record(
        actor, "papers.attach", paper, after={"name": stored.name, "sha256": stored.sha256}
    )
    return paper


@transaction.atomic
def issue_paper(*, actor: Actor, paper_id: int) -> Paper:
    """From here on the paper is locked: it is corrected or replaced, never edited."""
    paper = find_paper(paper_id)
    require(actor, "papers.issue", paper)
    move(paper, expected=[PaperState.SIGNED], state=PaperState.ISSUED)
    audit.record(
        actor,
        "papers.issue",
        paper,
        before={"state": PaperState.SIGNED},
        after={"state": PaperState.ISSUED, "number": paper.code, "day": paper.issued_on},
        paper=str(paper),
    )
    _bring_amendment_into_force(paper)
    cite_documents(
        documents=documents_cited_in(content.words_of(paper), paper.issued_on or actor.day),
        used_in=f"papers.Paper:{paper.pk}",
        label=f"{paper}: {paper.subject}",
        url=paper_url(paper.pk),
    )
    tell(
        [paper.drafted_by_id],
        paper,
        subject=_("Đã ban hành: %(paper)s") % {"paper": paper},
        body=_("%(who)s đã ban hành văn bản.") % {"who": actor.signature},
        event="issued",
    )
    return paper


def _bring_amendment_into_force(paper: Paper) -> None:
    Amendment.objects.filter(by_paper=paper, effective_on__isnull=True).update(
        effective_on=paper.issued_on
    )


@transaction.atomic
def recall_paper(*, actor: Actor, paper_id: int, reason: str) -> Paper:
    """Call an issued paper back; everybody who received it is told."""
    paper = find_paper(paper_id)
    require(actor, "papers.recall", paper)
    if not reason.strip():
        raise PaperRefusal(_("Ghi lý do thu hồi văn bản."))
    move(paper, expected=[PaperState.ISSUED], state=PaperState.RECALLED, recall_reason=reason)
    audit.record(
        actor,
        "papers.recall",
        paper,
        before={"state": PaperState.ISSUED},
        after={"state": PaperState.RECALLED},
        reason=reason,
        paper=str(paper),
    )
    tell_recipients(
        actor,
        paper,
        paper.deliveries.all(),
        subject=_("Thu hồi: %(paper)s") % {"paper": paper},
        body=_("%(unit)s thu hồi văn bản này. Lý do: %(why)s")
        % {"unit": paper.unit_name, "why": reason},
        event="recalled",
    )
    return paper


@transaction.atomic
def set_numbering_mode(
    *, actor: Actor, unit_id: int, kind: str, notation: str, mode: str
) -> NumberSeries:
    """Numbers of a series are given by Thi Đua or recorded from the office's own system."""
    version = version_on(unit_id, actor.day)
    sample = Paper(unit_id=unit_id, unit_kind=version.kind if version else "", kind=kind)
    require(actor, "papers.set_numbering", sample)
    sample.series = series_of(DocumentKind(kind), notation.strip())
    if not sample.series:
        raise PaperRefusal(_("Ghi ký hiệu của dãy số, ví dụ KH-SYT."))
    key = series_key(sample)
    before = mode_of(sample)
    series, _created = NumberSeries.objects.update_or_create(
        key=key, defaults={"unit_id": unit_id, "kind": kind, "mode": Mode(mode)}
    )
    _carry_on_after_recorded(key)
    audit.record(
        actor, "papers.set_numbering", series, before={"mode": before}, after={"mode": series.mode}
    )
    return series


def _carry_on_after_recorded(key: str) -> None:
    """Given numbers go on from the last recorded one when a series changes its mode."""
    used = UsedNumber.objects.filter(series_key=key).order_by("year")
    for row in used.values("year").annotate(last=Max("number")):
        YearCounter.objects.update_or_create(
            series_key=key, year=row["year"], defaults={"last": row["last"]}
        )
