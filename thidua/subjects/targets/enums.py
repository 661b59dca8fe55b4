"""Words of a numeric target."""

from django.db.models import TextChoices


class Comparator(TextChoices):
    APPROX = "approx", "khoảng"
    AT_LEAST = "at_least", "từ … trở lên"
    AT_MOST = "at_most", "không quá"
    EQUAL = "equal", "đạt"


class Direction(TextChoices):
    UP = "up", "càng cao càng tốt"
    DOWN = "down", "càng thấp càng tốt"
