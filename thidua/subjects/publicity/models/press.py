"""Work with the press: the plan and its tasks, what was given to whom, what came of it."""

from __future__ import annotations

from django.db import models

from thidua.subjects.publicity.enums import ON_AIR, OutputKind, PressPlanState
from thidua.subjects.publicity.models.examples import Example


class PressPlan(models.Model):
    """Kế hoạch tuyên truyền: tasks of press organs, issued as a paper."""

    name = models.CharField("tên kế hoạch", max_length=300)
    year = models.PositiveSmallIntegerField("năm")
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    purpose = models.TextField("mục đích, yêu cầu", blank=True)
    state = models.CharField(max_length=10, choices=PressPlanState, default=PressPlanState.DRAFT)
    paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("-year", "-pk")

    def __str__(self) -> str:
        return self.name

    @property
    def is_draft(self) -> bool:
        return self.state == PressPlanState.DRAFT


class PressTask(models.Model):
    """Who covers what by when: so many outputs of a kind, or so many minutes on air."""

    plan = models.ForeignKey(PressPlan, models.CASCADE, related_name="tasks")
    organ = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    movement = models.ForeignKey(
        "movements.Movement", models.PROTECT, null=True, blank=True, related_name="+"
    )
    what = models.TextField("nội dung tuyên truyền")
    kind = models.CharField("hình thức", max_length=10, choices=OutputKind)
    wanted = models.PositiveSmallIntegerField("số lượng", default=1)
    minutes = models.DecimalField(
        "thời lượng (phút)", max_digits=7, decimal_places=1, null=True, blank=True
    )
    since = models.DateField("từ ngày")
    due_on = models.DateField("hạn")

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("since")), name="press_task_days_in_order"
            ),
        )

    def __str__(self) -> str:
        return self.what


class Release(models.Model):
    """The example given to one press organ."""

    example = models.ForeignKey(Example, models.PROTECT, related_name="releases")
    organ = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    assigned_on = models.DateField()
    assigned_by = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    taken_on = models.DateField(null=True, blank=True)
    taken_by = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("example_id", "pk")
        constraints = (
            models.UniqueConstraint(fields=("example", "organ"), name="released_once_to_an_organ"),
        )

    def __str__(self) -> str:
        return f"{self.example_id} → {self.organ_id}"


class PressOutput(models.Model):
    """Something an organ published or sent out."""

    organ = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    example = models.ForeignKey(
        Example, models.PROTECT, null=True, blank=True, related_name="outputs"
    )
    movement = models.ForeignKey(
        "movements.Movement", models.PROTECT, null=True, blank=True, related_name="+"
    )
    task = models.ForeignKey(
        PressTask, models.PROTECT, null=True, blank=True, related_name="outputs"
    )
    kind = models.CharField("hình thức", max_length=10, choices=OutputKind)
    title = models.CharField("tên tin, bài", max_length=300)
    title_key = models.CharField(max_length=300, editable=False)
    link = models.URLField("đường dẫn", max_length=500, blank=True)
    column = models.CharField("chuyên trang, chuyên mục", max_length=200, blank=True)
    minutes = models.DecimalField(
        "số phút phát sóng", max_digits=7, decimal_places=1, null=True, blank=True
    )
    day = models.DateField("ngày đăng, phát")
    reported_on = models.DateField()
    reported_by = models.CharField(max_length=300)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("-day", "-pk")
        indexes = (models.Index(fields=("organ", "day")),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_on_air(self) -> bool:
        return self.kind in ON_AIR
