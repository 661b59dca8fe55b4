from django.urls import path

from thidua.pages.portal.views import law, machines, opinions, pages

app_name = "portal"
urlpatterns = [
    path("", pages.movement_list, name="movement_list"),
    path("phong-trao/<int:movement_id>/", pages.movement_see, name="movement_short"),
    path("phong-trao/<int:movement_id>-<slug:slug>/", pages.movement_see, name="movement_see"),
    path("phong-trao/<int:movement_id>/van-ban/", pages.document_file, name="document_file"),
    path("du-lieu-mo/", pages.open_data, name="open_data"),
    path("y-kien/", opinions.opinion_list, name="opinion_list"),
    path("y-kien/gui/", opinions.opinion_send, name="opinion_send"),
    path("y-kien/da-nhan/<str:token>/", opinions.receipt, name="receipt"),
    path("y-kien/cua-toi/", opinions.follow, name="follow"),
    path("y-kien/cua-toi/<str:token>/", opinions.followed, name="followed"),
    path("y-kien/cua-toi/<str:token>/<slug:act>/", opinions.follow_act, name="follow_act"),
    path("hoi-dap/", law.law_list, name="law_list"),
    path("hoi-dap/hoi/", law.law_ask, name="law_ask"),
    path("hoi-dap/<int:question_id>/", law.law_see, name="law_see"),
    path("lien-he/", law.contact_list, name="contact_list"),
    path("tin/atom.xml", machines.atom, name="atom"),
    path("tin/rss.xml", machines.rss, name="rss"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
]
