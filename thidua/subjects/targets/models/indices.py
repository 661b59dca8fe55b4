"""Composite indices: what they measure by edition, what each place reached, what is done about it."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Q

from thidua.subjects.targets.enums import Direction
from thidua.subjects.targets.index_enums import MeasureState, Ranks, ResultStatus


class Index(models.Model):
    """One index: PAR INDEX, SIPAS, PAPI, PCI, DDCI, or another that the province follows."""

    code = models.SlugField("mã", max_length=20, unique=True)
    short_name = models.CharField("tên gọi tắt", max_length=40)
    name = models.CharField("tên đầy đủ", max_length=300)
    publisher = models.CharField("cơ quan công bố", max_length=300, blank=True)
    unit_of_measure = models.CharField("đơn vị tính", max_length=30, default="điểm")
    top_score = models.DecimalField(
        "điểm tối đa", max_digits=9, decimal_places=3, null=True, blank=True
    )
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.UP)
    is_ranked = models.BooleanField("có xếp hạng", default=True)
    ranks = models.CharField("xếp hạng ai", max_length=10, choices=Ranks, default=Ranks.PROVINCES)
    note = models.TextField("ghi chú", blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.short_name


class IndexComponent(models.Model):
    """A part of the index in one edition: areas, criteria and their parts differ from year to year."""

    index = models.ForeignKey(Index, models.PROTECT, related_name="components")
    year = models.PositiveSmallIntegerField("năm")
    code = models.CharField("mã", max_length=20)
    name = models.CharField("tên", max_length=500)
    name_key = models.CharField(max_length=500, blank=True, editable=False)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    top_score = models.DecimalField(
        "điểm tối đa", max_digits=9, decimal_places=3, null=True, blank=True
    )
    weight = models.DecimalField(
        "trọng số (%)", max_digits=7, decimal_places=3, null=True, blank=True
    )
    owner = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    source = models.CharField("nguồn", max_length=500, blank=True)
    source_status = models.CharField(
        max_length=12, choices=ResultStatus, default=ResultStatus.VERIFIED
    )
    is_sample = models.BooleanField("số liệu mẫu", default=False)

    class Meta:
        ordering = ["index_id", "year", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["index", "year", "code"], name="index_component_once_in_an_edition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class IndexResult(models.Model):
    """What one place reached in a year, in all or in one component. Blank is unknown, never zero.

    What was entered stands; blanks may be filled in later, anything else is a correction.
    """

    index = models.ForeignKey(Index, models.PROTECT, related_name="results")
    component = models.ForeignKey(
        IndexComponent, models.PROTECT, null=True, blank=True, related_name="results"
    )
    place = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    score = models.DecimalField("điểm", max_digits=9, decimal_places=3, null=True, blank=True)
    self_score = models.DecimalField(
        "điểm tự chấm", max_digits=9, decimal_places=3, null=True, blank=True
    )
    rank = models.PositiveSmallIntegerField("xếp hạng", null=True, blank=True)
    out_of = models.PositiveSmallIntegerField("trong số", null=True, blank=True)
    source = models.CharField("nguồn", max_length=500, blank=True)
    source_status = models.CharField(
        max_length=12, choices=ResultStatus, default=ResultStatus.VERIFIED
    )
    note = models.CharField("ghi chú", max_length=500, blank=True)
    is_sample = models.BooleanField("số liệu mẫu", default=False)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["index_id", "-year", "rank", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["index", "year", "place"],
                condition=Q(component=None),
                name="index_total_once",
            ),
            models.UniqueConstraint(
                fields=["component", "place"],
                condition=Q(component__isnull=False),
                name="index_component_result_once",
            ),
        ]
        indexes = [models.Index(fields=["place", "year"], name="index_result_place")]

    def __str__(self) -> str:
        return f"{self.index_id} {self.year}"

    @property
    def lost(self) -> Decimal | None:
        """Points left on the table; unknown while either side is."""
        top = self.component.top_score if self.component else self.index.top_score
        return None if top is None or self.score is None else top - self.score


class IndexCorrection(models.Model):
    """A published number set right: old, new, why, on which paper, by whom. Never changed again."""

    result = models.ForeignKey(IndexResult, models.PROTECT, related_name="corrections")
    day = models.DateField()
    by = models.CharField(max_length=300)
    reason = models.TextField("lý do")
    paper = models.CharField("văn bản", max_length=300, blank=True)
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        ordering = ["-day", "-id"]

    def __str__(self) -> str:
        return f"{self.result_id}: {self.day}"


class MeasureQuerySet(models.QuerySet["ImprovementMeasure"]):
    def open(self) -> "MeasureQuerySet":
        return self.filter(state=MeasureState.OPEN)

    def late_on(self, day: date) -> "MeasureQuerySet":
        return self.open().filter(due_on__lt=day)

    def of_unit(self, unit_id: int | None) -> "MeasureQuerySet":
        return self.none() if unit_id is None else self.filter(owner_id=unit_id)


class ImprovementMeasure(models.Model):
    """What a unit does by a day so that an index, or a component of it, is mended."""

    index = models.ForeignKey(Index, models.PROTECT, related_name="measures")
    component = models.ForeignKey(
        IndexComponent, models.PROTECT, null=True, blank=True, related_name="measures"
    )
    owner = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    text = models.TextField("biện pháp")
    due_on = models.DateField("hạn")
    state = models.CharField(max_length=8, choices=MeasureState, default=MeasureState.OPEN)
    opened_on = models.DateField()
    opened_by = models.CharField(max_length=300)
    result = models.TextField("kết quả", blank=True)
    paper = models.CharField("văn bản", max_length=300, blank=True)
    done_on = models.DateField(null=True)
    drop_reason = models.TextField("lý do", blank=True)
    last_reminder = models.CharField(max_length=40, blank=True)
    is_sample = models.BooleanField("số liệu mẫu", default=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["owner", "state"], name="index_measure_owner")]

    def __str__(self) -> str:
        return self.text[:80]

    def is_late_on(self, day: date) -> bool:
        return self.state == MeasureState.OPEN and self.due_on < day
