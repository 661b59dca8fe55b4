"""The team of a visit: head, members by portfolio; nobody inspects the own unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.core.trees import Tree
from thidua.subjects.accounts.models import Post
from thidua.subjects.accounts.selectors import unit_name
from thidua.subjects.inspections.enums import PlanState, TeamRole, VisitState
from thidua.subjects.inspections.errors import BadInput, Conflict, WrongState
from thidua.subjects.inspections.models import InspectionPlan, TeamMember, Visit
from thidua.subjects.orgs.selectors import tree_on

# Afterwards the team is the one that went there.
TEAM_OPEN = (VisitState.PLANNED, VisitState.NOTIFIED, VisitState.SELF_CHECKED)


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a bulk assignment did, and which visits it left out, each with the reason."""

    visits: int
    left_out: tuple[str, ...]


def conflict_of(visit: Visit, posts: Iterable[Post], tree: Tree) -> str:
    """Why somebody with these posts may not inspect this unit; empty when nothing speaks
    against it. A post under the unit is a post of the unit."""
    for post in posts:
        if post.unit_id == visit.organization_id or (
            post.unit_id in tree
            and visit.organization_id in tree
            and tree.is_under(post.unit_id, visit.organization_id)
        ):
            return (
                f"{post.user.full_name} giữ chức trách “{post.title}” ở "
                f"{tree.node(post.unit_id).name if post.unit_id in tree else visit.unit_name}: "
                f"không tham gia đoàn kiểm tra {visit.unit_name}."
            )
    return ""


@transaction.atomic
def add_member(
    *, actor: Actor, visit: Visit, post: Post, role: str, portfolio: str = ""
) -> TeamMember:
    """Put one person into one team, in the post they hold."""
    require(actor, "inspections.plan", visit.plan)
    _team_is_open(visit)
    member = _join(visit, post, role, portfolio, _posts_of(post, actor), tree_on(actor.day), actor)
    audit.record(
        actor, "inspections.add_member", visit, after={"name": member.name, "role": member.role}
    )
    return member


@transaction.atomic
def assign_team(
    *, actor: Actor, visits: Sequence[Visit], post: Post, role: str, portfolio: str = ""
) -> Assigned:
    """The same person into several teams; visits in conflict are left out with the reason."""
    plan = _only_plan(visits)
    require(actor, "inspections.plan", plan)
    tree, posts = tree_on(actor.day), _posts_of(post, actor)
    left_out: list[str] = []
    joined: list[str] = []
    for visit in visits:
        try:
            _team_is_open(visit)
            _join(visit, post, role, portfolio, posts, tree, actor)
        except (Conflict, BadInput, WrongState) as refusal:
            left_out.append(f"{visit.unit_name}: {refusal.message}")
        else:
            joined.append(visit.unit_name)
    audit.record(
        actor,
        "inspections.assign_team",
        plan,
        after={"name": post.user.full_name, "role": role, "units": joined, "left_out": left_out},
    )
    return Assigned(len(joined), tuple(left_out))


@transaction.atomic
def drop_member(*, actor: Actor, member: TeamMember) -> None:
    require(actor, "inspections.plan", member.visit.plan)
    _team_is_open(member.visit)
    if member.visit.findings.filter(by_user_id=member.user_id).exists():
        raise WrongState(f"{member.name} đã ghi phát hiện ở đơn vị này nên không đưa ra khỏi đoàn.")
    visit, name = member.visit, member.name
    member.delete()
    audit.record(actor, "inspections.drop_member", visit, before={"name": name})


def _only_plan(visits: Sequence[Visit]) -> InspectionPlan:
    plans = {visit.plan_id for visit in visits}
    if len(plans) != 1:
        raise BadInput("Chọn ít nhất một đơn vị của kế hoạch.")
    return visits[0].plan


def _posts_of(post: Post, actor: Actor) -> list[Post]:
    """Every post of the person on the day: a conflict by the second post is a conflict too."""
    held = Post.objects.held_on(actor.day).filter(user_id=post.user_id)
    return list(held.select_related("user"))


def _team_is_open(visit: Visit) -> None:
    if visit.state not in TEAM_OPEN or visit.plan.state == PlanState.CLOSED:
        raise WrongState(
            f"Đợt kiểm tra {visit.unit_name} “{VisitState(visit.state).label}”: đoàn đã cố định."
        )


def _join(
    visit: Visit,
    post: Post,
    role: str,
    portfolio: str,
    posts: Sequence[Post],
    tree: Tree,
    actor: Actor,
) -> TeamMember:
    if reason := conflict_of(visit, posts, tree):
        raise Conflict(reason)
    others = visit.team.exclude(user_id=post.user_id)
    if role == TeamRole.HEAD and others.filter(role=TeamRole.HEAD).exists():
        raise BadInput("Đoàn đã có trưởng đoàn. Đưa trưởng đoàn cũ ra trước.")
    title = ", ".join(part for part in (post.title, unit_name(post.unit_id, actor.day)) if part)
    member, _created = TeamMember.objects.update_or_create(
        visit=visit,
        user_id=post.user_id,
        defaults={
            "name": post.user.full_name,
            "title": title[:400],
            "role": TeamRole(role),
            "portfolio": portfolio.strip()[:200],
        },
    )
    return member
