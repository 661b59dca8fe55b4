"""An old register on its way into the books: sent, read, checked, with questions open.

The list is invented and made as offices keep such lists: titles in row 5 over two rows, "nt", years
instead of days, a form nobody knows at first sight, people who may stand in the books already.
"""

from datetime import date
from io import BytesIO

from thidua.base.access import Actor
from thidua.base.jobs.running import run_now
from thidua.core.sheets.writing import safe_book
from thidua.subjects.accounts.models import User
from thidua.subjects.accounts.selectors import actor_for, posts_on
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.models import Organization
from thidua.subjects.register.importing.models import OldRegister
from thidua.subjects.register.importing.services import lay_out, start_register
from thidua.subjects.register.models import Holder

DAY = date(2022, 2, 15)
TITLE = "Sổ khen thưởng ngành Y tế 2009–2011 (số liệu mẫu)"
UNIT = "LC-SYT"
HEAD = (
    ("SỞ Y TẾ TỈNH LAI CHÂU",),
    ("SỔ THEO DÕI KHEN THƯỞNG",),
    (),
    (),
    ("STT", "Họ và tên", "Năm sinh", "", "Chức vụ, đơn vị công tác", "Hình thức khen", "Năm", "Số, ngày quyết định"),
    ("", "", "Nam", "Nữ"),
)  # fmt: skip
LINES = (
    ("Vàng Thị Mẫu 31", "", "1980", "Y sĩ, Sở Y tế", "LĐTT", "2009", "12/QĐ-SYT ngày 15/01/2010"),
    ("LÒ VĂN MẪU 32", "1975", "", "nt", "CSTĐCS", "2009", "nt"),
    ("Ông Giàng A Mẫu 33", "khoảng 1970", "", "Bác sĩ, Sở Y tế", "BK", "2010", "QĐ số 123/QĐ-UBND ngày 15/2/2011"),
    ("Tẩn Thị Mẫu 34", "", "12/3/1982", "Điều dưỡng, Trạm xá nông trường", "LĐTT, CSTĐCS", "2010", "tháng 2/2011"),
    ("Phàn A Mẫu 35", "1979", "", "Kế toán, Sở Y tế", "Bằng khen", "2011", "31/02/2012"),
)  # fmt: skip
KNOWN = 3
PAPER = "5/QĐ-SYT ngày 10/01/2012"


def play(movement: Movement) -> None:
    user = User.objects.get(username="chuyenvien")
    officer = actor_for(user, posts_on(user, DAY)[0], DAY)
    register = start_register(
        actor=officer,
        title=TITLE,
        name="so-khen-thuong-y-te.xlsx",
        content=_book(),
        source="Văn phòng Sở Y tế",
    )
    _run(register)
    _check(officer, register)


def _run(register: OldRegister) -> None:
    register.refresh_from_db()
    if register.job_id is not None:
        run_now(register.job_id)
    register.refresh_from_db()


def _check(officer: Actor, register: OldRegister) -> None:
    lay_out(actor=officer, register=register, layouts=register.sheets)
    _run(register)


def _book() -> bytes:
    """The invented lines, and some of sample people who have their place in the books already."""
    unit = Organization.objects.get(code=UNIT)
    known = Holder.objects.standing().filter(kind="individual", unit=unit).order_by("pk")[:KNOWN]
    lines = [*LINES, *((one.name, "", "", "nt", "LĐTT", "2011", PAPER) for one in known)]
    out = BytesIO()
    with safe_book(out) as book:
        sheet = book.add_worksheet("Sổ")
        for place, row in enumerate(HEAD):
            sheet.write_row(place, 0, row)
        for number, line in enumerate(lines, start=1):
            sheet.write_row(len(HEAD) + number - 1, 0, (number, *line))
        sheet.write_row(len(HEAD) + len(lines), 0, (f"Tổng cộng: {len(lines)} người",))
    return out.getvalue()
