"""Words of this area for its templates."""

from datetime import datetime

from django import template
from django.utils import timezone

from thidua.pages.accounts.words import verbs_in_words

register = template.Library()


@register.filter
def in_words(verbs: list[str]) -> str:
    return verbs_in_words(verbs)


@register.filter
def is_past(moment: datetime) -> bool:
    return moment <= timezone.now()
