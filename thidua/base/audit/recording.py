"""Writing an event: the last thing a service does inside its transaction."""

from typing import Any

from django.db import connection
from django.db.models import Model

from thidua.base import clock
from thidua.base.access import Actor
from thidua.base.audit.models import AuditEvent, AuditHead, AuditPersonal
from thidua.base.audit.values import PERSONAL_MARK, Personal, Sealed, Thing, plain, thing_of
from thidua.core.text.folding import fold

HEAD = 1


def record(
    actor: Actor,
    verb: str,
    thing: Model | Thing,
    *,
    before: Any = None,
    after: Any = None,
    reason: str = "",
    paper: str = "",
) -> AuditEvent:
    """Add one event to the chain. Call it last: on PostgreSQL it holds the head until commit."""
    if not connection.in_atomic_block:
        raise RuntimeError(f"audit: {verb} recorded outside a transaction")
    sealed: list[Sealed] = []
    target = thing_of(thing)
    head = _locked_head()
    event = AuditEvent(
        sequence=head.sequence + 1,
        at=clock.stamp(actor.day),
        **_actor_fields(actor),
        verb=verb,
        thing_type=target.type,
        thing_id=target.id,
        thing_label=_label(target.label, sealed),
        before=plain(before, "before", sealed),
        after=plain(after, "after", sealed),
        reason=plain(reason, "reason", sealed),
        paper=plain(paper, "paper", sealed),
        previous_hash=head.hash,
    )
    event.hash = event.computed_hash()
    event.search_key = _search_key(event)
    event.save(force_insert=True)
    _keep_personal(event, sealed)
    AuditHead.objects.filter(pk=HEAD).update(sequence=event.sequence, hash=event.hash)
    return event


def changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Only the fields that differ, ready for `record(..., **changes(old, new))`."""
    differing = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return {
        "before": {key: before.get(key) for key in differing},
        "after": {key: after.get(key) for key in differing},
    }


def _locked_head() -> AuditHead:
    head, _ = AuditHead.objects.select_for_update().get_or_create(pk=HEAD)
    return head


def _actor_fields(actor: Actor) -> dict[str, Any]:
    names = ("user_name", "post_title", "role", "unit_name", "on_behalf_of", "seen_by")
    words = {name: plain(str(getattr(actor, name)), name, []) for name in names}
    ids = {name: getattr(actor, name) for name in ("user_id", "post_id", "unit_id")}
    return words | ids | {"day": actor.day}


def _label(label: str | Personal, sealed: list[Sealed]) -> str:
    kept = plain(label, "thing_label", sealed)
    return f"$personal:{kept[PERSONAL_MARK]}" if isinstance(kept, dict) else str(kept)


def _search_key(event: AuditEvent) -> str:
    label = "" if event.thing_label.startswith("$personal:") else event.thing_label
    words = (event.user_name, event.unit_name, label, event.verb, event.reason, event.paper)
    return fold(" ".join(str(word) for word in words if isinstance(word, str)))


def _keep_personal(event: AuditEvent, sealed: list[Sealed]) -> None:
    AuditPersonal.objects.bulk_create(
        AuditPersonal(
            event=event, path=part.path, subject=part.subject, salt=part.salt, value=part.value
        )
        for part in sealed
    )
