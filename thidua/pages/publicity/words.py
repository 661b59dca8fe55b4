"""What the page of an example shows: its way, its names, its checklist, its addresses."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from thidua.base import audit, clock
from thidua.base.access import Actor, may
from thidua.core.text import format_date
from thidua.pages.movements.views.things import event_of
from thidua.pages.ui.parts import Ready, Step
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.publicity.enums import ExampleState
from thidua.subjects.publicity.models import Example
from thidua.subjects.publicity.selectors.readiness import Check, is_before_release, release_checks

ROAD = (
    ExampleState.SUGGESTED, ExampleState.CONFIRMED, ExampleState.SELECTED, ExampleState.RELEASED,
    ExampleState.PUBLISHED, ExampleState.FOLLOWED,
)  # fmt: skip
ENDED = (ExampleState.REFUSED, ExampleState.WITHDRAWN)
VERBS = (
    "assign", "confirm", "refuse", "consent", "withdraw_consent", "picture", "select", "edit",
    "release", "withdraw", "follow", "replicate", "take",
)  # fmt: skip
ANCHOR_PAGES = {
    "xac-nhan": "publicity:example_see",
    "dong-y": "publicity:consent",
    "bai": "publicity:text_edit",
    "anh": "publicity:pictures",
    "nhan-to": "publicity:facts_edit",
}


def road(example: Example) -> list[Step]:
    if example.state in ENDED:
        return []
    days = (
        example.suggested_on, example.confirmed_on, example.selected_on, example.released_on,
        example.published_on, example.followed_on,
    )  # fmt: skip
    now = ROAD.index(ExampleState(example.state))
    return [
        Step(
            str(state.label),
            format_date(day) if day and place <= now else "",
            "done" if place < now else "now" if place == now else "next",
        )
        for place, (state, day) in enumerate(zip(ROAD, days, strict=True))
    ]


def ready_line(check: Check, example: Example) -> Ready:
    words = f"{check.label}: {check.detail}" if check.detail and not check.met else check.label
    url = reverse(ANCHOR_PAGES[check.anchor], args=[example.pk])
    return Ready(words, "met" if check.met else "miss", "" if check.met else url, "Bổ sung")


def under_embargo(example: Example) -> bool:
    return (
        example.is_outside
        and example.released_from is not None
        and example.released_from > clock.stamp()
    )


def page_context(actor: Actor, example: Example) -> dict[str, Any]:
    consents = list(example.consents.select_related("file"))
    consent = next((one for one in consents if one.withdrawn_on is None), None)
    releases = list(example.releases.all())
    outputs = list(example.outputs.all())
    replications = list(example.replications.all())
    names = _names(actor, example, releases, outputs, replications)
    checks = release_checks(example, actor.day) if is_before_release(example) else []
    own = next((one for one in releases if one.organ_id == actor.unit_id), None)
    allowed = {verb: may(actor, f"publicity.{verb}", example) for verb in VERBS}
    works_on_it = bool(allowed["consent"] or allowed["edit"] or allowed["release"])
    return {
        "example": example,
        "names": names,
        "unit_name": names.get(example.unit_id or 0, ""),
        "commune_name": names.get(example.commune_id or 0, ""),
        "told_by_unit": names.get(example.suggested_by_unit_id or 0, ""),
        "fields": list(example.fields.all()),
        "pictures": list(example.pictures.all()),
        "consents": consents if works_on_it else [],
        "consent": consent,
        "releases": [(names.get(one.organ_id, ""), one) for one in releases],
        "own_release": own,
        "outputs": [(names.get(one.organ_id, ""), one) for one in outputs],
        "replications": [(names.get(one.unit_id, ""), one) for one in replications],
        "follow_ups": list(example.follow_ups.all()),
        "texts": list(example.texts.all()) if works_on_it else [],
        "suggester": _suggester(actor, example),
        "steps": road(example),
        "checks": [ready_line(check, example) for check in checks] if works_on_it else [],
        "ready": bool(checks) and all(check.met for check in checks),
        "embargo": under_embargo(example),
        "moment": timezone.localtime(example.released_from) if example.released_from else None,
        "may": allowed,
        "works_on_it": works_on_it,
        "in_pack": example.is_outside and bool(own or allowed["release"]),
        "followed_this_year": any(one.year == actor.day.year for one in example.follow_ups.all()),
        "events": [event_of(event) for event in audit.timeline(example)[:30]]
        if works_on_it
        else [],
    }


def _names(actor: Actor, example: Example, *many: Any) -> dict[int, str]:
    ids = {example.unit_id, example.commune_id, example.suggested_by_unit_id}
    for rows in many:
        ids |= {getattr(row, "organ_id", None) or getattr(row, "unit_id", None) for row in rows}
    return names_on({id_ for id_ in ids if id_}, actor.day)


def _suggester(actor: Actor, example: Example) -> Any:
    """Name and telephone of a citizen: for the office alone."""
    if not may(actor, "publicity.assign", example):
        return None
    return getattr(example, "suggester", None)
