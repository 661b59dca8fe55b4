"""What anybody may know of movements: the portal and the open API read this module and no other.

Plain values of published things. Drafts, units' own plans, people (the signer apart), contacts,
reasons written for the office and the state of single receipts never pass here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import slugify

from thidua.base.files.models import StoredFile
from thidua.core.text import fold
from thidua.subjects.movements.enums import PUBLISHED, AmendmentKind, DutyState, Level, State
from thidua.subjects.movements.models import (
    Amendment,
    Content,
    Duty,
    LegalBasis,
    Movement,
    MovementTarget,
)
from thidua.subjects.orgs.enums import KindGroup, group_of
from thidua.subjects.orgs.models import OrganizationVersion
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.models import LegalDocument
from thidua.subjects.targets.enums import Comparator

LEVELS = tuple((level.value, str(level.label)) for level in Level if level != Level.UNIT)
STATES = tuple((state.value, str(state.label)) for state in PUBLISHED)
TAKING_PART = tuple(state for state in DutyState if state != DutyState.EXEMPT)
PAGE_SIZE = 20
LARGEST_ID = 2**63 - 1  # an address may name a number that no database holds
FIELD_LABELS = {
    "theme": "Chủ đề",
    "audience": "Đối tượng",
    "purpose": "Mục đích, yêu cầu",
    "commendation": "Khen thưởng của phong trào",
    "reporting": "Chế độ báo cáo",
    "starts_on": "Từ ngày",
    "ends_on": "Đến hết ngày",
}


@dataclass(frozen=True, slots=True)
class MovementRow:
    """A published movement as a list shows it."""

    id: int
    slug: str
    name: str
    level: str
    level_label: str
    state: str
    state_label: str
    year: int
    theme: str
    launched_by: str
    starts_on: date | None
    ends_on: date | None
    launched_on: date | None
    changed_on: date | None
    parent_id: int | None
    participants: int
    launched_units: int
    is_sample: bool


@dataclass(frozen=True, slots=True)
class ContentText:
    number: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TargetValue:
    """A number to be reached; `value` is None while nobody has fixed it. Results are not kept yet."""

    id: int
    movement_id: int
    movement_name: str
    name: str
    value: Decimal | None
    unit_of_measure: str
    comparator: str
    comparator_label: str
    scope: str
    exception_of: int | None
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class ParticipatingUnit:
    name: str
    launched_on: date | None


@dataclass(frozen=True, slots=True)
class UnitGroup:
    label: str
    units: tuple[ParticipatingUnit, ...]

    @property
    def total(self) -> int:
        return len(self.units)

    @property
    def launched(self) -> int:
        return sum(unit.launched_on is not None for unit in self.units)


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """The document that launched the movement. `sample` names the values marked "số liệu mẫu"."""

    kind: str
    number: str
    issued_on: date | None
    signer_title: str
    signer_name: str
    sample: frozenset[str]


@dataclass(frozen=True, slots=True)
class PublicFile:
    """The file of the document under a name of our own: what the sender called it stays inside."""

    name: str
    media_type: str
    size: int
    sha256: str
    stored_at: datetime
    stored: StoredFile

    def open(self) -> BinaryIO:
        return self.stored.open()


@dataclass(frozen=True, slots=True)
class Basis:
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AmendmentNote:
    version: int
    kind_label: str
    paper: str
    day: date
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class MovementPage:
    """Everything public about one movement."""

    row: MovementRow
    parent: MovementRow | None
    audience: str
    purpose: str
    commendation: str
    document: DocumentHead
    file: PublicFile | None
    contents: tuple[ContentText, ...]
    targets: tuple[TargetValue, ...]
    children: tuple[MovementRow, ...]
    groups: tuple[UnitGroup, ...]
    bases: tuple[Basis, ...]
    amendments: tuple[AmendmentNote, ...]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    name: str
    paper: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a list with the count of all that match."""

    rows: tuple[MovementRow, ...]
    count: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class FoundTargets:
    rows: tuple[TargetValue, ...]
    count: int
    page: int
    pages: int


def find_movements(
    *, words: str = "", year: int | None = None, level: str = "", parent: int | None = None,
    page: int = 1, size: int = PAGE_SIZE,
) -> Found:  # fmt: skip
    """Published movements, newest first; words match the name or number without accents."""
    matching = _matching(words, year, level)
    if parent is not None:
        matching = matching.filter(parent_id=parent)
    count = matching.count()
    page, pages, start = _place(count, page, size)
    rows = _listed(matching).order_by("-year", "-launched_on", "id")[start : start + size]
    return Found(tuple(_row(movement) for movement in rows), count, page, pages)


def leading_movement() -> MovementRow | None:
    """The newest movement of the whole province: the first picture of the portal."""
    newest = _listed(_published().filter(level=Level.PROVINCE)).order_by("-year", "-launched_on")
    movement = newest.first()
    return _row(movement) if movement else None


def years() -> list[int]:
    return list(_published().order_by("-year").values_list("year", flat=True).distinct())


def latest_movements(limit: int) -> list[MovementRow]:
    newest = _listed(_published()).order_by("-launched_on", "-id")[:limit]
    return [_row(movement) for movement in newest]


def all_addresses() -> list[MovementRow]:
    """Every published movement, for the map of the site."""
    return [_row(movement) for movement in _listed(_published()).order_by("id")]


def movement_page(movement_id: int) -> MovementPage | None:
    """None when nothing of that number is published. Six queries, whatever the size."""
    family = {movement.pk: movement for movement in _family(min(movement_id, LARGEST_ID))}
    movement = family.get(movement_id)
    if movement is None:
        return None
    row = _row(movement)
    parent = family.get(movement.parent_id or 0)
    return MovementPage(
        row=row,
        parent=_row(parent) if parent else None,
        audience=movement.audience,
        purpose=movement.purpose,
        commendation=movement.commendation,
        document=_document(movement),
        file=_file(movement),
        contents=tuple(
            ContentText(content.number, content.title, content.text)
            for content in Content.objects.filter(movement=movement)
        ),
        targets=tuple(_target(use, row.name) for use in _targets_of(movement)),
        children=tuple(_row(kin) for kin in family.values() if kin.parent_id == movement.pk),
        groups=_groups(movement),
        bases=_bases(movement),
        amendments=_amendments(movement),
    )


def withdrawal(movement_id: int) -> Withdrawal | None:
    """Why the page of a movement that was once public is gone; a discarded draft never was."""
    movement = (
        Movement.objects.filter(
            pk=min(movement_id, LARGEST_ID), state__in=[*PUBLISHED, State.WITHDRAWN]
        )
        .filter(launched_on__isnull=False)
        .exclude(level=Level.UNIT)
        .select_related("parent")
        .first()
    )
    if movement is None:
        return None
    line = [one for one in (movement, movement.parent) if one and one.state == State.WITHDRAWN]
    if not line:
        return None
    # A thematic movement goes with its parent, by the parent's paper.
    notes = (one.amendments.filter(kind=AmendmentKind.WITHDRAW).last() for one in line)
    note = next(filter(None, notes), None)
    return Withdrawal(movement.name, note.paper if note else "", note.day if note else None)


def document_file(movement_id: int) -> PublicFile | None:
    files = ("file", "paper__signed_file", "parent__file")
    movement = _published().select_related(*files).filter(pk=min(movement_id, LARGEST_ID)).first()
    return _file(movement) if movement else None


def find_targets(
    *, year: int | None = None, movement: int | None = None, page: int = 1, size: int = PAGE_SIZE
) -> FoundTargets:
    uses = MovementTarget.objects.filter(movement__in=_published().order_by())
    if year is not None:
        uses = uses.filter(target__year=year)
    if movement is not None:
        uses = uses.filter(movement_id=movement)
    count = uses.count()
    page, pages, start = _place(count, page, size)
    rows = uses.select_related("target", "movement").order_by("movement_id", "position", "id")
    found = rows[start : start + size]
    return FoundTargets(tuple(_target(use, use.movement.name) for use in found), count, page, pages)


def _published() -> QuerySet[Movement]:
    """Units' plans are not public; a thematic movement is only as public as what launched it."""
    orphaned = Q(level=Level.THEMATIC, parent__isnull=False) & ~Q(parent__state__in=PUBLISHED)
    return Movement.objects.published().exclude(level=Level.UNIT).exclude(orphaned)


def _family(movement_id: int) -> QuerySet[Movement]:
    """The movement, the one above it and those under it, as far as they are public."""
    above = Movement.objects.filter(pk=movement_id).values("parent_id")
    kin = Q(pk=movement_id) | Q(parent_id=movement_id) | Q(pk__in=above)
    files = ("file", "paper__signed_file", "parent__file")
    return _listed(_published().filter(kin)).select_related(*files).order_by("id")


def _matching(words: str, year: int | None, level: str) -> QuerySet[Movement]:
    found = _published()
    for word in fold(words).split():
        found = found.filter(Q(name_key__contains=word) | Q(document_number__icontains=word))
    if year is not None:
        found = found.filter(year=year)
    if level in dict(LEVELS):
        found = found.filter(level=level)
    return found


def _listed(movements: QuerySet[Movement]) -> QuerySet[Movement]:
    """With what a row says beyond the movement's own fields."""
    on = Coalesce(OuterRef("issued_on"), OuterRef("launched_on"))
    name = OrganizationVersion.objects.filter(
        organization=OuterRef("unit"), valid_from__lte=on, valid_until__gt=on
    ).values("name")[:1]
    changed = (
        Amendment.objects.filter(movement=OuterRef("pk")).order_by("-version").values("day")[:1]
    )
    return movements.annotate(
        public_unit=Subquery(name),
        public_change=Subquery(changed),
        public_units=Count("duties", filter=Q(duties__state__in=TAKING_PART)),
        public_launched=Count("duties", filter=Q(duties__state=DutyState.LAUNCHED)),
    )


def _row(movement: Any) -> MovementRow:
    return MovementRow(
        id=movement.pk,
        slug=movement.slug,
        name=movement.name,
        level=movement.level,
        level_label=str(Level(movement.level).label),
        state=movement.state,
        state_label=str(State(movement.state).label),
        year=movement.year,
        theme=movement.theme,
        launched_by=movement.public_unit or "",
        starts_on=movement.starts_on,
        ends_on=movement.ends_on,
        launched_on=movement.launched_on,
        changed_on=movement.public_change,
        parent_id=movement.parent_id,
        participants=movement.public_units,
        launched_units=movement.public_launched,
        is_sample=movement.is_sample,
    )


def _document(movement: Movement) -> DocumentHead:
    parent = movement.parent if movement.level == Level.THEMATIC else None
    sample = [*movement.sample_fields, *(parent.sample_fields if parent else ())]
    return DocumentHead(
        kind=movement.document_kind,
        number=movement.document_number,
        issued_on=movement.issued_on,
        signer_title=movement.signer_title,
        signer_name=movement.signer_name,
        sample=frozenset(sample),
    )


def _file(movement: Movement) -> PublicFile | None:
    """The signed paper, else the file that was read, else that of the document that launched it."""
    stored = _stored(movement)
    if stored is None:
        return None
    label = f"{movement.document_kind} {movement.document_number}".strip() or movement.name
    return PublicFile(
        name=f"{slugify(fold(label).replace('/', '-')) or 'van-ban'}.{stored.kind}",
        media_type=stored.media_type,
        size=stored.size,
        sha256=stored.sha256,
        stored_at=stored.stored_at,
        stored=stored,
    )


def _stored(movement: Movement) -> StoredFile | None:
    if movement.paper is not None:
        issued = movement.paper.state == PaperState.ISSUED
        return movement.paper.signed_file if issued else None
    if movement.file is None and movement.level == Level.THEMATIC and movement.parent:
        return movement.parent.file
    return movement.file


def _targets_of(movement: Movement) -> QuerySet[MovementTarget]:
    return MovementTarget.objects.filter(movement=movement).select_related("target")


def _target(use: MovementTarget, movement_name: str) -> TargetValue:
    target = use.target
    return TargetValue(
        id=target.pk,
        movement_id=use.movement_id,
        movement_name=movement_name,
        name=target.name,
        value=target.value,
        unit_of_measure=target.unit_of_measure,
        comparator=target.comparator,
        comparator_label=str(Comparator(target.comparator).label),
        scope=target.scope,
        exception_of=target.exception_of_id,
        year=target.year,
        source=target.source,
    )


def _groups(movement: Movement) -> tuple[UnitGroup, ...]:
    """Who takes part, by kind of unit, and which have launched; the exempt are left out."""
    duties = Duty.objects.filter(movement=movement, state__in=TAKING_PART)
    by_group: dict[KindGroup, list[ParticipatingUnit]] = {}
    for duty in duties.order_by("unit_name", "id"):
        by_group.setdefault(group_of(duty.unit_kind), []).append(
            ParticipatingUnit(duty.unit_name, _launched_on(duty))
        )
    return tuple(
        UnitGroup(str(group.label), tuple(by_group[group]))
        for group in KindGroup
        if group in by_group
    )


def _launched_on(duty: Duty) -> date | None:
    return duty.launched_on if duty.state == DutyState.LAUNCHED else None


def _bases(movement: Movement) -> tuple[Basis, ...]:
    bases = LegalBasis.objects.filter(movement=movement).select_related("document")
    return tuple(Basis(basis.text, _link(basis.document)) for basis in bases)


def _link(document: LegalDocument | None) -> str:
    return document.link if document else ""


def _amendments(movement: Movement) -> tuple[AmendmentNote, ...]:
    if movement.version == 1:
        return ()
    return tuple(
        AmendmentNote(
            version=note.version,
            kind_label=str(AmendmentKind(note.kind).label),
            paper=note.paper,
            day=note.day,
            changes=_changes(note.before, note.after),
        )
        for note in Amendment.objects.filter(movement=movement)
    )


def _changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    named: Iterable[str] = (name for name in FIELD_LABELS if name in after)
    return tuple(
        Change(FIELD_LABELS[name], before.get(name) or "", after[name] or "") for name in named
    )


def _place(count: int, page: int, size: int) -> tuple[int, int, int]:
    """The page that exists nearest to the one asked for, how many there are, where it starts."""
    pages = max(1, -(-count // size))
    page = min(max(1, page), pages)
    return page, pages, (page - 1) * size


def total(groups: Sequence[UnitGroup]) -> tuple[int, int]:
    """Units that take part, and those of them that have launched."""
    return sum(group.total for group in groups), sum(group.launched for group in groups)
