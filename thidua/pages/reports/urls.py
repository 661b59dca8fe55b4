from django.urls import path

from thidua.pages.reports.views import (
    answering,
    boards,
    composing,
    listing,
    preparing,
    reading,
    receiving,
    summaries,
)

app_name = "reports"
CAMPAIGN = "dot/<int:campaign_id>/"
WHOLE = "dot/<int:campaign_id>/tong-hop/"
REPORT = "<int:report_id>/"
urlpatterns = [
    path("", listing.owed_list, name="owed_list"),
    path("dot/", listing.campaign_list, name="campaign_list"),
    # Preparing a campaign
    path("dot/moi/", preparing.campaign_new, name="campaign_new"),
    path(f"{CAMPAIGN}chuan-bi/", preparing.campaign_prepare, name="campaign_prepare"),
    path(f"{CAMPAIGN}mo/", preparing.campaign_open, name="campaign_open"),
    path(f"{CAMPAIGN}huy/", preparing.campaign_cancel, name="campaign_cancel"),
    path(f"{CAMPAIGN}ket-thuc/", preparing.campaign_close, name="campaign_close"),
    path(f"{CAMPAIGN}de-muc/", preparing.heading_edit, name="heading_new"),
    path(f"{CAMPAIGN}de-muc/<int:heading_id>/", preparing.heading_edit, name="heading_edit"),
    path(f"{CAMPAIGN}de-muc/<int:heading_id>/bo/", preparing.heading_drop, name="heading_drop"),
    path(
        f"{CAMPAIGN}de-muc/<int:heading_id>/<slug:way>/",
        preparing.heading_move,
        name="heading_move",
    ),
    # Who has reported
    path(CAMPAIGN, boards.campaign_see, name="campaign_see"),
    path(f"{CAMPAIGN}don-doc/", boards.campaign_remind, name="campaign_remind"),
    path(f"{CAMPAIGN}cong-van-don-doc/", boards.reminder_letter, name="reminder_letter"),
    path(f"{CAMPAIGN}ghi-nhan/", boards.campaign_accept, name="campaign_accept"),
    # All answers to one heading
    path(f"{CAMPAIGN}doc/", reading.answers_see, name="answers_see"),
    path(f"{CAMPAIGN}doc/lay/", reading.answers_pick, name="answers_pick"),
    # The consolidated report
    path(WHOLE, composing.consolidated_see, name="consolidated_see"),
    path("tong-hop/<int:report_id>/", composing.consolidated_of, name="consolidated_of"),
    path(f"{WHOLE}lap/", composing.consolidated_start, name="consolidated_start"),
    path(f"{WHOLE}sua/", composing.consolidated_edit, name="consolidated_edit"),
    path(f"{WHOLE}muc/", composing.part_save, name="part_new"),
    path(f"{WHOLE}muc/<int:part_id>/", composing.part_save, name="part_save"),
    path(f"{WHOLE}muc/<int:part_id>/bo/", composing.part_drop, name="part_drop"),
    path(f"{WHOLE}muc/<int:part_id>/doan/", composing.block_add, name="block_add"),
    path(f"{WHOLE}muc/<int:part_id>/<slug:way>/", composing.part_move, name="part_move"),
    path(f"{WHOLE}doan/<int:block_id>/", composing.block_save, name="block_save"),
    path(f"{WHOLE}doan/<int:block_id>/bo/", composing.block_drop, name="block_drop"),
    path(f"{WHOLE}doan/<int:block_id>/<slug:way>/", composing.block_move, name="block_move"),
    path(f"{WHOLE}trich/<int:excerpt_id>/bo/", composing.excerpt_drop, name="excerpt_drop"),
    path(f"{WHOLE}trich/<int:excerpt_id>/dat/", composing.excerpt_place, name="excerpt_place"),
    path(f"{WHOLE}chot/", composing.consolidated_freeze, name="consolidated_freeze"),
    path(f"{WHOLE}mo-lai/", composing.consolidated_reopen, name="consolidated_reopen"),
    path(f"{WHOLE}ket-luan/", composing.consolidated_conclude, name="consolidated_conclude"),
    path(f"{WHOLE}dinh-chinh/", composing.consolidated_correct, name="consolidated_correct"),
    path(f"{WHOLE}ban-thao.docx", composing.consolidated_docx, name="consolidated_docx"),
    # What a unit did, what a movement achieved
    path("ket-qua/", summaries.summary_list, name="summary_list"),
    path("don-vi/<int:org_id>/", summaries.unit_summary, name="unit_summary"),
    path("phong-trao/<int:movement_id>/", summaries.movement_summary, name="movement_summary"),
    # One unit's report
    path(REPORT, answering.report_see, name="report_see"),
    path(f"{REPORT}bat-dau/", answering.report_start, name="report_start"),
    path(f"{REPORT}soan/", answering.report_edit, name="report_edit"),
    path(f"{REPORT}lay-so-lieu/", answering.figures_refresh, name="figures_refresh"),
    path(f"{REPORT}tai-lieu/", answering.file_attach, name="file_attach"),
    path(f"{REPORT}tai-lieu/<int:attachment_id>/", answering.file_see, name="file_see"),
    path(f"{REPORT}tai-lieu/<int:attachment_id>/bo/", answering.file_detach, name="file_detach"),
    path(f"{REPORT}ban-quet/", answering.recorded_file, name="recorded_file"),
    path(f"{REPORT}trinh/", answering.report_submit, name="report_submit"),
    path(f"{REPORT}ky-gui/", answering.report_sign, name="report_sign"),
    path(f"{REPORT}rut/", answering.report_recall, name="report_recall"),
    path(f"{REPORT}ghi-nhan/", receiving.report_accept, name="report_accept"),
    path(f"{REPORT}tra-lai/", receiving.report_return, name="report_return"),
    path(f"{REPORT}mo-khoa/", receiving.report_lift, name="report_lift"),
    path(f"{REPORT}khong-ap-dung/", receiving.report_exempt, name="report_exempt"),
    path(f"{REPORT}ghi-nhan-thay/", receiving.report_record, name="report_record"),
    path(f"{REPORT}dinh-chinh/", receiving.report_correct, name="report_correct"),
]
