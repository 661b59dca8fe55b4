from django.urls import path

from thidua.pages.movements.views import (
    acts,
    boards,
    editing,
    forms_catalogue,
    listing,
    periods,
    recording,
    things,
)

app_name = "movements"
urlpatterns = [
    path("", listing.movement_list, name="movement_list"),
    path("moi/", editing.movement_new, name="movement_new"),
    path("ban-dieu-hanh/", boards.board, name="board"),
    path("trong-ky/", periods.period_list, name="period_list"),
    path("viec-don-vi/", periods.duty_list, name="duty_list"),
    path("hinh-thuc/", forms_catalogue.form_list, name="form_list"),
    path("<int:movement_id>/", things.movement_see, name="movement_see"),
    path("<int:movement_id>/tep/", things.movement_file, name="movement_file"),
    path("<int:movement_id>/van-ban.docx", things.movement_docx, name="movement_docx"),
    path("<int:movement_id>/sua/", editing.movement_edit, name="movement_edit"),
    path("<int:movement_id>/sua/chi-tieu/", editing.target_edit, name="target_new"),
    path("<int:movement_id>/sua/chi-tieu/<int:use_id>/", editing.target_edit, name="target_edit"),
    path(
        "<int:movement_id>/sua/chi-tieu/<int:use_id>/bo/", editing.target_drop, name="target_drop"
    ),
    path("<int:movement_id>/sua/<slug:part>/", editing.part_edit, name="part_new"),
    path("<int:movement_id>/sua/<slug:part>/<int:part_id>/", editing.part_edit, name="part_edit"),
    path(
        "<int:movement_id>/sua/<slug:part>/<int:part_id>/bo/", editing.part_drop, name="part_drop"
    ),
    path("<int:movement_id>/trinh/", acts.movement_submit, name="movement_submit"),
    path("<int:movement_id>/bo-du-thao/", acts.movement_discard, name="movement_discard"),
    path("<int:movement_id>/tra-lai/", acts.movement_return, name="movement_return"),
    path("<int:movement_id>/phat-dong/", acts.movement_launch, name="movement_launch"),
    path("<int:movement_id>/sua-doi/", acts.movement_amend, name="movement_amend"),
    path("<int:movement_id>/bai-bo/", acts.movement_withdraw, name="movement_withdraw"),
    path("<int:movement_id>/buoc/<slug:step>/", acts.movement_conduct, name="movement_conduct"),
    path("<int:movement_id>/tien-do/", boards.movement_board, name="movement_board"),
    path("<int:movement_id>/don-doc/", boards.movement_remind, name="movement_remind"),
    path("<int:movement_id>/cong-van-don-doc/", boards.reminder_letter, name="reminder_letter"),
    path("<int:movement_id>/khong-ap-dung/<int:duty_id>/", boards.duty_exempt, name="duty_exempt"),
    path("<int:movement_id>/ghi-nhan/<int:duty_id>/", recording.duty_record, name="duty_record"),
]
