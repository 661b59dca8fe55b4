"""The lines of a holder, each award with what happened to it later."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from thidua.subjects.register.enums import GIVING, Act, Standing
from thidua.subjects.register.models import Entry


@dataclass(frozen=True)
class Line:
    """One award in its latest wording, with every line that points to it or that it replaced."""

    entry: Entry
    acts: list[Entry] = field(default_factory=list)  # oldest first
    replaced: list[Entry] = field(default_factory=list)  # wordings corrected away, oldest first

    @property
    def is_revoked(self) -> bool:
        return self.entry.standing == Standing.REVOKED

    @property
    def certificate(self) -> str:
        """The certificate that holds: of the last one given anew."""
        again = [act for act in self.acts if act.act == Act.REISSUE and act.certificate_number]
        return again[-1].certificate_number if again else self.entry.certificate_number

    @property
    def is_reissued(self) -> bool:
        return any(act.act == Act.REISSUE for act in self.acts)


def lines_of(entries: Iterable[Entry]) -> list[Line]:
    """Whole awards out of plain lines, the newest year first; undone ones are left out."""
    rows = [entry for entry in entries if entry.standing != Standing.UNDONE]
    by_id = {entry.pk: entry for entry in rows}
    acts: dict[int, list[Entry]] = defaultdict(list)
    for entry in sorted(rows, key=lambda entry: entry.pk):
        if entry.act not in GIVING and entry.points_to_id:
            acts[entry.points_to_id].append(entry)
    whole = []
    for entry in rows:
        if entry.act not in GIVING or entry.standing == Standing.CORRECTED:
            continue
        replaced = _replaced(entry, by_id)
        own = [act for old in (*replaced, entry) for act in acts[old.pk]]
        whole.append(Line(entry, own, replaced))
    return sorted(whole, key=_newest_first)


def _replaced(entry: Entry, by_id: dict[int, Entry]) -> list[Entry]:
    found: list[Entry] = []
    now = entry
    while now.act == Act.CORRECTION and now.points_to_id in by_id:
        now = by_id[now.points_to_id]
        found.insert(0, now)
    return found


def _newest_first(line: Line) -> tuple[int, int, int]:
    decided = line.entry.decided.toordinal() if line.entry.decided else 0
    return (-(line.entry.year_counted or 0), -decided, -line.entry.pk)


def entries_of(holder_ids: Iterable[int]) -> "QuerySet[Entry]":
    """Every line of these holders (a whole cluster of doubles), oldest first."""
    return Entry.objects.filter(holder_id__in=list(holder_ids)).order_by("pk")


def line_of(entry: Entry) -> Line:
    """The award this line belongs to, in its latest wording, from any line of it."""
    rows = list(entries_of([entry.holder_id]))
    for line in lines_of(rows):
        if entry.pk in {line.entry.pk, *(act.pk for act in line.acts + line.replaced)}:
            return line
    return Line(entry)
