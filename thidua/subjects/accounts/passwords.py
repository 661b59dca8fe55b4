"""Passwords people here really choose, refused beside the international list of Django."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thidua.core.text import fold

# Words that guessers of Vietnamese accounts try first; digits and marks around them add nothing.
WORST_WORDS = frozenset(
    """
    matkhau matkhaucu matkhaumoi khongnho quenmatkhau dangnhap taikhoan nguoidung quantri admin
    administrator password thidua khenthuong thiduakhenthuong tdkt btdkt laichau tinhlaichau
    ubndtinh ubnd ubndtinhlaichau sonoivu bannoivu vanphong coquan vietnam vietnamvodich iloveyou
    anhyeuem emyeuanh yeuem yeuanh conyeu giadinh giadinhtoi hanhphuc maimaiyeu motminh
    matkhaula abcabc abcdef abcdefgh qwerty qwertyuiop asdfgh asdfghjkl zxcvbnm hanoi saigon
    hochiminh dienbien chucmungnammoi nammoi toiyeuvietnam doanthanhnien danghocsinh
    """.split()
)
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_YEAR_OR_PHONE = re.compile(r"\D*(?:(?:19|20)\d{2}|0\d{9})\D*")


class VietnameseCommonPasswordValidator:
    """Refuses the worst words also when dressed up: Matkhau@123, LaiChau2022."""

    def validate(self, password: str, user: object = None) -> None:
        letters = re.sub(r"[\W_]+", "", _AROUND.sub("", fold(password)))
        if letters in WORST_WORDS or _is_one_thing_repeated(password):
            raise ValidationError(
                _("Mật khẩu này rất dễ đoán. Hãy ghép vài từ không liên quan, ví dụ bốn từ bất kỳ."),
                code="password_worst",
            )

    def get_help_text(self) -> str:
        return _(
            "Không dùng tên cơ quan, “matkhau”, năm, số điện thoại; nên ghép vài từ không liên quan."
        )


def _is_one_thing_repeated(password: str) -> bool:
    return len(set(password)) <= 3 or bool(_YEAR_OR_PHONE.fullmatch(password) and len(password) < 12)
