from django.urls import path

from thidua.pages.orgs.views import acts, listings, maps, sets, trees, units

app_name = "orgs"
urlpatterns = [
    path("", trees.tree, name="tree"),
    path("xuat.xlsx", trees.tree_export, name="tree_export"),
    path("ban-do/", maps.province_map, name="map"),
    path("bien-dong/", listings.act_list, name="act_list"),
    path("bien-dong/<int:act_id>/hoan-tac/", listings.act_undo, name="act_undo"),
    path("them/", acts.create, name="unit_create"),
    path("sap-nhap/", acts.merge, name="unit_merge"),
    path("nhom/", sets.set_list, name="set_list"),
    path("nhom/them/", sets.set_create, name="set_create"),
    path("nhom/<slug:key>/", sets.set_detail, name="set_detail"),
    path("nhom/<slug:key>/sua/", sets.set_change, name="set_change"),
    path("nhom/<slug:key>/them-don-vi/", sets.member_add, name="member_add"),
    path("nhom/<slug:key>/xuat.xlsx", sets.set_export, name="set_export"),
    path("nhom/muc/<int:member_id>/ket-thuc/", sets.member_end, name="member_end"),
    path("<int:org_id>/", units.unit_detail, name="unit_detail"),
    path("<int:org_id>/xuat.xlsx", units.unit_export, name="unit_export"),
    path("<int:org_id>/sua/", units.unit_correct, name="unit_correct"),
    path("<int:org_id>/thay-doi/", acts.change, name="unit_change"),
    path("<int:org_id>/doi-ten/", acts.rename, name="unit_rename"),
    path("<int:org_id>/chuyen-cap-tren/", acts.move, name="unit_move"),
    path("<int:org_id>/chia-tach/", acts.split, name="unit_split"),
    path("<int:org_id>/giai-the/", acts.abolish, name="unit_abolish"),
]
