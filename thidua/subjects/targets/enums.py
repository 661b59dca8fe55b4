"""Words of a numeric target, its rule of adding up, and the states of a reported value."""

from django.db.models import TextChoices


class Comparator(TextChoices):
    APPROX = "approx", "khoảng"
    AT_LEAST = "at_least", "từ … trở lên"
    AT_MOST = "at_most", "không quá"
    EQUAL = "equal", "đạt"


class Direction(TextChoices):
    UP = "up", "càng cao càng tốt"
    DOWN = "down", "càng thấp càng tốt"


class Reporting(TextChoices):
    """How often the figure is reported; the words of core.periods.PeriodKind."""

    MONTH = "month", "Hằng tháng"
    QUARTER = "quarter", "Hằng quý"
    HALF = "half", "6 tháng"
    YEAR = "year", "Hằng năm"


class SplitRule(TextChoices):
    """How the units' figures make the whole's (core.targets.Rule)."""

    SUM = "sum", "Cộng số của các đơn vị"
    MEAN = "mean", "Bình quân theo mẫu số"
    LAST = "last", "Lấy số báo cáo sau cùng"
    NONE = "none", "Không giao xuống, cơ quan chủ trì báo cáo"


class Reach(TextChoices):
    CUMULATIVE = "cumulative", "Lũy kế từ đầu năm"
    STATE = "state", "Tại thời điểm cuối kỳ"


class Measure(TextChoices):
    """What kind of number it is: says which values are impossible."""

    COUNT = "count", "Số đếm (không lẻ, không âm)"
    AMOUNT = "amount", "Số lượng (không âm)"
    SHARE = "share", "Tỷ lệ (từ 0 đến 100)"
    CHANGE = "change", "Mức tăng, giảm (có thể âm)"


class BaselineKind(TextChoices):
    ACTUAL = "actual", "Số thực hiện"
    ESTIMATE = "estimate", "Ước thực hiện"
    MORE_THAN = "more_than", "Trên mức này"


class SourceStatus(TextChoices):
    VERIFIED = "verified", "Đã đối chiếu"
    FROM_MEMORY = "from_memory", "Chưa đối chiếu"


class TargetState(TextChoices):
    """Of the target itself: as given by the movement; completed by the office; given up."""

    GIVEN = "given", "Chờ chốt"
    FIXED = "fixed", "Đang theo dõi"
    WITHDRAWN = "withdrawn", "Thôi theo dõi"


class ValueState(TextChoices):
    OPEN = "open", "Chưa báo cáo"
    REPORTED = "reported", "Đã báo cáo"
    VERIFIED = "verified", "Đã xác nhận"
    DISPUTED = "disputed", "Đề nghị giải trình"
    LOCKED = "locked", "Đã chốt"


TRUSTED = (ValueState.VERIFIED, ValueState.LOCKED)  # what may be published
