"""Numbers given by us, without gaps, and numbers recorded from the office's own system."""

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.base.numbering.errors import NumberTaken, WrongMode
from thidua.base.numbering.models import Mode, NumberSeries, UsedNumber, YearCounter


def next_number(series_key: str, year: int) -> int:
    """The next number of the year. A rollback of the caller gives it back: no gap ever."""
    if not connection.in_atomic_block:
        raise RuntimeError("numbering: a number is taken inside the transaction that uses it")
    if mode_of(series_key) == Mode.RECORDED:
        raise WrongMode(
            _("Số của loại văn bản này lấy từ hệ thống văn bản của cơ quan: hãy nhập số đã cấp.")
        )
    YearCounter.objects.get_or_create(series_key=series_key, year=year)
    counter = YearCounter.objects.filter(series_key=series_key, year=year)
    counter.update(last=F("last") + 1)  # locks the row until commit, on both engines
    number = counter.values_list("last", flat=True).get()
    UsedNumber.objects.create(series_key=series_key, year=year, number=number)
    return number


def record_number(series_key: str, year: int, number: int) -> int:
    """Write down a number that the office's own system gave."""
    if mode_of(series_key) == Mode.GIVEN:
        raise WrongMode(_("Số của loại văn bản này do Thi Đua cấp, không nhập tay."))
    try:
        with transaction.atomic():
            UsedNumber.objects.create(series_key=series_key, year=year, number=number)
    except IntegrityError as error:
        raise NumberTaken(
            _("Số %(number)s năm %(year)s đã dùng cho văn bản khác.")
            % {"number": number, "year": year}
        ) from error
    return number


def mode_of(series_key: str) -> str:
    found = NumberSeries.objects.filter(key=series_key).values_list("mode", flat=True).first()
    return found or Mode.GIVEN


def set_mode(
    *, actor: Actor, series_key: str, unit_id: int | None, kind: str, mode: str
) -> NumberSeries:
    """Choose where the numbers of this series come from."""
    require(actor, "numbering.set_mode")
    with transaction.atomic():
        before = mode_of(series_key)
        series, _created = NumberSeries.objects.update_or_create(
            key=series_key, defaults={"unit_id": unit_id, "kind": kind, "mode": Mode(mode)}
        )
        audit.record(
            actor,
            "numbering.set_mode",
            series,
            before={"mode": before},
            after={"mode": series.mode},
        )
    return series
