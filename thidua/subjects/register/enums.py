"""Kinds and states of the register."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

BEGINNING = date(1900, 1, 1)
FOREVER = date(9999, 12, 31)


class HolderKind(models.TextChoices):
    INDIVIDUAL = "individual", _("Cá nhân")
    COLLECTIVE = "collective", _("Tập thể")
    HOUSEHOLD = "household", _("Hộ gia đình")
    ENTERPRISE = "enterprise", _("Doanh nghiệp, tổ chức kinh tế")
    FOREIGN_INDIVIDUAL = "foreign_individual", _("Cá nhân nước ngoài")
    FOREIGN_COLLECTIVE = "foreign_collective", _("Tập thể nước ngoài")


PERSONS = frozenset({HolderKind.INDIVIDUAL.value, HolderKind.FOREIGN_INDIVIDUAL.value})


class Act(models.TextChoices):
    """What a line of the register does. Only the first gives an award; the others point back."""

    AWARD = "award", _("Khen thưởng")
    CORRECTION = "correction", _("Đính chính")
    REVOCATION = "revocation", _("Thu hồi")
    RESTORATION = "restoration", _("Khôi phục")
    REISSUE = "reissue", _("Cấp đổi, cấp lại bằng")


GIVING = (Act.AWARD.value, Act.CORRECTION.value)


class Standing(models.TextChoices):
    IN_FORCE = "in_force", _("Có hiệu lực")
    CORRECTED = "corrected", _("Đã đính chính")
    REVOKED = "revoked", _("Đã thu hồi")
    UNDONE = "undone", _("Đã hoàn tác đợt nhập")


class Precision(models.TextChoices):
    """How much of a date is known; the part that is not is kept as 1 (1 January, first of month)."""

    DAY = "day", _("đúng ngày")
    MONTH = "month", _("chỉ biết tháng")
    YEAR = "year", _("chỉ biết năm")
    ABOUT = "about", _("khoảng năm")
    UNKNOWN = "unknown", _("không rõ")


class Fact(models.TextChoices):
    """Lists of facts that may be checked to be complete for a holder."""

    RATINGS = "ratings", _("xếp loại")
    INITIATIVES = "initiatives", _("sáng kiến, đề tài")
    DISCIPLINE = "discipline", _("kỷ luật")
    OPEN_CASES = "open_cases", _("vụ việc đang xem xét")
    MERIT = "merit", _("thành tích")
    POSTS = "posts", _("quá trình công tác")
    ABSENCES = "absences", _("thời gian nghỉ được tính")


class DoubleState(models.TextChoices):
    PROPOSED = "proposed", _("Chờ đối chiếu")
    MERGED = "merged", _("Đã gộp")
    DIFFERENT = "different", _("Là hai người khác nhau")


class TransferState(models.TextChoices):
    OFFERED = "offered", _("Chờ đơn vị mới tiếp nhận")
    ACCEPTED = "accepted", _("Đã tiếp nhận")
    DECLINED = "declined", _("Không tiếp nhận")
    WITHDRAWN = "withdrawn", _("Đã rút")


class ReissueCause(models.TextChoices):
    DAMAGED = "damaged", _("Cấp đổi: bằng hỏng, rách, sai quy cách")
    LOST = "lost", _("Cấp lại: bằng bị mất, thất lạc")
    CORRECTED = "corrected", _("Cấp đổi sau đính chính")
