"""A congress of patriotic emulation or a conference of good examples (workflow (o))."""

from __future__ import annotations

from django.db import models

from thidua.subjects.publicity.enums import (
    CongressKind,
    CongressLevel,
    CongressState,
    DelegateKind,
    DelegateState,
    Field,
    Gender,
    Share,
    Speech,
)
from thidua.subjects.publicity.models.examples import Example


class Congress(models.Model):
    kind = models.CharField("loại", max_length=10, choices=CongressKind)
    level = models.CharField("cấp", max_length=10, choices=CongressLevel)
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="congresses")
    name = models.CharField("tên", max_length=300)
    year = models.PositiveSmallIntegerField("năm")
    since_year = models.PositiveSmallIntegerField("tổng kết từ năm")
    day = models.DateField("ngày tổ chức", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=300, blank=True)
    choose_by = models.DateField("hạn chọn cử đại biểu", null=True, blank=True)
    state = models.CharField(max_length=8, choices=CongressState, default=CongressState.PLANNED)
    held_on = models.DateField(null=True, blank=True)
    attendance = models.PositiveIntegerField("số đại biểu dự", null=True, blank=True)
    result = models.TextField("kết quả", blank=True)
    closed_on = models.DateField(null=True, blank=True)
    plan_paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")
    report_paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        verbose_name = "đại hội, hội nghị"
        ordering = ("-year", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(since_year__lte=models.F("year")),
                name="congress_years_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_planned(self) -> bool:
        return self.state == CongressState.PLANNED


class Seats(models.Model):
    """How many delegates a unit may choose."""

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="seats")
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("số đại biểu")
    last_reminder = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("congress", "unit"), name="seats_once_for_a_unit"),
        )

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.number}"


class Wish(models.Model):
    """A part of the wanted structure: at least so many women, of this field, of this people."""

    congress = models.ForeignKey(Congress, models.CASCADE, related_name="wishes")
    share = models.CharField("cơ cấu", max_length=12, choices=Share)
    value = models.CharField("cụ thể", max_length=40, blank=True)
    number = models.PositiveSmallIntegerField("ít nhất")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("congress", "share", "value"), name="wish_once"),
        )

    def __str__(self) -> str:
        return f"{self.words}: {self.number}"

    @property
    def words(self) -> str:
        if self.share == Share.FIELD:
            return f"Lĩnh vực {Field(self.value).label}"
        if self.share == Share.ETHNIC_GROUP:
            return f"Dân tộc {self.value}"
        return str(self.get_share_display())


class Delegate(models.Model):
    congress = models.ForeignKey(Congress, models.PROTECT, related_name="delegates")
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    name = models.CharField("họ và tên", max_length=150)
    search_key = models.CharField(max_length=400, editable=False)
    kind = models.CharField(
        "thành phần", max_length=10, choices=DelegateKind, default=DelegateKind.EXAMPLE
    )
    gender = models.CharField("giới tính", max_length=6, choices=Gender)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    ethnic_group = models.CharField("dân tộc", max_length=40)
    occupation = models.CharField("nghề nghiệp, chức vụ", max_length=200, blank=True)
    commune = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="+"
    )
    field = models.CharField("lĩnh vực", max_length=16, choices=Field, blank=True)
    worker = models.BooleanField("công nhân, nông dân, lao động trực tiếp", default=False)
    armed = models.BooleanField("lực lượng vũ trang", default=False)
    enterprise = models.BooleanField("doanh nghiệp, doanh nhân", default=False)
    example = models.ForeignKey(
        Example, models.PROTECT, null=True, blank=True, related_name="delegates"
    )
    achievement = models.TextField("thành tích tóm tắt", blank=True)
    report_file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=8, choices=DelegateState, default=DelegateState.CHOSEN)
    chosen_on = models.DateField()
    return_reason = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "đại biểu"
        ordering = ("congress_id", "unit_id", "pk")
        indexes = (models.Index(fields=("congress", "state")),)

    def __str__(self) -> str:
        return self.name


class ProgrammeItem(models.Model):
    congress = models.ForeignKey(Congress, models.CASCADE, related_name="programme")
    starts_at = models.TimeField("giờ")
    day_number = models.PositiveSmallIntegerField("ngày thứ", default=1)
    minutes = models.PositiveSmallIntegerField("số phút", null=True, blank=True)
    what = models.CharField("nội dung", max_length=500)
    who = models.CharField("người thực hiện", max_length=300, blank=True)
    kind = models.CharField("loại", max_length=6, choices=Speech, default=Speech.ITEM)

    class Meta:
        ordering = ("day_number", "starts_at", "pk")

    def __str__(self) -> str:
        return self.what


class CongressTask(models.Model):
    """A motion that became a task: followed until it is done."""

    congress = models.ForeignKey(Congress, models.PROTECT, related_name="tasks")
    text = models.TextField("nội dung")
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    due_on = models.DateField("hạn")
    done_on = models.DateField(null=True, blank=True)
    result = models.TextField(blank=True)

    class Meta:
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return self.text
