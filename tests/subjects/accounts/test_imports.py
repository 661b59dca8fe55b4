from thidua.base.access import Actor
from thidua.subjects.accounts import imports
from thidua.subjects.accounts.models import Post, User

ROW = {
    "full_name": "Nguyễn Văn Mẫu",
    "username": "mau.soyte",
    "email": "mau@soyte.example",
    "unit": "so y te",
    "role": "unit_clerk",
    "title": "Chuyên viên",
}


def test_check_row_tells_new_changed_and_same(admin: Actor) -> None:
    known = imports.begin(admin)
    assert imports.check_row(ROW, known).change == "new"
    imports.apply_rows(admin, [ROW], known)
    known = imports.begin(admin)
    assert imports.check_row(ROW, known).change == "same"
    assert imports.check_row(ROW | {"role": "unit_head"}, known).change == "changed"


def test_check_row_refuses_an_unknown_unit_and_a_taken_name(admin: Actor) -> None:
    known = imports.begin(admin)
    assert imports.check_row(ROW | {"unit": "Sở Lạ"}, known).errors == [
        "Ngày 15/02/2022 không có đơn vị tên hoặc mã này."
    ]
    taken = imports.check_row(ROW | {"username": "quantri"}, known)
    assert taken.errors == ["Tên đăng nhập “quantri” là của Lý A Tráng."]


def test_apply_rows_makes_one_account_for_two_posts(admin: Actor) -> None:
    said = imports.apply_rows(admin, [ROW, ROW | {"role": "unit_head"}], imports.begin(admin))
    assert said == "Đã tạo 1 tài khoản và giao 2 chức trách."
    user = User.objects.get(username="mau.soyte")
    assert sorted(Post.objects.filter(user=user).values_list("role", flat=True)) == [
        "unit_clerk",
        "unit_head",
    ]
    assert user.has_usable_password() is False


def test_read_role_knows_the_words_of_the_screen() -> None:
    assert imports.read_role("cán bộ TĐKT đơn vị") == "unit_clerk"
    assert imports.read_role("THU TRUONG DON VI") == "unit_head"
