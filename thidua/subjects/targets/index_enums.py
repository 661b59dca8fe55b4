"""Words of the composite indices (PAR INDEX, SIPAS, PAPI, PCI, DDCI) and of the measures that mend them."""

from django.db.models import TextChoices


class Ranks(TextChoices):
    """Whom the index sets side by side."""

    PROVINCES = "provinces", "Các tỉnh, thành phố"
    UNITS = "units", "Các đơn vị trong tỉnh"


class ResultStatus(TextChoices):
    """How far a number of an index may be trusted."""

    VERIFIED = "verified", "Đã đối chiếu"
    DERIVED = "derived", "Suy ra từ nguồn"
    FROM_MEMORY = "from_memory", "Chưa đối chiếu"


class MeasureState(TextChoices):
    OPEN = "open", "Đang thực hiện"
    DONE = "done", "Đã hoàn thành"
    DROPPED = "dropped", "Thôi thực hiện"
