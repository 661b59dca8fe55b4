from django.urls import path

from thidua.pages.register_import.views import acts, listing, rows, seeing

app_name = "register_import"
urlpatterns = [
    path("", listing.import_list, name="import_list"),
    path("gui/", listing.start, name="start"),
    path("bang-ra-soat/", listing.sheet_export, name="sheet_export"),
    path("<int:register_id>/", seeing.see, name="see"),
    path("<int:register_id>/cot/", acts.lay_out, name="lay_out"),
    path("<int:register_id>/chu/", acts.answer, name="answer"),
    path("<int:register_id>/chon/", acts.choose, name="choose"),
    path("<int:register_id>/chon-ca/", acts.choose_all, name="choose_all"),
    path("<int:register_id>/ghi/", acts.write, name="write"),
    path("<int:register_id>/bo/", acts.drop, name="drop"),
    path("<int:register_id>/hoan-tac/", acts.undo, name="undo"),
    path("<int:register_id>/loi.xlsx", rows.errors, name="errors"),
    path("<int:register_id>/dong/<int:row_id>/", rows.row_see, name="row_see"),
]
