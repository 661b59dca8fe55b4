"""States and kinds of opinions, consultations, questions on law, remarks; their words on screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Source(TextChoices):
    FRONT = "front", _("Mặt trận, đoàn thể")
    UNIT = "unit", _("Cơ quan, đơn vị")
    CITIZEN = "citizen", _("Người dân")


class OpinionKind(TextChoices):
    SUGGEST = "suggest", _("Góp ý")
    CRITICISE = "criticise", _("Phản biện xã hội")
    SUPERVISE = "supervise", _("Giám sát, kiến nghị")
    COMPLAIN = "complain", _("Phản ánh về một đơn vị")


# The Front supervises and criticises by its own law; a citizen suggests or tells.
KINDS_OF_SOURCE = {
    Source.FRONT: tuple(OpinionKind),
    Source.UNIT: (OpinionKind.SUGGEST, OpinionKind.COMPLAIN),
    Source.CITIZEN: (OpinionKind.SUGGEST, OpinionKind.COMPLAIN),
}


class Subject(TextChoices):
    """What an opinion is on. Lists and awards are named in words."""

    MOVEMENT = "movement", _("Phong trào thi đua")
    DRAFT = "draft", _("Dự thảo văn bản")
    INSPECTION = "inspection", _("Kế hoạch kiểm tra")
    LIST = "list", _("Danh sách được công khai")
    AWARD = "award", _("Việc khen thưởng")
    WORK = "work", _("Công tác thi đua, khen thưởng nói chung")


class OpinionState(TextChoices):
    RECEIVED = "received", _("Đã tiếp nhận")
    ASSIGNED = "assigned", _("Đã giao trả lời")
    ANSWERED = "answered", _("Đã trả lời")
    CLOSED = "closed", _("Đã kết thúc")
    DECLINED = "declined", _("Không xem xét")
    WITHDRAWN = "withdrawn", _("Đã rút")


UNANSWERED = (OpinionState.RECEIVED, OpinionState.ASSIGNED)
OPEN = (*UNANSWERED, OpinionState.ANSWERED)


class Closing(TextChoices):
    SATISFIED = "satisfied", _("Người gửi đồng ý với trả lời")
    SILENT = "silent", _("Người gửi không có ý kiến thêm")


class Taken(TextChoices):
    """What is made of an opinion, whole or passage by passage."""

    TAKEN = "taken", _("Tiếp thu")
    PARTLY = "partly", _("Tiếp thu một phần")
    NOT = "not", _("Giải trình, giữ nguyên")


class Publishing(TextChoices):
    PRIVATE = "private", _("Không công khai")
    PUBLISHED = "published", _("Đang công khai")
    TAKEN_DOWN = "taken_down", _("Đã gỡ")


class DeclineReason(TextChoices):
    UNNAMED = "unnamed", _("Không rõ họ tên, địa chỉ người phản ánh")
    ELSEWHERE = "elsewhere", _("Thuộc thẩm quyền cơ quan khác, đã chuyển hoặc chỉ dẫn")
    REPEATED = "repeated", _("Trùng với ý kiến đã trả lời")
    NOT_ABOUT = "not_about", _("Không thuộc công tác thi đua, khen thưởng")
    ABUSIVE = "abusive", _("Nội dung xúc phạm, quảng cáo hoặc vô nghĩa")


class RequestState(TextChoices):
    OPEN = "open", _("Đang lấy ý kiến")
    CLOSED = "closed", _("Đã tổng hợp")
    WITHDRAWN = "withdrawn", _("Thôi lấy ý kiến")


class ReplyState(TextChoices):
    WAITING = "waiting", _("Chưa trả lời")
    AGREED = "agreed", _("Nhất trí")
    CHANGES = "changes", _("Nhất trí, có góp ý")
    DISAGREED = "disagreed", _("Không nhất trí")
    SILENT = "silent", _("Không có ý kiến")


REPLIED = (ReplyState.AGREED, ReplyState.CHANGES, ReplyState.DISAGREED)


class Topic(TextChoices):
    MOVEMENTS = "movements", _("Phong trào thi đua")
    TITLES = "titles", _("Danh hiệu thi đua")
    FORMS = "forms", _("Hình thức khen thưởng")
    DOSSIERS = "dossiers", _("Hồ sơ, thủ tục, thời hạn")
    COUNCILS = "councils", _("Hội đồng, sáng kiến")
    MONEY = "money", _("Quỹ, tiền thưởng")
    OTHER = "other", _("Vấn đề khác")


class QuestionState(TextChoices):
    WAITING = "waiting", _("Chờ trả lời")
    ANSWERED = "answered", _("Đã trả lời")
    DECLINED = "declined", _("Không trả lời")


class RemarkState(TextChoices):
    RECEIVED = "received", _("Đã nhận")
    WORKED_ON = "worked_on", _("Đang xử lý")
    DONE = "done", _("Đã xử lý")
    DECLINED = "declined", _("Giữ nguyên như cũ")


REMARKS_OPEN = (RemarkState.RECEIVED, RemarkState.WORKED_ON)
