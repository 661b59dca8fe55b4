"""Kinds of messages for which a person may wish mail differently; the words of the choice."""

from django.utils.translation import gettext_lazy as _

# A message of another kind follows the person's general wish.
KINDS = {
    "movement": _("Phong trào được giao, sửa đổi"),
    "paper": _("Văn bản đến, trình ký, trả lại"),
    "reminder": _("Nhắc việc đến hạn"),
    "target": _("Chỉ tiêu: xác nhận, đề nghị giải trình"),
    "report": _("Báo cáo: phải nộp, trả lại"),
    "inspection": _("Kiểm tra: thông báo, khắc phục"),
    "publicity": _("Điển hình: xác nhận, cung cấp cho báo chí"),
    "oversight": _("Ý kiến, kiến nghị và trả lời"),
    "training": _("Tập huấn: triệu tập, đổi lịch"),
    "weekly": _("Việc trễ hạn của đơn vị, thứ Hai hằng tuần"),
}
