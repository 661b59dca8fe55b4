"""Putting issued papers on the portal, and taking them off."""

from django.db import transaction

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.models import Paper
from thidua.subjects.publicity.errors import WrongState
from thidua.subjects.publicity.models import PublicPaper


@transaction.atomic
def show_paper(*, actor: Actor, paper: Paper) -> PublicPaper:
    """Anybody may read it from now on: subject, number, day and the signed file."""
    require(actor, "publicity.show_paper", paper)
    if paper.state != PaperState.ISSUED:
        raise WrongState("Chỉ công khai văn bản đã ban hành và chưa thu hồi.")
    shown = PublicPaper.objects.filter(paper=paper).first() or PublicPaper(paper=paper)
    if shown.pk and shown.hidden_on is None:
        raise WrongState(f"{paper} đã công khai rồi.")
    shown.shown_on, shown.shown_by, shown.hidden_on = actor.day, actor.signature, None
    shown.save()
    audit.record(actor, "publicity.show_paper", paper, paper=paper.code)
    return shown


@transaction.atomic
def hide_paper(*, actor: Actor, paper: Paper) -> None:
    require(actor, "publicity.show_paper", paper)
    moved = PublicPaper.objects.filter(paper=paper, hidden_on=None).update(hidden_on=actor.day)
    if not moved:
        raise WrongState(f"{paper} chưa công khai.")
    audit.record(actor, "publicity.hide_paper", paper, paper=paper.code)
