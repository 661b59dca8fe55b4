"""Putting a draft out for opinion, answering, settling passage by passage, closing."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thidua.base import audit, files, outbox, parameters
from thidua.base.access import Actor, require
from thidua.core.text import format_date
from thidua.subjects.movements.enums import State
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.oversight.enums import REPLIED, ReplyState, RequestState, Taken
from thidua.subjects.oversight.errors import BadInput, WrongState
from thidua.subjects.oversight.models import Consulted, OpinionRequest, PassageOpinion
from thidua.subjects.oversight.selectors.passages import passages_of_movement, passages_of_paper
from thidua.subjects.oversight.services.moving import WHO_ANSWERS, clean_words
from thidua.subjects.oversight.services.upkeep import send_reply_reminder
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.models import Paper

WHOLE = "Ý kiến chung"
DRAFTS = (PaperState.DRAFT, PaperState.SUBMITTED, PaperState.INITIALLED)


@transaction.atomic
def ask_opinions(
    *,
    actor: Actor,
    unit_ids: Collection[int],
    movement: Movement | None = None,
    paper: Paper | None = None,
    words: str = "",
    due_on: date | None = None,
    is_sample: bool = False,
) -> OpinionRequest:
    """Ask these units about a draft of a movement or of a paper, as it stands now."""
    require(actor, "oversight.consult", movement or paper)
    due = due_on or usual_due(actor.day)
    _check_ask(movement, paper, due, actor.day)
    names = names_on(set(unit_ids) - {actor.unit_id}, actor.day)
    if not names:
        raise BadInput(_("Chọn ít nhất một đơn vị để lấy ý kiến, ngoài đơn vị mình."))
    request = _write_request(actor, movement, paper, words, due, is_sample)
    Consulted.objects.bulk_create(
        Consulted(request=request, organization_id=unit_id, unit_name=name)
        for unit_id, name in sorted(names.items(), key=lambda pair: pair[1])
    )
    _tell_asked(request, names)
    audit.record(
        actor, "oversight.consult", request,
        after={"units": sorted(names.values()), "due": due}, reason=words.strip(),
    )  # fmt: skip
    return request


def usual_due(day: date) -> date:
    return parameters.calendar(day).add_working_days(day, parameters.days("movement.opinion", day))


def _check_ask(movement: Movement | None, paper: Paper | None, due: date, day: date) -> None:
    if (movement is None) == (paper is None):
        raise ValueError("one draft is asked about: a movement or a paper")
    if movement is not None and movement.state not in (State.DRAFT, State.SUBMITTED):
        raise WrongState(_("Phong trào đã phát động: không lấy ý kiến dự thảo nữa."))
    if paper is not None and paper.state not in DRAFTS:
        raise WrongState(_("Văn bản không còn là dự thảo nên không lấy ý kiến được."))
    if due <= day:
        raise BadInput(_("Hạn trả lời phải sau hôm nay."))


def _write_request(
    actor: Actor,
    movement: Movement | None,
    paper: Paper | None,
    words: str,
    due: date,
    is_sample: bool,
) -> OpinionRequest:
    draft = movement or paper
    assert draft is not None
    passages = passages_of_movement(movement) if movement else passages_of_paper(paper)  # type: ignore[arg-type]
    try:
        with transaction.atomic():
            return OpinionRequest.objects.create(
                movement=movement,
                paper=paper,
                title=str(draft)[:500],
                words=words.strip(),
                passages=passages,
                unit_id=draft.unit_id,
                unit_name=names_on([draft.unit_id], actor.day).get(draft.unit_id, ""),
                asked_by_name=actor.signature,
                asked_by_id=actor.user_id,
                asked_on=actor.day,
                due_on=due,
                silence_is_consent=bool(parameters.get("consult.silence_is_consent", actor.day)),
                is_sample=is_sample,
            )
    except IntegrityError as error:
        raise WrongState(
            _("Dự thảo này đang được lấy ý kiến. Kết thúc đợt đó trước khi mở đợt mới.")
        ) from error


def _tell_asked(request: OpinionRequest, names: Mapping[int, str]) -> None:
    for unit_id in names:
        outbox.notify(
            to_unit=unit_id,
            roles=WHO_ANSWERS,
            subject=_("Xin ý kiến dự thảo, hạn %(due)s: %(title)s")
            % {"due": format_date(request.due_on), "title": request.title},
            body=request.words or _("Mở dự thảo, góp ý từng phần hoặc nhất trí."),
            url=f"/y-kien/lay-y-kien/{request.pk}/",
            kind="opinion",
            key=f"consult:{request.pk}:{unit_id}",
        )


@transaction.atomic
def reply_to_request(
    *,
    actor: Actor,
    consulted: Consulted,
    state: str,
    words: str = "",
    passages: Mapping[str, str] | None = None,
    own_paper: str = "",
    file: tuple[str, bytes] | None = None,
) -> Consulted:
    """Agree, agree with changes, disagree; said again until the office has closed."""
    require(actor, "oversight.reply", consulted)
    said = {key: text.strip() for key, text in (passages or {}).items() if text.strip()}
    _check_reply(consulted, state, words, said)
    stored = None
    if file is not None:
        stored = files.store(actor=actor, name=file[0], content=file[1], purpose="opinion")
    here = Consulted.objects.filter(pk=consulted.pk, request__state=RequestState.OPEN)
    moved = here.filter(state=consulted.state).update(
        state=ReplyState(state),
        words=words.strip(),
        own_paper=own_paper.strip(),
        file=stored or consulted.file,
        replied_on=actor.day,
        replied_by_name=actor.signature,
        is_late=actor.day > consulted.request.due_on,
    )
    if not moved:
        raise WrongState(
            _("Đợt lấy ý kiến đã kết thúc, hoặc đồng nghiệp vừa trả lời. Tải lại trang.")
        )
    before = consulted.state
    consulted.refresh_from_db()
    _write_passages(consulted, said)
    audit.record(
        actor, "oversight.reply", consulted.request, before=before,
        after={"state": str(ReplyState(state).label), "unit": consulted.unit_name, "items": len(said)},
        paper=consulted.own_paper,
    )  # fmt: skip
    return consulted


def _check_reply(consulted: Consulted, state: str, words: str, said: Mapping[str, str]) -> None:
    if state not in REPLIED:
        raise BadInput(_("Chọn nhất trí, nhất trí có góp ý, hoặc không nhất trí."))
    if consulted.passages.exclude(taken="").exists():
        raise WrongState(
            _("Cơ quan soạn thảo đã tiếp thu, giải trình ý kiến này nên không sửa được nữa.")
        )
    known = {passage["key"] for passage in consulted.request.passages}
    if unknown := set(said) - known:
        raise BadInput(_("Dự thảo không có phần này: %(parts)s.") % {"parts": ", ".join(unknown)})
    if state == ReplyState.DISAGREED and not words.strip() and not said:
        raise BadInput(_("Không nhất trí thì cần nêu lý do."))
    if state == ReplyState.CHANGES and not words.strip() and not said:
        raise BadInput(_("Ghi góp ý vào ít nhất một phần, hoặc vào ý kiến chung."))


def _write_passages(consulted: Consulted, said: Mapping[str, str]) -> None:
    labels = {passage["key"]: passage["label"] for passage in consulted.request.passages}
    consulted.passages.all().delete()
    rows = [(key, labels[key], said[key]) for key in labels if key in said]
    if consulted.words and consulted.state != ReplyState.AGREED:
        rows.insert(0, ("", WHOLE, consulted.words))
    PassageOpinion.objects.bulk_create(
        PassageOpinion(consulted=consulted, key=key, label=label, text=text)
        for key, label, text in rows
    )


@transaction.atomic
def decide_passage(
    *, actor: Actor, passage: PassageOpinion, taken: str, reason: str = ""
) -> PassageOpinion:
    """Taken as it is, partly, or not: the two latter with the reason."""
    request = passage.consulted.request
    require(actor, "oversight.consult", request)
    _check_open(request)
    if Taken(taken) != Taken.TAKEN and not reason.strip():
        raise BadInput(_("Tiếp thu một phần hoặc giữ nguyên thì phải giải trình lý do."))
    before = passage.taken
    PassageOpinion.objects.filter(pk=passage.pk).update(
        taken=Taken(taken),
        reason=reason.strip(),
        decided_on=actor.day,
        decided_by_name=actor.signature,
    )
    passage.refresh_from_db()
    audit.record(
        actor, "oversight.decide_passage", request, before=before or None,
        after={"unit": passage.consulted.unit_name, "part": passage.label, "taken": passage.get_taken_display()},
        reason=reason.strip(),
    )  # fmt: skip
    return passage


def _check_open(request: OpinionRequest) -> None:
    if not OpinionRequest.objects.filter(pk=request.pk, state=RequestState.OPEN).exists():
        raise WrongState(_("Đợt lấy ý kiến đã kết thúc."))


@transaction.atomic
def close_request(*, actor: Actor, request: OpinionRequest) -> OpinionRequest:
    """Every opinion has its answer; who said nothing is recorded as silent."""
    require(actor, "oversight.consult", request)
    open_ones = PassageOpinion.objects.filter(consulted__request=request, taken="").count()
    if open_ones:
        raise WrongState(
            _("Còn %(count)s góp ý chưa tiếp thu hoặc giải trình.") % {"count": open_ones}
        )
    waiting = request.consulted.filter(state=ReplyState.WAITING)
    if request.due_on >= actor.day and waiting.exists():
        raise WrongState(
            _("Chưa hết hạn %(due)s mà còn nơi chưa trả lời: chờ đến hạn, hoặc thôi lấy ý kiến.")
            % {"due": format_date(request.due_on)}
        )
    _end_request(request, RequestState.CLOSED, actor.day)
    silent = waiting.update(state=ReplyState.SILENT)
    audit.record(
        actor, "oversight.close_request", request, after={"state": "closed", "silent": silent}
    )
    return request


@transaction.atomic
def withdraw_request(*, actor: Actor, request: OpinionRequest, reason: str) -> OpinionRequest:
    require(actor, "oversight.consult", request)
    reason = clean_words(reason, _("Ghi lý do thôi lấy ý kiến để các nơi được hỏi biết."))
    _end_request(request, RequestState.WITHDRAWN, actor.day)
    for row in request.consulted.all():
        outbox.notify(
            to_unit=row.organization_id,
            roles=WHO_ANSWERS,
            subject=_("Thôi lấy ý kiến: %(title)s") % {"title": request.title},
            body=reason,
            url=f"/y-kien/lay-y-kien/{request.pk}/",
            kind="opinion",
            key=f"consult-ended:{request.pk}:{row.organization_id}",
        )
    audit.record(actor, "oversight.withdraw_request", request, after="withdrawn", reason=reason)
    return request


def _end_request(request: OpinionRequest, state: str, day: date) -> None:
    here = OpinionRequest.objects.filter(pk=request.pk, state=RequestState.OPEN)
    if not here.update(state=state, closed_on=day):
        raise WrongState(_("Đợt lấy ý kiến đã kết thúc."))
    request.refresh_from_db()


@transaction.atomic
def remind_consulted(*, actor: Actor, request: OpinionRequest) -> int:
    """Press all who have not answered, with one button."""
    require(actor, "oversight.consult", request)
    _check_open(request)
    silent = (ReplyState.WAITING, ReplyState.SILENT)
    rows = list(request.consulted.filter(state=ReplyState.WAITING).select_related("request"))
    if not rows:
        raise BadInput(
            _("Không còn nơi nào chưa trả lời.")
            if not request.consulted.filter(state__in=silent).exists()
            else _("Các nơi chưa trả lời đã được ghi là không có ý kiến khi hết hạn.")
        )
    for row in rows:
        send_reply_reminder(row, code=f"by-hand-{row.reminders}", urgent=True)
    Consulted.objects.filter(pk__in=[row.pk for row in rows]).update(reminders=F("reminders") + 1)
    audit.record(
        actor,
        "oversight.remind_consulted",
        request,
        after={"units": [row.unit_name for row in rows]},
    )
    return len(rows)
