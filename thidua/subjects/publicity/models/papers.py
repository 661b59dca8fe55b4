"""Issued papers that the office has put on the portal."""

from django.db import models


class PublicPaper(models.Model):
    paper = models.OneToOneField("papers.Paper", models.PROTECT, related_name="made_public")
    shown_on = models.DateField()
    shown_by = models.CharField(max_length=300)
    hidden_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-shown_on", "-pk")

    def __str__(self) -> str:
        return str(self.paper)
