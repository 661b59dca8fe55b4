"""The page of a visit in the hand: a shell without anybody's data, and three addresses it speaks to.

The shell, its worker and its manifest hold nothing of a person, so that they can be kept on the device
and renewed without a session. What is a person's comes as JSON and is kept by the page under that
person's number; what is sent names its person, and somebody else's session does not take it.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_POST

from thidua.base.access import public_page, signed_in
from thidua.base.errors import Refusal
from thidua.base.files import uploaded
from thidua.core.text import format_date
from thidua.subjects.inspections.enums import FindingKind, MinutesState, Severity, VisitState
from thidua.subjects.inspections.errors import BadInput
from thidua.subjects.inspections.models import Finding, Visit
from thidua.subjects.inspections.selectors.visits import my_visits
from thidua.subjects.inspections.services import findings

PARTS = (
    "ui/thidua.css",
    "ui/theme.js",
    "ui/thidua.js",
    "ui/vendor/htmx-2.0.11.min.js",
    "ui/favicon.svg",
    "ui/icons.svg",
    "ui/fonts/be-vietnam-pro-vietnamese-400.woff2",
    "ui/fonts/be-vietnam-pro-latin-400.woff2",
    "ui/fonts/be-vietnam-pro-vietnamese-600.woff2",
    "ui/fonts/be-vietnam-pro-latin-600.woff2",
    "inspections/field.css",
    "inspections/field-store.js",
    "inspections/field.js",
)
OPEN = (VisitState.NOTIFIED, VisitState.SELF_CHECKED, VisitState.VISITED)
SAVED, REFUSED, OTHER_USER = "saved", "refused", "other_user"


@require_GET
@public_page
def shell(request: HttpRequest) -> HttpResponse:
    """The same for everybody; it fills itself from the device."""
    words = {
        "kinds": {kind.value: str(kind.label) for kind in FindingKind},
        "severities": {level.value: str(level.label) for level in Severity},
    }
    choices = {"kinds": FindingKind.choices, "severities": Severity.choices}
    return render(request, "inspections/field.html", {"words": words, **choices})


@require_GET
@public_page
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: what to keep, under a version that changes with any of it."""
    parts = [static(part) for part in PARTS]
    address = reverse("inspections:field")
    field = {"version": _version(), "shell": address, "parts": parts}
    scripts = [static("inspections/field-store.js"), static("inspections/field-worker.js")]
    text = (
        f"self.FIELD = {json.dumps(field)};\n"
        f"importScripts({', '.join(json.dumps(script) for script in scripts)});\n"
    )
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


def _version() -> str:
    """Of the contents, since without hashed names an address stays when its content changes."""
    digest = hashlib.sha256()
    for part in (*PARTS, "inspections/field-worker.js"):
        found = finders.find(part)
        if isinstance(found, str):
            with open(found, "rb") as content:
                digest.update(content.read())
    digest.update("".join(static(part) for part in PARTS).encode())
    return digest.hexdigest()[:16]


@require_GET
@public_page
def manifest(request: HttpRequest) -> JsonResponse:
    address = reverse("inspections:field")
    icon = {"src": static("ui/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}
    return JsonResponse(
        {
            "name": "Thi Đua: kiểm tra tại chỗ",
            "short_name": "Kiểm tra",
            "lang": "vi",
            "start_url": address,
            "scope": address,
            "display": "standalone",
            "background_color": "#f5f4f1",
            "theme_color": "#820f15",
            "icons": [icon],
        },
        content_type="application/manifest+json",
    )


@require_GET
@signed_in
def data(request: HttpRequest) -> JsonResponse:
    """Who sits here, where they go, and a token for sending."""
    actor = request.actor
    running = my_visits(actor).filter(state__in=OPEN).select_related("minutes")
    visits = [_visit_row(visit) for visit in running.prefetch_related("plan__outline")]
    return JsonResponse(
        {
            "user": {"id": actor.user_id, "name": actor.user_name},
            "csrf": get_token(request),
            "visits": visits,
        }
    )


def _visit_row(visit: Visit) -> dict[str, Any]:
    minutes = getattr(visit, "minutes", None)
    is_open = minutes is None or minutes.state == MinutesState.DRAFT
    return {
        "id": visit.pk,
        "unit": visit.unit_name,
        "day": format_date(visit.day) if visit.day else "",
        "url": reverse("inspections:visit_see", args=[visit.pk]),
        "open": is_open,
        "reason": ""
        if is_open
        else "Biên bản đã gửi đơn vị: phát hiện mới chỉ nhận khi trưởng đoàn mở lại biên bản.",
        "headings": [{"id": item.pk, "title": item.title} for item in visit.plan.outline.all()],
    }


def answers_in_json(view: Callable[..., JsonResponse]) -> Callable[..., JsonResponse]:
    """A refusal is said in words that the device keeps beside the finding."""

    @wraps(view)
    def answer(request: HttpRequest) -> JsonResponse:
        try:
            return view(request)
        except Refusal as refusal:
            return JsonResponse({"state": REFUSED, "reason": refusal.message}, status=422)

    return answer


def _is_of_somebody_else(request: HttpRequest, named: Any) -> bool:
    return str(named) != str(request.actor.user_id) or bool(request.actor.seen_by)


@require_POST
@signed_in
@answers_in_json
def receive_finding(request: HttpRequest) -> JsonResponse:
    """One finding. Sent again it is the same one; the answer names the pictures still missing."""
    try:
        said = json.loads(request.body)
        if _is_of_somebody_else(request, said["user"]):
            return JsonResponse({"state": OTHER_USER}, status=409)
        noted, visit_id = _noted(said), int(said["visit"])
        wanted = [str(sha256) for sha256 in said.get("pictures", [])][: findings.MOST_PICTURES]
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput("Phát hiện gửi lên không đúng mẫu. Cập nhật trang rồi gửi lại.") from error
    visit = Visit.objects.select_related("plan").filter(pk=visit_id).first()
    if visit is None:
        raise BadInput("Không có đợt kiểm tra này.")
    kept = findings.note_finding(actor=request.actor, visit=visit, noted=noted)
    missing = findings.missing_pictures(kept, wanted)
    return JsonResponse({"state": SAVED, "version": kept.version, "missing": missing})


def _noted(said: dict[str, Any]) -> findings.Noted:
    return findings.Noted(
        uuid=UUID(str(said["uuid"])),
        version=int(said["version"]),
        kind=str(said["kind"]),
        severity=str(said.get("severity") or ""),
        words=str(said["words"]),
        item_id=int(said["item"]) if said.get("item") else None,
        noted_at=_moment(said["noted_at"]),
    )


def _moment(text: Any) -> datetime:
    found = parse_datetime(str(text))
    if found is None or found.tzinfo is None:
        raise ValueError(text)
    return found


@require_POST
@signed_in
@answers_in_json
def receive_picture(request: HttpRequest) -> JsonResponse:
    """One picture of a finding that has arrived; known by the hash of what was sent."""
    if _is_of_somebody_else(request, request.POST.get("user")):
        return JsonResponse({"state": OTHER_USER}, status=409)
    finding = _finding_named(request.POST.get("uuid", ""))
    fresh = findings.add_picture(
        actor=request.actor,
        finding=finding,
        content=uploaded(request, "file").read(),
        sha256=request.POST.get("sha256", ""),
    )
    return JsonResponse({"state": SAVED, "fresh": fresh})


def _finding_named(text: str) -> Finding:
    try:
        found = Finding.objects.select_related("visit").filter(uuid=UUID(text)).first()
    except ValueError:
        found = None
    if found is None:
        raise BadInput("Máy chủ chưa có phát hiện của ảnh này. Máy sẽ gửi lại.")
    return found
