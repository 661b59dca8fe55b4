from django.urls import path

from thidua.pages.overview.views import boards, maps, slides

app_name = "overview"
urlpatterns = [
    path("", boards.board, name="board"),
    path("so-sanh/", boards.beside, name="beside"),
    path("ban-do/", maps.figure_map_see, name="map"),
    path("ban-chieu.pdf", slides.slides_pdf, name="slides"),
]
