"""`thidua user`: the first administrator of a new installation, and a way back in."""

import argparse
import getpass
import sys
from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from thidua.base import audit, clock
from thidua.base.access import Actor, Role
from thidua.base.errors import Refusal
from thidua.command.preparing import prepare
from thidua.subjects.accounts.models import User
from thidua.subjects.accounts.services import create_user, grant_post
from thidua.subjects.orgs.enums import FOREVER, Kind
from thidua.subjects.orgs.models import Organization
from thidua.subjects.orgs.services import UnitFacts, create_organization


def run(argv: list[str]) -> int:
    arguments = _parse(argv)
    prepare()
    try:
        password = _password(arguments)
        if arguments.verb == "create":
            _create(arguments, password)
        else:
            _reset(arguments.username, password)
    except (Refusal, ValidationError) as reason:
        words = reason.message if isinstance(reason, Refusal) else " ".join(reason.messages)
        print(words, file=sys.stderr)
        return 1
    print(f"Xong. Đăng nhập bằng tên “{arguments.username}”.")
    return 0


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="thidua user",
        description="Tạo tài khoản quản trị đầu tiên, hoặc đặt lại mật khẩu khi không còn cách nào khác.",
    )
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="create|password")
    create = verbs.add_parser("create", help="tạo tài khoản quản trị của một đơn vị")
    create.add_argument("username", help="tên đăng nhập")
    create.add_argument("--name", required=True, help="họ và tên")
    create.add_argument("--email", default="", help="thư điện tử")
    create.add_argument(
        "--unit", required=True, help="mã đơn vị, ví dụ LC-SNV; chưa có thì tạo mới"
    )
    create.add_argument("--unit-name", default="", help="tên đơn vị khi mã chưa có")
    reset = verbs.add_parser("password", help="đặt lại mật khẩu")
    reset.add_argument("username", help="tên đăng nhập")
    for one in (create, reset):
        one.add_argument(
            "--password-stdin", action="store_true", help="đọc mật khẩu từ đầu vào chuẩn"
        )
    return parser.parse_args(argv)


def _password(arguments: argparse.Namespace) -> str:
    if arguments.password_stdin:
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = getpass.getpass("Mật khẩu: ")
        if getpass.getpass("Nhập lại mật khẩu: ") != password:
            raise Refusal("Hai lần nhập không giống nhau. Chạy lại lệnh.")
    validate_password(password)
    return password


@transaction.atomic
def _create(arguments: argparse.Namespace, password: str) -> None:
    actor = Actor.system(clock.today())
    unit_id = _unit(actor, arguments.unit, arguments.unit_name)
    user = create_user(
        actor=actor,
        username=arguments.username,
        full_name=arguments.name,
        email=arguments.email,
        password=password,
    )
    grant_post(
        actor=actor,
        user=user,
        unit_id=unit_id,
        role=Role.ADMIN.value,
        title=str(Role.ADMIN.label),
        valid_from=actor.day - timedelta(days=1),
        valid_until=FOREVER,
    )


def _unit(actor: Actor, code: str, name: str) -> int:
    known = Organization.objects.filter(code=code).first()
    if known is not None:
        return known.pk
    if not name:
        raise Refusal(f"Chưa có đơn vị mã “{code}”: ghi thêm --unit-name để tạo.")
    facts = UnitFacts(name=name, kind=Kind.DEPARTMENT)
    made = create_organization(
        actor=actor, facts=facts, day=actor.day - timedelta(days=1), code=code, paper=""
    )
    return made.pk


@transaction.atomic
def _reset(username: str, password: str) -> None:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Refusal(f"Không có tài khoản “{username}”.")
    user.set_password(password)
    user.save(update_fields=["password"])
    thing = audit.Thing("accounts.User", str(user.pk), username)
    audit.record(
        Actor.system(clock.today()), "accounts.reset_password", thing, reason="từ dòng lệnh"
    )
