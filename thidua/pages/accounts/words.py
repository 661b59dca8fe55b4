"""Verbs in the words of the office, for delegations and for the history of a person."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.subjects.accounts.delegable import delegable_verbs

ACTS = {
    "accounts.create_user": gettext_lazy("Tạo tài khoản"),
    "accounts.edit_user": gettext_lazy("Sửa thông tin"),
    "accounts.edit_own_details": gettext_lazy("Tự sửa thông tin"),
    "accounts.import": gettext_lazy("Nhập từ bảng Excel"),
    "accounts.grant_post": gettext_lazy("Giao chức trách"),
    "accounts.end_post": gettext_lazy("Thôi giữ chức trách"),
    "accounts.offer_transfer": gettext_lazy("Đề nghị chuyển đơn vị"),
    "accounts.accept_transfer": gettext_lazy("Đơn vị mới tiếp nhận"),
    "accounts.decline_transfer": gettext_lazy("Đơn vị mới không tiếp nhận"),
    "accounts.give_delegation": gettext_lazy("Ủy quyền"),
    "accounts.end_delegation": gettext_lazy("Kết thúc ủy quyền"),
    "accounts.deactivate": gettext_lazy("Khóa tài khoản"),
    "accounts.activate": gettext_lazy("Mở lại tài khoản"),
    "accounts.sign_in": gettext_lazy("Đăng nhập"),
    "accounts.end_session": gettext_lazy("Kết thúc một phiên làm việc"),
    "accounts.end_other_sessions": gettext_lazy("Kết thúc các phiên khác"),
    "accounts.change_password": gettext_lazy("Đổi mật khẩu"),
    "accounts.request_password_reset": gettext_lazy("Xin đặt lại mật khẩu"),
    "accounts.reset_password": gettext_lazy("Đặt lại mật khẩu qua thư"),
    "accounts.unlock": gettext_lazy("Bỏ tạm khóa đăng nhập"),
    "accounts.confirm_second_factor": gettext_lazy("Bật lớp bảo vệ thứ hai"),
    "accounts.drop_second_factor": gettext_lazy("Tắt lớp bảo vệ thứ hai"),
    "accounts.renew_recovery_codes": gettext_lazy("Cấp mã dự phòng mới"),
    "accounts.reset_second_factor": gettext_lazy("Gỡ lớp bảo vệ thứ hai"),
    "accounts.start_see_as": gettext_lazy("Bắt đầu xem với tư cách người này"),
    "accounts.stop_see_as": gettext_lazy("Thôi xem với tư cách người này"),
    "accounts.invite": gettext_lazy("Gửi thư mời"),
    "accounts.invite_again": gettext_lazy("Gửi lại thư mời"),
    "accounts.invite_to_set_password": gettext_lazy("Gửi đường dẫn đặt mật khẩu"),
    "accounts.withdraw_invitation": gettext_lazy("Thu hồi thư mời"),
    "accounts.accept_invitation": gettext_lazy("Nhận thư mời"),
    "accounts.make_sample_people": gettext_lazy("Tạo người mẫu"),
}

# Verbs of other subjects that a post may hand over, as its holder would say them.
DELEGABLE = {
    "papers.create": gettext_lazy("Soạn văn bản"),
    "papers.revise": gettext_lazy("Sửa dự thảo văn bản"),
    "papers.submit": gettext_lazy("Trình ký văn bản"),
    "papers.take_back": gettext_lazy("Rút văn bản đã trình"),
    "papers.sign_off": gettext_lazy("Ký nháy văn bản"),
    "papers.sign": gettext_lazy("Ký văn bản"),
    "papers.return": gettext_lazy("Trả lại văn bản"),
    "papers.number": gettext_lazy("Lấy số văn bản"),
    "papers.attach": gettext_lazy("Gắn bản đã ký"),
    "papers.issue": gettext_lazy("Ban hành văn bản"),
    "papers.send": gettext_lazy("Gửi văn bản"),
    "papers.recall": gettext_lazy("Thu hồi văn bản"),
    "papers.amend": gettext_lazy("Đính chính văn bản"),
    "papers.receive": gettext_lazy("Tiếp nhận văn bản đến"),
    "movements.read_directive": gettext_lazy("Đọc chỉ thị từ tệp"),
    "movements.review": gettext_lazy("Rà soát kết quả đọc"),
    "movements.draft": gettext_lazy("Dự thảo phong trào"),
    "movements.submit": gettext_lazy("Trình phát động phong trào"),
    "movements.return": gettext_lazy("Trả lại dự thảo phong trào"),
    "movements.launch": gettext_lazy("Phát động phong trào"),
    "movements.amend": gettext_lazy("Điều chỉnh phong trào"),
    "movements.conduct": gettext_lazy("Sơ kết, tổng kết phong trào"),
    "movements.remind": gettext_lazy("Nhắc đơn vị"),
    "movements.exempt": gettext_lazy("Cho đơn vị không áp dụng"),
    "movements.acknowledge": gettext_lazy("Tiếp nhận phong trào được giao"),
    "movements.plan": gettext_lazy("Lập kế hoạch của đơn vị"),
    "movements.approve_plan": gettext_lazy("Duyệt kế hoạch của đơn vị"),
    "movements.launch_at_unit": gettext_lazy("Ghi nhận đã phát động tại đơn vị"),
}


def act_words(verb: str) -> str:
    return str(ACTS.get(verb, DELEGABLE.get(verb, _("Việc khác"))))


def name_verb(verb: str, words: object) -> None:
    """Another area's pages give a verb its words, and so offer it for delegation."""
    DELEGABLE[verb] = words  # type: ignore[assignment]


def verb_choices(role: str) -> list[tuple[str, str]]:
    """Verbs of the role that have words; one without would be a code on the screen."""
    of_role = set(delegable_verbs(role))
    return [(verb, str(words)) for verb, words in DELEGABLE.items() if verb in of_role]


def verbs_in_words(verbs: list[str]) -> str:
    return ", ".join(act_words(verb) for verb in verbs)
