"""The list of people: one row for each user, with the posts of the day."""

from datetime import date, timedelta
from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base.access import Role
from thidua.pages.accounts.acts import unit_choices
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.accounts import selectors
from thidua.subjects.accounts.models import Post, User

DORMANT_AFTER = timedelta(days=90)


def people(day: date) -> QuerySet[User]:
    posts = selectors.posts_named_on(day).on(day).order_by("pk")
    return User.objects.prefetch_related(Prefetch("posts", posts, to_attr="posts_of_day"))


def dormant(day: date) -> QuerySet[User]:
    """Open accounts with a post that nobody has used for long, or ever."""
    limit = timezone.now() - DORMANT_AFTER
    unused = Q(last_seen__lt=limit) | Q(last_seen=None, created_at__lt=limit)
    return people(day).filter(unused, is_active=True)


def state_of(user: User) -> str:
    if not user.is_active:
        return "Đã khóa"
    if not getattr(user, "posts_of_day", []):
        return "Hết nhiệm kỳ"
    return "Đang dùng" if user.has_usable_password() or user.is_sample else "Đã mời"


def posts_in_words(user: User) -> str:
    posts: list[Post] = getattr(user, "posts_of_day", [])
    return "; ".join(f"{post.title}, {getattr(post, 'unit_name', None) or ''}" for post in posts)


def roles_in_words(user: User) -> str:
    posts: list[Post] = getattr(user, "posts_of_day", [])
    return "; ".join(dict.fromkeys(post.role_label for post in posts))


def people_list(request: HttpRequest, rows: QuerySet[User], day: date, name: str) -> FilteredList:
    return FilteredList(
        request.GET,
        rows,
        COLUMNS,
        name=name,
        thing=_("người"),
        filters=_filters(day),
        search_fields=("name_key", "username"),
        search_hint=_("ví dụ: nguyen van mau"),
        sort="name",
        empty_heading=_("Chưa có người nào"),
        empty_words=_("Người được mời hoặc nhập từ Excel sẽ đứng ở đây."),
        export_name="nguoi-va-chuc-trach",
    )


COLUMNS = (
    Column(
        "name",
        _("Họ và tên"),
        lambda user: user.full_name,
        order="sort_key",
        lead=True,
        url=lambda user: reverse("accounts:user_detail", args=[user.pk]),
        sub=lambda user: user.username,
    ),
    Column("posts", _("Chức vụ, đơn vị"), posts_in_words, sortable=False),
    Column("roles", _("Chức trách"), roles_in_words, sortable=False),
    Column("email", _("Thư điện tử"), lambda user: user.email, order="email"),
    Column("phone", _("Điện thoại"), lambda user: user.phone, order="phone", shown=False),
    Column("state", _("Trạng thái"), state_of, kind="state", sortable=False),
    Column(
        "second",
        _("Lớp bảo vệ thứ hai"),
        lambda user: _("Đã bật") if user.has_second_factor else _("Chưa bật"),
        order="has_second_factor",
        shown=False,
    ),
    Column("seen", _("Dùng gần nhất"), lambda user: user.last_seen, "datetime", "last_seen"),
)


def _filters(day: date) -> list[Filter]:
    return [
        Filter("don-vi", _("Đơn vị"), unit_choices(day), lambda rows, v: _in_unit(rows, v, day)),
        Filter(
            "chuc-trach",
            _("Chức trách"),
            list(Role.choices),
            lambda rows, v: rows.filter(pk__in=_holders(day).filter(role=v).values("user_id")),
        ),
        Filter("trang-thai", _("Trạng thái"), STATES, lambda rows, v: _in_state(rows, v, day)),
    ]


STATES = [
    ("dang-dung", _("Đang dùng")),
    ("da-khoa", _("Đã khóa")),
    ("khong-chuc-trach", _("Không có chức trách")),
    ("tam-khoa", _("Tạm khóa vì nhập sai mật khẩu")),
]


def _holders(day: date) -> Any:
    return Post.objects.on(day)


def _in_unit(rows: QuerySet[User], unit: str, day: date) -> QuerySet[User]:
    return rows.filter(pk__in=_holders(day).filter(unit_id=int(unit)).values("user_id"))


def _in_state(rows: QuerySet[User], state: str, day: date) -> QuerySet[User]:
    with_post = _holders(day).values("user_id")
    match state:
        case "da-khoa":
            return rows.filter(is_active=False)
        case "khong-chuc-trach":
            return rows.exclude(pk__in=with_post)
        case "tam-khoa":
            return rows.filter(username__in=locked_usernames())
    return rows.filter(is_active=True, pk__in=with_post)


def locked_usernames() -> list[str]:
    """Names with as many fresh failures as lock a sign-in."""
    since = timezone.now() - timedelta(hours=settings.AXES_COOLOFF_TIME)
    tried = AccessAttempt.objects.filter(attempt_time__gte=since).order_by()
    counted = tried.values("username", "ip_address").annotate(all=Sum("failures_since_start"))
    return [row["username"] for row in counted if row["all"] >= settings.AXES_FAILURE_LIMIT]
