"""A quick report at the year's beginning: asked, answered by some, late, returned, being put together.

Everything here is invented and marked as sample; the office of the demonstration's visitor, the
department of health and the district of Sìn Hồ are left to be played.
"""

from datetime import date, timedelta
from itertools import cycle

from thidua.base.access import Actor
from thidua.command.demonstration.playing import on, people_of
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.reports.enums import CampaignKind, HeadingKind, ReturnReason
from thidua.subjects.reports.models import ConsolidatedReport, OwedReport, ReportCampaign
from thidua.subjects.reports.selectors.answers import passages_in
from thidua.subjects.reports.services.campaigns import open_campaign, prepare_campaign
from thidua.subjects.reports.services.composing import Span, pick_passages, start_consolidated
from thidua.subjects.reports.services.drafting import (
    Written,
    save_report,
    sign_and_send,
    start_report,
    submit_report,
)
from thidua.subjects.reports.services.receiving import accept_report, return_report
from thidua.subjects.reports.services.recording import record_report

OPENED, DUE, LATE = date(2022, 1, 28), date(2022, 2, 11), date(2022, 2, 25)
SEND, RECORD, BEGIN = 5, 6, 2  # units that send themselves, on paper, and have only begun
LEFT = ("LC-SYT", "D108")
DEEDS = (
    "Đã tổ chức hội nghị phát động, ký giao ước giữa các phòng, bộ phận; 100% công chức, viên chức "
    "đăng ký thi đua.\n- Phân công lãnh đạo phụ trách từng nội dung, giao thời hạn cụ thể.\n- Đăng tin "
    "trên cổng thông tin của đơn vị.",
    "Ban hành kế hoạch hưởng ứng, lồng ghép với chương trình công tác năm; chọn cải cách thủ tục hành "
    "chính và chuyển đổi số làm khâu đột phá.\n- Rút ngắn thời gian giải quyết hồ sơ ở bộ phận một cửa.",
    "Triển khai đến từng chi bộ, tổ công tác; gắn với nhiệm vụ phòng, chống dịch và phục hồi sản "
    "xuất.\n- Giúp các hộ chuẩn bị cây giống, vật tư vụ xuân.\n- Duy trì giao ban hằng tuần.",
)
TROUBLES = (
    "Một số bộ phận còn chậm đăng ký; cán bộ làm công tác thi đua đều kiêm nhiệm, mới nhận việc.\nĐề "
    "nghị cơ quan thường trực mở lớp tập huấn trong quý I.",
    "Địa bàn rộng, đi lại khó, đường truyền ở các bản vùng cao chưa ổn định nên báo cáo chậm.",
    "Chưa có hướng dẫn tiêu chí chấm điểm riêng cho đơn vị sự nghiệp.",
)


def play(movement: Movement) -> None:
    from thidua.command.demonstration.lai_chau import officer

    clerk = officer(OPENED)
    campaign = prepare_campaign(
        actor=clerk,
        kind=CampaignKind.OTHER,
        movement=movement,
        is_sample=True,
        name="Báo cáo nhanh kết quả phát động phong trào thi đua năm 2022",
        since=date(2022, 1, 1),
        until=date(2022, 2, 10),
        opens_on=OPENED,
        due_on=DUE,
        late_until=LATE,
        locks_on=LATE + timedelta(days=1),
    )
    open_campaign(actor=clerk, campaign=campaign)
    answered = _answer(campaign, officer(date(2022, 2, 14)))
    _receive(answered, officer(date(2022, 2, 14)))
    _compose(campaign, officer(date(2022, 2, 15)))


def _answer(campaign: ReportCampaign, office: Actor) -> list[OwedReport]:
    """Some units send by themselves, some on paper; two have begun. Gives those that sent."""
    launched = Duty.objects.filter(movement=campaign.movement, launched_on__isnull=False)
    first = launched.values_list("organization_id", flat=True)
    waiting = campaign.reports.select_related("campaign__movement", "organization")
    reports = list(waiting.exclude(organization__code__in=LEFT).order_by("pk"))
    reports.sort(key=lambda report: report.organization_id not in set(first))
    days = cycle((date(2022, 2, 9), date(2022, 2, 10), date(2022, 2, 14)))
    sent = []
    for place, report in enumerate(reports[: SEND + RECORD + BEGIN]):
        people = people_of(report.organization_id, OPENED)
        if people is None or SEND <= place < SEND + RECORD:
            _record(report, office, place)
        else:
            _write(report, *people, day=next(days), place=place, whole=place < SEND)
            sent += [report] if place < SEND else []
    return sent


def _words(report: OwedReport, place: int) -> Written:
    headings = [h for h in report.campaign.headings.all() if h.kind == HeadingKind.WORDS]
    texts = (DEEDS[place % len(DEEDS)], TROUBLES[place % len(TROUBLES)])
    return Written(words={h.pk: text for h, text in zip(headings, texts, strict=False)})


def _write(
    report: OwedReport, clerk: Actor, head: Actor, *, day: date, place: int, whole: bool
) -> None:
    start_report(actor=on(clerk, day), report=report)
    save_report(actor=on(clerk, day), report=report, revision=None, written=_words(report, place))
    if whole:
        submit_report(actor=on(clerk, day), report=report)
        sign_and_send(actor=on(head, day), report=report)


def _record(report: OwedReport, office: Actor, place: int) -> None:
    record_report(
        actor=office,
        report=report,
        paper=f"Báo cáo số {place + 3}/BC ngày 10/02/2022 (số liệu mẫu)",
        day=date(2022, 2, 10),
        written=_words(report, place),
    )


def _receive(reports: list[OwedReport], office: Actor) -> None:
    for place, report in enumerate(reports):
        if place == 0:
            heading = report.campaign.headings.order_by("position").first()
            return_report(
                actor=office,
                report=report,
                reason=ReturnReason.GENERAL,
                words="Nêu rõ số bộ phận đã ký giao ước, thời hạn từng nội dung.",
                headings=[heading] if heading else [],
            )
        elif place % 2:
            accept_report(actor=office, report=report)


def _compose(campaign: ReportCampaign, office: Actor) -> ConsolidatedReport:
    """A draft with a few passages in place and one still in the tray."""
    report = start_consolidated(actor=office, campaign=campaign)
    part = report.parts.filter(kind="words").first()
    assert part is not None
    answers = [
        answer
        for owed in campaign.reports.received().order_by("pk")[:3]  # type: ignore[attr-defined]
        for answer in owed.answers.filter(heading=part.heading)
    ]
    spans = [Span(answer.pk, *passages_in(answer.text)[0]) for answer in answers]
    pick_passages(actor=office, report=report, spans=spans[:2], part=part)
    if spans[2:]:
        pick_passages(actor=office, report=report, spans=spans[2:])
    return report
