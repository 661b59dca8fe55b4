"""The register of the demonstration: some 1,200 people and 250 collectives with ten years behind them.

Everybody is invented: names are put together of common syllables of the region's peoples, citizen
numbers begin with 000, which no province has. All of it is marked as sample.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from thidua.base.access import Actor
from thidua.command.demonstration.register_names import a_person, staff_title
from thidua.core.trees import Node
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.enums import KindGroup, group_of
from thidua.subjects.orgs.models import Organization
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.register.enums import Fact, HolderKind, Precision, ReissueCause
from thidua.subjects.register.models import (
    AbsenceRecord,
    CaseUnderReview,
    CheckedComplete,
    DisciplineRecord,
    Entry,
    Holder,
    RecognisedInitiative,
    YearRating,
)
from thidua.subjects.register.services.mending import (
    correct_entry,
    reissue_certificate,
    revoke_entry,
)
from thidua.subjects.register.services.merging import merge_holders
from thidua.subjects.register.services.people import NewHolder, create_holders
from thidua.subjects.register.services.posts import offer_transfer
from thidua.subjects.register.services.recording import NewAward, record_awards

DAY = date(2022, 2, 15)
FIRST, LAST = 2012, 2021
PEOPLE, COLLECTIVES = 1200, 250
GROUPS = (KindGroup.DEPARTMENTS, KindGroup.DISTRICTS, KindGroup.ORGANIZATIONS, KindGroup.SCHOOLS)
PARTS = ("Phòng Tổ chức - Hành chính", "Phòng Kế hoạch - Tài chính", "Văn phòng", "Phòng Nghiệp vụ", "Thanh tra", "Phòng Chính sách")  # fmt: skip
PROVINCE, PRIME_MINISTER = "Chủ tịch UBND tỉnh", "Thủ tướng Chính phủ"
PRESIDENT = "Chủ tịch nước"


@dataclass
class Life:
    """What one person or collective is to have: filled while the years are drawn."""

    new: NewHolder
    since: int
    talent: float
    ratings: dict[int, str] = field(default_factory=dict)
    initiatives: dict[int, str] = field(default_factory=dict)
    awards: list[tuple[str, int]] = field(default_factory=list)


def play(movement: Movement) -> None:
    """The movement is not asked: a register does not hang on one."""
    actor = Actor.system(DAY)
    random = Random(2022)
    units = [node for node in tree_on(DAY) if group_of(node.kind) in GROUPS]
    lives = [*_people(units, random), *_collectives(units, random), *_veterans(random)]
    holders = create_holders(actor=actor, rows=[life.new for life in lives])
    _write_facts(holders, lives)
    rows = [
        row for holder, life in zip(holders, lives, strict=True) for row in _lines(holder, life)
    ]
    record_awards(actor=actor, rows=rows, title="Sổ khen thưởng mẫu")
    _play_incidents(actor, [holder for holder in holders if holder.kind == HolderKind.INDIVIDUAL])


def _people(units: Sequence[Node], random: Random) -> Iterator[Life]:
    health = Organization.objects.get(code="LC-SYT").pk
    for place in range(PEOPLE):
        unit = health if place < 60 else units[place % len(units)].id
        name, gender, ethnicity = a_person(random)
        since = random.randint(FIRST, 2019) if place % 3 == 0 else random.randint(2016, 2020)
        title, position = staff_title(random)
        born = date(random.randint(1964, 1994), random.randint(1, 12), random.randint(1, 28))
        number = (f"0000{born.year % 100:02d}{place:06d}",) if place % 3 else ()
        new = NewHolder(
            kind=HolderKind.INDIVIDUAL, name=name, gender=gender, ethnicity=ethnicity, unit_id=unit,
            born=born, born_precision=Precision.DAY, numbers=number, post_title=title,
            position=position, post_since=date(since, random.randint(1, 9), 1), is_sample=True,
            staff_code=f"LC{place:05d}" if place % 4 else "",
        )  # fmt: skip
        life = Life(new, since, random.random())
        _draw_person(life, random)
        yield life


def _draw_person(life: Life, random: Random) -> None:
    """Year after year: a rating, the title it allows, an initiative with the best of them."""
    run = 0
    for year in range(life.since, LAST + 1):
        luck = random.random()
        excellent = luck < life.talent * 0.45
        life.ratings[year] = "excellent" if excellent else "good" if luck < 0.93 else "completed"
        if life.ratings[year] == "completed":
            run = 0
            continue
        life.awards.append(("advanced_worker", year))
        if excellent and life.talent > 0.55 and random.random() < 0.8:
            life.initiatives[year] = "province" if random.random() < 0.15 else "grassroots"
            life.awards.append(("grassroots_emulation_fighter", year))
            run += 1
        else:
            run = 0
        if run == 3:
            life.initiatives[year] = "province"
            life.awards.append(("provincial_emulation_fighter", year))
        elif run == 2 and random.random() < 0.6:
            life.awards.append(("provincial_merit_certificate", year))
        elif random.random() < 0.05:
            life.awards.append(("commendation_letter", year))
        if run == 5 and year < LAST:
            life.awards.append(("pm_merit_certificate", year))


def _collectives(units: Sequence[Node], random: Random) -> Iterator[Life]:
    for place in range(COLLECTIVES):
        unit = units[place % len(units)]
        whole = place < len(units)
        part = PARTS[(place // len(units)) % len(PARTS)]
        new = NewHolder(
            kind=HolderKind.COLLECTIVE, name=unit.name if whole else f"{part}, {unit.name}",
            unit_id=unit.id, is_whole_unit=whole, is_sample=True,
            founded=date(2004, 1, 1) if whole else None,
        )  # fmt: skip
        life = Life(new, FIRST, random.random())
        for year in range(FIRST, LAST + 1):
            luck = random.random()
            life.ratings[year] = "excellent" if luck < life.talent * 0.5 else "good"
            if luck < 0.85:
                life.awards.append(("advanced_labor_collective", year))
            if life.ratings[year] == "excellent" and random.random() < 0.7:
                life.awards.append(("excellent_labor_collective", year))
            if whole and luck < life.talent * 0.12:
                life.awards.append(("provincial_emulation_flag", year))
        if whole and life.talent > 0.93:
            life.awards.append(("labor_order_third", 2018))
        yield life


def _veterans(random: Random) -> Iterator[Life]:
    """Old certificates of which little is known: only a year, or about which."""
    for place in range(14):
        name, gender, ethnicity = a_person(random)
        new = NewHolder(
            kind=HolderKind.INDIVIDUAL, name=name, variant="individual", gender=gender,
            ethnicity=ethnicity, born=date(1928 + place, 1, 1), born_precision=Precision.ABOUT,
            place=f"Bản Mẫu {place + 1}", is_sample=True,
        )  # fmt: skip
        award = "resistance_medal_first" if place % 2 else "resistance_medal_second"
        yield Life(new, FIRST, 0, awards=[(award, 1985 + place % 4)])


def _write_facts(holders: Sequence[Holder], lives: Sequence[Life]) -> None:
    pairs = list(zip(holders, lives, strict=True))
    YearRating.objects.bulk_create(
        YearRating(holder=holder, year=year, rating=rating)
        for holder, life in pairs
        for year, rating in life.ratings.items()
    )
    RecognisedInitiative.objects.bulk_create(
        RecognisedInitiative(
            holder=holder,
            year=year,
            scope=scope,
            title=f"Giải pháp cải tiến quy trình công tác năm {year} (mẫu)",
            decision_number=f"{holder.pk % 90 + 10}/QĐ-HĐSK",
            decided=date(year, 11, 20),
        )
        for holder, life in pairs
        for year, scope in life.initiatives.items()
    )
    looked = [holder for place, (holder, _) in enumerate(pairs) if place % 5]
    CheckedComplete.objects.bulk_create(
        CheckedComplete(holder=holder, fact=fact, day=date(2022, 2, 10), checked_by="Đơn vị (mẫu)")
        for holder in looked
        for fact in (Fact.DISCIPLINE, Fact.OPEN_CASES)
    )


def _lines(holder: Holder, life: Life) -> Iterator[NewAward]:
    for award, year in life.awards:
        if year < FIRST:
            yield NewAward(
                holder.pk, award, decided=date(year, 1, 1), decided_precision=Precision.YEAR,
                decided_by="Hội đồng Nhà nước", type="resistance", is_doubtful=True,
                doubt="Sổ cũ chỉ ghi năm, không rõ số quyết định",
            )  # fmt: skip
        else:
            yield _line(holder, award, year)


def _line(holder: Holder, award: str, year: int) -> NewAward:
    """By whom and when: the unit at the year's end, the province in January, the State in autumn."""
    unit = holder.unit_id or 0
    if award in ("pm_merit_certificate", "labor_order_third"):
        decided, by = date(year + 1, 9, 2), PRIME_MINISTER
        number = f"{1200 + holder.pk % 300}/QĐ-TTg"
        if award == "labor_order_third":
            by, number = PRESIDENT, f"{1500 + holder.pk % 200}/QĐ-CTN"
    elif award.startswith(("provincial", "excellent")):
        decided, by, number = date(year + 1, 1, 25), PROVINCE, f"{80 + year % 10}/QĐ-UBND"
    else:
        decided, by, number = date(year, 12, 28), "Thủ trưởng đơn vị", f"{100 + unit % 800}/QĐ-KT"
    return NewAward(
        holder.pk, award, year, decision_number=number, decided=decided, decided_by=by,
        type="regular_merit",
    )  # fmt: skip


def _play_incidents(actor: Actor, people: Sequence[Holder]) -> None:
    """What a register meets: doubles, mistakes, revocations, lost certificates, people who move."""
    _discipline(people)
    twins = [_twin(person) for person in people[100:106]]
    made = create_holders(actor=actor, rows=twins)
    record_awards(
        actor=actor,
        rows=[
            NewAward(twin.pk, "commendation_letter", 2013, decision_number=f"{place + 5}/QĐ-KT")
            for place, twin in enumerate(made)
        ],
    )
    reason = "Đối chiếu hồ sơ cán bộ: một người (mẫu)"
    merge_holders(actor=actor, kept=people[100], gone=made[0], reason=reason)
    lines = list(
        Entry.objects.filter(holder__in=people[200:240], award="commendation_letter").order_by("pk")
    )
    paper = {"paper": "12/QĐ-UBND ngày 20/01/2022", "day": date(2022, 1, 20), "by": PROVINCE}
    correct_entry(
        actor=actor, entry=lines[0], values={"reason": "Hoàn thành xuất sắc nhiệm vụ (mẫu)"},
        **paper, reason="Quyết định ghi thiếu thành tích (mẫu)",
    )  # fmt: skip
    for line in lines[1:3]:
        revoke_entry(actor=actor, entry=line, **paper, reason="Báo cáo thành tích sai (mẫu)")
    reissue_certificate(
        actor=actor, entry=lines[3], cause=ReissueCause.LOST, day=date(2022, 1, 20),
        certificate_number="BK-0001", reason="Mất do lũ quét (mẫu)",
    )  # fmt: skip
    health = Organization.objects.get(code="LC-SYT").pk
    leaving = next(person for person in people[300:] if person.unit_id != health)
    offer_transfer(
        actor=actor, holder=leaving, to_unit_id=health, title="Chuyên viên", day=date(2022, 3, 1)
    )


def _discipline(people: Sequence[Holder]) -> None:
    kinds = ("khien_trach", "canh_cao", "khien_trach", "khien_trach", "canh_cao", "giang_chuc")
    DisciplineRecord.objects.bulk_create(
        DisciplineRecord(
            holder=person,
            kind=kind,
            valid_from=date(2016 + place, 5, 10),
            valid_until=date(2017 + place, 5, 10),
            source="Quyết định kỷ luật (mẫu)",
        )
        for place, (person, kind) in enumerate(zip(people[10:70:10], kinds, strict=True))
    )
    CaseUnderReview.objects.bulk_create(
        CaseUnderReview(
            holder=person,
            kind="complaint_denunciation",
            valid_from=date(2022, 1, 12),
            source="Đơn (mẫu)",
        )
        for person in people[15:35:10]
    )
    mothers = [person for person in people[:80] if person.person.gender == "female"][:8]
    AbsenceRecord.objects.bulk_create(
        AbsenceRecord(
            holder=person,
            kind="maternity_leave",
            valid_from=date(2020, 3, 1),
            valid_until=date(2020, 3, 1) + timedelta(days=183),
        )
        for person in mothers
    )


def _twin(person: Holder) -> NewHolder:
    """The same person as an old list wrote it: without marks, without number."""
    own = person.person
    return NewHolder(
        kind=HolderKind.INDIVIDUAL, name=person.name_key.title(), gender=own.gender, born=own.born,
        born_precision=own.born_precision, unit_id=person.unit_id, is_sample=True,
        note="Chép từ danh sách năm 2013 (mẫu)",
    )  # fmt: skip
