"""Which lists about a holder are known, checked to be complete, or not known at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thidua.subjects.register.enums import PERSONS, Fact
from thidua.subjects.register.models import CheckedComplete, Holder

OF_PERSONS = frozenset({Fact.POSTS, Fact.ABSENCES})


@dataclass(frozen=True, slots=True)
class Known:
    fact: Fact
    rows: int
    checked: CheckedComplete | None

    @property
    def words(self) -> str:
        if self.checked is not None:
            return "Đã đối chiếu đủ"
        return "Có ghi, chưa đối chiếu" if self.rows else "Chưa rõ"


def known_lists(holder: Holder, cluster: Iterable[int], counts: Mapping[Fact, int]) -> list[Known]:
    """One line for each list; `counts` as the page has already fetched the rows."""
    checked: dict[str, CheckedComplete] = {}
    for row in CheckedComplete.objects.filter(holder_id__in=list(cluster)).order_by("day"):
        checked[row.fact] = row
    wanted = [fact for fact in Fact if holder.kind in PERSONS or fact not in OF_PERSONS]
    return [Known(fact, counts.get(fact, 0), checked.get(fact)) for fact in wanted]
