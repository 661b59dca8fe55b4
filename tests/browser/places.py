"""Every address of the resolver, who looks at it, and with which values."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

OFFICER, CLERK, ADMIN, CHAIR, NOBODY = "chuyenvien", "canbo.soyte", "quantri", "chutich", ""
FRONT = "mattran"
# Who looks at an area; a page that asks for somebody else is named below.
VISITOR = {
    "home": CLERK,
    "accounts": CLERK,
    "orgs": ADMIN,
    "papers": OFFICER,
    "law": OFFICER,
    "directives": OFFICER,
    "register_import": OFFICER,
    "movements": OFFICER,
    "duties": CLERK,
    "targets": CLERK,
    "indices": OFFICER,
    "overview": OFFICER,
    "register": OFFICER,
    "finding": OFFICER,
    "reports": OFFICER,
    "inspections": OFFICER,
    "eligibility": OFFICER,
    "publicity": OFFICER,
    "congress": OFFICER,
    "training": OFFICER,
    "oversight": OFFICER,
    "messages": CLERK,
    "desk": ADMIN,
    "portal": NOBODY,
    "help": CLERK,
    "ui": OFFICER,
    "": NOBODY,
}
OTHER_VISITOR = {
    "reports:owed_list": CLERK,
    "reports:report_edit": CLERK,
    "reports:report_sign": "thutruong.soyte",
    "reports:report_recall": "thutruong.soyte",
    "accounts:login": NOBODY,
    "accounts:no_post": NOBODY,
    "accounts:second_factor": NOBODY,
    "accounts:password_forgotten": NOBODY,
    "accounts:password_sent": NOBODY,
    "accounts:password_reset": NOBODY,
    "accounts:invitation_accept": NOBODY,
    "accounts:unit_people": "thutruong.soyte",
    "accounts:unit_invite": "thutruong.soyte",
    "accounts:transfer_offer": "thutruong.soyte",
    **{
        f"accounts:{name}": ADMIN
        for name in (
            "user_list",
            "user_new",
            "user_by_hand",
            "dormant_list",
            "invitation_list",
            "user_detail",
            "user_edit",
            "post_grant",
            "post_end",
            "see_as_start",
            "user_close",
            "user_open",
            "user_unlock",
            "user_reset_second_factor",
            "user_invite_again",
        )
    },
    **{f"movements:movement_{name}": CHAIR for name in ("amend", "launch", "return", "withdraw")},
    **{
        f"targets:{name}": OFFICER
        for name in (
            "target_new",
            "target_fix",
            "target_split",
            "target_withdraw",
            "period_list",
            "period_lock",
            "period_unlock",
            "value_correct",
        )
    },
    **{f"targets:{name}": "chutri" for name in ("owned_list", "owned_see", "value_see")},
    **{f"targets:{name}": "canbo.sinho" for name in ("report_list", "report_edit", "unit_own")},
    **{
        f"training:{name}": CLERK
        for name in (
            "name_people",
            "name_none",
            "test_take",
            "evaluate",
            "ask",
            "attempt_see",
            "mine",
        )
    },
    "training:substitute": "thutruong.soyte",
    **{
        f"inspections:{name}": "kiemtra"
        for name in ("finding_new", "finding_edit", "picture", "minutes_see", "minutes_signed")
    },
    **{f"inspections:{name}": CLERK for name in ("self_check_edit", "self_check_docx", "evidence")},
    "publicity:take": "baochi",
    "papers:paper_recall": "lanhdao",
    "oversight:supervise": FRONT,
    "oversight:coordinate": FRONT,
    "oversight:opinion_accept": FRONT,
    "papers:paper_sign": "lanhdao",
    "papers:numbering_set": "vanthu",
}
LAUNCHED = ("movement_amend", "movement_board", "movement_see", "movement_file", "duty_record")
MOVEMENT_ON_ITS_WAY = {f"movements:{name}": {"movement_id": "launched"} for name in LAUNCHED}
VISITED = (
    "visit_see", "visit_prepare", "finding_new", "finding_edit", "picture", "minutes_see",
    "minutes_docx", "minutes_signed", "conclusion_edit", "conclusion_docx", "follow_up_new",
)  # fmt: skip
TOLD = ("self_check_edit", "self_check_docx", "evidence")
INSPECTED = {
    **{f"inspections:{name}": {"visit_id": "visited"} for name in VISITED},
    **{f"inspections:{name}": {"visit_id": "told"} for name in TOLD},
    "inspections:follow_up_edit": {"visit_id": "visited", "follow_up_id": "duty_draft"},
}
OTHER_VALUES: dict[str, dict[str, str]] = {
    **{
        f"reports:{name}": {"campaign_id": "prepared"}
        for name in ("campaign_prepare", "heading_new", "heading_edit")
    },
    "register:entry_restore": {"entry_id": "revoked"},
    "reports:report_edit": {"report_id": "mine"},
    "reports:consolidated_of": {"report_id": "whole"},
    "reports:report_correct": {"report_id": "accepted"},
    **MOVEMENT_ON_ITS_WAY,
    **INSPECTED,
    "accounts:transfer_offer": {"pk": "post"},
    "accounts:post_end": {"pk": "post"},
    "papers:paper_signed_file": {"paper_id": "issued"},
    **{f"training:{name}": {"course_id": "to_come"} for name in ("name_people", "course_edit")},
    "training:session_edit": {"course_id": "to_come", "session_id": "planned_session"},
    "training:certificates": {"course_id": "closed"},
    "training:certificate": {"participant_id": "certified"},
    "portal:story_see": {"slug": "story_slug"},
    "portal:told_see": {"seal": "told"},
    "portal:receipt": {"token": "receipt"},
    "oversight:sender_see": {"opinion_id": "citizen"},
    "publicity:move": {"example_id": "waiting"},
    "publicity:release": {"example_id": "selected"},
}
# An answer that is right for a thing in this state, and is a page of its own.
RIGHTLY = {
    "reports:file_see": 404,
    "reports:recorded_file": 404,
    "targets:value_file": 404,
    "messages:feed": 404,
    "messages:message_calendar": 404,  # most messages carry no days
    "training:material_file": 404,  # a link has no file
    "training:scan": 410,  # an old code
    "training:present": 410,  # nobody has scanned
    "accounts:second_factor_picture": 404,
    "papers:paper_signed_file": 404,
    "publicity:proof_file": 404,
    "congress:delegate_file": 404,
    "portal:paper_file": 404,
    "oversight:opinion_file": 404,
    "oversight:reply_file": 404,
    "oversight:remark_picture": 404,
    "oversight:request_new": 404,  # the draft is named in the address
    "inspections:evidence": 404,
    "inspections:minutes_signed": 404,
    "inspections:proof_file": 404,
    "accounts:password_reset": 410,
}


@dataclass(frozen=True, slots=True)
class Place:
    name: str  # "area:thing_verb"
    arguments: tuple[str, ...]

    @property
    def area(self) -> str:
        return self.name.rpartition(":")[0]

    @property
    def visitor(self) -> str:
        return OTHER_VISITOR.get(self.name, VISITOR[self.area])

    @property
    def status(self) -> int:
        return RIGHTLY.get(self.name, 200)

    def url(self, stock: dict[str, dict[str, Any]]) -> str:
        values = stock.get(self.area, {})
        keys = OTHER_VALUES.get(self.name, {})
        return reverse(
            self.name, kwargs={name: values[keys.get(name, name)] for name in self.arguments}
        )


@dataclass(frozen=True, slots=True)
class Visit:
    """A page that looks otherwise for another person or on another thing."""

    label: str
    visitor: str
    name: str
    values: dict[str, str] = field(default_factory=dict)

    def url(self, stock: dict[str, dict[str, Any]]) -> str:
        found = stock.get(self.name.partition(":")[0], {})
        return reverse(self.name, kwargs={name: found[key] for name, key in self.values.items()})


def _movement(thing: str) -> dict[str, str]:
    return {"movement_id": thing}


VISITS = (
    Visit("register-clerk", CLERK, "register:holder_see", {"holder_id": "own"}),
    Visit("register-front-clerk", CLERK, "register:front"),
    Visit("register-revoked-auditor", "kiemtoan", "register:entry_see", {"entry_id": "revoked"}),
    Visit("register-collective", OFFICER, "register:holder_see", {"holder_id": "collective"}),
    Visit("register-transfer-clerk", CLERK, "register:transfer_offer", {"holder_id": "moving"}),
    Visit("law-row-in-force", OFFICER, "law:row_see", {"row_id": "in_force"}),
    Visit("check-overridden", OFFICER, "eligibility:check_see", {"check_id": "overridden"}),
    Visit("ladder-clerk", CLERK, "eligibility:ladder"),
    Visit("report-draft-clerk", CLERK, "reports:report_see", {"report_id": "mine"}),
    Visit("report-draft-head", "thutruong.soyte", "reports:report_see", {"report_id": "mine"}),
    Visit("report-returned-officer", OFFICER, "reports:report_see", {"report_id": "returned"}),
    Visit(
        "report-whole-auditor",
        "kiemtoan",
        "reports:consolidated_see",
        {"campaign_id": "campaign_id"},
    ),
    Visit("inspection-told-clerk", CLERK, "inspections:visit_see", {"visit_id": "told"}),
    Visit("inspection-mending-team", "kiemtra", "inspections:visit_see", {"visit_id": "mending"}),
    Visit("inspection-issued-front", "mattran", "inspections:plan_see", {"plan_id": "issued"}),
    Visit(
        "inspection-minutes-unit",
        "thutruong.sinho",
        "inspections:minutes_see",
        {"visit_id": "minuted"},
    ),
    Visit("inspection-visits-team", "kiemtra", "inspections:visit_list"),
    Visit("home-officer", OFFICER, "home:tasks"),
    Visit("home-chair", CHAIR, "home:tasks"),
    Visit("home-head", "thutruong.soyte", "home:tasks"),
    Visit("home-council", "hoidong", "home:tasks"),
    Visit("home-admin", ADMIN, "home:tasks"),
    Visit("home-commune", "canbo.namtam", "home:tasks"),
    Visit("home-auditor", "kiemtoan", "home:tasks"),
    Visit("movement-draft-officer", OFFICER, "movements:movement_see", _movement("movement_id")),
    Visit("movement-submitted-officer", OFFICER, "movements:movement_see", _movement("submitted")),
    Visit("movement-submitted-chair", CHAIR, "movements:movement_see", _movement("submitted")),
    Visit("movement-launched-clerk", CLERK, "movements:movement_see", _movement("launched")),
    Visit("movement-launched-head", "lanhdao", "movements:movement_see", _movement("launched")),
    Visit("movement-launched-council", "hoidong", "movements:movement_see", _movement("launched")),
    Visit("board-head", "lanhdao", "movements:movement_board", _movement("launched")),
    Visit("plan-edit-clerk", CLERK, "movements:movement_edit", {"movement_id": "_planned"}),
    Visit("duty-owed-clerk", "canbo.sinho", "duties:duty_see", _movement("movement_id")),
    Visit("paper-issued-clerk", OFFICER, "papers:paper_see", {"paper_id": "issued"}),
    Visit("board-of-a-unit-head", "thutruong.soyte", "overview:board"),
    Visit("neighbours-of-a-unit-head", "thutruong.soyte", "overview:beside"),
    Visit("indices-of-a-unit-clerk", CLERK, "indices:index_list"),
    Visit("unit-clerk", CLERK, "orgs:unit_detail", {"org_id": "org_id"}),
    Visit("tree-clerk", CLERK, "orgs:tree"),
    Visit("map-clerk", CLERK, "orgs:map"),
    Visit("targets-officer", OFFICER, "targets:board"),
    Visit("target-officer", OFFICER, "targets:target_see", {"target_id": "target_id"}),
    Visit(
        "example-suggested-officer", OFFICER, "publicity:example_see", {"example_id": "suggested"}
    ),
    Visit("example-selected-officer", OFFICER, "publicity:example_see", {"example_id": "selected"}),
    Visit("example-embargo-press", "baochi", "publicity:example_see", {"example_id": "waiting"}),
    Visit("store-press", "baochi", "publicity:store"),
    Visit("home-press", "baochi", "home:tasks"),
    Visit("opinion-front", FRONT, "oversight:opinion_see", {"opinion_id": "answered"}),
    Visit("consult-clerk", CLERK, "oversight:request_see", {"request_id": "request_id"}),
    Visit("questions-clerk", CLERK, "oversight:question_list"),
    Visit("account-admin", ADMIN, "accounts:me"),
    Visit("training-clerk", CLERK, "training:course_see", {"course_id": "course_id"}),
    Visit("training-closed", "taphuan", "training:course_see", {"course_id": "closed"}),
    Visit("training-chair", CHAIR, "training:need_list"),
)


def places() -> list[Place]:
    """All but those of the API, which are for machines."""
    found = (place for place in _walk(get_resolver(), "") if place.area != "api")
    return sorted(found, key=lambda place: place.name)


def _walk(resolver: URLResolver, namespace: str) -> Iterator[Place]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, (namespace, entry.namespace or "")))
            yield from _walk(entry, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            name = f"{namespace}:{entry.name}" if namespace else entry.name
            yield Place(name, tuple(entry.pattern.converters))
