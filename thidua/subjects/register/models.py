"""Who was commended and what is known of them. Award lines are only ever added."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua.subjects.register.enums import Act, Fact, HolderKind, Precision, Standing

BEGINNING = date(1900, 1, 1)
FOREVER = date(9999, 12, 31)


class Holder(models.Model):
    """A person, collective, household or enterprise that may hold awards.

    After a merger of doubles the row stays and points to the one that stands for both.
    """

    kind = models.CharField(_("loại"), max_length=20, choices=HolderKind)
    variant = models.CharField(_("nhóm đối tượng"), max_length=40, blank=True)
    name = models.CharField(_("tên"), max_length=300)
    name_key = models.CharField(max_length=320, editable=False)
    sort_key = models.CharField(max_length=320, editable=False)
    unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="holders"
    )
    place = models.CharField(_("nơi ở, địa chỉ"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    is_sample = models.BooleanField(_("số liệu mẫu"), default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("người, tập thể được khen")
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["name_key"], name="holder_name"),
            models.Index(fields=["unit", "kind"], name="holder_unit"),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """What identifies a person. The citizen number is kept encrypted; `citizen_index` finds it."""

    holder = models.OneToOneField(Holder, models.CASCADE, primary_key=True, related_name="person")
    gender = models.CharField(_("giới tính"), max_length=6, blank=True)  # female | male
    born = models.DateField(_("ngày sinh"), null=True, blank=True)
    born_precision = models.CharField(max_length=8, choices=Precision, default=Precision.UNKNOWN)
    hometown = models.CharField(_("quê quán"), max_length=300, blank=True)
    ethnicity = models.CharField(_("dân tộc"), max_length=40, blank=True)
    staff_code = models.CharField(_("mã cán bộ"), max_length=40, blank=True)
    citizen_sealed = models.BinaryField(null=True, blank=True, editable=False)
    citizen_index = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("cá nhân")
        indexes = [
            models.Index(fields=["citizen_index"], name="person_citizen"),
            models.Index(fields=["staff_code"], name="person_staff_code"),
        ]

    def __str__(self) -> str:
        return str(self.holder_id)


class HeldPost(models.Model):
    """A person's place in a unit between two days (half open); the award law reads `position`."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="posts")
    unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="held_posts"
    )
    unit_name = models.CharField(_("đơn vị khi đó"), max_length=300, blank=True)
    title = models.CharField(_("chức vụ"), max_length=200)
    position = models.CharField(_("chức vụ theo bảng cống hiến"), max_length=60, blank=True)
    valid_from = models.DateField(_("từ ngày"), default=BEGINNING)
    valid_until = models.DateField(_("trước ngày"), default=FOREVER)
    source = models.TextField(_("căn cứ"), blank=True)

    class Meta:
        verbose_name = _("quá trình công tác")
        ordering = ["valid_from", "pk"]
        indexes = [models.Index(fields=["unit", "valid_from"], name="held_post_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__lt=F("valid_until")), name="held_post_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Batch(models.Model):
    """One taking over of an old register: present or undone as a whole."""

    title = models.CharField(_("tên đợt nhập"), max_length=300)
    source = models.TextField(_("nguồn"), blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("đợt nhập sổ cũ")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class EntryQuerySet(models.QuerySet["Entry"]):
    def counted(self) -> "EntryQuerySet":
        """Awards that stand: not corrected away, not revoked, not a line that only points back."""
        return self.filter(standing=Standing.IN_FORCE, act__in=(Act.AWARD, Act.CORRECTION))


class Entry(models.Model):
    """One line of the register, never changed: a mistake is mended by a line that points back.

    Only `standing` moves, with the line that caused it. `unit_name` is the name of the day.
    """

    holder = models.ForeignKey(Holder, models.PROTECT, related_name="entries")
    act = models.CharField(_("việc"), max_length=12, choices=Act, default=Act.AWARD)
    points_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    award = models.CharField(_("danh hiệu, hình thức"), max_length=60)  # key of the law data
    award_name = models.CharField(_("tên ghi trên quyết định"), max_length=300, blank=True)
    level = models.CharField(_("cấp khen"), max_length=12, blank=True)
    year = models.SmallIntegerField(_("năm thành tích"), null=True, blank=True)
    merit_from = models.DateField(_("thành tích từ"), null=True, blank=True)
    merit_until = models.DateField(_("thành tích đến"), null=True, blank=True)
    type = models.CharField(_("loại hình"), max_length=16, blank=True)
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided = models.DateField(_("ngày quyết định"), null=True, blank=True)
    decided_precision = models.CharField(max_length=8, choices=Precision, default=Precision.DAY)
    decided_by = models.CharField(_("cơ quan, người quyết định"), max_length=200, blank=True)
    reason = models.TextField(_("thành tích"), blank=True)
    certificate_number = models.CharField(_("số sổ vàng"), max_length=40, blank=True)
    unit = models.ForeignKey(
        "orgs.Organization", models.PROTECT, null=True, blank=True, related_name="award_entries"
    )
    unit_name = models.CharField(_("đơn vị khi đó"), max_length=300, blank=True)
    position_title = models.CharField(_("chức vụ khi đó"), max_length=200, blank=True)
    is_doubtful = models.BooleanField(_("còn nghi vấn"), default=False)
    doubt = models.CharField(_("nghi vấn"), max_length=300, blank=True)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.IN_FORCE)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="entries")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("dòng sổ khen thưởng")
        ordering = ["-year", "-decided", "-pk"]
        indexes = [
            models.Index(fields=["holder", "award", "year"], name="entry_holder_award"),
            models.Index(fields=["award", "year"], name="entry_award_year"),
            models.Index(fields=["unit", "year"], name="entry_unit_year"),
            models.Index(fields=["decision_number"], name="entry_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.award} {self.year or ''}".strip()


class YearRating(models.Model):
    """How a person or collective was rated in a year (xếp loại)."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="ratings")
    year = models.SmallIntegerField(_("năm"))
    rating = models.CharField(_("xếp loại"), max_length=16)
    source = models.CharField(_("căn cứ"), max_length=300, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("xếp loại năm")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["holder", "year", "rating"], name="rating_once_in_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.rating}"


class RecognisedInitiative(models.Model):
    """An initiative, accepted science work or combat creativity that was recognised."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="initiatives")
    year = models.SmallIntegerField(_("năm"))
    scope = models.CharField(_("phạm vi"), max_length=20)
    kind = models.CharField(_("loại"), max_length=20, default="initiative")
    title = models.CharField(_("tên sáng kiến, đề tài"), max_length=500)
    decision_number = models.CharField(_("số quyết định"), max_length=60, blank=True)
    decided = models.DateField(_("ngày quyết định"), null=True, blank=True)
    used_for = models.CharField(_("đã dùng cho"), max_length=60, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("sáng kiến, đề tài đã công nhận")
        ordering = ["-year", "pk"]
        indexes = [models.Index(fields=["holder", "year"], name="initiative_holder")]

    def __str__(self) -> str:
        return self.title


class DisciplineRecord(models.Model):
    holder = models.ForeignKey(Holder, models.CASCADE, related_name="disciplines")
    kind = models.CharField(_("hình thức kỷ luật"), max_length=20)
    valid_from = models.DateField(_("từ ngày"))
    valid_until = models.DateField(_("trước ngày"), default=FOREVER)
    source = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("kỷ luật")
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return self.kind


class CaseUnderReview(models.Model):
    """Something that blocks commendation while it is open (đang xem xét, điều tra, xác minh)."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="open_cases")
    kind = models.CharField(_("loại vụ việc"), max_length=30)
    valid_from = models.DateField(_("từ ngày"))
    valid_until = models.DateField(_("trước ngày"), default=FOREVER)
    source = models.CharField(_("căn cứ"), max_length=300, blank=True)
    conclusion = models.CharField(_("kết luận"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("vụ việc đang xem xét")
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return self.kind


class MeritRecord(models.Model):
    """An achievement claimed and evidenced: what the merit conditions are judged on."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="merits")
    event = models.CharField(_("loại thành tích"), max_length=60)
    year = models.SmallIntegerField(_("năm"))
    body = models.JSONField(default=dict)  # scope, organiser, movement_years, occasion …
    text = models.CharField(_("thành tích"), max_length=500)
    source = models.CharField(_("căn cứ"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("thành tích")
        ordering = ["-year"]

    def __str__(self) -> str:
        return self.text


class CheckedComplete(models.Model):
    """Somebody looked: this list of facts is complete for the holder up to a day."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="checked")
    fact = models.CharField(max_length=16, choices=Fact)
    day = models.DateField(_("đến ngày"))
    checked_by = models.CharField(_("người đối chiếu"), max_length=160)

    class Meta:
        verbose_name = _("đã đối chiếu đủ")
        constraints = [
            models.UniqueConstraint(fields=["holder", "fact"], name="checked_once_per_fact")
        ]

    def __str__(self) -> str:
        return f"{self.fact} {self.day}"


class YearWord(models.Model):
    """For judging many at once: per holder and key one 64-bit word of years, kept by the services."""

    holder = models.ForeignKey(Holder, models.CASCADE, related_name="words")
    key = models.CharField(max_length=70)  # "a:<award>", "r:<rating>", "i:<kind>:<scope>" …
    word = models.BigIntegerField()

    class Meta:
        verbose_name = _("năm theo người")
        constraints = [models.UniqueConstraint(fields=["holder", "key"], name="word_once")]

    def __str__(self) -> str:
        return self.key
