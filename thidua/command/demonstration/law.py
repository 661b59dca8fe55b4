"""Two rows of the law that Lai Châu would write for 2022, both invented: one holds, one waits.

And one trial: what if the provincial title asked for four years in a row.
"""

from dataclasses import replace
from datetime import date

from thidua.base.access import Actor
from thidua.command.demonstration.playing import on
from thidua.core.law.reading import national_law
from thidua.subjects.accounts.models import User
from thidua.subjects.accounts.selectors import actor_for, posts_on
from thidua.subjects.eligibility.trials import HOLDERS, Scope, start_trial
from thidua.subjects.law.bodies import correction_of
from thidua.subjects.law.enums import RowKind
from thidua.subjects.law.numbers import change_words, changed_rows, numbers_of
from thidua.subjects.law.rows import RowValues
from thidua.subjects.law.services.drafting import draft_row, propose_row
from thidua.subjects.law.services.reviewing import review_row
from thidua.subjects.movements.models import Movement

CERTIFICATE, FIGHTER = "provincial_merit_certificate", "grassroots_emulation_fighter"
TITLE = "provincial_emulation_fighter"
SINCE, UNTIL = date(2022, 1, 1), date(2024, 1, 1)
WRITTEN, REVIEWED, NOW = date(2022, 1, 12), date(2022, 1, 14), date(2022, 2, 14)
DECISION = "Quyết định mẫu về quy chế thi đua, khen thưởng của tỉnh (số liệu mẫu)"


def play(movement: Movement) -> None:
    officer, head = _person("chuyenvien", WRITTEN), _person("lanhdao", REVIEWED)
    vote = propose_row(actor=officer, row=draft_row(actor=officer, values=_vote(), is_sample=True))
    review_row(actor=head, row=vote, remark="Đã so với bản ký.")
    today = on(officer, NOW)
    propose_row(actor=today, row=draft_row(actor=today, values=_quota(), is_sample=True))
    _trial(today)


def _person(username: str, day: date) -> Actor:
    user = User.objects.get(username=username)
    return actor_for(user, posts_on(user, day)[0], day)


def _correction(id_: str, award: str, citation: str) -> RowValues:
    """The national row, as the province would write it down for its own years."""
    start = correction_of(RowKind.CONDITION, national_law().condition(id_, SINCE), award)
    return replace(start, valid_from=SINCE, valid_until=UNTIL, citation=citation, document=DECISION)


def _vote() -> RowValues:
    row = _correction(f"law2003.{CERTIFICATE}.local_vote", CERTIFICATE, "Điều 12 khoản 2")
    params = {**row.body["params"], "min_percent": 80}
    text = "Hội đồng tỉnh bỏ phiếu, đồng ý từ 80% tổng số thành viên"
    reason = "Luật để tỉnh quy định tỷ lệ phiếu; dữ liệu chưa có con số."
    return replace(row, body={**row.body, "text": text, "params": params}, reason=reason)


def _quota() -> RowValues:
    row = _correction(f"law2003.{FIGHTER}.ratio", FIGHTER, "Điều 7 khoản 3")
    text = "Chiến sĩ thi đua cơ sở không quá 15% số Lao động tiên tiến của đơn vị, phần lẻ bỏ đi"
    reason = "Tỉnh giữ mức tối đa của Nghị định và nói rõ cách làm tròn."
    return replace(row, body={**row.body, "text": text}, reason=reason)


def _trial(actor: Actor) -> None:
    numbers = numbers_of(national_law(), TITLE, NOW)
    chain = next(one for one in numbers if one.row.type == "prior_award")
    changes = [(chain, 4)]
    start_trial(
        actor=actor,
        title="Chiến sĩ thi đua tỉnh: nếu đòi 04 lần liên tục",
        award=TITLE,
        rows=changed_rows(TITLE, changes),
        words=change_words(changes),
        scope=Scope(HOLDERS, 2017, 2021),
        is_sample=True,
    )
