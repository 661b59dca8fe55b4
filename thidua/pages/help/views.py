"""The guide of one's own role first; the others, the questions on law, the search beside it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thidua.base.access import Role, may, signed_in
from thidua.pages.help.places import GUIDE_OF_ROLE, LAW, WAYS
from thidua.pages.help.reading import guides, search
from thidua.pages.ui.lists import SEARCH
from thidua.subjects.oversight.models import SupportContact


@require_safe
@signed_in
def guide_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    words = " ".join(request.GET.get(SEARCH, "").split())[:100]
    found = guides()
    return render(
        request,
        "help/guide_list.html",
        {
            "words": words,
            "hits": search(words),
            "own": found[GUIDE_OF_ROLE[actor.role]],
            "role": Role(actor.role).label,
            "ways": [found[slug] for slug in WAYS],
            "roles": [found[slug] for slug in dict.fromkeys(GUIDE_OF_ROLE.values())],
            "law": found[LAW],
            "contacts": SupportContact.objects.on(actor.day),
            "may_keep_contacts": may(actor, "oversight.keep_contacts"),
        },
    )


@require_safe
@signed_in
def guide_see(request: HttpRequest, slug: str) -> HttpResponse:
    guide = guides().get(slug)
    if guide is None:
        raise Http404
    return render(request, "help/guide_see.html", {"guide": guide})
