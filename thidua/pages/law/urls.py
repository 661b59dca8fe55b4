from django.urls import path

from thidua.pages.law.views import acts, ages, catalogue, files, rows, trials

app_name = "law"

urlpatterns = [
    path("", catalogue.award_list, name="award_list"),
    path("danh-hieu/<str:key>/", catalogue.award_see, name="award_see"),
    path("giai-doan/", ages.timeline, name="timeline"),
    path("cach-hieu/", ages.setting_list, name="setting_list"),
    path("doi-chieu/", ages.unread_list, name="unread_list"),
    path("quy-dinh/", rows.row_list, name="row_list"),
    path("quy-dinh/moi/", rows.row_new, name="row_new"),
    path("quy-dinh/nhan-tep/", files.rows_take, name="rows_take"),
    path("quy-dinh/xuat.yaml", files.rows_file, name="rows_file"),
    path("quy-dinh/<int:row_id>/", rows.row_see, name="row_see"),
    path("quy-dinh/<int:row_id>/sua/", rows.row_edit, name="row_edit"),
    path("quy-dinh/<int:row_id>/trinh/", acts.propose, name="row_propose"),
    path("quy-dinh/<int:row_id>/ap-dung/", acts.review, name="row_review"),
    path("quy-dinh/<int:row_id>/tra-lai/", acts.return_, name="row_return"),
    path("quy-dinh/<int:row_id>/bo/", acts.drop, name="row_drop"),
    path("quy-dinh/<int:row_id>/xin-dung/", acts.ask_end, name="row_ask_end"),
    path("quy-dinh/<int:row_id>/dung/", acts.end, name="row_end"),
    path("quy-dinh/<int:row_id>/giu/", acts.keep, name="row_keep"),
    path("chay-thu/", trials.trial_list, name="trial_list"),
    path("chay-thu/moi/", trials.trial_new, name="trial_new"),
    path("chay-thu/<int:trial_id>/", trials.trial_see, name="trial_see"),
    path("chay-thu/<int:trial_id>/don-vi.xlsx", trials.trial_units, name="trial_units"),
]
