"""The component page, and what people see when something went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.base.access import public_page
from thidua.pages.ui import specimen


@public_page
def component_page(request: HttpRequest) -> HttpResponse:
    """Every component in every state. Its values are samples and say so."""
    units = specimen.unit_list(request.GET)
    if units.wants_export:
        return units.export()
    return render(request, "ui/component_page.html", specimen.context(request, units))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", {"reason": ""}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Says the reason that the predicate gave."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database or the session: they may be what failed."""
    return render(None, "500.html", status=500)  # type: ignore[arg-type]
