"""Answers that anybody may keep: no session, no cookie, an ETag, a short life."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response

from thidua.pages.portal.structured import script_of

KEPT = "public, max-age=60"  # a withdrawn page is gone everywhere after a minute


def page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page rendered without the request: what depends on who asks cannot get in."""
    facts = context.pop("facts", None)
    text = render_to_string(
        template,
        {
            "shell": {"place": settings.PROVINCE_NAME, "home_url": "/", "banners": ()},
            "address": settings.PUBLIC_ADDRESS.rstrip("/") + request.path,
            "facts": script_of(facts) if facts else "",
            "demo": settings.DEMO,
            "current": "",
            **context,
        },
    )
    return keep(request, text, "text/html; charset=utf-8", status=status)


def keep(
    request: HttpRequest, text: str | bytes, content_type: str, *, status: int = 200
) -> HttpResponse:
    """The answer with its fingerprint, or "not modified" to who has it already."""
    response = HttpResponse(text, content_type=content_type, status=status)
    response["Cache-Control"] = KEPT
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    if status != 200:
        return response
    kept = get_conditional_response(request, etag=etag, response=response)
    assert isinstance(kept, HttpResponse)
    return kept


def absolute(name: str, **kwargs: Any) -> str:
    """An address for other machines; it never comes from the Host that a request claims."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse(name, kwargs=kwargs or None)


def movement_path(movement: Any) -> str:
    kwargs = {"movement_id": movement.id, "slug": movement.slug}
    return reverse("portal:movement_see", kwargs=kwargs)


def movement_address(movement: Any) -> str:
    return settings.PUBLIC_ADDRESS.rstrip("/") + movement_path(movement)
