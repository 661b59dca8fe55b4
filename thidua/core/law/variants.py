"""Which rows of the law are for which subjects."""

from thidua.core.law.facts import Subject

WIDER = {
    "civil_servant_employee": ("individual",),
    "worker": ("worker_farmer_direct",),
    "farmer": ("worker_farmer_direct",),
    "armed_forces": ("individual",),
}
NARROWER = frozenset({"worker", "farmer"})


def fits(variants: frozenset[str], subject: Subject) -> bool:
    """Whether a row written for these variants (none: for all) is for this subject."""
    if not variants:
        return True
    names = {subject.variant, *WIDER.get(subject.variant, ())}
    return bool(variants & names) or only_perhaps(variants, subject)


def only_perhaps(variants: frozenset[str], subject: Subject) -> bool:
    """A row for workers or for farmers, and a subject said to be one or the other."""
    return (
        subject.variant == "worker_farmer_direct"
        and subject.variant not in variants
        and bool(variants & NARROWER)
    )
