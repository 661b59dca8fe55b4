"""Award names and answered words, as the reader of registers takes them."""

from collections.abc import Mapping

from thidua.base.access import Actor
from thidua.core.registers.awards import AwardNames
from thidua.subjects.register.awards import the_law
from thidua.subjects.register.importing.enums import WordKind
from thidua.subjects.register.importing.models import KnownWord
from thidua.subjects.register.permissions import sees_all


def scope_of(actor: Actor) -> int:
    """Whose answers count: a unit's clerk answers for the unit, the desk for itself."""
    return 0 if sees_all(actor) else (actor.unit_id or 0)


def answers_of(scope: int, kind: WordKind) -> dict[str, str]:
    """The desk's answers, and over them the unit's own."""
    rows = KnownWord.objects.filter(scope__in={0, scope}, kind=kind).order_by("scope")
    return dict(rows.values_list("key", "value"))


def award_names(scope: int, codes: Mapping[str, str]) -> AwardNames:
    awards = the_law().awards
    names = {key: [award.name, *(name for _, name in award.names)] for key, award in awards.items()}
    yearly = frozenset(
        key for key, award in awards.items() if award.kind == "title" and award.cycle == "yearly"
    )
    answers = {key: value for key, value in answers_of(scope, WordKind.AWARD).items() if value}
    return AwardNames(names, codes=codes, answers=answers, yearly=yearly)


def subjects_of() -> dict[str, frozenset[str]]:
    """Which kinds of holder an award is for, by key."""
    return {key: award.subjects for key, award in the_law().awards.items()}
