"""Asking for a verdict: judged with the law in force, kept whole; asked again it follows the old one."""

from datetime import date

from django.db import transaction

from thidua.base import audit, clock
from thidua.base.access import Actor, require
from thidua.core.law.adding import Added
from thidua.core.law.facts import Case, Verdict
from thidua.core.law.serial import case_to_json, digest_of, verdict_to_json
from thidua.subjects.eligibility.errors import OldCheck
from thidua.subjects.eligibility.models import Check
from thidua.subjects.eligibility.selectors.judging import (
    NOTHING_ADDED,
    case_of,
    judge,
    known,
    law_in_force,
    must_be_judgeable,
)
from thidua.subjects.law.services.editions import keep_edition
from thidua.subjects.register.models import Holder


@transaction.atomic
def ask_check(
    *,
    actor: Actor,
    holder: Holder,
    award: str,
    day: date,
    period: int,
    added: Added = NOTHING_ADDED,
    is_sample: bool = False,
) -> Check:
    """The verdict of today's register and law. An earlier check of the same case steps back."""
    require(actor, "eligibility.ask", holder)
    law = law_in_force()
    must_be_judgeable(law, award, day, period)
    case = case_of(known(holder, day), award, day, period, added)
    verdict = judge(case, law)
    keep_edition()
    check = _kept(actor, holder, case, verdict, added, is_sample)
    earlier = Check.objects.filter(holder=holder, award=award, period=period, replaced_by=None)
    earlier.exclude(pk=check.pk).update(replaced_by=check)
    audit.record(
        actor,
        "eligibility.ask",
        check,
        after={"award": award, "period": period, "day": day, "outcome": check.outcome},
    )
    return check


def ask_again(*, actor: Actor, check: Check) -> Check:
    """The same case with the register and the law of now; what was added then is added again.

    Decisions of people do not come along: they were made about the old findings.
    """
    if not check.is_latest:
        raise OldCheck("Trường hợp này đã được xét lại. Mở lần xét mới nhất.")
    return ask_check(
        actor=actor,
        holder=check.holder,
        award=check.award,
        day=max(check.day, actor.day),
        period=check.period,
        added=Added.from_json(check.added),
        is_sample=check.is_sample,
    )


def _kept(
    actor: Actor, holder: Holder, case: Case, verdict: Verdict, added: Added, is_sample: bool
) -> Check:
    return Check.objects.create(
        holder=holder,
        unit_id=holder.unit_id,
        award=case.award,
        day=case.day,
        period=case.period,
        added=added.to_json(),
        facts=case_to_json(case),
        verdict=verdict_to_json(verdict),
        outcome=verdict.outcome,
        edition=verdict.edition,
        facts_digest=digest_of(case.facts, case.subject),
        is_sample=is_sample,
        created_at=clock.stamp(actor.day),
        created_by_id=actor.user_id,
        created_by_name=actor.signature,
    )
