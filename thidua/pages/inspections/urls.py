from django.urls import path

from thidua.pages.inspections.views import (
    choosing,
    conclusion,
    field,
    findings,
    following,
    listing,
    minutes,
    plans,
    self_check,
    visits,
)

app_name = "inspections"
urlpatterns = [
    path("", listing.home, name="home"),
    path("chuyen/", listing.visit_list, name="visit_list"),
    path("khac-phuc/", following.follow_up_list, name="follow_up_list"),
    path("khac-phuc/don-doc/", following.follow_up_press, name="follow_up_press"),
    path("thong-ke/", listing.statistics, name="statistics"),
    path("thong-ke/bao-cao/", listing.report_draft, name="report_draft"),
    path("tai-cho/", field.shell, name="field"),
    path("tai-cho/sw.js", field.worker, name="field_worker"),
    path("tai-cho/ung-dung.webmanifest", field.manifest, name="field_manifest"),
    path("tai-cho/du-lieu/", field.data, name="field_data"),
    path("tai-cho/gui/", field.receive_finding, name="field_finding"),
    path("tai-cho/anh/", field.receive_picture, name="field_picture"),
    path("ke-hoach/moi/", plans.plan_new, name="plan_new"),
    path("ke-hoach/<int:plan_id>/", plans.plan_see, name="plan_see"),
    path("ke-hoach/<int:plan_id>/sua/", plans.plan_edit, name="plan_edit"),
    path("ke-hoach/<int:plan_id>/<slug:which>.docx", plans.plan_docx, name="plan_docx"),
    path("ke-hoach/<int:plan_id>/trinh/", plans.plan_submit, name="plan_submit"),
    path("ke-hoach/<int:plan_id>/bo/", plans.plan_discard, name="plan_discard"),
    path("ke-hoach/<int:plan_id>/thong-bao/", plans.plan_notify, name="plan_notify"),
    path("ke-hoach/<int:plan_id>/ket-thuc/", plans.plan_close, name="plan_close"),
    path("ke-hoach/<int:plan_id>/de-muc/", plans.outline_edit, name="outline_new"),
    path("ke-hoach/<int:plan_id>/de-muc/<int:item_id>/", plans.outline_edit, name="outline_edit"),
    path(
        "ke-hoach/<int:plan_id>/de-muc/<int:item_id>/bo/", plans.outline_drop, name="outline_drop"
    ),
    path("ke-hoach/<int:plan_id>/don-vi/", choosing.candidate_list, name="candidate_list"),
    path("ke-hoach/<int:plan_id>/don-vi/tinh-lai/", choosing.weigh, name="weigh"),
    path("ke-hoach/<int:plan_id>/don-vi/dua-vao/", choosing.choose, name="choose"),
    path("ke-hoach/<int:plan_id>/don-vi/khong-dua-vao/", choosing.leave_out, name="leave_out"),
    path("ke-hoach/<int:plan_id>/doan/", choosing.team_assign, name="team_assign"),
    path("ke-hoach/<int:plan_id>/lich/<int:visit_id>/", choosing.visit_set, name="visit_set"),
    path(
        "ke-hoach/<int:plan_id>/lich/<int:visit_id>/bo/<int:member_id>/",
        choosing.member_drop,
        name="member_drop",
    ),
    path("chuyen/<int:visit_id>/", visits.visit_see, name="visit_see"),
    path("chuyen/<int:visit_id>/chuan-bi/", visits.visit_prepare, name="visit_prepare"),
    path("chuyen/<int:visit_id>/da-kiem-tra/", visits.visit_record, name="visit_record"),
    path("chuyen/<int:visit_id>/khong-tien-hanh/", visits.visit_cancel, name="visit_cancel"),
    path("chuyen/<int:visit_id>/ket-thuc/", visits.visit_close, name="visit_close"),
    path("chuyen/<int:visit_id>/tu-kiem-tra/", self_check.self_check_edit, name="self_check_edit"),
    path(
        "chuyen/<int:visit_id>/tu-kiem-tra/trinh/",
        self_check.self_check_submit,
        name="self_check_submit",
    ),
    path(
        "chuyen/<int:visit_id>/tu-kiem-tra/bao-cao.docx",
        self_check.self_check_docx,
        name="self_check_docx",
    ),
    path(
        "chuyen/<int:visit_id>/tu-kiem-tra/<int:answer_id>/<int:file_id>/",
        self_check.evidence,
        name="evidence",
    ),
    path(
        "chuyen/<int:visit_id>/tu-kiem-tra/<int:answer_id>/<int:file_id>/go/",
        self_check.evidence_drop,
        name="evidence_drop",
    ),
    path("chuyen/<int:visit_id>/phat-hien/moi/", findings.finding_edit, name="finding_new"),
    path(
        "chuyen/<int:visit_id>/phat-hien/<uuid:uuid>/", findings.finding_edit, name="finding_edit"
    ),
    path(
        "chuyen/<int:visit_id>/phat-hien/<uuid:uuid>/rut/",
        findings.finding_withdraw,
        name="finding_withdraw",
    ),
    path("chuyen/<int:visit_id>/anh/<int:picture_id>/", findings.picture, name="picture"),
    path("chuyen/<int:visit_id>/bien-ban/", minutes.minutes_see, name="minutes_see"),
    path("chuyen/<int:visit_id>/bien-ban.docx", minutes.minutes_docx, name="minutes_docx"),
    path("chuyen/<int:visit_id>/bien-ban/ban-ky/", minutes.minutes_signed, name="minutes_signed"),
    path("chuyen/<int:visit_id>/bien-ban/<slug:step>/", minutes.minutes_step, name="minutes_step"),
    path("chuyen/<int:visit_id>/ket-luan/", conclusion.conclusion_edit, name="conclusion_edit"),
    path("chuyen/<int:visit_id>/ket-luan.docx", conclusion.conclusion_docx, name="conclusion_docx"),
    path(
        "chuyen/<int:visit_id>/ket-luan/trinh/",
        conclusion.conclusion_submit,
        name="conclusion_submit",
    ),
    path("chuyen/<int:visit_id>/ket-luan/viec/", conclusion.follow_up_edit, name="follow_up_new"),
    path(
        "chuyen/<int:visit_id>/ket-luan/viec/<int:follow_up_id>/",
        conclusion.follow_up_edit,
        name="follow_up_edit",
    ),
    path(
        "chuyen/<int:visit_id>/ket-luan/viec/<int:follow_up_id>/bo/",
        conclusion.follow_up_drop,
        name="follow_up_drop",
    ),
    path("khac-phuc/<int:follow_up_id>/", following.follow_up_see, name="follow_up_see"),
    path("khac-phuc/<int:follow_up_id>/bao-cao/", following.proof_send, name="proof_send"),
    path("khac-phuc/<int:follow_up_id>/xac-nhan/", following.proof_accept, name="proof_accept"),
    path("khac-phuc/<int:follow_up_id>/tra-lai/", following.proof_return, name="proof_return"),
    path(
        "khac-phuc/<int:follow_up_id>/tep/<int:file_id>/", following.proof_file, name="proof_file"
    ),
]
