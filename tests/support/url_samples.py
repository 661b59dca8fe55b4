"""Arguments for addresses that need some, so that the walk over all URLs reaches real things.

An area adds its own: `SAMPLES["movements:movement_detail"] = lambda: first("movements.Movement")`.
What is not named here gets an argument that finds nothing: such a page must answer 404, not break.
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps

MISSING = {
    "int": 987_654_321,
    "str": "khong-co",
    "slug": "khong-co",
    "path": "khong/co",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def first(model: str, argument: str = "pk", field: str = "pk", **which: Any) -> dict[str, Any]:
    """The first row of a model as arguments of an address; without rows nothing."""
    app, _dot, name = model.partition(".")
    rows = apps.get_model(app, name)._default_manager.filter(**which).order_by("pk")
    value = rows.values_list(field, flat=True).first()
    return {} if value is None else {argument: value}


def person() -> dict[str, Any]:
    return first("accounts.User", username="canbo.soyte")


def post() -> dict[str, Any]:
    return first("accounts.Post", user__username="canbo.soyte")


def an_index() -> dict[str, Any]:
    return first("targets.Index", "code", "code")


def example() -> dict[str, Any]:
    return first("publicity.Example", "example_id")


def congress() -> dict[str, Any]:
    return first("publicity.Congress", "congress_id")


def press_plan() -> dict[str, Any]:
    return first("publicity.PressPlan", "plan_id")


def law_row() -> dict[str, Any]:
    return first("law.LawRow", "row_id")


SAMPLES: dict[str, Callable[[], dict[str, Any]]] = {
    **{
        f"register_import:{name}": lambda: first("register_importing.OldRegister", "register_id")
        for name in (
            "see",
            "lay_out",
            "answer",
            "choose",
            "choose_all",
            "write",
            "drop",
            "undo",
            "errors",
        )
    },
    "register_import:row_see": lambda: {
        **first("register_importing.StagedRow", "row_id"),
        **first("register_importing.StagedRow", "register_id", "register_id"),
    },
    "law:award_see": lambda: {"key": "provincial_merit_certificate"},
    **{
        f"law:row_{verb}": law_row
        for verb in (
            "see",
            "edit",
            "propose",
            "review",
            "return",
            "drop",
            "ask_end",
            "end",
            "keep",
        )
    },
    **{f"law:trial_{name}": lambda: first("law.Trial", "trial_id") for name in ("see", "units")},
    **{
        f"publicity:{name}": example
        for name in (
            "example_see",
            "version_see",
            "proof_file",
            "pack",
            "take",
            "assign",
            "confirm",
            "refuse",
            "select",
            "release",
            "move",
            "withdraw",
            "follow",
            "replicate",
            "facts_edit",
            "text_edit",
            "pictures",
            "consent",
            "consent_paper",
            "consent_withdraw",
        )
    },
    **{
        f"congress:{name}": congress
        for name in (
            "congress_see",
            "congress_edit",
            "seats",
            "wish",
            "programme_add",
            "hold",
            "task_add",
            "close",
            "delegate_list",
            "delegate_docx",
            "delegate_new",
            "cards",
            "figures",
        )
    },
    **{
        f"publicity:{name}": press_plan
        for name in ("plan_see", "plan_edit", "plan_submit", "task_new")
    },
    **{
        f"indices:{name}": an_index
        for name in (
            "index_see",
            "index_edit",
            "index_compare",
            "component_new",
            "edition_copy",
            "result_new",
            "measure_new",
        )
    },
    **{
        f"indices:measure_{verb}": lambda: first("targets.ImprovementMeasure", "measure_id")
        for verb in ("see", "finish", "reopen", "drop")
    },
    **{
        f"indices:result_{verb}": lambda: first("targets.IndexResult", "result_id")
        for verb in ("see", "correct")
    },
    **{
        f"indices:component_{verb}": lambda: first("targets.IndexComponent", "component_id")
        for verb in ("edit", "drop")
    },
    "accounts:user_detail": person,
    "accounts:user_edit": person,
    "accounts:post_grant": person,
    "accounts:user_close": person,
    "accounts:user_open": person,
    "accounts:user_unlock": person,
    "accounts:user_reset_second_factor": person,
    "accounts:user_invite_again": person,
    "accounts:post_end": post,
    "accounts:see_as_start": post,
    "accounts:transfer_offer": post,
    **{
        f"oversight:opinion_{name}": lambda: first("oversight.Opinion", "opinion_id")
        for name in (
            "see",
            "assign",
            "answer",
            "decline",
            "accept",
            "ask_again",
            "press",
            "withdraw",
            "add",
            "publish",
            "take_down",
        )
    },
    **{
        f"oversight:sender_{name}": lambda: first("oversight.Sender", "opinion_id", "opinion_id")
        for name in ("see", "erase")
    },
    **{
        f"oversight:request_{name}": lambda: first("oversight.OpinionRequest", "request_id")
        for name in ("see", "reply", "close", "withdraw", "remind")
    },
    "oversight:letter_draft": lambda: first("oversight.OpinionRequest", "request_id"),
    "oversight:summary_draft": lambda: first("oversight.OpinionRequest", "request_id"),
    "oversight:summary_docx": lambda: first("oversight.OpinionRequest", "request_id"),
    **{
        f"oversight:question_{name}": lambda: first("oversight.Question", "question_id")
        for name in ("see", "answer", "decline", "confirm", "unpublish")
    },
    **{
        f"oversight:remark_{name}": lambda: first("oversight.Remark", "remark_id")
        for name in ("see", "picture", "answer")
    },
    "oversight:contact_edit": lambda: first("oversight.SupportContact", "contact_id"),
    "oversight:contact_end": lambda: first("oversight.SupportContact", "contact_id"),
    **{
        f"training:{name}": lambda: first("training.Course", "course_id")
        for name in (
            "course_see",
            "course_calendar",
            "course_edit",
            "session_new",
            "course_invite",
            "course_cancel",
            "name_people",
            "name_none",
            "unit_list",
            "people_list",
            "certify",
            "certificates",
            "course_close",
            "course_finish",
            "sign_sheet",
            "material_add",
            "question_list",
            "question_new",
            "test_take",
            "evaluate",
            "ask",
        )
    },
    **{
        f"training:{name}": lambda: first("training.Session", "session_id")
        for name in ("session_drop", "wall", "wall_picture", "roll")
    },
    **{
        f"training:{name}": lambda: first("training.Participant", "participant_id")
        for name in ("substitute", "answer", "paper_score", "certificate")
    },
    **{
        f"training:material_{name}": lambda: first("training.Material", "material_id")
        for name in ("see", "file", "withdraw")
    },
    "training:attempt_see": lambda: first("training.Attempt", "attempt_id"),
    "training:paper_draft": lambda: {
        **first("training.Course", "course_id"),
        "kind": "plan",
    },
    "training:session_edit": lambda: {
        **first("training.Session", "session_id"),
        **first("training.Session", "course_id", "course_id"),
    },
    **{
        f"training:question_{name}": lambda: {
            **first("training.Question", "question_id"),
            **first("training.Question", "course_id", "course_id"),
        }
        for name in ("edit", "drop")
    },
    **{
        f"register:{name}": lambda: first("register.Holder", "holder_id")
        for name in (
            "holder_see",
            "holder_edit",
            "entry_new",
            "check",
            "number_add",
            "post_new",
            "transfer_offer",
            "holder_merge",
        )
    },
    **{
        f"register:entry_{name}": lambda: first("register.Entry", "entry_id")
        for name in ("see", "correct", "revoke", "restore", "reissue")
    },
    **{
        f"register:transfer_{name}": lambda: first("register.HolderTransfer", "transfer_id")
        for name in ("accept", "decline", "withdraw")
    },
    **{
        f"register:double_{name}": lambda: first("register.Double", "double_id", state="proposed")
        for name in ("see", "differ")
    },
    "finding:decision_see": lambda: first("register.Entry", "entry_id"),
    "register:merger_undo": lambda: first("register.Merger", "merger_id"),
    "register:unit_see": lambda: first("orgs.Organization", "unit_id"),
    **{
        f"register:number_{name}": lambda: {
            **first("register.PersonNumber", "number_id"),
            **first("register.PersonNumber", "holder_id", "holder_id"),
        }
        for name in ("show", "remove")
    },
    **{
        f"register:post_{name}": lambda: {
            **first("register.HeldPost", "post_id"),
            **first("register.HeldPost", "holder_id", "holder_id"),
        }
        for name in ("edit", "remove")
    },
    "register:fact_new": lambda: {**first("register.Holder", "holder_id"), "what": "xep-loai"},
    **{
        f"register:fact_{name}": lambda: {
            **first("register.YearRating", "row_id"),
            **first("register.YearRating", "holder_id", "holder_id"),
            "what": "xep-loai",
        }
        for name in ("edit", "remove")
    },
    **{
        f"reports:{name}": lambda: first("reports.ReportCampaign", "campaign_id")
        for name in (
            "campaign_prepare",
            "campaign_open",
            "campaign_cancel",
            "campaign_close",
            "heading_new",
            "campaign_see",
            "campaign_remind",
            "reminder_letter",
            "campaign_accept",
            "answers_see",
            "answers_pick",
            "consolidated_see",
            "consolidated_start",
        )
    },
    **{
        f"reports:{name}": lambda: first("reports.OwedReport", "report_id")
        for name in (
            "report_see",
            "report_start",
            "report_edit",
            "figures_refresh",
            "file_attach",
            "recorded_file",
            "report_submit",
            "report_sign",
            "report_recall",
            "report_accept",
            "report_return",
            "report_lift",
            "report_exempt",
            "report_record",
            "report_correct",
        )
    },
    "reports:consolidated_of": lambda: first("reports.ConsolidatedReport", "report_id"),
    "reports:unit_summary": lambda: first("orgs.Organization", "org_id", code="LC-SYT"),
    "reports:movement_summary": lambda: first("movements.Movement", "movement_id"),
}

INSPECTIONS = {
    "plan_id": "inspections.InspectionPlan",
    "visit_id": "inspections.Visit",
    "item_id": "inspections.OutlineItem",
    "member_id": "inspections.TeamMember",
    "follow_up_id": "inspections.FollowUp",
    "answer_id": "inspections.SelfAnswer",
    "picture_id": "inspections.FindingPicture",
    "uuid": "inspections.Finding",
}


def inspection() -> dict[str, Any]:
    """The first of everything an address of inspections may name; the walk takes what it asks for."""
    found: dict[str, Any] = {}
    for argument, model in INSPECTIONS.items():
        found |= first(model, argument, "uuid" if argument == "uuid" else "pk")
    return found


for _name in (
    "plan_see", "plan_edit", "plan_submit", "plan_discard", "plan_notify", "plan_close",
    "outline_new", "outline_edit", "outline_drop", "candidate_list", "weigh", "choose", "leave_out",
    "team_assign", "visit_set", "member_drop", "visit_see", "visit_prepare", "visit_record",
    "visit_cancel", "visit_close", "self_check_edit", "self_check_submit", "self_check_docx",
    "finding_new", "finding_edit", "finding_withdraw", "picture", "minutes_see", "minutes_docx",
    "minutes_signed", "conclusion_edit", "conclusion_docx", "conclusion_submit", "follow_up_new",
    "follow_up_edit", "follow_up_drop", "follow_up_see", "proof_send", "proof_accept",
    "proof_return",
):  # fmt: skip
    SAMPLES[f"inspections:{_name}"] = inspection

for _name in ("check_see", "check_again", "check_docx", "override_new"):
    SAMPLES[f"eligibility:{_name}"] = lambda: first("eligibility.Check", "check_id")
for _name in ("ask", "prospects"):
    SAMPLES[f"eligibility:{_name}"] = lambda: first("register.Holder", "holder_id")
for _name in ("list_see", "list_judge", "list_drop", "line_see", "line_settle", "line_drop"):
    SAMPLES[f"eligibility:{_name}"] = lambda: {
        **first("eligibility.NomineeList", "list_id"),
        "number": 1,
    }
SAMPLES["eligibility:override_take_back"] = lambda: first("eligibility.Override", "override_id")
