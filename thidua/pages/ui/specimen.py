"""Sample values for the component page. Every name and number here is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from thidua.pages.ui import parts
from thidua.pages.ui.charts import Point, Series
from thidua.pages.ui.forms import DayField
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.pages.ui.passages import Passage, paragraphs_of
from thidua.pages.ui.states import FAMILIES

TODAY = date(2022, 2, 15)


@dataclass(frozen=True)
class Unit:
    name: str
    kind: str
    state: str
    cases: int | None
    holder: str
    due: date | None


NAMES = (
    ("Sở Y tế", "sở"), ("Sở Nội vụ", "sở"), ("Sở Tài chính", "sở"), ("Sở Tư pháp", "sở"),
    ("Sở Kế hoạch và Đầu tư", "sở"), ("Sở Giáo dục và Đào tạo", "sở"),
    ("Sở Văn hóa, Thể thao và Du lịch", "sở"),
    ("Sở Nông nghiệp và Phát triển nông thôn", "sở"), ("Sở Lao động - Thương binh và Xã hội", "sở"),
    ("Ban Quản lý Khu kinh tế cửa khẩu Ma Lù Thàng", "ban"), ("Ban Dân tộc", "ban"),
    ("UBND huyện Mường Tè", "huyện"), ("UBND huyện Nậm Nhùn", "huyện"),
    ("UBND huyện Phong Thổ", "huyện"), ("UBND huyện Sìn Hồ", "huyện"),
    ("UBND huyện Tam Đường", "huyện"), ("UBND huyện Tân Uyên", "huyện"),
    ("UBND huyện Than Uyên", "huyện"), ("UBND thành phố Lai Châu", "huyện"),
    ("Tỉnh đoàn", "đoàn thể"), ("Hội Nông dân tỉnh", "đoàn thể"), ("Hội Cựu chiến binh tỉnh", "đoàn thể"),
    ("Liên đoàn Lao động tỉnh", "đoàn thể"), ("Hội Liên hiệp Phụ nữ tỉnh", "đoàn thể"),
    ("Đài Phát thanh và Truyền hình tỉnh", "báo đài"), ("Báo Lai Châu", "báo đài"),
    ("Công ty TNHH Một thành viên Thương mại và Dịch vụ Tổng hợp Nậm Sỏ", "doanh nghiệp"),
    ("Trường Cao đẳng Cộng đồng", "trường"),
)  # fmt: skip
STATES = ("Chưa tiếp nhận", "Đã tiếp nhận", "Đã có kế hoạch", "Yêu cầu bổ sung", "Đã phát động")
KINDS = [(kind, kind) for kind in sorted({kind for _, kind in NAMES})]


def units() -> list[Unit]:
    return [
        Unit(
            name,
            kind,
            STATES[place % len(STATES)],
            None if place % 7 == 3 else 12 + 17 * place % 120,
            "Nguyễn Văn Mẫu" if place % 2 else "Trần Thị Mẫu",
            date(2022, 2, 10 + place % 18),
        )
        for place, (name, kind) in enumerate(NAMES)
    ]


def unit_list(params: QueryDict) -> FilteredList:
    return FilteredList(
        params,
        units(),
        [
            Column("don-vi", "Đơn vị", lambda u: u.name, lead=True, url=lambda u: "#bang"),
            Column("loai", "Loại", lambda u: u.kind, shown=False),
            Column("trang-thai", "Trạng thái", lambda u: u.state, kind="state"),
            Column("truong-hop", "Trường hợp", lambda u: u.cases, kind="number"),
            Column("nguoi-giu", "Người giữ", lambda u: u.holder),
            Column("han", "Hạn", lambda u: u.due, kind="date"),
        ],
        name="don-vi",
        thing="đơn vị",
        filters=[
            Filter(
                "loai-don-vi",
                "Loại đơn vị",
                KINDS,
                lambda rows, v: [u for u in rows if u.kind == v],
            ),
            Filter(
                "tinh-trang",
                "Trạng thái",
                [(state, state) for state in STATES],
                lambda rows, v: [u for u in rows if u.state == v],
            ),
        ],
        sort="don-vi",
        pick=lambda u: u.name,
        empty_words="Đơn vị được giao việc sẽ đứng ở đây.",
        export_name="don-vi-mau",
    )


class SampleForm(forms.Form):
    number = forms.CharField(label="Số quyết định", initial="1432/QĐ-UBND")
    signed = DayField(label="Ngày ký", help_text="dd/mm/yyyy, ví dụ 15/02/2022")
    award = forms.ChoiceField(
        label="Hình thức khen thưởng",
        help_text="Chỉ hiện hình thức mà đơn vị được đề nghị.",
        choices=[("", "Chọn hình thức"), ("bk", "Bằng khen của Chủ tịch UBND tỉnh")],
    )
    summary = forms.CharField(
        label="Tóm tắt thành tích",
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 3, "placeholder": "Việc đã làm, kết quả bằng số, nơi xác nhận"}
        ),
    )
    send_to = forms.MultipleChoiceField(
        label="Gửi kết quả cho",
        required=False,
        choices=[("head", "Thủ trưởng đơn vị"), ("person", "Người được đề nghị")],
        initial=["head"],
        widget=forms.CheckboxSelectMultiple,
    )
    opinion = forms.ChoiceField(
        label="Ý kiến hiệp y",
        choices=[("yes", "Đồng ý"), ("no", "Không đồng ý"), ("none", "Không có ý kiến")],
        widget=forms.RadioSelect,
    )
    when = forms.ChoiceField(
        label="Gửi khi nào",
        choices=[("now", "Ngay khi ban hành"), ("later", "Sau lễ trao")],
        initial="now",
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label="Đã đối chiếu với bản ký", required=False)
    paper = forms.FileField(
        label="Tệp văn bản",
        required=False,
        help_text="Bản có chữ ký, hoặc bản ký số.",
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf"}),
    )
    locked = forms.CharField(
        label="Đơn vị (đã khóa)",
        initial="Sở Nông nghiệp và Môi trường",
        disabled=True,
        required=False,
    )


TEXT = """CHỈ THỊ
Lai Châu, ngày     tháng     năm 2022
Phấn đấu hoàn thành, hoàn thành vượt mức một số chỉ tiêu chủ yếu năm 2022: tốc độ tăng trưởng tổng sản phẩm trên địa bàn khoảng 7,7%; mức giảm tỷ lệ hộ nghèo 3,1%, riêng các huyện nghèo giảm 4,8%.
Đẩy mạnh các phong trào thi đua chuyên đề của tỉnh: “Dân vận khéo”; “Doanh nghiệp Lai Châu hội nhập và phát triển”.
Giao Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan theo dõi, đôn đốc việc thực hiện Chỉ thị này."""

MARKS = (
    ("tốc độ tăng trưởng tổng sản phẩm trên địa bàn khoảng 7,7%", 1, "CT1"),
    ("mức giảm tỷ lệ hộ nghèo 3,1%, riêng các huyện nghèo giảm 4,8%", 1, "CT2"),
    ("các huyện nghèo giảm 4,8%", 1, "CT3"),
    ("“Dân vận khéo”", 2, "PT1"),
    ("“Doanh nghiệp Lai Châu hội nhập và phát triển”", 2, "PT2"),
    ("Giao Sở Nội vụ chủ trì", 4, "GV1"),
)


def _moment(day: int, hour: int, minute: int) -> datetime:
    return datetime(2022, 2, day, hour, minute, tzinfo=timezone.get_default_timezone())


def _passages() -> list[Passage]:
    return [
        Passage(TEXT.index(words), TEXT.index(words) + len(words), tag.lower(), pen, tag)
        for words, pen, tag in MARKS
    ]


def _verdict() -> parts.Verdict:
    return parts.Verdict(
        "Giàng A Mẫu, Chiến sĩ thi đua cơ sở",
        "Cần xem xét",
        (
            parts.Condition(
                "Đạt tiêu chuẩn Lao động tiên tiến",
                "yes",
                "Hoàn thành xuất sắc nhiệm vụ năm 2025",
                "Thông báo xếp loại 214/TB-SYT",
                "Luật 06/2022/QH15, Điều 23 khoản 1",
            ),
            parts.Condition("Mẫu dòng không đạt", "no", "Dữ kiện đã dùng", law="Điều, khoản"),
            parts.Condition("Mẫu dòng chưa đủ dữ kiện, không tô đỏ", "unk", law="Điều, khoản"),
            parts.Condition("Hội đồng bỏ phiếu", "later", "Xét tại phiên họp", law="Điều, khoản"),
        ),
        missing="Giấy xác nhận phạm vi ảnh hưởng của sáng kiến.",
        from_when="Ngay khi có giấy xác nhận.",
    )


def _regions() -> list[parts.Region]:
    shapes = (
        ("Mường Tè", "M10,30 L150,10 L190,90 L120,150 L30,120 Z", 4, False, 100, 80),
        ("Nậm Nhùn", "M120,150 L190,90 L260,120 L250,200 L170,210 Z", 3, False, 195, 155),
        ("Phong Thổ", "M190,90 L230,20 L340,30 L350,100 L260,120 Z", 2, False, 280, 75),
        ("Sìn Hồ", "M260,120 L350,100 L390,170 L330,230 L250,200 Z", 1, True, 320, 165),
        ("Tam Đường", "M350,100 L430,90 L470,160 L390,170 Z", 0, False, 412, 132),
        ("Tân Uyên", "M390,170 L470,160 L520,220 L440,260 L330,230 Z", 0, True, 432, 212),
    )
    words = ("chưa phát động", "dưới 50 %", "50 đến dưới 75 %", "75 đến dưới 100 %", "100 %")
    return [
        parts.Region(
            f"Huyện {name}", path, words[level] + (", quá hạn" if late else ""), level, late,
            "#so", name, x, y,
        )
        for name, path, level, late, x, y in shapes
    ]  # fmt: skip


def _tasks() -> list[parts.Task]:
    return [
        parts.Task(
            "Bổ sung hồ sơ đề nghị Bằng khen của Chủ tịch UBND tỉnh: 3 trường hợp thiếu giấy tờ",
            "#buoc", "file-alert", date(2022, 2, 10), "trễ 3 ngày làm việc", "late",
            "Ban Thi đua - Khen thưởng yêu cầu ngày 31/01/2022", "Yêu cầu bổ sung", "Bổ sung",
        ),
        parts.Task(
            "Tiếp nhận phong trào “Cán bộ, công chức, viên chức tỉnh Lai Châu thi đua thực hiện văn hóa công sở”",
            "#buoc", "flag", date(2022, 2, 16), "còn 1 ngày", "soon",
            "UBND tỉnh giao, phiếu gửi ngày 07/02/2022", "Chưa tiếp nhận", "Tiếp nhận",
        ),
        parts.Task(
            "Lập kế hoạch phong trào thi đua năm 2022 của Sở", "#buoc", "pencil", date(2022, 2, 28),
            "còn 9 ngày làm việc", "", "8 mục được giao, đã chép sang dự thảo 5 mục", "Đã tiếp nhận", "Soạn tiếp",
        ),
        parts.Task("Góp ý dự thảo bộ tiêu chí", "#buoc", "message", state="Đã mở", act="Xem"),
    ]  # fmt: skip


def context(request: HttpRequest, units: FilteredList) -> dict[str, Any]:
    bad = SampleForm({"number": "", "signed": "31/02/2022", "opinion": "yes", "when": "now"})
    marks = {
        date(2022, 2, 10): parts.DayMark("có hạn, đã quá hạn", "#buoc", True),
        date(2022, 2, 16): parts.DayMark("có hạn", "#buoc"),
        date(2022, 2, 28): parts.DayMark("có hạn", "#buoc"),
    }
    return {
        "families": FAMILIES,
        "form": SampleForm(auto_id="mau_%s"),
        "bad_form": bad,
        "units": units,
        "tabs": [
            parts.Tab("Trường hợp", "#dinh-vi", 42, current=True),
            parts.Tab("Giấy tờ", "#dinh-vi", 18),
            parts.Tab("Ý kiến", "#dinh-vi", 0),
            parts.Tab("Dòng việc", "#dinh-vi"),
        ],
        "steps": [
            parts.Step("Thả tệp", "11.784 ký tự", "done"),
            parts.Step("Đọc", "8 mục, 115 đoạn", "done"),
            parts.Step("Giải quyết điểm cần hỏi", "2 trong 6 đã xong", "now"),
            parts.Step("Trình ký", "Chủ tịch UBND tỉnh"),
            parts.Step("Phát động", "giao việc, đăng công khai"),
        ],
        "back_steps": [
            parts.Step("Trình", "13/01", "done"),
            parts.Step("Bổ sung", "trả về Sở Y tế 14/01, hạn 21/01", "back"),
            parts.Step("Thẩm định", "trở lại đúng bước này"),
        ],
        "events": [
            parts.Event(
                _moment(14, 9, 14), "yêu cầu bổ sung 3 trường hợp", "Trần Thị Mẫu, chuyên viên Ban TĐKT",
                "Công văn 41/BTĐKT-NV", "#buoc", "now",
            ),
            parts.Event(_moment(13, 16, 42), "Máy kiểm tra: 2 tệp thiếu chữ ký", tone="warn"),
            parts.Event(_moment(13, 8, 5), "ký trình", "Nguyễn Văn Mẫu, Giám đốc Sở Y tế", "Tờ trình 18/TTr-SYT"),
        ],
        "tasks": _tasks(),
        "ready": [
            parts.Ready("Mọi trường hợp đã xét theo luật ngày 14/02/2022", "met", "#san-sang"),
            parts.Ready("Thiếu xác nhận nộp thuế của 1 doanh nghiệp", "miss", "#san-sang", "Bổ sung"),
            parts.Ready("Bảo hiểm xã hội tỉnh chưa trả lời hiệp y, hạn 20/02", "wait", "#san-sang", "Đôn đốc"),
        ],
        "verdict": _verdict(),
        "files": [
            parts.FileCheck("To-trinh-khen-thuong-2025.docx", "Đạt", note="Đúng thể thức Nghị định 30/2020/NĐ-CP"),
            parts.FileCheck("Danh sach trich ngang.xlsx", "2 dòng cần xem", "warn", "Dòng 14: ngày sinh 30/02", "#tep", "file-spreadsheet"),
            parts.FileCheck("bien-ban-hop.pdf", "Không đọc được", "bad", "Tệp là ảnh chụp mờ ở trang 2. Chụp lại hoặc tải bản ký số."),
            parts.FileCheck("bao-cao-thanh-tich.pdf", percent=62),
        ],
        "month": parts.month_of(date(2022, 2, 1), marks, TODAY),
        "regions": _regions(),
        "legend": [
            parts.LegendEntry("100 %", 4), parts.LegendEntry("75 đến dưới 100 %", 3),
            parts.LegendEntry("50 đến dưới 75 %", 2), parts.LegendEntry("dưới 50 %", 1),
            parts.LegendEntry("chưa phát động", 0), parts.LegendEntry("quá hạn", 0, overdue=True),
        ],
        "bars": [
            parts.Bar("Dự thảo", 31, "31", "7 quá 10 ngày"), parts.Bar("Đã trình", 64, "64"),
            parts.Bar("Đang thẩm định", 88, "88", "nhiều nhất: 12 ngày", hot=True), parts.Bar("Trình Hội đồng", 20, "20"),
        ],
        "scores": [Decimal("89.5"), Decimal("90.25"), 91, Decimal("92.75"), Decimal("93.5")],
        "trend": [
            Series(
                "Lai Châu",
                [
                    Point(str(year), value)
                    for year, value in zip(
                        range(2018, 2023), (61.5, 63, None, 64.25, 66), strict=True
                    )
                ],
                main=True,
            ),
            Series(
                "Trung bình cụm",
                [
                    Point(str(year), value)
                    for year, value in zip(
                        range(2018, 2023), (62, 62.5, 63.5, 63.75, 64), strict=True
                    )
                ],
            ),
        ],
        "quarters": [
            Series(
                "Số lao động",
                [Point("Quý I", 1620), Point("Quý II", 2210), Point("Quý III", None), Point("Quý IV", 2480)],
                main=True,
            )
        ],
        "life": [
            SimpleNamespace(from_words="01/7/2025", until_words="nay", words="Xã Bum Nưa", note="hợp nhất 3 xã", url="#so", now=True),
            SimpleNamespace(from_words="02/2012", until_words="30/6/2025", words="Xã Bum Nưa, huyện Mường Tè", note="", url="", now=False),
        ],
        "paragraphs": paragraphs_of(TEXT, _passages()),
        "readings": [(tag.lower(), tag, words) for words, _, tag in MARKS],
        "today": TODAY,
        "days": [date(2022, 2, 10), TODAY, date(2022, 2, 17), date(2022, 3, 15), None],
        "icons": ICONS,
    }  # fmt: skip


ICONS = [
    "search",
    "bell",
    "inbox",
    "flag",
    "target",
    "pencil",
    "edit",
    "plus",
    "trash",
    "check",
    "x",
    "upload",
    "download",
    "send",
    "mail",
    "printer",
    "filter",
    "columns",
    "calendar",
    "clock",
    "alert-triangle",
    "alert-circle",
    "info-circle",
    "circle-check",
    "circle-x",
    "help-circle",
    "lock",
    "key",
    "user",
    "users",
    "building",
    "building-bank",
    "sitemap",
    "map",
    "map-pin",
    "file-text",
    "file-upload",
    "file-check",
    "file-type-docx",
    "file-type-pdf",
    "file-spreadsheet",
    "folder",
    "archive",
    "award",
    "certificate",
    "star",
    "gavel",
    "scale",
    "book",
    "report",
    "chart-bar",
    "chart-line",
    "history",
    "settings",
    "shield-check",
    "stethoscope",
    "link",
    "copy",
    "eye",
    "speakerphone",
    "phone",
    "world",
    "rss",
    "qrcode",
    "sun",
    "moon",
]
