"""Things of an address, or a page that says they are not there."""

from django.http import Http404

from thidua.subjects.targets.models import (
    ImprovementMeasure,
    Index,
    IndexComponent,
    IndexResult,
)


def find_index(code: str) -> Index:
    found = Index.objects.filter(code=code).first()
    if found is None:
        raise Http404("Không có chỉ số này trong danh mục của tỉnh.")
    return found


def find_component(component_id: int) -> IndexComponent:
    rows = IndexComponent.objects.select_related("index", "parent", "owner")
    found = rows.filter(pk=component_id).first()
    if found is None:
        raise Http404("Không có mục này trong bộ tiêu chí.")
    return found


def find_result(result_id: int) -> IndexResult:
    rows = IndexResult.objects.select_related("index", "component", "place")
    found = rows.filter(pk=result_id).first()
    if found is None:
        raise Http404("Không có kết quả này.")
    return found


def find_measure(measure_id: int) -> ImprovementMeasure:
    rows = ImprovementMeasure.objects.select_related("index", "component", "owner")
    found = rows.filter(pk=measure_id).first()
    if found is None:
        raise Http404("Không có biện pháp này.")
    return found
