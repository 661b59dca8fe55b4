"""The movement and what it is made of."""

from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator, slugify

from thidua.base import clock
from thidua.core.text import fold
from thidua.subjects.movements.enums import (
    PUBLISHED,
    RUNNING,
    AmendmentKind,
    AppliesTo,
    Level,
    PhaseKind,
    State,
    TaskRole,
)
from thidua.subjects.papers.enums import Purpose


def first_words(text: str) -> str:
    """How a long text is named in a list: its first words, never half a word."""
    return str(Truncator(" ".join(text.split())).words(18, truncate=" …"))


class MovementForm(models.Model):
    """Catalogue of forms of emulation (hình thức tổ chức phong trào), kept by the office."""

    code = models.SlugField(unique=True)
    name = models.CharField("hình thức", max_length=200)
    source = models.CharField("căn cứ", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    in_use = models.BooleanField("đang dùng", default=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class MovementQuerySet(models.QuerySet["Movement"]):
    def running(self) -> "MovementQuerySet":
        return self.filter(state__in=RUNNING)

    def published(self) -> "MovementQuerySet":
        return self.filter(state__in=PUBLISHED)

    def of_unit(self, unit_id: int | None) -> "MovementQuerySet":
        return self.filter(unit_id=unit_id)


class Movement(models.Model):
    """A movement (phong trào thi đua) at any level; a unit's plan is one too, under its superior's.

    `version` counts published amendments; `revision` is the compare-and-set guard of drafts.
    """

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    level = models.CharField("cấp", max_length=10, choices=Level)
    form = models.ForeignKey(MovementForm, models.PROTECT, null=True, blank=True)
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="movements")
    owner = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="owned_movements"
    )
    block = models.ForeignKey(
        "orgs.OrganizationSet", models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField("tên phong trào", max_length=500)
    name_key = models.CharField(max_length=500, editable=False, db_index=True)
    slug = models.SlugField(max_length=120, editable=False)
    theme = models.TextField("chủ đề", blank=True)
    audience = models.TextField("đối tượng", blank=True)
    purpose = models.TextField("mục đích, yêu cầu", blank=True)
    commendation = models.TextField("khen thưởng của phong trào", blank=True)
    year = models.PositiveSmallIntegerField("năm")
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    revision = models.PositiveIntegerField(default=0)

    reading = models.OneToOneField(
        "movements.Reading", models.PROTECT, null=True, blank=True, related_name="movement"
    )
    paper = models.ForeignKey(
        "papers.Paper", models.PROTECT, null=True, blank=True, related_name="movements"
    )
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    document_kind = models.CharField("loại văn bản", max_length=60, blank=True)
    document_number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=200, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    reporting = models.TextField("chế độ báo cáo", blank=True)
    sample_fields = models.JSONField(default=list, blank=True)  # values marked "số liệu mẫu"
    is_sample = models.BooleanField(default=False)
    launched_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.stamp)

    objects = MovementQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="movement_period_in_order",
            ),
            models.UniqueConstraint(
                fields=["parent", "unit"],
                condition=Q(level=Level.UNIT) & ~Q(state=State.WITHDRAWN),
                name="one_plan_of_a_unit",
            ),
        ]
        indexes = [models.Index(fields=["state", "level"]), models.Index(fields=["unit", "year"])]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.name_key = fold(self.name)[:500]
        self.slug = slugify(fold(self.name))[:120] or "phong-trao"
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def is_published(self) -> bool:
        return self.state in PUBLISHED

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def stands_on_paper(self) -> bool:
        """A unit's plan that was written elsewhere: only its number and day are known here."""
        issued = bool(self.document_number and self.issued_on) and self.state != State.DRAFT
        elsewhere = self.paper_id is None and self.reading_id is None
        return self.level == Level.UNIT and issued and elsewhere


class Part(models.Model):
    """What every part of a movement has: its place, and the passage it was read from."""

    position = models.PositiveIntegerField(default=0)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class Content(Part):
    """A content of the movement; `derived_from` is the superior's content it carries out."""

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="contents")
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField()
    derived_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="derived"
    )

    class Meta:
        ordering = ["movement_id", "position", "id"]

    def __str__(self) -> str:
        number = f"{self.number}. " if self.number else ""
        return number + (self.title or first_words(self.text))


class Task(Part):
    """What the movement orders somebody to do, by when.

    `units`: list of {"set": key} or {"org": id}, expanded into `charged` on the day of launching;
    one that only helps carries "role": "coordinate".
    """

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="tasks")
    number = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    role = models.CharField(max_length=10, choices=TaskRole, default=TaskRole.CARRY_OUT)
    printed_agencies = models.JSONField(default=list)
    units = models.JSONField(default=list)
    due_on = models.DateField(null=True, blank=True)
    deadline_words = models.CharField(max_length=300, blank=True)
    derived_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="derived"
    )

    class Meta:
        ordering = ["movement_id", "position", "id"]

    def __str__(self) -> str:
        return first_words(self.text)


class TaskUnit(models.Model):
    """A unit charged with a task, as the sets stood on the day of launching."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="charged")
    organization = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=TaskRole, default=TaskRole.CARRY_OUT)

    class Meta:
        ordering = ["task_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["task", "organization"], name="task_unit_once")
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.organization_id}"


class MovementTarget(Part):
    """A numeric target taken up by a movement."""

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="targets")
    target = models.ForeignKey("targets.Target", models.PROTECT, related_name="uses")
    derived_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="derived"
    )

    class Meta:
        ordering = ["movement_id", "position", "id"]

    def __str__(self) -> str:
        return str(self.target)


class Criterion(Part):
    """A criterion by which the movement's results will be judged."""

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="criteria")
    text = models.TextField("tiêu chí")
    applies_to = models.CharField("áp dụng cho", max_length=10, choices=AppliesTo, default="all")
    mandatory = models.BooleanField("bắt buộc", default=False)
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["movement_id", "position", "id"]

    def __str__(self) -> str:
        return first_words(self.text)


class LegalBasis(Part):
    """A document the movement rests on; `document` links to the library."""

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="bases")
    text = models.TextField()
    document = models.ForeignKey(
        "papers.LegalDocument", models.PROTECT, null=True, blank=True, related_name="movement_bases"
    )

    class Meta:
        ordering = ["movement_id", "position", "id"]

    def __str__(self) -> str:
        return first_words(self.text)


class Phase(models.Model):
    """A dated step of the movement: report, interim review, review for awards, final review.

    Opening, due, late-until and locked are four days (workflows 0.6).
    """

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="phases")
    kind = models.CharField("loại", max_length=10, choices=PhaseKind)
    name = models.CharField("tên đợt", max_length=200)
    opens_on = models.DateField("mở từ", null=True, blank=True)
    due_on = models.DateField("hạn")
    late_until = models.DateField("nhận muộn đến", null=True, blank=True)
    locks_on = models.DateField("khóa sổ", null=True, blank=True)

    class Meta:
        ordering = ["movement_id", "due_on", "id"]

    def __str__(self) -> str:
        return self.name


class Recipient(Part):
    """One printed line of "Nơi nhận", and whom a person took it to mean.

    `units`: list of {"set": key} or {"org": id}; expanded on the day of launching.
    """

    movement = models.ForeignKey(Movement, models.CASCADE, related_name="recipients")
    printed = models.CharField(max_length=300)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.CARRY_OUT)
    units = models.JSONField(default=list)
    is_archive = models.BooleanField(default=False)

    class Meta:
        ordering = ["movement_id", "position", "id"]

    def __str__(self) -> str:
        return self.printed


class Amendment(models.Model):
    """A published movement is corrected on the record, never edited."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="amendments")
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=AmendmentKind)
    reason = models.TextField("lý do")
    paper = models.CharField("văn bản", max_length=300)
    day = models.DateField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    made_by = models.CharField(max_length=300)

    class Meta:
        ordering = ["movement_id", "version"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "version"], name="one_amendment_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.version}"
