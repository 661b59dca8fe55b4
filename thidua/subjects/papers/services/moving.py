"""What every verb on a paper shares: finding it, moving it by compare-and-set, telling people."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import clock, outbox
from thidua.base.registries import paper_followers
from thidua.subjects.accounts.models import Post
from thidua.subjects.papers.errors import PaperRefusal
from thidua.subjects.papers.models import Paper, SignOff


def paper_url(paper_id: int) -> str:
    return reverse("papers:paper_see", args=[paper_id])


def find_paper(paper_id: int) -> Paper:
    return Paper.objects.prefetch_related("steps", "deliveries").get(pk=paper_id)


def move(paper: Paper, *, expected: Iterable[str], **values: Any) -> None:
    """Change the paper only while it stands in an expected state; refuse if somebody was first."""
    changed = Paper.objects.filter(pk=paper.pk, state__in=list(expected)).update(
        changed_at=clock.stamp(), **values
    )
    if not changed:
        raise PaperRefusal(
            _("Văn bản vừa được người khác xử lý. Tải lại trang để xem trạng thái mới.")
        )
    for name, value in values.items():
        setattr(paper, name, value)
    for follow in paper_followers.values():
        follow(paper)


def holders_of(step: SignOff, day: date) -> list[int]:
    """Users whose turn it is at this step on the day."""
    posts = Post.objects.held_on(day)
    if step.post_id is not None:
        posts = posts.filter(pk=step.post_id)
    else:
        posts = posts.filter(role=step.role)
        posts = posts.filter(unit_id=step.unit_id) if step.unit_id else posts
    return list(posts.order_by("pk").values_list("user_id", flat=True))


def tell(
    users: Iterable[int | None],
    paper: Paper,
    *,
    subject: str,
    body: str,
    event: str,
    reason_name: str = "",
) -> None:
    """A message about this paper; once for each person, event and revision of the paper."""
    known = sorted({user for user in users if user is not None})
    if known:
        outbox.notify(
            to_users=known,
            subject=subject,
            body=body,
            url=paper_url(paper.pk),
            kind="paper",
            key=f"paper:{paper.pk}:{event}",
            reason_name=reason_name,
        )
