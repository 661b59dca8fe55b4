"""A document as the machine read it, and what a person made of each reading."""

from django.db import models

from thidua.base import clock
from thidua.subjects.movements.enums import Decision, ItemKind, ReadingState


class ReadingQuerySet(models.QuerySet["Reading"]):
    def of_unit(self, unit_id: int | None) -> "ReadingQuerySet":
        return self.filter(unit_id=unit_id)

    def open(self) -> "ReadingQuerySet":
        return self.filter(state__in=[ReadingState.QUEUED, ReadingState.REVIEW])


class Reading(models.Model):
    """One uploaded document: its kept text, and the reader's answer as it was given.

    `text` is what every span points into; `result` (the JSON of `thidua read`) never changes.
    """

    unit = models.ForeignKey("orgs.Organization", models.PROTECT, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    result = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ReadingState, default=ReadingState.QUEUED)
    failure = models.TextField(blank=True)
    day = models.DateField()  # unit names are matched to the organisations of this day
    uploaded_by = models.CharField(max_length=300)
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_at = models.DateTimeField(default=clock.stamp)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name


class ReadingItem(models.Model):
    """One thing found in (or added to) a reading: the original and the choice are both kept.

    `read` is the machine's (null when a person added the item), `chosen` the person's; both have
    the keys of that kind in the JSON of `thidua read`, and `units` where it names agencies:
    a list of {"set": key} or {"org": id}.  `revision` is the compare-and-set guard.
    """

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=16, choices=ItemKind)
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    read = models.JSONField(null=True)
    chosen = models.JSONField(default=dict)
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.PENDING)
    question = models.TextField(blank=True)  # what the machine cannot decide, in words
    revision = models.PositiveIntegerField(default=0)
    decided_by = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["reading_id", "kind", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["reading", "kind", "position"], name="reading_item_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position}"

    @property
    def is_open(self) -> bool:
        """A question nobody has answered yet."""
        return bool(self.question) and self.decision == Decision.PENDING
