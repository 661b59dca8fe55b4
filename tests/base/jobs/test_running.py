from datetime import timedelta
from threading import Event

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone

from tests.base.conftest import make_actor
from thidua.base import jobs
from thidua.base.errors import Refusal
from thidua.base.jobs import registry, workers
from thidua.base.jobs.clockwork import next_time, run_guarded
from thidua.base.jobs.models import JobRun, JobState, PeriodicRun, actor_as_json, actor_from
from thidua.base.jobs.queue import retry_job
from thidua.base.jobs.registry import Periodic
from thidua.base.jobs.running import LEASE, MAX_ATTEMPTS, RunProgress, Stopping, run_next, take
from thidua.base.outbox.models import InboxMessage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_data")]


@pytest.fixture
def work(monkeypatch, settings):
    """Registers a function as the job "test.work"."""
    settings.JOBS_IMMEDIATE = False

    def register(function):
        monkeypatch.setitem(registry.JOBS, "test.work", registry.Job("test.work", "Thử", function))

    return register


def run_one():
    return run_next("w:1", Event())


def test_enqueue_runs_with_its_arguments_and_its_actor(work, actor):
    seen = []
    work(lambda progress, *, a: seen.append((progress.actor, a)))
    run = jobs.enqueue(actor, "test.work", a=1)
    assert run.state == JobState.QUEUED
    assert run_one()
    assert seen == [(actor, 1)]
    run.refresh_from_db()
    assert (run.state, run.attempts) == (JobState.DONE, 1)
    assert not run_one()


@pytest.mark.django_db(transaction=True)
def test_enqueue_belongs_to_the_transaction(work, actor):
    work(lambda progress: None)

    def fail():
        with transaction.atomic():
            jobs.enqueue(actor, "test.work")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert JobRun.objects.count() == 0
    with pytest.raises(RuntimeError, match="outside a transaction"):
        jobs.enqueue(actor, "test.work")


def test_enqueue_with_a_key_gives_back_the_open_one(work, actor):
    work(lambda progress: None)
    first = jobs.enqueue(actor, "test.work", key="k")
    assert jobs.enqueue(actor, "test.work", key="k") == first
    run_one()
    assert jobs.enqueue(actor, "test.work", key="k") != first


def test_enqueue_of_an_unknown_job_is_an_error(actor):
    with pytest.raises(KeyError, match="nobody registered"):
        jobs.enqueue(actor, "test.nothing")


def test_progress_and_result_are_kept_and_told(work, make_user):
    user = make_user("clerk")

    def steps(progress):
        progress.update(5, 10, "Nửa đường")
        assert JobRun.objects.values_list("done", "total", "message").get() == (5, 10, "Nửa đường")
        progress.result("Đã làm 10 dòng.", "/x/")

    work(steps)
    run = jobs.enqueue(make_actor(user_id=user.pk), "test.work")
    run_one()
    run.refresh_from_db()
    assert (run.message, run.result_url, run.percent) == ("Đã làm 10 dòng.", "/x/", 100)
    message = InboxMessage.objects.get()
    assert (message.subject, message.url) == ("Đã xong: Thử", "/x/")


def test_a_refusal_fails_the_job_with_its_sentence(work, actor):
    def refuse(progress):
        raise Refusal("Tệp trống.")

    work(refuse)
    jobs.enqueue(actor, "test.work")
    run_one()
    assert JobRun.objects.values_list("state", "message").get() == (JobState.FAILED, "Tệp trống.")


def test_an_error_fails_the_job_and_can_be_retried(work, actor):
    work(lambda progress: 1 / 0)
    run = jobs.enqueue(actor, "test.work")
    run_one()
    run.refresh_from_db()
    assert run.state == JobState.FAILED
    assert "ZeroDivisionError" in run.error
    work(lambda progress: None)
    retry_job(actor=actor, run=run)
    run_one()
    run.refresh_from_db()
    assert (run.state, run.error) == (JobState.DONE, "")
    with pytest.raises(Refusal):
        retry_job(actor=actor, run=run)


def test_a_busy_database_is_tried_later(work, actor):
    def busy(progress):
        raise OperationalError("database is locked")

    work(busy)
    jobs.enqueue(actor, "test.work")
    run_one()
    run = JobRun.objects.get()
    assert run.state == JobState.QUEUED
    assert run.run_after > timezone.now()


def killed(worker="other:gone", lease=-LEASE):
    JobRun.objects.update(
        state=JobState.RUNNING, worker=worker, attempts=1, lease_until=timezone.now() + lease
    )


def test_take_takes_over_when_the_lease_is_out(work, actor):
    work(lambda progress: None)
    jobs.enqueue(actor, "test.work")
    killed()
    assert take("w:1").attempts == 2


def test_take_leaves_a_job_with_a_standing_lease(work, actor):
    work(lambda progress: None)
    jobs.enqueue(actor, "test.work")
    killed(lease=LEASE)
    assert take("w:1") is None


def test_take_takes_over_at_once_from_a_dead_worker_of_this_machine(work, actor):
    work(lambda progress: None)
    jobs.enqueue(actor, "test.work")
    identity = workers.WorkerIdentity()
    killed(identity.name, lease=-LEASE)
    assert take("w:1") is None
    identity._lock.close()  # as the kernel does when the process is killed
    killed(identity.name, lease=LEASE)
    assert take("w:1").worker == "w:1"


def test_take_gives_up_after_many_kills(work, actor):
    work(lambda progress: None)
    jobs.enqueue(actor, "test.work")
    killed()
    JobRun.objects.update(attempts=MAX_ATTEMPTS)
    assert take("w:1") is None
    assert JobRun.objects.get().state == JobState.FAILED


def test_a_run_that_was_taken_over_writes_nothing_more(work, actor):
    def lose(progress):
        JobRun.objects.update(attempts=7, message="của người khác")
        progress.update(1, 1)
        raise AssertionError("not reached")

    work(lose)
    jobs.enqueue(actor, "test.work")
    run_one()
    run = JobRun.objects.get()
    assert (run.state, run.message) == (JobState.RUNNING, "của người khác")


def test_a_stopping_worker_puts_the_job_back(work, actor):
    stop = Event()

    def pause(progress):
        stop.set()
        progress.update(1, 2)

    work(pause)
    jobs.enqueue(actor, "test.work")
    run_next("w:1", stop)
    assert JobRun.objects.values_list("state", "attempts").get() == (JobState.QUEUED, 0)
    with pytest.raises(Stopping):
        RunProgress(JobRun.objects.get(), stop).update(1, 1)


@pytest.mark.django_db(transaction=True)
def test_jobs_immediate_runs_on_commit(work, actor, settings):
    settings.JOBS_IMMEDIATE = True
    work(lambda progress: progress.result("xong"))
    with transaction.atomic():
        run = jobs.enqueue(actor, "test.work")
        assert JobRun.objects.get().state == JobState.QUEUED
    run.refresh_from_db()
    assert (run.state, run.message) == (JobState.DONE, "xong")


def test_actor_survives_json():
    actor = make_actor()
    limited = type(actor)(
        **{name: getattr(actor, name) for name in actor.__slots__}
        | {"delegated_verbs": frozenset({"a.b"})}
    )
    assert actor_from(actor_as_json(actor)) == actor
    assert actor_from(actor_as_json(limited)) == limited


def test_daily_runs_once_and_again_the_next_day():
    ran = []
    daily = Periodic("test.daily", lambda: ran.append(1), at=(7, 0))
    morning = timezone.localtime().replace(hour=6, minute=0, second=0, microsecond=0)
    assert not run_guarded(daily, morning)
    assert run_guarded(daily, morning + timedelta(hours=3))  # the worker was away at seven
    assert not run_guarded(daily, morning + timedelta(hours=4))
    assert run_guarded(daily, morning + timedelta(hours=25))
    assert len(ran) == 2


def test_a_failed_periodic_is_tried_again_soon():
    def fail():
        raise ValueError("x")

    now = timezone.now()
    run_guarded(Periodic("test.fail", fail, seconds=3600), now)
    row = PeriodicRun.objects.get()
    assert row.last_error == "ValueError: x"
    assert row.next_at == now + timedelta(minutes=5)


def test_next_time_of_a_daily_is_local():
    daily = Periodic("x", lambda: None, at=(7, 0))
    now = timezone.localtime().replace(hour=8)
    then = timezone.localtime(next_time(daily, now))
    assert (then.hour, then.date()) == (7, (now + timedelta(days=1)).date())
