"""The indices of the demonstration: only the known totals are real; two measures are invented and marked."""

from datetime import date
from importlib.resources import files

from thidua.base.access import Actor
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.models import Organization
from thidua.subjects.targets.models import Index
from thidua.subjects.targets.services.index_loading import load_indices, load_results
from thidua.subjects.targets.services.measures import finish_measure, open_measure

OPENED_ON = date(2022, 1, 26)
# Index, code of the component, unit, what, due, what came of it: all invented.
MEASURES = (
    ("par-index", "III", "LC-SYT", "Rà soát thủ tục hành chính lĩnh vực y tế, cắt giảm thời gian giải quyết", date(2022, 3, 31), ""),
    ("par-index", "VII", "LC-STTTT", "Hướng dẫn các sở đưa dịch vụ công lên mức toàn trình", date(2022, 2, 11), ""),
    ("pci", "3", "LC-SKHDT", "Đăng đủ tài liệu quy hoạch, ngân sách trên cổng thông tin của tỉnh", date(2022, 4, 29), ""),
    ("pci", "8", "LC-SCT", "Mở lớp hỗ trợ doanh nghiệp nhỏ về xúc tiến thương mại", date(2022, 2, 14), "Đã mở một lớp, 42 học viên"),
)  # fmt: skip


def play(movement: Movement) -> None:
    system = Actor.system(OPENED_ON)
    load_indices(actor=system)
    load_results(actor=system, folder=files("thidua.data.laichau"))
    units = dict(Organization.objects.values_list("code", "pk"))
    for code, part, unit, text, due, result in MEASURES:
        if unit not in units:
            continue
        index = Index.objects.get(code=code)
        component = index.components.filter(code=part).first()
        measure = open_measure(
            actor=system, index=index, component=component, owner_id=units[unit], text=text,
            due_on=due, is_sample=True,
        )  # fmt: skip
        if result:
            finish_measure(actor=Actor.system(due), measure=measure, result=result)
