"""States and kinds of training, with the words shown on screen (workflows: (m))."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CourseState(TextChoices):
    PLANNED = "planned", _("Dự kiến")
    INVITED = "invited", _("Đã triệu tập")
    HELD = "held", _("Đã tổ chức")
    CLOSED = "closed", _("Đã kết thúc")
    CANCELLED = "cancelled", _("Đã hủy")


OPEN_COURSES = (CourseState.PLANNED, CourseState.INVITED, CourseState.HELD)


class SummonsState(TextChoices):
    WAITING = "waiting", _("Chưa cử người")
    ANSWERED = "answered", _("Đã cử người")
    NOBODY = "nobody", _("Không cử được")


class ParticipantState(TextChoices):
    NAMED = "named", _("Được cử")
    CONFIRMED = "confirmed", _("Xác nhận dự")
    DECLINED = "declined", _("Không dự được")
    PRESENT = "present", _("Có mặt")
    ABSENT = "absent", _("Vắng")
    CERTIFIED = "certified", _("Đã cấp giấy")


EXPECTED = (ParticipantState.NAMED, ParticipantState.CONFIRMED)
TRAINED = (ParticipantState.PRESENT, ParticipantState.CERTIFIED)


class HowPresent(TextChoices):
    QR = "qr", _("Quét mã")
    CODE = "code", _("Mã trong giấy triệu tập")
    LIST = "list", _("Danh sách")


class MaterialKind(TextChoices):
    DOCUMENT = "document", _("Tài liệu")
    VIDEO = "video", _("Video")
    LINK = "link", _("Đường dẫn")


class PaperKind(TextChoices):
    """Papers of a course, by the step they belong to."""

    PLAN = "plan", _("Kế hoạch mở lớp")
    DECISION = "decision", _("Quyết định mở lớp")
    SUMMONS = "summons", _("Giấy triệu tập")
    REPORT = "report", _("Báo cáo kết quả")


class Criterion(TextChoices):
    """What participants judge, from 1 to 5."""

    CONTENT = "content", _("Nội dung sát công việc")
    TRAINER = "trainer", _("Giảng viên truyền đạt dễ hiểu")
    MATERIAL = "material", _("Tài liệu đầy đủ, dùng được ngay")
    SERVICE = "service", _("Tổ chức lớp chu đáo")
