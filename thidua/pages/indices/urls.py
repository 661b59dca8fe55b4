from django.urls import path

from thidua.pages.indices.views import components, measures, overviews, results, things

app_name = "indices"
urlpatterns = [
    path("", overviews.index_list, name="index_list"),
    path("moi/", things.index_new, name="index_new"),
    path("cua-don-vi/", overviews.owner_see, name="owner_see"),
    path("bien-phap/", measures.measure_list, name="measure_list"),
    path("bien-phap/<int:measure_id>/", measures.measure_see, name="measure_see"),
    path("bien-phap/<int:measure_id>/xong/", measures.measure_finish, name="measure_finish"),
    path("bien-phap/<int:measure_id>/lam-tiep/", measures.measure_reopen, name="measure_reopen"),
    path("bien-phap/<int:measure_id>/thoi/", measures.measure_drop, name="measure_drop"),
    path("ket-qua/<int:result_id>/", results.result_see, name="result_see"),
    path("ket-qua/<int:result_id>/dinh-chinh/", results.result_correct, name="result_correct"),
    path("muc/<int:component_id>/", components.component_edit, name="component_edit"),
    path("muc/<int:component_id>/bo/", components.component_drop, name="component_drop"),
    path("<slug:code>/", things.index_see, name="index_see"),
    path("<slug:code>/sua/", things.index_edit, name="index_edit"),
    path("<slug:code>/so-sanh/", things.index_compare, name="index_compare"),
    path("<slug:code>/muc/moi/", components.component_new, name="component_new"),
    path("<slug:code>/chep/", components.edition_copy, name="edition_copy"),
    path("<slug:code>/ket-qua/moi/", results.result_new, name="result_new"),
    path("<slug:code>/bien-phap/moi/", measures.measure_new, name="measure_new"),
]
