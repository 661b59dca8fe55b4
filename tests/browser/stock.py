"""Things in the middle of their way, put beside the demonstration: `python -m tests.browser.stock`.

Prints as JSON, for each area, a value for every argument its addresses ask for.
"""

import json
import os
from datetime import date
from typing import Any

import django

from tests.browser.stock_inspections import inspections
from tests.browser.stock_law import eligibility, law, old_registers
from tests.browser.stock_oversight import followed, oversight

Values = dict[str, dict[str, Any]]


def stock() -> Values:
    from thidua.command.demonstration import lai_chau

    day = date(2022, 2, 15)
    officer, admin = lai_chau.officer(day), lai_chau.person("quantri", day)
    reading, item = open_reading(officer)
    submitted = draft_movement(officer, submitted=True)
    draft = draft_movement(officer)
    return {
        "directives": {"reading_id": reading, "item_id": item, "kind": "target"},
        "movements": {**movement_parts(draft), "submitted": submitted, **launched()},
        "duties": {"movement_id": launched()["launched"], "planned": plan_of_health(day)},
        "papers": papers(officer),
        "orgs": units(admin, day),
        "accounts": people(admin, day),
        "desk": imported(admin),
        "targets": targets(),
        "messages": {**one_message(), "token": "khong-co"},
        "training": training(day),
        "portal": {**published(), **told(), **followed()},
        "oversight": oversight(),
        "publicity": stories(),
        "register": register(),
        "register_import": old_registers(),
        "law": law(),
        "eligibility": eligibility(),
        "finding": {"entry_id": register()["entry_id"]},
        "reports": reports(day),
        "congress": conference(),
        "indices": indices(),
        "help": {"slug": "chuyen-vien"},
        "inspections": inspections(officer),
    }


def register() -> Values:
    """Things of the demonstration's register, in each state that looks otherwise."""
    from thidua.subjects.register.models import (
        Double,
        Entry,
        Holder,
        HolderTransfer,
        Merger,
        PersonNumber,
    )

    health = Holder.objects.filter(unit__code="LC-SYT", kind="individual").order_by("pk")
    own = health.exclude(numbers=None).exclude(entries=None).first()
    assert own is not None
    transfer = HolderTransfer.objects.get()
    return {
        "holder_id": own.pk,
        "own": own.pk,
        "collective": Holder.objects.filter(kind="collective").first().pk,
        "entry_id": own.entries.first().pk,
        "revoked": Entry.objects.filter(standing="revoked").first().pk,
        "double_id": Double.objects.filter(state="proposed").first().pk,
        "merger_id": Merger.objects.get().pk,
        "transfer_id": transfer.pk,
        "moving": transfer.holder_id,
        "unit_id": own.unit_id,
        "number_id": PersonNumber.objects.filter(holder=own).first().pk,
        "post_id": own.posts.first().pk,
        "row_id": own.ratings.first().pk,
        "what": "xep-loai",
    }


def indices() -> Values:
    from thidua.subjects.targets.models import ImprovementMeasure, IndexComponent, IndexResult

    return {
        "code": "par-index",
        "result_id": IndexResult.objects.get(index__code="par-index", year=2022).pk,
        "component_id": IndexComponent.objects.filter(index__code="par-index").first().pk,
        "measure_id": ImprovementMeasure.objects.order_by("pk").first().pk,
    }


def open_reading(officer: Any) -> tuple[int, int]:
    from thidua.subjects.movements.models import ReadingItem
    from thidua.subjects.movements.services import readings

    reading = readings.start_reading(
        actor=officer, file_name="chi-thi-so-2.txt", content=seed_text()
    )
    return reading.pk, ReadingItem.objects.filter(reading=reading, kind="target").first().pk


def seed_text() -> bytes:
    from importlib.resources import files

    return (files("thidua.data.directives") / "lai-chau-2022-chi-thi.txt").read_bytes()


def draft_movement(officer: Any, *, submitted: bool = False) -> int:
    from thidua.command.demonstration import lai_chau
    from thidua.subjects.movements.services import launching, readings
    from thidua.subjects.movements.services.readings_movement import create_movement

    reading = readings.start_reading(actor=officer, file_name="ban-sau.txt", content=seed_text())
    lai_chau.answer_questions(officer, reading)
    movement = create_movement(actor=officer, reading=reading)
    lai_chau.complete_draft(officer, movement)
    if submitted:
        launching.submit_movement(actor=officer, movement=movement)
    return movement.pk


def movement_parts(movement_id: int) -> dict[str, Any]:
    from thidua.subjects.movements.models import Movement

    movement = Movement.objects.get(pk=movement_id)
    return {
        "movement_id": movement_id,
        "use_id": movement.targets.order_by("pk").first().pk,
        "part": "nhiem-vu",
        "part_id": movement.tasks.order_by("pk").first().pk,
        "step": "so-ket",
        "duty_id": 0,
    }


def launched() -> dict[str, int]:
    from thidua.subjects.movements.models import Movement

    movement = Movement.objects.filter(level="province", state="launched").earliest("pk")
    return {"launched": movement.pk, "duty_id": movement.duties.earliest("pk").pk}


def plan_of_health(day: date) -> int:
    """The department of health has taken the movement up and drafts its plan."""
    from thidua.command.demonstration import lai_chau
    from thidua.subjects.movements.models import Duty
    from thidua.subjects.movements.selectors.movements import targets_concerning, tasks_of_unit
    from thidua.subjects.movements.services.duties import acknowledge_movement
    from thidua.subjects.movements.services.plans import Chosen, start_plan

    clerk = lai_chau.person("canbo.soyte", day)
    duty = Duty.objects.get(organization_id=clerk.unit_id, movement_id=launched()["launched"])
    acknowledge_movement(actor=clerk, movement=duty.movement)
    duty.refresh_from_db()
    chosen = Chosen(
        contents=[row.pk for row in duty.movement.contents.all()],
        targets=[row.pk for row in targets_concerning(duty.movement, clerk.unit_id)],
        tasks=[row.pk for row in tasks_of_unit(duty.movement, clerk.unit_id)],
    )
    return start_plan(actor=clerk, duty=duty, chosen=chosen).pk


def papers(officer: Any) -> dict[str, Any]:
    from thidua.subjects.papers.models import LegalDocument, Paper
    from thidua.subjects.papers.services.letters import draft_reminder_letter

    letter = draft_reminder_letter(
        actor=officer, unit_id=officer.unit_id, about="", addressees=["Sở Y tế", "UBND huyện Sìn Hồ"],
        subject="đôn đốc triển khai phong trào thi đua năm 2022",
        paragraphs=["Đề nghị các đơn vị ban hành kế hoạch phát động trước ngày 20/02/2022."],
    )  # fmt: skip
    return {
        "paper_id": letter.pk,
        "issued": Paper.objects.filter(state="issued").earliest("pk").pk,
        "document_id": LegalDocument.objects.earliest("pk").pk,
        "delivery_id": 0,
    }


def units(admin: Any, day: date) -> dict[str, Any]:
    from thidua.subjects.orgs.models import Organization, OrganizationSet, Reorganization
    from thidua.subjects.orgs.selectors import version_on
    from thidua.subjects.orgs.services import rename_organization

    org = Organization.objects.get(code="D108")
    other = Organization.objects.get(code="LC-BLC")
    name = version_on(other.pk, day).name
    rename_organization(
        actor=admin, org_id=other.pk, name=f"{name} và Phát thanh, Truyền hình", short_name="",
        day=day, paper="Quyết định số 15/QĐ-UBND",
    )  # fmt: skip
    return {
        "org_id": org.pk,
        "act_id": Reorganization.objects.latest("pk").pk,
        "key": OrganizationSet.objects.earliest("pk").key,
        "member_id": 0,
    }


def people(admin: Any, day: date) -> dict[str, Any]:
    from thidua.base.access import Role
    from thidua.subjects.accounts.models import Post, User
    from thidua.subjects.accounts.services import invite_user

    clerk = User.objects.get(username="canbo.soyte")
    post = Post.objects.held_on(day).filter(user=clerk).earliest("pk")
    sent = invite_user(
        actor=admin, full_name="Nguyễn Văn Mẫu", email="mau@example.org", unit_id=post.unit_id,
        role=Role.UNIT_CLERK, title="Chuyên viên", valid_from=day,
    )  # fmt: skip
    return {"pk": clerk.pk, "post": post.pk, "token": sent.token, "key": "khong-co"}


def imported(admin: Any) -> dict[str, Any]:
    from thidua.base.audit.models import AuditEvent
    from thidua.base.imports.services import paste_import
    from thidua.base.jobs.models import JobRun
    from thidua.base.outbox.models import OutgoingMail
    from thidua.base.parameters.models import Parameter

    batch = paste_import(
        actor=admin, spec_name="orgs.units",
        text="Mã\tTên đơn vị\tLoại\nLC-MAU\tTrung tâm Mẫu\tban\nLC-MAU2\t\tban\n",
    )  # fmt: skip
    return {
        "spec_name": "orgs.units",
        "batch_id": batch.pk,
        "job_id": JobRun.objects.latest("pk").pk,
        "mail_id": OutgoingMail.objects.earliest("pk").pk,
        "sequence": AuditEvent.objects.latest("pk").sequence,
        "key": Parameter.objects.earliest("pk").key,
    }


def published() -> dict[str, Any]:
    from thidua.subjects.movements.models import Movement

    movement = Movement.objects.get(pk=launched()["launched"])
    slug = movement.slug
    url = f"/cong-khai/phong-trao/{movement.pk}-{slug}/"
    return {"movement_id": movement.pk, "slug": slug, "url": url}


def targets() -> dict[str, Any]:
    """The target that the demonstration gave to the districts, and its first period."""
    from thidua.subjects.targets.models import TargetValue

    row = TargetValue.objects.filter(state="disputed").select_related("period").earliest("pk")
    return {
        "target_id": row.target_id,
        "value_id": row.pk,
        "org_id": row.organization_id,
        "period_id": row.period_id,
        "code": row.period.code,
    }


def stories() -> dict[str, Any]:
    from thidua.subjects.publicity.models import Example, PressOutput, PressPlan

    shown = Example.objects.filter(state="followed") | Example.objects.filter(state="published")
    example, plan = shown.earliest("pk"), PressPlan.objects.earliest("pk")
    return {
        "example_id": example.pk,
        "suggested": Example.objects.filter(state="suggested").earliest("pk").pk,
        "selected": Example.objects.filter(state="selected").earliest("pk").pk,
        "waiting": Example.objects.filter(state="released").earliest("pk").pk,
        "version": 1,
        "picture_id": example.pictures.earliest("pk").pk,
        "size": "small",
        "consent_id": example.consents.earliest("pk").pk,
        "output_id": PressOutput.objects.earliest("pk").pk,
        "plan_id": plan.pk,
        "task_id": plan.tasks.earliest("pk").pk,
    }


def conference() -> dict[str, Any]:
    from thidua.subjects.publicity.models import Congress

    congress = Congress.objects.earliest("pk")
    return {
        "congress_id": congress.pk,
        "item_id": congress.programme.earliest("pk").pk,
        "delegate_id": congress.delegates.earliest("pk").pk,
        "task_id": 0,
        "which": "ke-hoach",
        "act": "dong-y",
    }


def told() -> dict[str, Any]:
    """What a citizen meets on the portal: a story, and a suggestion of one's own."""
    from thidua.pages.portal.asking import sealed
    from thidua.subjects.publicity import public

    row = public.latest_stories(1)[0]
    ticket = "phieu-cua-trinh-dien"
    receipt = public.suggest(
        ticket=ticket, kind="person", name="Người Mẫu", deed="Giúp bà con sửa đường.", place="Bản Mẫu",
        proof="", suggester="Nguyễn Văn Mẫu", phone="0213 000 000",
    )  # fmt: skip
    return {
        "example_id": row.id,
        "story_slug": row.slug,
        "picture_id": row.picture.id if row.picture else 0,
        "size": "small",
        "seal": sealed("suggest", ticket),
        "told": sealed("told", receipt.number),
        "paper_id": 0,
    }


def reports(day: date) -> dict[str, Any]:
    """The demonstration's campaign, a prepared one, the health department's draft with a file."""
    from dataclasses import asdict

    from thidua.command.demonstration import lai_chau
    from thidua.subjects.reports.models import OwedReport, ReportBlock, ReportCampaign
    from thidua.subjects.reports.schedule import four_days
    from thidua.subjects.reports.services.campaigns import prepare_campaign
    from thidua.subjects.reports.services.drafting import start_report

    campaign = ReportCampaign.objects.order_by("pk").first()
    due = date(2022, 6, 15)
    prepared = prepare_campaign(
        actor=lai_chau.officer(day), kind="interim", movement=campaign.movement,
        name="Sơ kết 6 tháng đầu năm 2022", since=date(2022, 1, 1), until=due,
        **asdict(four_days(due, day)),
    )  # fmt: skip
    mine = OwedReport.objects.select_related("campaign").get(
        campaign=campaign, organization__code="LC-SYT"
    )
    start_report(actor=lai_chau.person("canbo.soyte", day), report=mine)
    block = ReportBlock.objects.filter(excerpt__isnull=False).order_by("pk").first()
    received = OwedReport.objects.filter(campaign=campaign)
    return {
        "campaign_id": campaign.pk,
        "prepared": prepared.pk,
        "heading_id": prepared.headings.first().pk,
        "way": "len",
        "report_id": received.filter(state="sent").order_by("pk").first().pk,
        "accepted": received.filter(state="accepted").order_by("pk").first().pk,
        "returned": received.filter(state="returned").order_by("pk").first().pk,
        "mine": mine.pk,
        "whole": campaign.consolidated.pk,
        "attachment_id": 0,
        "part_id": block.part_id,
        "block_id": block.pk,
        "excerpt_id": block.excerpt_id,
        "org_id": mine.organization_id,
        "movement_id": campaign.movement_id,
    }


def one_message() -> dict[str, int]:
    from thidua.base.outbox.models import InboxMessage
    from thidua.subjects.accounts.models import User

    clerk = User.objects.get(username="canbo.soyte")
    return {"message_id": InboxMessage.objects.filter(user_id=clerk.pk).latest("pk").pk}


def training(day: date) -> dict[str, Any]:
    """The course of this day in the middle of its way, one to come, one long closed."""
    from thidua.command.demonstration import lai_chau
    from thidua.subjects.training.models import Course, Participant, Summons
    from thidua.subjects.training.services.learning import add_material, submit_attempt

    clerk = lai_chau.person("canbo.soyte", day)
    today = Course.objects.get(starts_on=day)
    pupil = Participant.objects.select_related("course").get(course=today, user_id=clerk.user_id)
    questions = list(today.questions.all())
    taken = submit_attempt(actor=clerk, participant=pupil, answers={q.pk: [0] for q in questions})
    waiting = Summons.objects.filter(organization_id=clerk.unit_id, state="waiting").earliest("pk")
    material = add_material(
        actor=lai_chau.person("taphuan", day),
        title="Bài giảng",
        url="https://example.vn/",
        course=today,
    )
    closed = Course.objects.filter(state="closed").earliest("pk")
    return {
        "course_id": today.pk,
        "to_come": waiting.course_id,
        "closed": closed.pk,
        "planned_session": Course.objects.get(pk=waiting.course_id).sessions.earliest("pk").pk,
        "session_id": today.sessions.latest("pk").pk,
        "question_id": questions[0].pk,
        "participant_id": pupil.pk,
        "certified": closed.participants.filter(state="certified").earliest("pk").pk,
        "attempt_id": taken.pk,
        "material_id": material.pk,
        "kind": "plan",
        "code": "ma-cu",
    }


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    django.setup()
    from django.conf import settings

    settings.JOBS_IMMEDIATE = True
    print(json.dumps(stock()))


if __name__ == "__main__":
    main()
