"""Where good examples and press work stand in the shell, and how their states look."""

from thidua.base.access import Actor, may
from thidua.pages.ui.navigation import register_rail
from thidua.pages.ui.states import DONE, ENDED, FAILED, TODO, UNDERWAY, register_looks
from thidua.subjects.publicity.enums import ExampleState
from thidua.subjects.publicity.models import Example
from thidua.subjects.publicity.permissions import UNIT_PEOPLE

GROUP = "Tuyên truyền"


def works_with_press(actor: Actor) -> bool:
    return bool(may(actor, "publicity.store.see"))


def shows_papers(actor: Actor) -> bool:
    return bool(may(actor, "publicity.show_paper"))


def watches(actor: Actor) -> bool:
    return bool(may(actor, "publicity.board.see"))


def to_confirm(actor: Actor) -> int | None:
    if actor.role not in UNIT_PEOPLE or actor.unit_id is None:
        return None
    waiting = Example.objects.filter(unit_id=actor.unit_id, state=ExampleState.SUGGESTED)
    return waiting.count() or None


def register_places() -> None:
    register_rail(GROUP, "Điển hình", "star", "publicity:example_list", 10, count=to_confirm)
    register_rail(GROUP, "Kho điển hình", "photo", "publicity:store", 20, works_with_press)
    register_rail(GROUP, "Tin, bài đã đăng", "news", "publicity:output_list", 30, watches)
    register_rail(
        GROUP, "Kế hoạch tuyên truyền", "speakerphone", "publicity:plan_list", 40, watches
    )
    register_rail(GROUP, "Văn bản công khai", "world", "publicity:public_papers", 50, shows_papers)
    register_looks(
        {
            "Đã công khai": DONE,
            "Chưa công khai": TODO,
            "Đã giới thiệu": DONE,
            "Chưa giới thiệu": TODO,
            "Không xác nhận": FAILED,
            "Đã gỡ": ENDED,
            "Đang chuẩn bị": UNDERWAY,
            "Đã tổ chức": DONE,
            "Đã kết thúc": DONE,
            "Đơn vị đã chọn": TODO,
            "Đã đồng ý": DONE,
            "Chưa được đăng": TODO,
        }
    )
