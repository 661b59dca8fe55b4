"""What runs by the clock."""

from thidua.base import clock, jobs
from thidua.subjects.oversight.services import questions, upkeep


@jobs.daily(6, 30, "oversight.settle")
def settle_today() -> None:
    day = clock.today()
    upkeep.record_silences(day)
    upkeep.close_silent(day)
    upkeep.forget_old_senders(day)


@jobs.daily(7, 0, "oversight.remind")
def remind_today() -> None:
    day = clock.today()
    upkeep.remind_answers(day)
    upkeep.remind_replies(day)
    questions.tell_to_review(day)
