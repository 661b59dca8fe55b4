"""Whether the words of years are those of the facts: looked at by `thidua check`, mended at night."""

from itertools import islice

from thidua.base.health.checks import CHECKS
from thidua.base.health.findings import Finding, good, warn
from thidua.base.jobs import daily
from thidua.subjects.register import words
from thidua.subjects.register.models import Holder, YearWords

NAME = "Dữ liệu xét hàng loạt"
SAMPLE = 300


def words_in_step() -> Finding:
    wrong = len(words.out_of_step(sample()))
    without = Holder.objects.filter(year_words=None).count()
    if not wrong and not without:
        return good(NAME, "Khớp với sổ khen thưởng.")
    return warn(
        NAME,
        f"{without} người, tập thể chưa được tính; {wrong} trong {SAMPLE} dòng xem thử không khớp sổ.",
        "Máy chủ tự tính lại lúc 2 giờ 40 đêm; kết quả xét từng người không bị ảnh hưởng.",
    )


def sample() -> list[int]:
    """Spread evenly over the register, with the newest among them."""
    count = YearWords.objects.count()
    step = max(count // SAMPLE, 1)
    every = YearWords.objects.order_by("-pk").values_list("pk", flat=True)
    if step == 1:
        return list(every[:SAMPLE])
    newest = list(every[: SAMPLE // 2])
    spread = range(0, newest[0], max(newest[0] // (SAMPLE // 2), 1))
    return newest + list(islice(spread, SAMPLE // 2))


@daily(2, 40, "register.words_in_step")
def mend() -> None:
    """Whoever has none gets words; if a look at some finds a wrong one, everybody anew."""
    missing = Holder.objects.filter(year_words=None).values_list("pk", flat=True)
    words.refresh(missing.iterator())
    if words.out_of_step(sample()):
        words.rebuild()


CHECKS[NAME] = words_in_step
