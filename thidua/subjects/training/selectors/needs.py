"""Who holds an emulation post and has never been trained; how far each unit, kind, district is covered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max

from thidua.core.trees import Tree
from thidua.subjects.movements.models import Duty
from thidua.subjects.orgs.enums import GROUP_OF_KIND, KindGroup
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.training.audiences import AUDIENCES, DISTRICT_KINDS
from thidua.subjects.training.enums import EXPECTED, TRAINED, CourseState
from thidua.subjects.training.models import Participant
from thidua.subjects.training.selectors.audience import Held, posts_to_train


@dataclass(frozen=True, slots=True)
class Need:
    """One person in one post, with what is known of his training."""

    held: Held
    district: str
    trained_on: date | None
    expected_at: str  # the course he is named for
    late: int  # what his unit is late with, in movements

    @property
    def is_trained(self) -> bool:
        return self.trained_on is not None

    @property
    def is_new(self) -> bool:
        """In the post since the last training, or never trained in it."""
        return self.trained_on is None or self.held.since > self.trained_on

    @property
    def words(self) -> str:
        if self.expected_at:
            return "Đã được cử"
        if self.trained_on is None:
            return "Chưa tập huấn"
        return "Mới nhận việc" if self.is_new else "Đã tập huấn"

    @property
    def audience_label(self) -> str:
        return str(AUDIENCES[self.held.audience].label)

    @property
    def group(self) -> KindGroup:
        return GROUP_OF_KIND.get(self.held.unit.kind, KindGroup.OTHERS)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the posts in one line of a table are covered."""

    key: str
    label: str
    total: int
    trained: int

    @property
    def percent(self) -> int:
        return 100 * self.trained // self.total if self.total else 0

    @property
    def untrained(self) -> int:
        return self.total - self.trained


def needs_on(day: date) -> list[Need]:
    """Everybody of the audiences; never trained first, longest in office first. Five queries."""
    tree = tree_on(day)
    posts = posts_to_train(day, tree)
    trained = trained_on(day)
    expected = _expected()
    late = _late_units(day)
    rows = [
        Need(
            held=post,
            district=district_of(tree, post.unit.id),
            trained_on=trained.get(post.user_id),
            expected_at=expected.get(post.user_id, ""),
            late=late.get(post.unit.id, 0),
        )
        for post in posts
    ]
    return sorted(
        rows, key=lambda row: (row.is_trained, -row.late, row.held.since, row.held.sort_key)
    )


def trained_on(day: date) -> dict[int, date]:
    """User → the last day on which he was trained, up to and with this one."""
    rows = (
        Participant.objects.filter(
            state__in=TRAINED,
            user__isnull=False,
            course__state__in=(CourseState.HELD, CourseState.CLOSED),
            course__ends_on__lte=day,
        )
        .order_by()
        .values("user_id")
        .annotate(last=Max("course__ends_on"))
    )
    return {row["user_id"]: row["last"] for row in rows}


def _expected() -> dict[int, str]:
    people = Participant.objects.filter(state__in=EXPECTED, course__state=CourseState.INVITED)
    named = people.exclude(user=None).order_by("pk").values_list("user_id", "course__name")
    return dict(named)


def _late_units(day: date) -> dict[int, int]:
    late = Duty.objects.late_on(day).order_by().values("organization_id").annotate(n=Count("pk"))
    return {row["organization_id"]: row["n"] for row in late}


def district_of(tree: Tree, unit_id: int) -> str:
    """The district that a unit is or lies in; nothing for units of the province."""
    node = tree.get(unit_id)
    while node is not None:
        if node.kind in DISTRICT_KINDS:
            return node.name
        node = tree.get(node.parent_id) if node.parent_id else None
    return ""


def by_audience(needs: Iterable[Need]) -> list[Share]:
    labels = {key: str(audience.label) for key, audience in AUDIENCES.items()}
    return _shares(needs, lambda need: need.held.audience, labels)


def by_group(needs: Iterable[Need]) -> list[Share]:
    labels = {group.value: str(group.label) for group in KindGroup}
    return _shares(needs, lambda need: need.group.value, labels)


def by_district(needs: Iterable[Need]) -> list[Share]:
    rows = [need for need in needs if need.district]
    labels = {need.district: need.district for need in sorted(rows, key=lambda n: n.district)}
    return _shares(rows, lambda need: need.district, labels)


def _shares(
    needs: Iterable[Need], key_of: Callable[[Need], str], labels: dict[str, str]
) -> list[Share]:
    total: Counter[str] = Counter()
    trained: Counter[str] = Counter()
    for need in needs:
        total[key_of(need)] += 1
        trained[key_of(need)] += need.is_trained
    return [
        Share(key, label, total[key], trained[key]) for key, label in labels.items() if total[key]
    ]


def shares_of_units(day: date, units: set[int] | None) -> dict[int, tuple[int, int]]:
    """Unit → (trained, all) of its own posts, of these units or of all; three queries."""
    trained = trained_on(day)
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for post in posts_to_train(day):
        if units is None or post.unit.id in units:
            counts[post.unit.id][0] += post.user_id in trained
            counts[post.unit.id][1] += 1
    return {unit: (done, total) for unit, (done, total) in counts.items()}
