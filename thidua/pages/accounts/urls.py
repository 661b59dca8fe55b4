from django.urls import path

from thidua.pages.accounts.views import (
    delegations,
    looking,
    own,
    people,
    sign_in,
    unit_people,
)

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", sign_in.login, name="login"),
    path("dang-nhap/vai/", sign_in.demo_login, name="demo_login"),
    path("dang-nhap/ma-xac-nhan/", sign_in.second_factor, name="second_factor"),
    path("dang-nhap/chua-co-chuc-trach/", sign_in.no_post, name="no_post"),
    path("dang-nhap/quen-mat-khau/", sign_in.password_forgotten, name="password_forgotten"),
    path("dang-nhap/quen-mat-khau/da-gui/", sign_in.password_sent, name="password_sent"),
    path(
        "dang-nhap/mat-khau-moi/<str:key>/<str:token>/",
        sign_in.password_reset,
        name="password_reset",
    ),
    path("dang-nhap/loi-moi/<str:token>/", sign_in.invitation_accept, name="invitation_accept"),
    path("dang-xuat/", sign_in.logout, name="logout"),
    path("tai-khoan/", own.me, name="me"),
    path("tai-khoan/mat-khau/", own.password_change, name="password_change"),
    path("tai-khoan/lop-bao-ve/", own.second_factor_setup, name="second_factor_setup"),
    path("tai-khoan/lop-bao-ve/ma.svg", own.second_factor_picture, name="second_factor_picture"),
    path("tai-khoan/lop-bao-ve/tat/", own.second_factor_drop, name="second_factor_drop"),
    path(
        "tai-khoan/lop-bao-ve/ma-du-phong/", own.recovery_codes_renew, name="recovery_codes_renew"
    ),
    path("tai-khoan/phien/ket-thuc/", own.session_end, name="session_end"),
    path("tai-khoan/chuc-trach/", own.seat_choose, name="seat_choose"),
    path("tai-khoan/uy-quyen/", delegations.delegation_list, name="delegation_list"),
    path(
        "tai-khoan/uy-quyen/<int:pk>/ket-thuc/", delegations.delegation_end, name="delegation_end"
    ),
    path("tai-khoan/thoi-xem/", looking.see_as_stop, name="see_as_stop"),
    path("tai-khoan/het-gio-xem/", looking.see_as_over, name="see_as_over"),
    path("nguoi-don-vi/", unit_people.unit_people, name="unit_people"),
    path("nguoi-don-vi/moi/", unit_people.unit_invite, name="unit_invite"),
    path("nguoi-don-vi/chuyen/<int:pk>/", unit_people.transfer_offer, name="transfer_offer"),
    path("nguoi-don-vi/tiep-nhan/<int:pk>/", unit_people.transfer_answer, name="transfer_answer"),
    path("thu-moi/<int:pk>/gui-lai/", unit_people.invitation_again, name="invitation_again"),
    path("thu-moi/<int:pk>/thu-hoi/", unit_people.invitation_withdraw, name="invitation_withdraw"),
    path("quan-tri/nguoi-dung/", people.user_list, name="user_list"),
    path("quan-tri/nguoi-dung/moi/", people.user_new, name="user_new"),
    path("quan-tri/nguoi-dung/tao/", people.user_by_hand, name="user_by_hand"),
    path("quan-tri/nguoi-dung/lau-khong-dung/", people.dormant_list, name="dormant_list"),
    path("quan-tri/nguoi-dung/thu-moi/", people.invitation_list, name="invitation_list"),
    path("quan-tri/nguoi-dung/<int:pk>/", people.user_detail, name="user_detail"),
    path("quan-tri/nguoi-dung/<int:pk>/sua/", people.user_edit, name="user_edit"),
    path("quan-tri/nguoi-dung/<int:pk>/chuc-trach/", people.post_grant, name="post_grant"),
    path("quan-tri/nguoi-dung/<int:pk>/khoa/", people.user_close, name="user_close"),
    path("quan-tri/nguoi-dung/<int:pk>/mo/", people.user_open, name="user_open"),
    path("quan-tri/nguoi-dung/<int:pk>/bo-tam-khoa/", people.user_unlock, name="user_unlock"),
    path(
        "quan-tri/nguoi-dung/<int:pk>/go-lop-bao-ve/",
        people.user_reset_second_factor,
        name="user_reset_second_factor",
    ),
    path(
        "quan-tri/nguoi-dung/<int:pk>/gui-duong-dan/",
        people.user_invite_again,
        name="user_invite_again",
    ),
    path("quan-tri/chuc-trach/<int:pk>/thoi/", people.post_end, name="post_end"),
    path("quan-tri/chuc-trach/<int:pk>/xem/", people.see_as_start, name="see_as_start"),
]
