"""Numeric targets: what is to be reached, by whom, in which year; and what each unit was given."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Q

from thidua.core.periods import PeriodKind
from thidua.core.targets import Goal, Rule
from thidua.core.text import format_number
from thidua.subjects.targets.enums import (
    BaselineKind,
    Comparator,
    Direction,
    Measure,
    Reach,
    Reporting,
    SourceStatus,
    SplitRule,
    TargetState,
)


class TargetQuerySet(models.QuerySet["Target"]):
    def of_province(self, year: int) -> "TargetQuerySet":
        """The province's own of a year, as far as they were given to anybody."""
        return self.filter(year=year, of_unit=None, announced_on__isnull=False)

    def followed(self) -> "TargetQuerySet":
        return self.filter(state=TargetState.FIXED)


class Target(models.Model):
    """A number to be reached in a year: "mức giảm tỷ lệ hộ nghèo 3,1%".

    `exception_of` points at the general target from which this one departs for its scope
    ("riêng các huyện nghèo giảm 4,8%"). A value that nobody has fixed yet is null, never zero.
    `of_unit` is set where a unit set the target for itself in its plan; null is the province's.
    `previous` is the same target of the year before, whose figures give the pace.
    """

    name = models.CharField("chỉ tiêu", max_length=500)
    indicator = models.CharField("chỉ số", max_length=500, blank=True)
    unit_of_measure = models.CharField("đơn vị tính", max_length=60, blank=True)
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.UP)
    comparator = models.CharField(max_length=8, choices=Comparator, default=Comparator.EQUAL)
    value = models.DecimalField("giá trị", null=True, blank=True, max_digits=20, decimal_places=4)
    scope = models.CharField("phạm vi", max_length=300, blank=True)
    exception_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="exceptions"
    )
    year = models.PositiveSmallIntegerField("năm")
    owner = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="owned_targets"
    )
    of_unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="own_targets"
    )
    source = models.CharField("nguồn", max_length=300, blank=True)

    state = models.CharField(max_length=10, choices=TargetState, default=TargetState.GIVEN)
    announced_on = models.DateField("giao ngày", null=True, blank=True)
    fixed_on = models.DateField("chốt ngày", null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)  # compare-and-set of the sheet
    measure = models.CharField("loại số", max_length=8, choices=Measure, default=Measure.AMOUNT)
    period_kind = models.CharField(
        "kỳ báo cáo", max_length=8, choices=Reporting, default=Reporting.QUARTER
    )
    rule = models.CharField(
        "cách tổng hợp", max_length=5, choices=SplitRule, default=SplitRule.NONE
    )
    denominator = models.CharField("mẫu số", max_length=200, blank=True)
    reach = models.CharField("số của kỳ là", max_length=10, choices=Reach, default=Reach.CUMULATIVE)
    figure_source = models.CharField("nguồn số liệu thực hiện", max_length=300, blank=True)
    source_status = models.CharField(
        max_length=12, choices=SourceStatus, default=SourceStatus.FROM_MEMORY
    )
    baseline = models.DecimalField(
        "thực hiện năm trước", null=True, blank=True, max_digits=20, decimal_places=4
    )
    baseline_kind = models.CharField(max_length=10, choices=BaselineKind, blank=True)
    baseline_source = models.CharField("nguồn số năm trước", max_length=500, blank=True)
    previous = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="following"
    )
    is_sample = models.BooleanField("số liệu mẫu", default=False)
    sample_fields = models.JSONField(default=list, blank=True)  # answered as a sample, e.g. owner

    objects = TargetQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["year", "of_unit"], name="target_year")]

    def __str__(self) -> str:
        return self.name

    @property
    def phrase(self) -> str:
        """The wanted value as the office writes it: "khoảng 7,7 %", "không quá 3 %"."""
        if self.value is None:
            return "chưa có số liệu"
        number = format_number(Decimal(self.value).normalize())
        words = f"{number} {self.unit_of_measure}".strip()
        if self.comparator == Comparator.AT_LEAST:
            return f"từ {words} trở lên"
        if self.comparator == Comparator.EQUAL:
            return words
        return f"{Comparator(self.comparator).label} {words}"

    @property
    def scope_words(self) -> str:
        """Where the target holds, when that is not the whole province."""
        return "" if self.scope.strip().lower() in ("", "toàn tỉnh") else self.scope

    @property
    def accumulates(self) -> bool:
        return self.reach == Reach.CUMULATIVE

    @property
    def kind(self) -> PeriodKind:
        return PeriodKind(self.period_kind)

    @property
    def core_rule(self) -> Rule:
        return Rule(self.rule)

    @property
    def is_split(self) -> bool:
        return self.rule != SplitRule.NONE

    @property
    def needs_weight(self) -> bool:
        return self.rule == SplitRule.MEAN

    def goal(self, tolerance: Decimal, value: Decimal | None = None) -> Goal:
        """What is wanted of the whole, or, with a value, of one unit's share."""
        wanted = self.value if value is None else value
        falling = self.direction == Direction.DOWN
        return Goal(self.comparator, wanted, self.unit_of_measure, falling, tolerance)


class TargetShare(models.Model):
    """What one unit was given of a target (giao chỉ tiêu). Where the target is not split, its
    owner's line says who reports the whole's figure."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="shares")
    organization = models.ForeignKey(
        "orgs.Organization", models.PROTECT, related_name="target_shares"
    )
    value = models.DecimalField("mức giao", null=True, blank=True, max_digits=20, decimal_places=4)
    weight = models.DecimalField("mẫu số", null=True, blank=True, max_digits=20, decimal_places=4)
    paper = models.CharField("văn bản giao", max_length=300, blank=True)
    given_on = models.DateField("giao ngày")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    is_sample = models.BooleanField("số liệu mẫu", default=False)

    class Meta:
        ordering = ["target_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["target", "organization"], name="one_share_of_a_unit")
        ]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.organization_id}"


class TargetPeriod(models.Model):
    """A reporting period with its four days, fixed when the year's first target asks for it.

    Locking is an act of the office, for which `locks_on` is the planned day; `locked_on` says when
    it was done, `reopened_until` that it was undone up to a day, with a reason in the record.
    """

    kind = models.CharField(max_length=8, choices=Reporting)
    year = models.PositiveSmallIntegerField("năm")
    index = models.PositiveSmallIntegerField("kỳ thứ")
    name = models.CharField("kỳ", max_length=60)
    last_day = models.DateField("ngày cuối kỳ")
    opens_on = models.DateField("mở từ")
    due_on = models.DateField("hạn")
    late_until = models.DateField("nhận muộn đến")
    locks_on = models.DateField("khóa từ")
    opened_on = models.DateField(null=True, blank=True)  # when what is owed was fixed
    locked_on = models.DateField(null=True, blank=True)
    reopened_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["year", "last_day", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "index"], name="one_target_period"),
            models.CheckConstraint(
                condition=Q(opens_on__lte=models.F("due_on"))
                & Q(due_on__lte=models.F("late_until"))
                & Q(late_until__lt=models.F("locks_on")),
                name="target_period_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_open(self, day: date) -> bool:
        return self.opened_on is not None and self.opens_on <= day and not self.is_locked(day)

    def is_locked(self, day: date) -> bool:
        """Nothing more is taken: the office has locked it, or its day has come."""
        if self.reopened_until is not None and day <= self.reopened_until:
            return False
        return self.locked_on is not None or day >= self.locks_on

    def is_late(self, day: date) -> bool:
        return day > self.due_on

    @property
    def code(self) -> str:
        letter = {"half": "H", "quarter": "Q", "month": "M"}.get(self.kind)
        if letter is None:
            return f"{self.year}"
        return f"{self.year}-{letter}{self.index:0{2 if self.kind == 'month' else 1}}"
