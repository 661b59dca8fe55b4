"""Eligibility of the demonstration: cases asked in the Health Department, one decided otherwise, a list.

The people are the invented ones of the register; what was added is invented and marked so.
"""

from datetime import date

from thidua.base.access import Actor
from thidua.core.law.adding import Added
from thidua.core.law.facts import MET, Facts, Votes
from thidua.subjects.accounts.models import User
from thidua.subjects.accounts.selectors import actor_for, posts_on
from thidua.subjects.eligibility.models import Check
from thidua.subjects.eligibility.selectors.checks import settled
from thidua.subjects.eligibility.services.checking import ask_check
from thidua.subjects.eligibility.services.lists import paste_list
from thidua.subjects.eligibility.services.overriding import override_finding
from thidua.subjects.movements.models import Movement
from thidua.subjects.register.enums import HolderKind
from thidua.subjects.register.models import Holder

DAY = date(2022, 2, 15)
PERIOD = 2021
WORKER, FIGHTER = "advanced_worker", "grassroots_emulation_fighter"
PROVINCIAL, CERTIFICATE = "provincial_emulation_fighter", "provincial_merit_certificate"
LISTED = 24


def play(movement: Movement) -> None:
    clerk, officer = _person("canbo.soyte"), _person("chuyenvien")
    people = _people(clerk)
    if not people:
        return
    checks = [_ask(clerk, holder, award) for holder, award in _cases(people)]
    _decide_otherwise(officer, checks)
    _list(clerk, people)


def _person(username: str) -> Actor:
    user = User.objects.get(username=username)
    return actor_for(user, posts_on(user, DAY)[0], DAY)


def _people(clerk: Actor) -> list[Holder]:
    """The clerk's own people, those with the longest line of fighter's titles first."""
    people = Holder.objects.standing().filter(
        unit_id=clerk.unit_id, kind=HolderKind.INDIVIDUAL, is_sample=True
    )
    rows = list(people.prefetch_related("entries").order_by("pk"))
    return sorted(rows, key=lambda one: (-_titles(one), one.sort_key, one.pk))


def _titles(holder: Holder) -> int:
    return sum(entry.award == FIGHTER for entry in holder.entries.all())


def _cases(people: list[Holder]) -> list[tuple[Holder, str]]:
    awards = (PROVINCIAL, CERTIFICATE, FIGHTER, WORKER, PROVINCIAL, CERTIFICATE)
    return list(zip(people, awards, strict=False))


def _ask(clerk: Actor, holder: Holder, award: str) -> Check:
    added = Added(
        facts=Facts(votes=Votes(9, 10) if award == PROVINCIAL else None, open_cases=()),
        basis="Biên bản họp xét của đơn vị (số liệu mẫu)",
    )
    return ask_check(
        actor=clerk, holder=holder, award=award, day=DAY, period=PERIOD, added=added, is_sample=True
    )


def _decide_otherwise(officer: Actor, checks: list[Check]) -> None:
    """The first demand that is open in the first case is decided by the officer."""
    for check in checks:
        open_ones = [one for one in settled(check).machine.findings if one.state != MET]
        if open_ones:
            override_finding(
                actor=officer,
                check=check,
                finding=open_ones[0].id,
                decided=MET,
                reason="Đã đối chiếu bản gốc quyết định do đơn vị cung cấp; sổ sẽ bổ sung sau.",
                paper="Công văn số 12/SYT-VP (số liệu mẫu)",
            )
            return


def _list(clerk: Actor, people: list[Holder]) -> None:
    wanted = ("CSTĐ cơ sở", "Bằng khen của Chủ tịch UBND tỉnh", "LĐTT")
    rows = [f"{one.name}\t{wanted[place % 3]}" for place, one in enumerate(people[:LISTED])]
    paste_list(
        actor=clerk,
        title="Dự kiến đề nghị khen thưởng năm 2021",
        text="\n".join([*rows, "Vàng Thị Mẫu Ngoài Sổ\tLĐTT"]),
        award="",
        period=PERIOD,
        day=DAY,
        is_sample=True,
    )
