"""The register of verbs: each subject's permissions.py maps its verbs to predicates."""

from collections.abc import Mapping
from typing import Any

from thidua.base.access.actors import Actor
from thidua.base.access.predicates import Answer, Predicate
from thidua.base.errors import Refusal

VERBS: dict[str, Predicate] = {}
READING_ENDINGS = (".read", ".see", ".search", ".export")


class Refused(Refusal):
    """The actor may not do this; the message says why."""


def register_verbs(subject: str, verbs: Mapping[str, Predicate]) -> None:
    for verb, rule in verbs.items():
        if not verb.startswith(f"{subject}."):
            raise ValueError(f"{verb} does not belong to {subject}")
        VERBS[verb] = rule


def may(actor: Actor | None, verb: str, thing: Any = None) -> Answer:
    """Yes, or no with the reason. An unknown verb is a fault of ours and raises KeyError."""
    rule = VERBS[verb]
    if actor is not None and actor.seen_by and not verb.endswith(READING_ENDINGS):
        return Answer(False, "Đang xem với tư cách người khác: chỉ được đọc.")
    if actor is not None and actor.delegated_verbs is not None and not _delegated(actor, verb):
        return Answer(False, "Việc này không nằm trong nội dung ủy quyền.")
    return rule(actor, thing)


def _delegated(actor: Actor, verb: str) -> bool:
    return verb.endswith(READING_ENDINGS) or verb in (actor.delegated_verbs or ())


def require(actor: Actor | None, verb: str, thing: Any = None) -> None:
    answer = may(actor, verb, thing)
    if not answer:
        raise Refused(answer.reason)
