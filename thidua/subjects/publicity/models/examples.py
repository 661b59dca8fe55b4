"""A good example (điển hình) from its finding to its following, with consent, text and pictures."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from thidua.core.text import fold
from thidua.subjects.publicity.enums import (
    OUTSIDE,
    ExampleKind,
    ExampleState,
    Field,
    Gender,
    Origin,
    Relation,
)

SLUG_LONGEST = 80


class ExampleQuerySet(models.QuerySet["Example"]):
    def of_unit(self, unit_id: int | None) -> ExampleQuerySet:
        return self.none() if unit_id is None else self.filter(unit_id=unit_id)

    def outside(self, moment: datetime) -> ExampleQuerySet:
        """What anybody may see at this moment: released, the embargo over, the consent standing."""
        agreed = Consent.objects.filter(withdrawn_on=None)
        return self.filter(
            state__in=OUTSIDE, released_from__lte=moment, pk__in=agreed.values("example_id")
        )


class Example(models.Model):
    kind = models.CharField("loại", max_length=10, choices=ExampleKind)
    name = models.CharField("tên", max_length=200)
    search_key = models.CharField(max_length=600, editable=False)  # name, title, place folded
    gender = models.CharField("giới tính", max_length=6, choices=Gender, blank=True)
    is_child = models.BooleanField("dưới 16 tuổi", default=False)
    occupation = models.CharField("nghề nghiệp, chức vụ", max_length=200, blank=True)
    ethnic_group = models.CharField("dân tộc", max_length=40, blank=True)
    direct_worker = models.BooleanField("người lao động trực tiếp", default=False)
    new_factor = models.BooleanField("nhân tố mới", default=False)
    deed = models.TextField("việc làm, thành tích")
    place = models.CharField("nơi làm việc, nơi ở", max_length=300, blank=True)
    proof = models.TextField("nguồn, tài liệu chứng minh", blank=True)
    proof_file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="examples"
    )
    commune = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="+"
    )
    movement = models.ForeignKey(
        "movements.Movement", models.PROTECT, null=True, blank=True, related_name="examples"
    )
    state = models.CharField(max_length=10, choices=ExampleState, default=ExampleState.SUGGESTED)
    revision = models.PositiveIntegerField(default=1)

    origin = models.CharField("nguồn phát hiện", max_length=8, choices=Origin)
    suggested_on = models.DateField("ngày giới thiệu")
    suggested_by = models.CharField(max_length=300, blank=True)
    suggested_by_unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirm_due = models.DateField(null=True, blank=True)
    last_reminder = models.CharField(max_length=20, blank=True)
    facts = models.TextField("xác nhận của đơn vị", blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    refusal = models.TextField(blank=True)

    title = models.CharField("tên bài", max_length=160, blank=True)
    summary = models.TextField("tóm tắt", blank=True)
    story = models.TextField("bài viết", blank=True)
    version = models.PositiveSmallIntegerField(default=0)  # of the text; 0 while nobody wrote one
    selected_on = models.DateField(null=True, blank=True)

    released_on = models.DateField(null=True, blank=True)
    released_from = models.DateTimeField("được đăng từ", null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    followed_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal = models.TextField(blank=True)
    is_sample = models.BooleanField(default=False)

    objects: ClassVar[models.Manager[Example]] = ExampleQuerySet.as_manager()

    class Meta:
        verbose_name = "điển hình"
        ordering = ("-suggested_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=OUTSIDE) | Q(released_from__isnull=False),
                name="example_outside_has_its_moment",
            ),
        )
        indexes = (
            models.Index(fields=("state", "released_from")),
            models.Index(fields=("unit", "state")),
            models.Index(fields=("suggested_on",)),
        )

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = self.key_of(self.name, self.title, self.place)
        super().save(*args, **kwargs)

    @staticmethod
    def key_of(*words: str) -> str:
        return fold(" ".join(words))[:600]

    @property
    def slug(self) -> str:
        return slugify(fold(self.title or self.name))[:SLUG_LONGEST].strip("-") or "dien-hinh"

    @property
    def is_outside(self) -> bool:
        return self.state in OUTSIDE

    @property
    def is_person(self) -> bool:
        return self.kind == ExampleKind.PERSON


class ExampleField(models.Model):
    """A field of work under which the example is found."""

    example = models.ForeignKey(Example, models.CASCADE, related_name="fields")
    field = models.CharField(max_length=16, choices=Field)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("example", "field"), name="example_field_once"),
        )

    def __str__(self) -> str:
        return str(self.get_field_display())


class Suggester(models.Model):
    """The citizen who told of the example: kept from the public, emptied when its time is over."""

    example = models.OneToOneField(Example, models.CASCADE, related_name="suggester")
    receipt = models.CharField(max_length=20, unique=True)
    code = models.CharField(max_length=64)  # kept as base/receipts keeps it
    ticket = models.CharField(max_length=64, unique=True)  # the same form sent twice is one
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    purge_on = models.DateField()
    purged_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.receipt


class Consent(models.Model):
    """What the person, the guardian or the head of the collective agreed to, on paper."""

    example = models.ForeignKey(Example, models.PROTECT, related_name="consents")
    given_by = models.CharField("người đồng ý", max_length=150)
    relation = models.CharField("tư cách", max_length=8, choices=Relation)
    given_on = models.DateField("ngày đồng ý")
    pictures = models.BooleanField("đồng ý cho đăng ảnh", default=False)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    recorded_by = models.CharField(max_length=300)
    recorded_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=300, blank=True)
    withdrawal = models.TextField(blank=True)

    class Meta:
        ordering = ("-given_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("example",), condition=Q(withdrawn_on=None), name="one_consent_in_force"
            ),
        )

    def __str__(self) -> str:
        return f"{self.given_by}, {self.given_on:%d/%m/%Y}"


class ExampleText(models.Model):
    """One version of the text; the last one stands on the example itself."""

    example = models.ForeignKey(Example, models.CASCADE, related_name="texts")
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    summary = models.TextField(blank=True)
    story = models.TextField(blank=True)
    edited_by = models.CharField(max_length=300)
    edited_on = models.DateField()

    class Meta:
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(fields=("example", "version"), name="example_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class Picture(models.Model):
    """A picture in three sizes, cleaned of what the camera wrote; the original is not kept."""

    example = models.ForeignKey(Example, models.CASCADE, related_name="pictures")
    large = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    medium = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    small = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField("mô tả ảnh", max_length=300, blank=True)
    caption = models.CharField("chú thích", max_length=300, blank=True)
    credit = models.CharField("tác giả, nguồn ảnh", max_length=150, blank=True)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.alt or self.caption or "Ảnh"

    @property
    def is_described(self) -> bool:
        return bool(self.alt and self.credit)


class FollowUp(models.Model):
    """The yearly look: does the example still deserve its name."""

    example = models.ForeignKey(Example, models.PROTECT, related_name="follow_ups")
    year = models.PositiveSmallIntegerField()
    day = models.DateField()
    worthy = models.BooleanField()
    note = models.TextField(blank=True)
    by = models.CharField(max_length=300)

    class Meta:
        ordering = ("-year",)
        constraints = (
            models.UniqueConstraint(fields=("example", "year"), name="followed_once_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.year}: {'còn xứng đáng' if self.worthy else 'không còn xứng đáng'}"


class Replication(models.Model):
    """A unit that took the example over."""

    example = models.ForeignKey(Example, models.PROTECT, related_name="replications")
    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    day = models.DateField("ngày bắt đầu")
    what = models.TextField("cách làm, kết quả")
    people = models.PositiveIntegerField("số người, hộ làm theo", null=True, blank=True)

    class Meta:
        ordering = ("-day", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("example", "unit"), name="replicated_once_in_a_unit"),
        )

    def __str__(self) -> str:
        return f"{self.example_id} → {self.unit_id}"
