"""What to look at before each step: faults that block, and what is unusual."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.base.access import Actor
from thidua.base.parameters.selectors import calendar
from thidua.core.documents import DocumentKind, OfficialDocument
from thidua.core.text import format_date, name_key
from thidua.subjects.papers import content
from thidua.subjects.papers.enums import PaperState, StepState
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.permissions import current_step
from thidua.subjects.papers.selectors.chain import last_round
from thidua.subjects.papers.selectors.numbers import last_numbered

PATIENCE = 3  # days after which a paper waiting for a signature is pointed out
WITH_ADDRESSEE = (DocumentKind.LETTER, DocumentKind.SUBMISSION)


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the readiness list."""

    ok: bool
    text: str
    blocking: bool = False

    @property
    def tone(self) -> str:
        if self.ok:
            return "good"
        return "bad" if self.blocking else "warn"


def blockers_to_submit(paper: Paper) -> list[str]:
    return [check.text for check in _text_checks(paper) if check.blocking and not check.ok]


def readiness(paper: Paper, actor: Actor) -> list[Check]:
    """The list shown before the step that the paper waits for now."""
    if paper.state == PaperState.DRAFT:
        return _text_checks(paper) + _draft_checks(paper)
    if paper.state in (PaperState.SUBMITTED, PaperState.INITIALLED):
        return _reading_checks(paper, actor)
    if paper.state == PaperState.SIGNED:
        return _number_checks(paper, actor.day)
    return []


def _text_checks(paper: Paper) -> list[Check]:
    document = content.from_json(paper.content)
    checks = [
        _has(document.subject.strip(), _("Có trích yếu."), _("Thiếu trích yếu.")),
        _has(document.notation.strip(), _("Có ký hiệu."), _("Thiếu ký hiệu, ví dụ KH-SYT.")),
        _has(document.body, _("Có nội dung."), _("Chưa có nội dung.")),
        _has(
            document.signer.title.strip(),
            _("Có chức vụ người ký."),
            _("Thiếu chức vụ người ký."),
        ),
        _has(document.recipients, _("Có nơi nhận."), _("Chưa ghi nơi nhận.")),
    ]
    if document.kind in WITH_ADDRESSEE:
        checks.append(_has(document.addressees, _("Có Kính gửi."), _("Chưa ghi nơi kính gửi.")))
    return checks + _blanks_check(paper)


def _blanks_check(paper: Paper) -> list[Check]:
    """Room that a template left open and nobody filled."""
    blanks = content.words_of(paper).count("…")
    if not blanks:
        return []
    return [Check(False, _("Còn %(count)s chỗ để trống “…”.") % {"count": blanks})]


def _has(value: object, yes: str, no: str) -> Check:
    return Check(True, yes) if value else Check(False, no, blocking=True)


def _draft_checks(paper: Paper) -> list[Check]:
    if not paper.return_reason:
        return []
    return [Check(False, _("Bị trả lại: %(why)s") % {"why": paper.return_reason})]


def _reading_checks(paper: Paper, actor: Actor) -> list[Check]:
    """Before initialling or signing: the signer sees first what is out of the ordinary."""
    document = content.from_json(paper.content)
    checks = [*_changed_since_last_time(paper), _signer_check(document, actor)]
    checks += _waiting_check(paper, actor.day) + _amended_check(paper)
    return checks + [check for check in _text_checks(paper) if not check.ok]


def _changed_since_last_time(paper: Paper) -> list[Check]:
    number = last_round(paper)
    earlier = [s for s in paper.steps.all() if s.round < number and s.revision_seen is not None]
    if not earlier:
        return []
    last = max(earlier, key=lambda step: (step.round, step.order))
    if last.revision_seen == paper.revision:
        return [Check(False, _("Trình lại nhưng nội dung không đổi từ lần %(who)s xem.") % {"who": last.done_by_name})]  # fmt: skip
    words = {"who": last.done_by_name, "why": last.note or "—"}
    if last.state == StepState.RETURNED:
        return [Check(False, _("Đã sửa sau khi %(who)s trả lại: %(why)s") % words)]
    return [Check(False, _("Nội dung đã đổi từ lần %(who)s duyệt.") % words)]


def _signer_check(document: OfficialDocument, actor: Actor) -> Check:
    printed = document.signer.name.strip()
    if not printed:
        return Check(False, _("Văn bản để trống họ tên người ký."))
    if name_key(printed) != name_key(actor.user_name):
        return Check(
            False,
            _("Người ký in trên văn bản là %(name)s.") % {"name": printed},
        )
    return Check(True, _("Người ký in trên văn bản đúng là ông (bà)."))


def _waiting_check(paper: Paper, day: date) -> list[Check]:
    step = current_step(paper)
    if step is None or step.called_on is None:
        return []
    words = {"day": format_date(step.called_on)}
    if (day - step.called_on).days > PATIENCE:
        return [Check(False, _("Đã chờ từ ngày %(day)s.") % words)]
    return [Check(True, _("Chuyển đến ngày %(day)s.") % words)]


def _amended_check(paper: Paper) -> list[Check]:
    amendment = getattr(paper, "amends", None)
    if amendment is None:
        return []
    words = {
        "what": amendment.get_kind_display(),
        "paper": amendment.paper,
        "why": amendment.reason,
    }
    return [Check(False, _("%(what)s %(paper)s. Lý do: %(why)s") % words)]


def _number_checks(paper: Paper, day: date) -> list[Check]:
    checks = [_neighbour_check(paper, day), _signed_day_check(paper, day)]
    if paper.number is None:
        checks.append(Check(False, _("Chưa có số.")))
    else:
        checks.append(Check(True, _("Số %(code)s.") % {"code": paper.code}))
    if paper.signed_file_id is None:
        checks.append(Check(False, _("Chưa có bản đã ký (bản quét hoặc bản ký số).")))
    else:
        checks.append(Check(True, _("Có bản đã ký.")))
    return checks


def _neighbour_check(paper: Paper, day: date) -> Check:
    last = last_numbered(paper, day.year)
    if last is None:
        return Check(True, _("Đây là văn bản đầu tiên của dãy số trong năm."))
    day_words = format_date(last.issued_on) if last.issued_on else ""
    return Check(
        True, _("Số gần nhất: %(code)s, ngày %(day)s.") % {"code": last.code, "day": day_words}
    )


def _signed_day_check(paper: Paper, day: date) -> Check:
    """Issue on the day of signing or the next working day (Decree 30/2020, Art. 18)."""
    signed = paper.signed_on
    if signed is None or day <= calendar(signed).add_working_days(signed, 1):
        return Check(True, _("Đúng hạn ban hành."))
    return Check(
        False,
        _("Ký từ ngày %(day)s: quá hạn ban hành (trong ngày ký hoặc ngày làm việc tiếp theo).")
        % {"day": format_date(signed)},
    )
