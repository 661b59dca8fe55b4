from django.urls import path

from thidua.pages.portal.views import machines, pages

app_name = "portal"
urlpatterns = [
    path("", pages.movement_list, name="movement_list"),
    path("phong-trao/<int:movement_id>/", pages.movement_see, name="movement_short"),
    path("phong-trao/<int:movement_id>-<slug:slug>/", pages.movement_see, name="movement_see"),
    path("phong-trao/<int:movement_id>/van-ban/", pages.document_file, name="document_file"),
    path("du-lieu-mo/", pages.open_data, name="open_data"),
    path("tin/atom.xml", machines.atom, name="atom"),
    path("tin/rss.xml", machines.rss, name="rss"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
]
