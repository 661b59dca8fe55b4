"""Numbers of a series: where they come from, and which neighbour speaks against one."""

from datetime import date

from django.utils.translation import gettext as _

from thidua.base.numbering.services import mode_of as mode_of_series
from thidua.core.text import format_date
from thidua.subjects.papers.models import Paper


def series_key(paper: Paper) -> str:
    return f"paper:{paper.unit_id}:{paper.series}"


def mode_of(paper: Paper) -> str:
    return mode_of_series(series_key(paper))


def neighbour_against(paper: Paper, number: int, day: date) -> str:
    """Why this number cannot stand on this day; empty when it can. Names the neighbour."""
    taken = Paper.objects.filter(unit_id=paper.unit_id, series=paper.series, year=day.year)
    same = taken.filter(number=number).first()
    if same is not None:
        return _("Số %(code)s đã dùng cho văn bản “%(subject)s”, ngày %(day)s.") % _words(same)
    before = taken.filter(number__lt=number).order_by("-number").first()
    if before is not None and before.issued_on and before.issued_on > day:
        return _("Số %(code)s đứng trước đã ghi ngày %(day)s: không ghi ngày sớm hơn.") % _words(
            before
        )
    after = taken.filter(number__gt=number).order_by("number").first()
    if after is not None and after.issued_on and after.issued_on < day:
        return _("Số %(code)s đứng sau đã ghi ngày %(day)s: không ghi ngày muộn hơn.") % _words(
            after
        )
    return ""


def _words(paper: Paper) -> dict[str, str]:
    day = format_date(paper.issued_on) if paper.issued_on else ""
    return {"code": paper.code, "subject": paper.subject, "day": day}


def last_numbered(paper: Paper, year: int) -> Paper | None:
    """The last paper of the series in the year: shown beside the number to be given."""
    taken = Paper.objects.filter(unit_id=paper.unit_id, series=paper.series, year=year)
    return taken.filter(number__isnull=False).order_by("-number").first()
