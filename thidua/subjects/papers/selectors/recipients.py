"""Units that the lines of "Kính gửi" and "Nơi nhận" mean, as a first guess for sending."""

import re
from dataclasses import dataclass
from datetime import date

from thidua.core.text import name_key
from thidua.core.trees import Tree
from thidua.subjects.orgs.models import OrganizationSet
from thidua.subjects.orgs.selectors import expand_set, tree_on
from thidua.subjects.papers import content
from thidua.subjects.papers.enums import Purpose
from thidua.subjects.papers.models import Paper

AS_ABOVE = ("nhu tren", "nhu dieu")
TO_REPORT = re.compile(r"\((?:để )?(?:b/c|báo cáo)\)", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\([^)]*\)")
COMMITTEE = re.compile(r"^(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd) +", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the paper with the units it means; none when nobody here bears the name."""

    line: str
    name: str
    unit_ids: tuple[int, ...]
    purpose: Purpose
    is_sent: bool = False


class _Names:
    """Names of units and of sets on a day."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.tree: Tree = tree_on(day)
        self.units: dict[str, int] = {}
        for node in self.tree:
            for name in (node.short_name, node.name, IN_BRACKETS.sub("", node.name)):
                if name:
                    self.units.setdefault(name_key(name), node.id)
        self.sets: dict[str, str] = {}
        for group in OrganizationSet.objects.order_by("pk"):
            for name in (group.name, *group.aliases):
                self.sets.setdefault(name_key(name), group.key)

    def units_of(self, name: str) -> tuple[int, ...]:
        for key in (name_key(name), name_key(COMMITTEE.sub("", name))):
            if key in self.units:
                return (self.units[key],)
            if key in self.sets:
                return tuple(expand_set(self.sets[key], self.day, self.tree))
        return ()


def suggested_recipients(paper: Paper, day: date) -> list[Suggestion]:
    document = content.from_json(paper.content)
    names = _Names(day)
    reached = {row.recipient_id or row.name for row in paper.deliveries.all()}
    rows = [_suggest(line, Purpose.CARRY_OUT, names, reached) for line in document.addressees]
    for line in document.recipients:
        if not name_key(line).startswith(AS_ABOVE):
            purpose = Purpose.REPORT if TO_REPORT.search(line) else Purpose.KNOW
            rows.append(_suggest(line, purpose, names, reached))
    return rows


def _suggest(line: str, purpose: Purpose, names: _Names, reached: set[int | str]) -> Suggestion:
    name = IN_BRACKETS.sub("", line).strip(" -;.,")
    units = names.units_of(name)
    sent = all(unit in reached for unit in units) if units else name in reached
    return Suggestion(line, name, units, purpose, sent)
