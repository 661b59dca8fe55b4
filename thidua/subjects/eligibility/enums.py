"""Outcomes, states and words of eligibility."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    ELIGIBLE = "eligible", _("Đủ điều kiện")
    INELIGIBLE = "ineligible", _("Chưa đủ điều kiện")
    TO_JUDGE = "to_judge", _("Cần xem xét")


class FindingState(models.TextChoices):
    MET = "met", _("Đạt")
    NOT_MET = "not_met", _("Không đạt")
    UNKNOWN = "unknown", _("Chưa rõ")
    FOR_PEOPLE = "for_people", _("Cần xem xét")


class Nearness(models.TextChoices):
    """How far a holder is from an award, the nearest first."""

    READY = "ready", _("Đủ ngay")
    STEPS = "steps", _("Đủ theo sổ, còn bước thủ tục")
    NEAR = "near", _("Còn thiếu ít")
    LATER = "later", _("Từ năm sau")
    FAR = "far", _("Chưa tới")
    PEOPLE = "people", _("Do người xem xét")


class RowIssue(models.TextChoices):
    """Why a line of a pasted list cannot be judged yet."""

    NOBODY = "nobody", _("Không thấy trong sổ")
    SEVERAL = "several", _("Nhiều người trùng tên")
    NO_AWARD = "no_award", _("Không rõ danh hiệu, hình thức")
    NO_YEAR = "no_year", _("Không rõ năm")
