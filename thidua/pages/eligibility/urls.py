from django.urls import path

from thidua.pages.eligibility.views import asking, checks, listing, lists, people

app_name = "eligibility"

urlpatterns = [
    path("", asking.front, name="front"),
    path("xet/<int:holder_id>/", asking.ask, name="ask"),
    path("co-the-de-nghi/<int:holder_id>/", people.prospects, name="prospects"),
    path("nguoi-cua-toi/", people.ladder, name="ladder"),
    path("nguoi-cua-toi/lap-danh-sach/", people.ladder_pick, name="ladder_pick"),
    path("so-sanh/", people.compare, name="compare"),
    path("danh-sach/", listing.list_all, name="list_all"),
    path("danh-sach/dan/", listing.list_paste, name="list_paste"),
    path("danh-sach/<int:list_id>/", lists.list_see, name="list_see"),
    path("danh-sach/<int:list_id>/xet-lai/", lists.list_judge, name="list_judge"),
    path("danh-sach/<int:list_id>/bo/", lists.list_drop, name="list_drop"),
    path("danh-sach/<int:list_id>/dong/<int:number>/", lists.line_see, name="line_see"),
    path("danh-sach/<int:list_id>/dong/<int:number>/chon/", lists.line_settle, name="line_settle"),
    path("danh-sach/<int:list_id>/dong/<int:number>/bo/", lists.line_drop, name="line_drop"),
    path("<int:check_id>/", checks.check_see, name="check_see"),
    path("<int:check_id>/xet-lai/", checks.check_again, name="check_again"),
    path("<int:check_id>/phieu.docx", checks.check_docx, name="check_docx"),
    path("<int:check_id>/quyet-dinh-khac/", checks.override_new, name="override_new"),
    path("quyet-dinh/<int:override_id>/rut/", checks.override_take_back, name="override_take_back"),
]
