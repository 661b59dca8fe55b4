"""Where reporting stands in the shell."""

from thidua.base.access import Actor, may
from thidua.pages.ui.navigation import register_rail
from thidua.subjects.reports.models import OwedReport
from thidua.subjects.reports.permissions import UNIT_WRITERS


def answers(actor: Actor) -> bool:
    return actor.role in UNIT_WRITERS and actor.unit_id is not None


def watches(actor: Actor) -> bool:
    return bool(may(actor, "reports.board.see"))


def sees_results(actor: Actor) -> bool:
    return bool(may(actor, "reports.summary.see"))


def owed_count(actor: Actor) -> int | None:
    return OwedReport.objects.of_unit(actor.unit_id).running().not_received().count() or None


def register_places() -> None:
    register_rail(
        "Kết quả", "Báo cáo phải gửi", "file-text", "reports:owed_list", 30, answers, owed_count
    )
    register_rail("Kết quả", "Thu, tổng hợp báo cáo", "inbox", "reports:campaign_list", 31, watches)
    register_rail(
        "Kết quả", "Đơn vị, phong trào đã làm gì", "report", "reports:summary_list", 32,
        sees_results,
    )  # fmt: skip
