"""Proposing who may be one person. Nothing is ever merged by the machine."""

from collections.abc import Iterable

from django.db import transaction

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.base.jobs.registry import Progress, job
from thidua.subjects.register import identity
from thidua.subjects.register.enums import PERSONS, DoubleState
from thidua.subjects.register.errors import BadInput, WrongState
from thidua.subjects.register.models import Double, Holder, PersonNumber
from thidua.subjects.register.selectors.matching import matches_of_many, probe_of

CHUNK = 500


def note_doubles(holder_ids: Iterable[int]) -> int:
    """Write proposals for these people; what was decided before stays decided. Gives how many."""
    people = list(
        Holder.objects.standing()
        .filter(pk__in=set(holder_ids), kind__in=PERSONS)
        .select_related("person")
        .order_by("pk")
    )
    numbers: dict[int, list[str]] = {}
    held = PersonNumber.objects.filter(holder__in=people)
    for number in held:
        numbers.setdefault(number.holder_id, []).append(identity.open_number(number))
    probes = [probe_of(holder, holder.person, numbers.get(holder.pk, ())) for holder in people]
    fresh: dict[tuple[int, int], Double] = {}
    for holder, found in zip(people, matches_of_many(probes), strict=True):
        for match in found:
            pair = (min(holder.pk, match.holder_id), max(holder.pk, match.holder_id))
            fresh[pair] = Double(
                one_id=pair[0],
                other_id=pair[1],
                score=match.likeness.score,
                reasons=list(match.likeness.reasons),
            )
    ones = {one for one, _ in fresh}
    known = set(Double.objects.filter(one_id__in=ones).values_list("one_id", "other_id"))
    rows = [row for pair, row in sorted(fresh.items()) if pair not in known]
    Double.objects.bulk_create(rows, ignore_conflicts=True, batch_size=CHUNK)
    return len(rows)


@job("register.find_doubles", title="Tìm người trùng trong sổ khen thưởng")
def find_doubles(progress: Progress) -> None:
    ids = list(
        Holder.objects.standing()
        .filter(kind__in=PERSONS)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    found = 0
    for start in range(0, len(ids), CHUNK):
        found += note_doubles(ids[start : start + CHUNK])
        progress.update(start + CHUNK, len(ids), "Đang so")
    progress.result(f"Thêm {found} cặp cần đối chiếu.", "/so-khen-thuong/trung/")


@transaction.atomic
def mark_different(*, actor: Actor, double: Double, remark: str) -> None:
    """They are two people: remembered, and not proposed again."""
    require(actor, "register.merge")
    if not remark.strip():
        raise BadInput("Cần ghi căn cứ: vì sao biết đây là hai người khác nhau.")
    open_ = Double.objects.filter(pk=double.pk, state=DoubleState.PROPOSED)
    moved = open_.update(
        state=DoubleState.DIFFERENT,
        decided_by=actor.signature[:300],
        decided_on=actor.day,
        remark=remark.strip()[:300],
    )
    if not moved:
        raise WrongState("Cặp này đã được đối chiếu. Tải lại trang để xem kết quả.")
    audit.record(
        actor,
        "register.mark_different",
        double,
        after={"one": double.one_id, "other": double.other_id},
        reason=remark.strip(),
    )
