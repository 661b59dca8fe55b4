from django.urls import path

from thidua.pages.congress.views import acts, delegates, planning, things

app_name = "congress"
urlpatterns = [
    path("", things.congress_list, name="congress_list"),
    path("moi/", planning.congress_new, name="congress_new"),
    path("<int:congress_id>/", things.congress_see, name="congress_see"),
    path("<int:congress_id>/sua/", planning.congress_edit, name="congress_edit"),
    path("<int:congress_id>/phan-bo/", planning.seats, name="seats"),
    path("<int:congress_id>/co-cau/", planning.wish, name="wish"),
    path("<int:congress_id>/chuong-trinh/", planning.programme_add, name="programme_add"),
    path(
        "<int:congress_id>/chuong-trinh/<int:item_id>/",
        planning.programme_edit,
        name="programme_edit",
    ),
    path(
        "<int:congress_id>/chuong-trinh/<int:item_id>/bo/",
        planning.programme_drop,
        name="programme_drop",
    ),
    path("<int:congress_id>/van-ban/<slug:which>/", acts.paper, name="paper"),
    path("<int:congress_id>/da-to-chuc/", acts.hold, name="hold"),
    path("<int:congress_id>/viec/", acts.task_add, name="task_add"),
    path("<int:congress_id>/viec/<int:task_id>/", acts.task_finish, name="task_finish"),
    path("<int:congress_id>/ket-thuc/", acts.close, name="close"),
    path("<int:congress_id>/dai-bieu/", delegates.delegate_list, name="delegate_list"),
    path(
        "<int:congress_id>/dai-bieu/danh-sach.docx", delegates.delegate_docx, name="delegate_docx"
    ),
    path("<int:congress_id>/dai-bieu/chon/", delegates.delegate_new, name="delegate_new"),
    path(
        "<int:congress_id>/dai-bieu/<int:delegate_id>/", delegates.delegate_see, name="delegate_see"
    ),
    path(
        "<int:congress_id>/dai-bieu/<int:delegate_id>/sua/",
        delegates.delegate_edit,
        name="delegate_edit",
    ),
    path(
        "<int:congress_id>/dai-bieu/<int:delegate_id>/bao-cao/",
        delegates.delegate_file,
        name="delegate_file",
    ),
    path(
        "<int:congress_id>/dai-bieu/<int:delegate_id>/<slug:act>/",
        delegates.delegate_act,
        name="delegate_act",
    ),
    path("<int:congress_id>/trien-lam/", things.cards, name="cards"),
    path("<int:congress_id>/so-lieu/", things.figures, name="figures"),
]
