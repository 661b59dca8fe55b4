"""People with their posts from an Excel list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.base.access import Actor, Role
from thidua.base.imports import Column, ImportSpec, RowVerdict, register
from thidua.core.text import fold, format_date, name_key, parse_date
from thidua.subjects.accounts.models import USERNAME, Post, User, username_shape
from thidua.subjects.accounts.naming import fold_username
from thidua.subjects.accounts.services.people import create_user
from thidua.subjects.accounts.services.posts import grant_post
from thidua.subjects.orgs.enums import FOREVER
from thidua.subjects.orgs.selectors import tree_on

Values = dict[str, Any]
ROLE_BY_KEY = {name_key(str(role.label)): role.value for role in Role}


@dataclass(slots=True)
class Known:
    """What rows are checked against, fetched once."""

    day: date
    units: dict[str, list[int]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    posts: set[tuple[int, int, str]] = field(default_factory=set)


def begin(actor: Actor) -> Known:
    known = Known(actor.day)
    for node in tree_on(actor.day):
        known.names[node.id] = node.name
        for word in {name_key(node.name), name_key(node.short_name), fold(node.code)} - {""}:
            known.units.setdefault(word, []).append(node.id)
    known.users = {user.username: user for user in User.objects.all()}
    held = Post.objects.filter(valid_until__gt=actor.day)
    known.posts = set(held.values_list("user_id", "unit_id", "role"))
    return known


def read_role(text: str) -> str:
    role = ROLE_BY_KEY.get(name_key(text))
    if role is None:
        raise ValueError(_("không có chức trách tên như vậy"))
    return role


def read_email(text: str) -> str:
    try:
        validate_email(text.strip())
    except ValidationError:
        raise ValueError(_("không phải địa chỉ thư điện tử")) from None
    return text.strip()


def read_username(text: str) -> str:
    username = fold_username(text)
    if not USERNAME.fullmatch(username):
        raise ValueError(str(username_shape.message))
    return username


def read_last_day(text: str) -> date:
    return parse_date(text) + timedelta(days=1)


def check_row(values: Values, known: Known) -> RowVerdict:
    errors = [error for error in (_unit_error(values, known), _days_error(values)) if error]
    label = f"{values['full_name']}, {values['title']}"
    if errors:
        return RowVerdict(errors=errors, label=label)
    user = known.users.get(values["username"])
    if user is None:
        return RowVerdict(change="new", label=label)
    if name_key(user.full_name) != name_key(values["full_name"]):
        return RowVerdict(errors=[_other_person(user)], label=label)
    held = (user.pk, _unit_of(values, known), values["role"]) in known.posts
    if held:
        return RowVerdict(change="same", label=label)
    post = f"{values['title']}, {known.names[_unit_of(values, known)]}"
    return RowVerdict(change="changed", label=label, differences={_("Chức trách"): ("", post)})


def _other_person(user: User) -> str:
    return _("Tên đăng nhập “%(username)s” là của %(name)s.") % {
        "username": user.username,
        "name": user.full_name,
    }


def _unit_error(values: Values, known: Known) -> str:
    found = _units_called(values["unit"], known)
    if len(found) == 1:
        return ""
    day = format_date(known.day)
    if not found:
        return _("Ngày %(day)s không có đơn vị tên hoặc mã này.") % {"day": day}
    return _("Có %(count)s đơn vị trùng tên này; hãy ghi mã đơn vị.") % {"count": len(found)}


def _days_error(values: Values) -> str:
    end = values.get("valid_until") or FOREVER
    start = values.get("valid_from")
    return _("Ngày thôi giữ phải sau ngày bắt đầu.") if start and end <= start else ""


def _units_called(text: str, known: Known) -> list[int]:
    return known.units.get(fold(text.strip())) or known.units.get(name_key(text)) or []


def _unit_of(values: Values, known: Known) -> int:
    return _units_called(values["unit"], known)[0]


def apply_rows(actor: Actor, rows: list[Values], known: Known) -> str:
    """An account for each new name, and a post for each row; the letters are sent by hand."""
    before = len(known.users)
    for values in rows:
        user = known.users.get(values["username"]) or _make(actor, values)
        known.users[user.username] = user
        grant_post(
            actor=actor,
            user=user,
            unit_id=_unit_of(values, known),
            role=values["role"],
            title=values["title"],
            valid_from=values.get("valid_from") or actor.day,
            valid_until=values.get("valid_until") or FOREVER,
            paper=values.get("paper") or "",
        )
    made = len(known.users) - before
    return _("Đã tạo %(people)s tài khoản và giao %(posts)s chức trách.") % {
        "people": made,
        "posts": len(rows),
    }


def _make(actor: Actor, values: Values) -> User:
    return create_user(
        actor=actor,
        username=values["username"],
        full_name=values["full_name"],
        email=values.get("email") or "",
        phone=values.get("phone") or "",
    )


COLUMNS = (
    Column("full_name", "Họ và tên", ("họ tên", "tên"), required=True, example="Nguyễn Văn Mẫu"),
    Column(
        "username",
        "Tên đăng nhập",
        ("tài khoản", "tên tài khoản"),
        required=True,
        parse=read_username,
        example="nguyenvanmau.soyte",
    ),
    Column(
        "email", "Thư điện tử", ("email", "hộp thư"), parse=read_email, example="mau@soyte.example"
    ),
    Column("phone", "Điện thoại", ("số điện thoại", "đt", "sđt")),
    Column("unit", "Đơn vị", ("cơ quan", "mã đơn vị"), required=True, example="Sở Y tế"),
    Column(
        "role",
        "Chức trách",
        ("vai trò",),
        required=True,
        parse=read_role,
        example=str(Role.UNIT_CLERK.label),
    ),
    Column("title", "Chức vụ", ("chức danh",), required=True, example="Chuyên viên"),
    Column("valid_from", "Từ ngày", ("ngày bắt đầu",), parse=parse_date, example="01/01/2022"),
    Column("valid_until", "Đến hết ngày", ("ngày kết thúc",), parse=read_last_day),
    Column("paper", "Văn bản giao", ("quyết định",)),
)


def register_specs() -> None:
    register(
        ImportSpec(
            "accounts.people",
            str(gettext_lazy("Người và chức trách")),
            verb="accounts.import",
            columns=COLUMNS,
            check_row=check_row,
            apply_rows=apply_rows,
            begin=begin,
            unique=("username", "unit", "role"),
            done_url="/quan-tri/nguoi-dung/",
        )
    )
