"""One movement: what it says, where it stands, what may be done next, who did what."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.base import audit, files
from thidua.base.access import Actor, may, signed_in
from thidua.core.documents.render import render_docx
from thidua.pages.movements.finding import find_movement, find_with_parts
from thidua.pages.movements.forms import LaunchForm
from thidua.pages.ui.parts import Event, Ready, Step
from thidua.pages.ui.verbs import verb_words
from thidua.subjects.movements.documents import directive_document, plan_document
from thidua.subjects.movements.enums import Level, State
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.selectors.movements import ancestors, gaps_of, overlapping
from thidua.subjects.movements.selectors.readiness import Check, launch_checks, missing, warnings
from thidua.subjects.orgs.models import OrganizationSet
from thidua.subjects.orgs.selectors import tree_on

ROAD = (
    State.DRAFT, State.SUBMITTED, State.LAUNCHED, State.INTERIM_REVIEWED, State.CLOSING, State.CLOSED,
)  # fmt: skip
NEXT_STEPS = {
    State.LAUNCHED: ("so-ket", "Ghi nhận sơ kết"),
    State.INTERIM_REVIEWED: ("tong-ket", "Bắt đầu tổng kết"),
    State.CLOSING: ("ket-thuc", "Ghi nhận tổng kết"),
    State.CLOSED: ("luu-tru", "Đưa vào lưu trữ"),
}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@signed_in
def movement_see(request: HttpRequest, movement_id: int) -> HttpResponse:
    actor = request.actor
    movement = find_with_parts(actor, movement_id)
    return render(request, "movements/movement_see.html", page_context(actor, movement))


def page_context(
    actor: Actor, movement: Movement, launch_form: LaunchForm | None = None
) -> dict[str, Any]:
    checks = (
        launch_checks(movement, actor.day)
        if movement.state in (State.DRAFT, State.SUBMITTED)
        else []
    )
    tree = tree_on(actor.day)
    names = UnitWords(tree)
    return {
        "movement": movement,
        "unit_name": names.unit(movement.unit_id),
        "owner_name": names.unit(movement.owner_id) if movement.owner_id else "",
        "above": ancestors(movement),
        "children": movement.children.filter(level=Level.THEMATIC).order_by("pk"),
        "steps": road(movement),
        "checks": [ready_line(check, movement) for check in checks],
        "lacking": missing(checks),
        "warnings": warnings(checks),
        "gaps": gaps_of(movement) if movement.level == Level.UNIT and movement.is_draft else [],
        "overlaps": overlapping(movement) if movement.is_draft else [],
        "tasks": [
            (task, names.choices(task.units, task.printed_agencies))
            for task in movement.tasks.all()
        ],
        "recipients": [(line, names.choices(line.units, [])) for line in movement.recipients.all()],
        "launch_form": launch_form or LaunchForm.for_movement(movement),
        "may": {
            verb: may(actor, f"movements.{verb}", movement)
            for verb in ("draft", "submit", "return", "launch", "amend", "conduct", "discard")
        },
        "may_see_board": may(actor, "movements.board.see", movement),
        "next_step": NEXT_STEPS.get(State(movement.state)),
        "events": [event_of(event) for event in audit.timeline(movement)[:30]],
    }


class UnitWords:
    """Units and sets of a choice in words, without a query for each."""

    def __init__(self, tree: Any) -> None:
        self.tree = tree
        self._sets: dict[str, str] | None = None

    def unit(self, unit_id: int | None) -> str:
        node = self.tree.get(unit_id) if unit_id else None
        return node.name if node else ""

    def set_name(self, key: str) -> str:
        if self._sets is None:
            self._sets = dict(OrganizationSet.objects.values_list("key", "name"))
        return self._sets.get(key, key)

    def choices(self, units: list[dict[str, Any]], printed: list[str]) -> list[str]:
        words = [self._choice(choice) for choice in units]
        return [word for word in words if word] or printed

    def _choice(self, choice: dict[str, Any]) -> str:
        if "org" in choice:
            return self.unit(choice["org"])
        return self.set_name(choice["set"]) if "set" in choice else str(choice.get("outside", ""))


def road(movement: Movement) -> list[Step]:
    notes = {
        State.LAUNCHED: movement.launched_on.strftime("%d/%m/%Y") if movement.launched_on else "",
    }
    if movement.state not in ROAD:
        return []
    now = ROAD.index(State(movement.state))
    return [
        Step(
            str(state.label),
            notes.get(state, ""),
            "done" if i < now else "now" if i == now else "next",
        )
        for i, state in enumerate(ROAD)
    ]


def ready_line(check: Check, movement: Movement) -> Ready:
    words = f"{check.label}: {check.detail}" if check.detail else check.label
    if not check.met and not check.binding:
        words += " (nên có; người phát động phải xác nhận nếu để trống)"
    state = "met" if check.met else "miss" if check.binding else "wait"
    url = reverse("movements:movement_edit", args=[movement.pk]) + f"#{check.anchor}"
    return Ready(words, state, "" if check.met else url, "Bổ sung")


def event_of(event: Any) -> Event:
    words = verb_words(event.verb)
    if event.reason:
        words = f"{words}: {event.reason}"
    who = ", ".join(part for part in (event.user_name, event.post_title, event.unit_name) if part)
    # The day on which the actor lived leads; the hour is told only where both agree.
    when = event.at if timezone.localtime(event.at).date() == event.day else event.day
    return Event(when=when, words=words, who=who, paper=event.paper)


@require_GET
@signed_in
def movement_file(request: HttpRequest, movement_id: int) -> HttpResponse:
    """The document from which the movement was read, or the signed plan."""
    movement = find_movement(request.actor, movement_id)
    stored = movement.file or (movement.reading.file if movement.reading else None)
    if stored is None:
        raise Http404("Phong trào này không có tệp văn bản.")
    return files.serve(stored, stored.name)


@require_GET
@signed_in
def movement_docx(request: HttpRequest, movement_id: int) -> HttpResponse:
    """The movement as an official paper: a directive, or a unit's plan."""
    movement = find_movement(request.actor, movement_id)
    if movement.stands_on_paper:
        raise Http404("Toàn văn kế hoạch ở bản giấy của đơn vị.")
    make = plan_document if movement.level == Level.UNIT else directive_document
    response = HttpResponse(render_docx(make(movement, request.actor.day)), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{movement.slug[:60]}.docx"'
    return response
