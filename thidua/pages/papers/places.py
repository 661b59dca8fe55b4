"""The rail's entries for papers."""

from thidua.base.access import Actor, Role
from thidua.pages.ui.navigation import register_rail
from thidua.pages.ui.states import DONE, ENDED, LOOK_AT, MEND, TODO, UNKNOWN, Look, register_looks
from thidua.subjects.papers.selectors.papers import waiting_for


def _waiting(actor: Actor) -> int | None:
    return waiting_for(actor).count() or None


def _works_with_papers(actor: Actor) -> bool:
    return actor.role != Role.ADMIN


# Words of this area that the shared vocabulary of states does not hold.
LOOKS_HERE = {
    "Chưa đến lượt": TODO,
    "Đã xong": DONE,
    "Đã trả lại": MEND,
    "Không dùng nữa": Look("", "minus"),
    "Hết hiệu lực": ENDED,
    "Chưa có hiệu lực": TODO,
    "Chưa rõ ngày hiệu lực": UNKNOWN,
    "Đã đối chiếu": DONE,
    "Chưa đối chiếu": LOOK_AT,
    "Đọc từ văn bản dẫn chiếu": UNKNOWN,
}


def register_places() -> None:
    register_looks(LOOKS_HERE)
    register_rail(
        "Nền tảng", "Văn bản", "file-text", "papers:paper_list", 10, _works_with_papers, _waiting
    )
    register_rail("Nền tảng", "Căn cứ pháp lý", "scale", "papers:legal_list", 20)
