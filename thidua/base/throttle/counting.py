"""Counting tries over a window that slides: this stretch, and its share of the one before."""

from datetime import UTC, datetime, timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from thidua.base.throttle.models import Stretch

SALT = "thidua.throttle"


def count_one(key: str, limit: int, seconds: int, now: datetime | None = None) -> bool:
    """Compare-and-set: two at once never pass the limit together."""
    moment = (now or timezone.now()).timestamp()
    number, into = int(moment // seconds), moment % seconds
    hashed = hash_of(key, seconds)
    earlier = _tries(hashed, number - 1) * (seconds - into) / seconds
    room = limit - int(earlier)
    Stretch.objects.get_or_create(
        key_hash=hashed,
        number=number,
        defaults={"keep_until": _end_of(number + 1, seconds)},
    )
    here = Stretch.objects.filter(key_hash=hashed, number=number, tries__lt=room)
    return bool(here.update(tries=F("tries") + 1))


def hash_of(key: str, seconds: int) -> str:
    return salted_hmac(SALT, f"{seconds}|{key}", algorithm="sha256").hexdigest()


def purge(now: datetime) -> int:
    """Drop what no question can reach any more; gives how many."""
    return Stretch.objects.filter(keep_until__lt=now).delete()[0]


def _tries(hashed: str, number: int) -> int:
    found = Stretch.objects.filter(key_hash=hashed, number=number)
    return found.values_list("tries", flat=True).first() or 0


def _end_of(number: int, seconds: int) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=(number + 1) * seconds)
