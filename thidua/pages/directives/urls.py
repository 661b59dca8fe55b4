from django.urls import path

from thidua.pages.directives.views import editing, listing, reviewing

app_name = "directives"
urlpatterns = [
    path("", listing.reading_list, name="reading_list"),
    path("dua-len/", listing.reading_upload, name="reading_upload"),
    path("<int:reading_id>/", reviewing.reading_review, name="reading_review"),
    path("<int:reading_id>/tien-do/", reviewing.reading_progress, name="reading_progress"),
    path("<int:reading_id>/tep/", listing.reading_file, name="reading_file"),
    path("<int:reading_id>/giu-nguyen/", reviewing.rest_accept, name="rest_accept"),
    path("<int:reading_id>/bo/", reviewing.reading_discard, name="reading_discard"),
    path("<int:reading_id>/tao-phong-trao/", reviewing.movement_create, name="movement_create"),
    path("<int:reading_id>/don-vi/", editing.unit_search, name="unit_search"),
    path("<int:reading_id>/them/<slug:kind>/", editing.item_add, name="item_add"),
    path("<int:reading_id>/muc/<int:item_id>/", reviewing.item_decide, name="item_decide"),
    path("<int:reading_id>/muc/<int:item_id>/sua/", editing.item_edit, name="item_edit"),
]
