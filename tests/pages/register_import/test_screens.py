"""The whole way on the screens, as a clerk of the province goes it."""

import io

import openpyxl
import pytest
from django.urls import reverse

from tests.core.registers.books import book
from tests.core.registers.test_registers import JOINED, LIST
from tests.support.working import work
from thidua.subjects.register.importing.models import KnownLayout, KnownWord, OldRegister
from thidua.subjects.register.models import Entry, Holder

START = "/so-khen-thuong/nhap-so-cu/gui/"


def upload(content, name="so.xlsx"):
    file = io.BytesIO(content)
    file.name = name
    return file


def go(client, url, post=None, **more):
    answer = client.post(url, post or {}, **more)
    work()
    return answer


def send(client, content, title="Sổ Sìn Hồ 2015", name="so.xlsx"):
    answer = go(
        client, START, {"tep": upload(content, name), "ten": title, "nguon": "Phòng Nội vụ"}
    )
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return OldRegister.objects.latest("pk")


def place(register, name):
    return reverse(f"register_import:{name}", args=[register.pk])


def confirmed(client, register, **changes):
    """The form of columns as it was proposed, sent back."""
    post = {}
    for at, layout in enumerate(register.sheets):
        post |= {f"t{at}-co": "1", f"t{at}-loai": layout.kind} | (
            {f"t{at}-nhap": "1"} if layout.taken else {}
        )
        post |= {f"t{at}-cot{spot}": use for spot, use in layout.columns.items()}
        told = layout.told
        post |= {
            f"t{at}-danh-hieu": f"award={told.award}" if told.award else "",
            f"t{at}-nam": str(told.year or ""),
            f"t{at}-so": told.decision_number,
            f"t{at}-ngay": told.decided,
            f"t{at}-nguoi-ky": told.decided_by,
        }
    answer = go(client, place(register, "lay_out"), post | changes)
    assert answer.status_code == 302
    register.refresh_from_db()
    return register


@pytest.mark.django_db
class TestWholeWay:
    def test_a_list_goes_from_the_file_into_the_register_and_back(self, client_as):
        client = client_as("chuyenvien")
        register = send(client, book(LIST, merges=JOINED))
        page = client.get(place(register, "see")).content.decode()
        assert "Tiêu đề ở dòng 5–6" in page
        assert "Vàng Thị Mẫu" in page
        confirmed(client, register)
        assert (register.state, register.counts) == ("checked", {"new": 3, "passed": 6})
        page = client.get(place(register, "see")).content.decode()
        assert "Sẽ ghi <strong>3</strong> dòng" in page
        go(client, place(register, "write"))
        register.refresh_from_db()
        assert register.report == "Đã ghi 3 người, tập thể mới, 3 lần khen thưởng."
        assert Entry.objects.counted().count() == 3
        refused = go(client, place(register, "undo"), {"ly-do": ""}, follow=True)
        assert "Cần ghi lý do hoàn tác." in refused.content.decode()
        go(client, place(register, "undo"), {"ly-do": "Nhập nhầm tệp"})
        register.refresh_from_db()
        assert register.state == "undone"
        assert (Entry.objects.counted().count(), Holder.objects.standing().count()) == (0, 0)

    def test_a_doubtful_award_is_asked_once_and_remembered(self, client_as):
        client = client_as("chuyenvien")
        rows = [
            ["TT", "Họ và tên", "Đơn vị", "Hình thức", "Năm"],
            [1, "Vàng Thị Mẫu", "Sở Y tế", "Bằng khen", 2014],
            [2, "Lò Văn Mẫu", "Sở Y tế", "BẰNG KHEN", 2015],
        ]
        register = confirmed(client, send(client, book(rows)))
        assert register.counts == {"bad": 2}
        page = client.get(place(register, "see")).content.decode()
        assert page.count('name="tl-') == 1
        answer = {"loai": "award", "tl-0": "provincial_merit_certificate"}
        go(client, place(register, "answer"), answer)
        register.refresh_from_db()
        assert (register.counts, register.questions) == ({"new": 2}, [])
        assert KnownWord.objects.get().value == "provincial_merit_certificate"
        again = confirmed(client, send(client, book(rows), title="Lần hai"))
        assert again.counts == {"new": 2}

    def test_columns_corrected_once_are_proposed_the_next_time(self, client_as):
        client = client_as("chuyenvien")
        rows = [
            ["TT", "Họ và tên", "Đơn vị", "Kết quả A", "Năm"],
            [1, "Vàng Thị Mẫu", "Sở Y tế", "xong", 2014],
        ]
        confirmed(client, send(client, book(rows)), **{"t0-cot3": "reason"})
        assert KnownLayout.objects.get().columns["3"] == "reason"
        assert send(client, book(rows)).sheets[0].columns[3] == "reason"

    def test_pasted_cells_come_in_by_the_same_door(self, client_as):
        client = client_as("chuyenvien")
        text = "1\tVàng Thị Mẫu\t12/3/1980\tCSTĐCS\t2015\n2\tLò Văn Mẫu\t1979\tLĐTT\t2015\n"
        assert go(client, START, {"o": text, "ten": ""}).status_code == 302
        register = confirmed(client, OldRegister.objects.latest("pk"))
        assert register.counts == {"new": 2}
        empty = go(client, START, {"o": "  "})
        assert "Chưa dán gì" in empty.content.decode()

    def test_rows_with_errors_come_back_as_a_workbook(self, client_as):
        client = client_as("chuyenvien")
        rows = [
            ["TT", "Họ và tên", "Danh hiệu", "Năm", "Ngày quyết định"],
            [1, "=1+1", "LĐTT", 2014, "31/02/2015"],
            [2, "Lò Văn Mẫu", "LĐTT", 2014, "1/2/2015"],
        ]
        register = confirmed(client, send(client, book(rows)))
        assert register.counts == {"bad": 1, "new": 1}
        refused = go(client, place(register, "write"), follow=True).content.decode()
        assert "Còn 1 dòng có lỗi" in refused
        sheet = openpyxl.load_workbook(
            io.BytesIO(client.get(place(register, "errors")).content)
        ).active
        told = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert told[0][-3:] == ["Điều cần sửa", "Trang", "Dòng trong tệp đã gửi"]
        assert told[1][1] == "=1+1"
        assert sheet.cell(2, 2).data_type == "s"
        assert told[1][-1] == 2
        go(client, place(register, "write"), {"de-lai": "1"})
        register.refresh_from_db()
        assert register.report == "Đã ghi 1 người, tập thể mới, 1 lần khen thưởng."
