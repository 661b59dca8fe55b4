"""Passwords people here really choose, refused beside the international list of Django."""

import re
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thidua.core.text import fold

WORST_WORDS = frozenset(
    line
    for line in Path(__file__).with_name("worst_passwords.txt").read_text().splitlines()
    if line and not line.startswith("#")
)
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_YEAR_OR_PHONE = re.compile(r"\D*(?:(?:19|20)\d{2}|0\d{9})\D*")


class VietnameseCommonPasswordValidator:
    """Refuses the worst words also when dressed up: Matkhau@123, LaiChau2022."""

    def validate(self, password: str, user: object = None) -> None:
        letters = re.sub(r"[\W_]+", "", _AROUND.sub("", fold(password)))
        if letters in WORST_WORDS or _is_one_thing_repeated(password):
            raise ValidationError(
                _(
                    "Mật khẩu này rất dễ đoán. Hãy ghép vài từ không liên quan, ví dụ bốn từ bất kỳ."
                ),
                code="password_worst",
            )

    def get_help_text(self) -> str:
        return _(
            "Không dùng tên cơ quan, “matkhau”, năm, số điện thoại; nên ghép vài từ không liên quan."
        )


def _is_one_thing_repeated(password: str) -> bool:
    looks_like_a_date = _YEAR_OR_PHONE.fullmatch(password) is not None
    return len(set(password)) <= 3 or (looks_like_a_date and len(password) < 12)
