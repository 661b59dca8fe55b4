"""The board as slides for the meeting."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from thidua.base.access import requires
from thidua.pages.overview.boards import build_board
from thidua.pages.overview.scopes import asked_of
from thidua.pages.overview.slides.deck import build_deck
from thidua.pages.overview.views.boards import map_of
from thidua.subjects.orgs.selectors import tree_on, trees_remembered


@require_GET
@requires("movements.board.see")
def slides_pdf(request: HttpRequest) -> HttpResponse:
    with trees_remembered():
        tree = tree_on(request.actor.day)
        asked = asked_of(request.GET, request.actor, tree)
        board = build_board(asked, tree)
        content = build_deck(board, map_of(board, tree))
    response = HttpResponse(content, content_type="application/pdf")
    name = f"toan-canh-{asked.period.code.lower()}-{asked.day:%Y%m%d}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
