"""Who signs off a paper, in which order."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.base.access import Actor, Role
from thidua.subjects.accounts.models import Post
from thidua.subjects.papers.enums import StepKind
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.permissions import is_province_paper


@dataclass(frozen=True, slots=True)
class ChainStep:
    kind: str
    label: str
    role: str = ""
    unit_id: int | None = None
    post_id: int | None = None


def default_chain(paper: Paper, actor: Actor) -> list[ChainStep]:
    """The province's papers: the office's head initials, the chair signs; a unit's: its head."""
    if is_province_paper(paper):
        return [
            _any_of(Role.OFFICE_HEAD, StepKind.INITIAL),
            _any_of(Role.PROVINCE_CHAIR, StepKind.SIGN),
        ]
    return [_head_of_unit(paper, actor)]


def _any_of(role: Role, kind: StepKind) -> ChainStep:
    return ChainStep(kind=kind, role=role, label=str(role.label))


def _head_of_unit(paper: Paper, actor: Actor) -> ChainStep:
    """The unit's head; where the unit is the office itself, the head of the office."""
    heads = Post.objects.held_on(actor.day).filter(unit_id=paper.unit_id)
    roles = set(heads.values_list("role", flat=True))
    office = Role.UNIT_HEAD not in roles and Role.OFFICE_HEAD in roles
    return ChainStep(
        kind=StepKind.SIGN,
        role=Role.OFFICE_HEAD if office else Role.UNIT_HEAD,
        unit_id=paper.unit_id,
        label=_("Thủ trưởng %(unit)s") % {"unit": paper.unit_name},
    )


def step_of_post(post: Post, kind: str) -> ChainStep:
    """A named person's step, chosen by the drafter."""
    return ChainStep(
        kind=kind,
        role=post.role,
        unit_id=post.unit_id,
        post_id=post.pk,
        label=f"{post.user.full_name} ({post.title})",
    )


def possible_checkers(paper: Paper, actor: Actor) -> list[Post]:
    """Posts of the paper's unit and of the drafter's that may check or initial before signing."""
    units = {paper.unit_id, actor.unit_id} - {None}
    posts = Post.objects.held_on(actor.day).filter(unit_id__in=units)
    posts = posts.exclude(user_id=actor.user_id).exclude(role=Role.ADMIN)
    return list(posts.select_related("user").order_by("role", "pk"))


def last_round(paper: Paper) -> int:
    return max((step.round for step in paper.steps.all()), default=0)
