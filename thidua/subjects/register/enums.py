"""Kinds and states of the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HolderKind(models.TextChoices):
    INDIVIDUAL = "individual", _("Cá nhân")
    COLLECTIVE = "collective", _("Tập thể")
    HOUSEHOLD = "household", _("Hộ gia đình")
    ENTERPRISE = "enterprise", _("Doanh nghiệp, tổ chức kinh tế")
    FOREIGN_INDIVIDUAL = "foreign_individual", _("Cá nhân nước ngoài")
    FOREIGN_COLLECTIVE = "foreign_collective", _("Tập thể nước ngoài")


class Act(models.TextChoices):
    """What a line of the register does. Only the first gives an award; the others point back."""

    AWARD = "award", _("Khen thưởng")
    CORRECTION = "correction", _("Đính chính")
    REVOCATION = "revocation", _("Thu hồi")
    RESTORATION = "restoration", _("Khôi phục")
    REISSUE = "reissue", _("Cấp đổi, cấp lại bằng")


class Standing(models.TextChoices):
    IN_FORCE = "in_force", _("Có hiệu lực")
    CORRECTED = "corrected", _("Đã đính chính")
    REVOKED = "revoked", _("Đã thu hồi")


class Precision(models.TextChoices):
    DAY = "day", _("đúng ngày")
    MONTH = "month", _("chỉ biết tháng")
    YEAR = "year", _("chỉ biết năm")
    UNKNOWN = "unknown", _("không rõ")


class Fact(models.TextChoices):
    """Lists of facts that may be checked to be complete for a holder."""

    AWARDS = "awards", _("khen thưởng")
    RATINGS = "ratings", _("xếp loại")
    INITIATIVES = "initiatives", _("sáng kiến")
    DISCIPLINE = "discipline", _("kỷ luật")
    OPEN_CASES = "open_cases", _("vụ việc đang xem xét")
    MERIT = "merit", _("thành tích")
    POSTS = "posts", _("chức vụ")
