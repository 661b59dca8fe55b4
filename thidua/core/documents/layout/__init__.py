"""Checks a .docx against the layout that Decree 30/2020 prescribes."""

from thidua.core.documents.layout.anatomy import locate
from thidua.core.documents.layout.body_checks import check_body
from thidua.core.documents.layout.faults import LayoutFault
from thidua.core.documents.layout.foot_checks import check_foot
from thidua.core.documents.layout.head_checks import check_head
from thidua.core.documents.layout.page_checks import check_page
from thidua.core.documents.layout.reading import read_paper

__all__ = ["LayoutFault", "check_layout"]


def check_layout(data: bytes) -> list[LayoutFault]:
    """Everything in the file that differs from the decree, in the order of its annex.

    The file must be a sound .docx; the gate for uploads has looked at it before.
    """
    paper = read_paper(data)
    anatomy = locate(paper)
    return [
        *check_page(paper, anatomy),
        *check_head(anatomy),
        *check_body(anatomy),
        *check_foot(anatomy),
    ]
