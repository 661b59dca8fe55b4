from django.urls import path

from thidua.pages.targets.views import (
    boards,
    fixing,
    owning,
    periods,
    reporting,
    splitting,
    things,
    units,
    values,
)

app_name = "targets"
urlpatterns = [
    path("", boards.board, name="board"),
    path("them/", fixing.target_new, name="target_new"),
    path("ky/", periods.period_list, name="period_list"),
    path("ky/<int:period_id>/chot/", periods.period_lock, name="period_lock"),
    path("ky/<int:period_id>/mo-lai/", periods.period_unlock, name="period_unlock"),
    path("bao-cao/", reporting.report_list, name="report_list"),
    path("bao-cao/<str:code>/", reporting.report_edit, name="report_edit"),
    path("chu-tri/", owning.owned_list, name="owned_list"),
    path("chu-tri/<int:target_id>/<str:code>/", owning.owned_see, name="owned_see"),
    path("chu-tri/<int:target_id>/<str:code>/xac-nhan/", owning.owned_verify, name="owned_verify"),
    path("chu-tri/<int:target_id>/<str:code>/so-cua-toi/", owning.owned_note, name="owned_note"),
    path("don-vi/", units.unit_own, name="unit_own"),
    path("don-vi/<int:org_id>/", units.unit_see, name="unit_see"),
    path("so-lieu/<int:value_id>/", values.value_see, name="value_see"),
    path("so-lieu/<int:value_id>/tep/", values.value_file, name="value_file"),
    path("so-lieu/<int:value_id>/bao-cao/", values.value_report, name="value_report"),
    path("so-lieu/<int:value_id>/xac-nhan/", values.value_verify, name="value_verify"),
    path("so-lieu/<int:value_id>/de-nghi/", values.value_dispute, name="value_dispute"),
    path("so-lieu/<int:value_id>/giai-trinh/", values.value_explain, name="value_explain"),
    path("so-lieu/<int:value_id>/dinh-chinh/", values.value_correct, name="value_correct"),
    path("<int:target_id>/", things.target_see, name="target_see"),
    path("<int:target_id>/chot/", fixing.target_fix, name="target_fix"),
    path("<int:target_id>/thoi/", fixing.target_withdraw, name="target_withdraw"),
    path("<int:target_id>/giao/", splitting.target_split, name="target_split"),
    path("<int:target_id>/quyet-dinh/", splitting.target_decision, name="target_decision"),
]
