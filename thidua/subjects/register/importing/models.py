"""One import of an old register, its staged rows, and what was learnt for the next one."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.base.files.models import StoredFile
from thidua.core.registers.layout import Layout
from thidua.subjects.register.importing.enums import (
    RUNNING,
    TAKEN,
    ImportState,
    RowState,
    WordKind,
)
from thidua.subjects.register.models import Batch


class OldRegister(models.Model):
    """`layouts`: one for each sheet, as `Layout.as_json` writes it."""

    title = models.CharField(_("tên đợt nhập"), max_length=300)
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name=_("tệp"))
    source = models.CharField(_("nguồn"), max_length=300, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=ImportState, default=ImportState.READING
    )
    layouts = models.JSONField(default=list)
    samples = models.JSONField(default=list)  # the first rows of each sheet, to look at
    codes = models.JSONField(default=dict)  # codes that lists beside the form explain
    counts = models.JSONField(default=dict)
    questions = models.JSONField(default=list)  # texts nobody could read, with how often
    report = models.TextField(_("kết quả"), blank=True)
    correction_paper = models.CharField(_("văn bản đính chính"), max_length=200, blank=True)
    job_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)  # of the post it was begun in
    user_id = models.BigIntegerField(_("mã người nhập"), null=True)
    user_name = models.CharField(_("người nhập"), max_length=300)
    created_at = models.DateTimeField(_("bắt đầu"), auto_now_add=True)
    applied_at = models.DateTimeField(_("ghi lúc"), null=True)
    batch = models.OneToOneField(Batch, models.PROTECT, null=True, related_name="import_of")

    class Meta:
        verbose_name = _("lần nhập sổ cũ")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def sheets(self) -> list[Layout]:
        return [Layout.from_json(kept) for kept in self.layouts]

    @property
    def taken(self) -> list[Layout]:
        return [layout for layout in self.sheets if layout.taken]

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    def count(self, state: str) -> int:
        return int(self.counts.get(state, 0))

    @property
    def to_write(self) -> int:
        return sum(self.count(state) for state in TAKEN)

    @property
    def total(self) -> int:
        return sum(int(number) for number in self.counts.values())


class StagedRow(models.Model):
    """A row of the file and what applying would do with it.

    `person_key` is shared by rows that speak of one person; a choice holds for all of them.
    `matches`: whom of the register it may be, the likeliest first. `choice`: "new", "out" or the
    holder's id; empty where nobody chose and the proposal stands.
    """

    register = models.ForeignKey(OldRegister, models.CASCADE, related_name="rows")
    sheet = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField(_("dòng"))
    state = models.CharField(_("sẽ"), max_length=10, choices=RowState)
    name = models.CharField(_("tên"), max_length=300, blank=True)
    name_key = models.CharField(max_length=320, blank=True)
    words = models.TextField(_("nội dung"), blank=True)
    person_key = models.CharField(max_length=40, blank=True)
    cells = models.JSONField(default=list)
    line = models.JSONField(default=dict)
    errors = models.JSONField(default=list)
    doubts = models.JSONField(default=list)
    matches = models.JSONField(default=list)
    is_clear = models.BooleanField(default=False)  # of `matches` just one is clearly meant
    choice = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("dòng nhập sổ cũ")
        ordering = ["sheet", "number"]
        constraints = [
            models.UniqueConstraint(fields=["register", "sheet", "number"], name="staged_row_once")
        ]
        indexes = [
            models.Index(fields=["register", "state"], name="staged_by_state"),
            models.Index(fields=["register", "person_key"], name="staged_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.name}"

    @property
    def proposed(self) -> dict[str, Any] | None:
        return self.matches[0] if self.matches else None


class KnownLayout(models.Model):
    """Columns a clerk confirmed for a table with these titles: proposed again for the next file."""

    scope = models.BigIntegerField(default=0)  # the unit whose clerk it was; 0 for the desk
    signature = models.CharField(max_length=24)
    columns = models.JSONField()
    kind = models.CharField(max_length=20, blank=True)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("cách đọc bảng đã biết")
        constraints = [
            models.UniqueConstraint(fields=["scope", "signature"], name="known_layout_once")
        ]

    def __str__(self) -> str:
        return self.source or self.signature


class KnownWord(models.Model):
    """What a text of old registers means, answered once. An empty value: it stays as text."""

    scope = models.BigIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=WordKind)
    key = models.CharField(max_length=300)
    text = models.CharField(_("chữ trong sổ"), max_length=300)
    value = models.CharField(_("nghĩa"), max_length=80, blank=True)
    by = models.CharField(_("người trả lời"), max_length=300)
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("chữ đã trả lời")
        constraints = [
            models.UniqueConstraint(fields=["scope", "kind", "key"], name="known_word_once")
        ]

    def __str__(self) -> str:
        return f"{self.text} → {self.value}"
