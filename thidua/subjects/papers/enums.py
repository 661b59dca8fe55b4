"""States and kinds of papers, their words on the screen."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.documents.kinds import DocumentKind


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# What offices draft here, the most usual first; the kinds and their letters are those of the decree.
DRAFTED_KINDS = (
    DocumentKind.PLAN,
    DocumentKind.LETTER,
    DocumentKind.NOTICE,
    DocumentKind.REPORT,
    DocumentKind.SUBMISSION,
    DocumentKind.DECISION,
    DocumentKind.DIRECTIVE,
    DocumentKind.GUIDANCE,
    DocumentKind.PROGRAMME,
    DocumentKind.RESOLUTION,
    DocumentKind.MINUTES,
    DocumentKind.INVITATION,
    DocumentKind.TRANSMITTAL,
)
KIND_CHOICES = [(kind.value, _capital(kind.label)) for kind in DocumentKind]


class PaperState(TextChoices):
    DRAFT = "draft", _("Dự thảo")
    SUBMITTED = "submitted", _("Đã trình")
    INITIALLED = "initialled", _("Đã ký nháy")
    SIGNED = "signed", _("Đã ký")
    ISSUED = "issued", _("Đã ban hành")
    RECALLED = "recalled", _("Đã thu hồi")
    DISCARDED = "discarded", _("Đã bỏ")


WITH_SIGNERS = (PaperState.SUBMITTED, PaperState.INITIALLED)
PUBLISHED = (PaperState.ISSUED, PaperState.RECALLED)


class StepKind(TextChoices):
    LEGAL_CHECK = "legal_check", _("Kiểm tra thể thức, pháp lý")
    INITIAL = "initial", _("Ký nháy")
    SIGN = "sign", _("Ký ban hành")


class StepState(TextChoices):
    WAITING = "waiting", _("Chưa đến lượt")
    CURRENT = "current", _("Đang chờ")
    DONE = "done", _("Đã xong")
    RETURNED = "returned", _("Đã trả lại")
    DROPPED = "dropped", _("Không dùng nữa")


class Purpose(TextChoices):
    REPORT = "report", _("Để báo cáo")
    CARRY_OUT = "carry_out", _("Để thực hiện")
    KNOW = "know", _("Để biết")


class AmendmentKind(TextChoices):
    CORRECTION = "correction", _("Đính chính")
    REPLACEMENT = "replacement", _("Thay thế")


class LegalKind(TextChoices):
    CONSTITUTION = "constitution", _("Hiến pháp")
    LAW = "law", _("Luật")
    ORDINANCE = "ordinance", _("Pháp lệnh")
    RESOLUTION = "resolution", _("Nghị quyết")
    DECREE = "decree", _("Nghị định")
    DECISION = "decision", _("Quyết định")
    CIRCULAR = "circular", _("Thông tư")
    DIRECTIVE = "directive", _("Chỉ thị")
    PLAN = "plan", _("Kế hoạch")
    PROGRAMME = "programme", _("Chương trình")
    GUIDANCE = "guidance", _("Hướng dẫn")
    NOTICE = "notice", _("Thông báo")
    CONCLUSION = "conclusion", _("Kết luận")
    REGULATION = "regulation", _("Quy định")
    LETTER = "letter", _("Công văn")
    OTHER = "other", _("Văn bản khác")


class SourceStatus(TextChoices):
    VERIFIED = "verified", _("Đã đối chiếu")
    FROM_MEMORY = "from_memory", _("Chưa đối chiếu")
    READ = "read", _("Đọc từ văn bản dẫn chiếu")
