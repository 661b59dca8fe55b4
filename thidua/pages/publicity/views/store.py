"""The press's side: what it was given, to take and to download whole."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from thidua.base import clock
from thidua.base.access import Actor, Role, may, requires
from thidua.pages.publicity.finding import carry_out, find_example
from thidua.pages.ui.parts import Tab
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.publicity.enums import OUTSIDE, Field
from thidua.subjects.publicity.models import Example
from thidua.subjects.publicity.permissions import manages_press
from thidua.subjects.publicity.selectors.seeing import given_to, press_pack
from thidua.subjects.publicity.services.releasing import take_example

MOST = 60


@require_GET
@requires("publicity.store.see")
def store(request: HttpRequest) -> HttpResponse:
    """Cards: picture, three lines, field, commune, consent, day of release."""
    actor = request.actor
    found = _mine(actor).filter(consents__withdrawn_on=None)
    field = request.GET.get("lv", "")
    if field in Field.values:
        found = found.filter(fields__field=field)
    now = clock.stamp()
    groups = {
        "": ("Đăng được ngay", found.filter(released_from__lte=now)),
        "cho": ("Chờ đến ngày", found.filter(released_from__gt=now)),
    }
    chosen = request.GET.get("nhom", "")
    chosen = chosen if chosen in groups else ""
    rows = groups[chosen][1].distinct().order_by("-released_from", "-pk")[:MOST]
    tabs = [
        Tab(word, f"?nhom={key}" if key else "?", rows_.distinct().count(), key == chosen)
        for key, (word, rows_) in groups.items()
    ]
    context = {
        "cards": _cards(list(rows.prefetch_related("fields", "pictures", "consents", "releases")), actor),
        "tabs": tabs,
        "fields": Field.choices,
        "field": field,
        "group": chosen,
    }  # fmt: skip
    return render(request, "publicity/store.html", context)


def _mine(actor: Actor) -> QuerySet[Example]:
    if actor.role == Role.PRESS and not manages_press(actor):
        return given_to(actor.unit_id)
    return Example.objects.filter(state__in=OUTSIDE)


def _cards(examples: list[Example], actor: Actor) -> list[dict[str, object]]:
    ids = {e.unit_id for e in examples} | {e.commune_id for e in examples}
    names = names_on({id_ for id_ in ids if id_}, actor.day)
    return [_card(example, names, actor) for example in examples]


def _card(example: Example, names: dict[int, str], actor: Actor) -> dict[str, object]:
    consent = next((one for one in example.consents.all() if one.withdrawn_on is None), None)
    with_pictures = consent is not None and consent.pictures
    pictures = [one for one in example.pictures.all() if one.is_described] if with_pictures else []
    own = next((one for one in example.releases.all() if one.organ_id == actor.unit_id), None)
    return {
        "example": example,
        "picture": pictures[0] if pictures else None,
        "pictures": len(pictures),
        "agreed": with_pictures,
        "place": names.get(example.commune_id or 0) or names.get(example.unit_id or 0, ""),
        "moment": timezone.localtime(example.released_from) if example.released_from else None,
        "taken": own.taken_on if own else None,
        "to_take": own is not None and own.taken_on is None and actor.role == Role.PRESS,
    }


@require_POST
@requires("publicity.take")
def take(request: HttpRequest, example_id: int) -> HttpResponse:
    example = find_example(request.actor, example_id)
    return carry_out(request, example, "Đã nhận bài. Tải gói để đăng.", take_example)


@require_GET
@requires("publicity.store.see")
def pack(request: HttpRequest, example_id: int) -> HttpResponse:
    """Everything an organ needs, as one ZIP; only of what was given to it and still stands."""
    actor = request.actor
    example = find_example(actor, example_id)
    given = example.releases.filter(organ_id=actor.unit_id).exists()
    if not example.is_outside or not (given or may(actor, "publicity.release", example)):
        raise Http404("Bài này không cung cấp cho cơ quan của ông (bà).")
    response = HttpResponse(press_pack(example, actor.day), content_type="application/zip")
    name = f"{example.slug}.zip"
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    return response
