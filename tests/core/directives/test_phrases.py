"""The language of offices, phrase by phrase."""

import pytest

from thidua.core.directives import Reading, read


def plan(
    body: str,
    *,
    title: str = "Phát động phong trào thi đua năm 2025",
    head: str | None = None,
    foot: str = "",
) -> Reading:
    head = head or (
        "ỦY BAN NHÂN DÂN\nTỈNH SƠN MẪU\nSố: 15/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Sơn Mẫu, ngày 05 tháng 3 năm 2025"
    )
    foot = foot or "Nơi nhận:\n- UBND tỉnh (b/c);\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLò Văn Mẫu"
    return read(f"{head}\n\nKẾ HOẠCH\n{title}\n\n{body}\n\n{foot}")


# Targets


@pytest.mark.parametrize(
    ("phrase", "name", "comparator", "value", "unit"),
    [
        ("tốc độ tăng trưởng trên 7%", "tốc độ tăng trưởng", "at_least", "7", "%"),
        (
            "tỷ lệ hộ dùng nước sạch từ 95% trở lên",
            "tỷ lệ hộ dùng nước sạch",
            "at_least",
            "95",
            "%",
        ),
        ("tỷ lệ hộ nghèo còn dưới 3%", "tỷ lệ hộ nghèo", "at_most", "3", "%"),
        ("tỷ lệ tai nạn không quá 0,5%", "tỷ lệ tai nạn", "at_most", "0.5", "%"),
        ("trồng rừng tối thiểu 1.200 ha", "trồng rừng", "at_least", "1200", "ha"),
        ("số sáng kiến ít nhất 40 sáng kiến", "số sáng kiến", "at_least", "40", "sáng kiến"),
        ("thu ngân sách đạt và vượt 500 tỷ đồng", "thu ngân sách", "at_least", "500", "tỷ đồng"),
        ("tổng vốn đầu tư 20.000 tỷ đồng", "tổng vốn đầu tư", "equal", "20000", "tỷ đồng"),
        ("tỷ lệ giải ngân đạt 100%", "tỷ lệ giải ngân", "equal", "100", "%"),
        ("tỷ lệ hộ nghèo giảm bình quân 3%/năm", "tỷ lệ hộ nghèo giảm", "equal", "3", "%/năm"),
        ("tỷ lệ phế phẩm giảm xuống dưới 2%", "tỷ lệ phế phẩm", "at_most", "2", "%"),
        ("kết nạp 1.200 đảng viên mới", "kết nạp đảng viên mới", "equal", "1200", "đảng viên"),
        ("giảm tỷ lệ hộ nghèo xuống còn 18%", "tỷ lệ hộ nghèo", "equal", "18", "%"),
        (
            "có từ 70% hội viên trở lên được tiếp cận thông tin",
            "hội viên được tiếp cận thông tin",
            "at_least",
            "70",
            "%",
        ),
        ("95/106 xã đạt chuẩn nông thôn mới", "xã đạt chuẩn nông thôn mới", "equal", "95", "xã"),
        (
            "100% cơ quan, đơn vị đăng ký thi đua",
            "cơ quan, đơn vị đăng ký thi đua",
            "equal",
            "100",
            "%",
        ),
    ],
)
def test_read_target(phrase: str, name: str, comparator: str, value: str, unit: str) -> None:
    (target,) = plan(f"1. Phấn đấu {phrase}.\n2. Tổ chức thi đua thiết thực.").targets
    assert (target.name, target.comparator, str(target.value), target.unit) == (
        name,
        comparator,
        value,
        unit,
    )


def test_read_target_range_keeps_both_ends() -> None:
    (target,) = plan("1. Phấn đấu năng suất lao động tăng 7 - 8%.").targets
    assert (str(target.value), str(target.upper), target.comparator) == ("7", "8", "approx")


def test_read_exception_is_a_target_of_its_own() -> None:
    general, own = plan(
        "1. Mục tiêu\n- Tỷ lệ học sinh bỏ học không quá 0,3%, riêng vùng khó khăn không quá 0,8%."
    ).targets
    assert (own.name, own.scope, own.exception_of) == (
        "Tỷ lệ học sinh bỏ học vùng khó khăn",
        "vùng khó khăn",
        0,
    )
    assert (general.scope, own.comparator) == (None, "at_most")


def test_read_table_of_targets() -> None:
    table = "| TT | Chỉ tiêu | Đơn vị tính | Kế hoạch |\n|---|---|---|---|\n| 1 | Tổng đàn gia súc | con | 5.200 |\n| 2 | Hộ nghèo giảm | % | ≥ 4 |"
    found = [
        (t.name, t.comparator, str(t.value), t.unit)
        for t in plan(f"1. Chỉ tiêu\n\n{table}").targets
    ]
    assert found == [
        ("Tổng đàn gia súc", "equal", "5200", "con"),
        ("Hộ nghèo giảm", "at_least", "4", "%"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kỷ niệm 75 năm Ngày truyền thống, có 05 nội dung thi đua.",
        "Tập thể đạt từ 90 điểm trở lên được xét tặng Giấy khen.",
        "Trong năm qua tỷ lệ hộ nghèo đã giảm 4%.",
        "Phát động từ ngày 01/7/2025 đến ngày 30/9/2025, giai đoạn 2021 - 2025.",
    ],
)
def test_read_no_target_where_none_is_set(sentence: str) -> None:
    assert plan(f"1. {sentence}\n2. Thi đua thiết thực.").targets == ()


# Movements and theme


def test_read_movements_in_a_chain_of_quotes() -> None:
    text = '1. Đẩy mạnh các cuộc vận động, phong trào thi đua “Dạy tốt, học tốt”, "Trường học hạnh phúc" và “Dân vận khéo”.'
    assert [m.name for m in plan(text).movements] == [
        "Dạy tốt, học tốt",
        "Trường học hạnh phúc",
        "Dân vận khéo",
    ]


def test_read_quotes_that_are_no_movements() -> None:
    text = (
        "1. Nêu gương “Người tốt, việc tốt” trong phong trào thi đua; ngăn chặn “tự diễn biến”.\n"
        "2. Triển khai cuộc vận động “Toàn dân tập luyện thể thao” với tinh thần “quyết tâm cao”."
    )
    assert plan(text).movements == ()


def test_read_movement_in_the_title_once() -> None:
    reading = plan(
        "1. Phong trào thi đua “Dân vận khéo” đi vào chiều sâu.",
        title="Phát động phong trào thi đua “Dân vận khéo” năm 2025",
    )
    assert [m.name for m in reading.movements] == ["Dân vận khéo"]


def test_read_theme_is_not_the_theme_of_a_congress() -> None:
    text = "UBND tỉnh tiếp nối Đại hội Thi đua yêu nước lần thứ X với chủ đề “Đoàn kết”. Nay phát động thi đua với chủ đề: “Sơn Mẫu bứt phá”.\n1. Thi đua."
    assert plan(text).theme.value == "Sơn Mẫu bứt phá"


# References


@pytest.mark.parametrize(
    ("phrase", "kind", "number", "day"),
    [
        (
            "Nghị định số 98/2023/NĐ-CP ngày 31/12/2023 của Chính phủ",
            "nghị định",
            "98/2023/NĐ-CP",
            "2023-12-31",
        ),
        ("Chỉ thị so 41-CT/TW, ngày 26/12/2024", "chỉ thị", "41-CT/TW", "2024-12-26"),
        ("Kế hoạch 11/KH-TLĐ ngày 17 tháng 9 năm 2021", "kế hoạch", "11/KH-TLĐ", "2021-09-17"),
        ("Quyết định số 539/QD-TTg ngày 19/6/2024", "quyết định", "539/QĐ-TTg", "2024-06-19"),
        ("Công văn số 2345/EVN - TĐKT ngày 12.6.2008", "công văn", "2345/EVN-TĐKT", "2008-06-12"),
        (
            "Luật Tổ chức Chính phủ số 63/2025/QH15 ngày 18 tháng 02 năm 2025",
            "luật",
            "63/2025/QH15",
            "2025-02-18",
        ),
        ("Luật Thi đua, khen thưởng ngày 15/6/2022", "luật", None, "2022-06-15"),
    ],
)
def test_read_reference(phrase: str, kind: str, number: str | None, day: str) -> None:
    reading = plan(f"Căn cứ {phrase};\n1. Thi đua.")
    (reference,) = reading.legal_references
    assert (reference.kind, reference.number, str(reference.date)) == (kind, number, day)
    assert reading.quote(reference.citation) in phrase


def test_read_reference_across_a_line_break_and_without_own_number() -> None:
    reading = plan(
        "Thực hiện Kế hoạch số 1043/KH-\nUBND ngày 16/6/2022 của UBND tỉnh và Kế hoạch số 15/KH-UBND này.\n1. Thi đua."
    )
    assert [reference.number for reference in reading.legal_references] == ["1043/KH-UBND"]


# Assignments


def test_read_agencies_with_verbs_in_their_names() -> None:
    text = "III. TỔ CHỨC THỰC HIỆN\n1. Ban Tổ chức Tỉnh ủy theo dõi.\n2. Các tổ chức chính trị - xã hội vận động hội viên.\n3. Sở Lao động - Thương binh và Xã hội tổng hợp."
    names = [
        [agency.name for agency in item.agencies]
        for item in plan(text.replace("III", "I")).assignments
    ]
    assert names == [
        ["Ban Tổ chức Tỉnh ủy"],
        ["Các tổ chức chính trị - xã hội"],
        ["Sở Lao động - Thương binh và Xã hội"],
    ]


def test_read_assignment_role_deadline_and_coordinating() -> None:
    text = "I. TRÁCH NHIỆM THỰC HIỆN\n1. Sở Nội vụ chủ trì, phối hợp với Sở Tài chính triển khai, hoàn thành trước ngày 31/3/2025.\n2. Đề nghị Hội Nông dân tỉnh vận động hội viên.\n3. Phòng Nội vụ tham mưu Ủy ban nhân dân huyện ban hành kế hoạch."
    first, second, third = plan(text).assignments
    assert (first.role, str(first.deadline.day), [a.name for a in first.coordinating]) == (
        "lead",
        "2025-03-31",
        ["Sở Tài chính"],
    )
    assert (second.role, second.agencies[0].name) == ("request", "Hội Nông dân tỉnh")
    assert third.role == "propose"


def test_read_agency_as_a_heading_of_its_tasks() -> None:
    text = "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Văn hóa - Xã hội: Chủ trì triển khai.\n2. Phòng Giáo dục và Đào tạo các huyện\n- Xây dựng kế hoạch.\n- Báo cáo kết quả."
    first, second = plan(text).assignments
    assert (first.agencies[0].name, first.task) == ("Phòng Văn hóa - Xã hội", "Chủ trì triển khai.")
    assert second.agencies[0].name == "Phòng Giáo dục và Đào tạo các huyện"


def test_read_table_of_tasks() -> None:
    table = "| TT | Nội dung công việc | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |\n|---|---|---|---|---|\n| 1 | Xây dựng bộ tiêu chí | Phòng Nội vụ | Văn phòng HĐND và UBND | Trước 31/3/2025 |"
    (item,) = plan(f"I. PHÂN CÔNG NHIỆM VỤ\n\n{table}").assignments
    assert (item.agencies[0].name, item.coordinating[0].name, item.task) == (
        "Phòng Nội vụ",
        "Văn phòng HĐND và UBND",
        "Xây dựng bộ tiêu chí",
    )
    assert (item.deadline.printed, str(item.deadline.day)) == ("Trước 31/3/2025", "2025-03-31")


# Head and foot


def test_read_letter_with_its_subject_under_the_number() -> None:
    text = (
        "  UBND TỈNH SƠN MẪU                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "      SỞ NỘI VỤ                         Độc lập - Tự do - Hạnh phúc\n\n"
        " Số: 377 /SNV-TĐKT                 Sơn Mẫu, ngày 17 tháng 02 năm 2025\n"
        "V/v phát động phong trào thi\n   đua năm 2025\n\n           Kính gửi: Các cơ quan.\n\n"
        "Sở Nội vụ phát động thi đua.\n\nNơi nhận:                      GIÁM ĐỐC\n- Như trên;\n- Lưu: VT.\n                               Lò Thị Mẫu"
    )
    reading = read(text)
    header = reading.header
    assert (header.document_type.value, header.number) == ("công văn", "377/SNV-TĐKT")
    assert (header.issuer.value, header.parent.value) == (
        "Sở Nội vụ",
        "Ủy ban nhân dân tỉnh Sơn Mẫu",
    )
    assert header.title.value == "V/v phát động phong trào thi đua năm 2025"
    assert (reading.launches_movement, reading.signer.name) == (True, "Lò Thị Mẫu")


@pytest.mark.parametrize(
    ("number", "read_as", "symbol"),
    [
        ("Số: l5/HD-LĐLĐ", "15/HD-LĐLĐ", "HD-LĐLĐ"),
        ("So: 1245/QD-UBND", "1245/QĐ-UBND", "QĐ-UBND"),
        ("Số 72-KH/TU", "72-KH/TU", "KH/TU"),
        ("Số: 09/2009/CT-UBND", "09/2009/CT-UBND", "CT-UBND"),
        ("Số:          /HD – HĐTĐKT", None, "HD-HĐTĐKT"),
        ("Số: ……/KH-UBND", None, "KH-UBND"),
    ],
)
def test_read_number(number: str, read_as: str | None, symbol: str) -> None:
    header = plan(
        "1. Thi đua.",
        head=f"ỦY BAN NHÂN DÂN\nTỈNH SƠN MẪU\n{number}\nSơn Mẫu, ngày 05 tháng 3 năm 2025",
    ).header
    assert (header.number, header.symbol) == (read_as, symbol)


@pytest.mark.parametrize(
    ("printed", "day", "month", "year"),
    [
        ("Sơn Mẫu, ngày l0 tháng 4 năm 2023", 10, 4, 2023),
        ("Sơn Mẫu, ngày ... tháng 10 năm 2022", None, 10, 2022),
        ("Sơn Mẫu, ngày     tháng     năm 2022", None, None, 2022),
        ("Sơn Mẫu, ngày … tháng … năm …", None, None, None),
    ],
)
def test_read_date_blank_by_blank(
    printed: str, day: int | None, month: int | None, year: int | None
) -> None:
    header = plan(
        "1. Thi đua.", head=f"ỦY BAN NHÂN DÂN\nTỈNH SƠN MẪU\nSố: 1/KH-UBND\n{printed}"
    ).header
    assert (header.date.day, header.date.month, header.date.year) == (day, month, year)
    assert header.place.value == "Sơn Mẫu"


def test_read_date_by_the_signature_of_a_call() -> None:
    reading = read(
        "LỜI KÊU GỌI THI ĐUA\n\nHỡi đồng bào các dân tộc trong tỉnh! Hãy ra sức thi đua.\n\nSơn Mẫu, ngày 11 tháng 6 năm 2024\nCHỦ TỊCH\nLò Văn Mẫu"
    )
    assert (reading.header.date.value.isoformat(), reading.header.place.value) == (
        "2024-06-11",
        "Sơn Mẫu",
    )
    assert (reading.signer.name, reading.launches_movement) == ("Lò Văn Mẫu", True)


@pytest.mark.parametrize(
    "foot",
    [
        "Nơi nhận:\n- Bộ Nội vụ (để b/c);\n- Các sở, ban,\nngành (để thực hiện);\n- VP: CVP, NC;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nLò Văn Mẫu",
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLò Văn Mẫu\n\nNơi nhận:\n- Bộ Nội vụ (để b/c);\n- Các sở, ban, ngành (để thực hiện);\n- VP: CVP, NC;\n- Lưu: VT.",
        "Nơi nhận: - Bộ Nội vụ (để b/c); - Các sở, ban, ngành (để thực hiện); - VP: CVP, NC; - Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLò Văn Mẫu",
        "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Bộ Nội vụ (để b/c);\tCHỦ TỊCH\n- Các sở, ban, ngành (để thực hiện);\n- VP: CVP, NC;\n- Lưu: VT.\tLò Văn Mẫu",
        "Nơi nhận: TM. ỦY BAN NHÂN DÂN\n- Bộ Nội vụ (để b/c); CHỦ TỊCH\n- Các sở, ban, ngành (để thực hiện);\n- VP: CVP, NC;\n- Lưu: VT. Lò Văn Mẫu",
        "| Nơi nhận: <br> - Bộ Nội vụ (để b/c); <br> - Các sở, ban, ngành (để thực hiện); <br> - VP: CVP, NC; <br> - Lưu: VT. | **TM. ỦY BAN NHÂN DÂN** <br> CHỦ TỊCH <br><br> Lò Văn Mẫu |",
    ],
)
def test_read_foot_however_the_columns_were_flattened(foot: str) -> None:
    reading = plan("1. Thi đua.", foot=foot)
    assert [(r.name, r.purpose_printed, r.purpose) for r in reading.recipients] == [
        ("Bộ Nội vụ", "để b/c", "report"),
        ("Các sở, ban, ngành", "để thực hiện", "carry_out"),
        ("VP", "CVP, NC", "know"),
    ]
    assert reading.archive.value == "Lưu: VT."
    assert (reading.signer.title, reading.signer.name) == (
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Lò Văn Mẫu",
    )


def test_read_recipients_without_bullets() -> None:
    reading = plan(
        "1. Thi đua.", foot="Nơi nhận:\nNhư trên\nUBND tỉnh (b/c)\nLưu VT\n\nCHỦ TỊCH\n\nLò Văn Mẫu"
    )
    assert [r.name for r in reading.recipients] == ["Như trên", "UBND tỉnh"]
    assert (reading.archive.value, reading.signer.name) == ("Lưu VT", "Lò Văn Mẫu")


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        (
            "VỀ VIỆC PHÁT ĐỘNG THI ĐUA\n\n“SƠN MẪU BỨT PHÁ” GIAI ĐOẠN 2025 - 2030",
            "VỀ VIỆC PHÁT ĐỘNG THI ĐUA “SƠN MẪU BỨT PHÁ” GIAI ĐOẠN 2025 - 2030",
        ),
        ("Về việc phát động thi đua\n\nnăm 2025", "Về việc phát động thi đua năm 2025"),
        ("VỀ VIỆC PHÁT ĐỘNG THI ĐUA\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "VỀ VIỆC PHÁT ĐỘNG THI ĐUA"),
        ("VỀ VIỆC PHÁT ĐỘNG THI ĐUA\n\nI. MỤC ĐÍCH", "VỀ VIỆC PHÁT ĐỘNG THI ĐUA"),
    ],
)
def test_read_title_broken_by_a_blank_line(printed: str, title: str) -> None:
    assert plan("Căn cứ tình hình.\n1. Thi đua.", title=printed).header.title.value == title


def test_read_name_broken_by_a_narrow_column_before_an_annex() -> None:
    foot = "|\nNơi nhận:\n- Như Điều 3;\n- Lưu: VT, SNV.\n|\n**TM. ỦY BAN NHÂN DÂN**\nCHỦ TỊCH\n**Lò\nVăn Mẫu**\n|\n\n**QUY\nCHẾ**\n\nXÉT TẶNG DANH HIỆU"
    signer = plan("1. Thi đua.", foot=foot).signer
    assert (signer.title, signer.name) == ("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "Lò Văn Mẫu")


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        (
            "UBND TỈNH SƠN MẪU\nSỞ LAO ĐỘNG – THƯƠNG BINH\nVÀ XÃ HỘI",
            "Sở Lao động - Thương binh và Xã hội",
        ),
        ("UỶ BAN NHÂN DÂN\nHUYỆN NÀ MẪU", "Ủy ban nhân dân huyện Nà Mẫu"),
        ("TỈNH ỦY SƠN MẪU\nBAN TUYÊN GIÁO", "Ban Tuyên giáo"),
        (
            "HỘI ĐỒNG\nTHI ĐUA - KHEN THƯỞNG TỈNH SƠN MẪU",
            "Hội đồng Thi đua - Khen thưởng tỉnh Sơn Mẫu",
        ),
        ("UY BAN NHAN DAN\nTINH SON MAU", "Ủy ban nhân dân tỉnh Sơn Mẫu"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("BỘ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG", "Bộ Nông nghiệp và Môi trường"),
    ],
)
def test_read_issuer(head: str, issuer: str) -> None:
    printed = f"{head}\nSố: 1/KH-X\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSơn Mẫu, ngày 05 tháng 3 năm 2025"
    assert plan("1. Thi đua.", head=printed).header.issuer.value == issuer


def test_read_reporting_duty_with_deadline() -> None:
    (duty,) = plan(
        "1. Các cơ quan báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Sở Nội vụ) trước ngày 30/11/2025."
    ).reporting_duties
    assert (duty.to.value, duty.via.value, str(duty.deadline.day)) == (
        "Ủy ban nhân dân tỉnh",
        "Sở Nội vụ",
        "2025-11-30",
    )


def test_read_lists_what_it_did_not_understand() -> None:
    reading = plan(
        "1. Thi đua.",
        foot="Nơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nLò Văn Mẫu\n\nGhi chú viết tay ở cuối trang",
    )
    assert [reading.quote(span) for span in reading.not_understood] == [
        "Ghi chú viết tay ở cuối trang"
    ]


# Launching


@pytest.mark.parametrize(
    ("title", "launches"),
    [
        ("Phát động phong trào thi đua năm 2025", True),
        ("Tổ chức đợt thi đua cao điểm chào mừng Đại hội", True),
        ("Triển khai phong trào thi đua “Dân vận khéo” giai đoạn 2025 - 2030", True),
        ("Tặng Bằng khen cho các tập thể xuất sắc trong phong trào thi đua", False),
        ("Tổng kết phong trào thi đua yêu nước năm 2025", False),
        ("Tổng kết phong trào thi đua năm 2025 và phát động phong trào thi đua năm 2026", True),
        ("Ban hành Quy chế thi đua, khen thưởng", False),
        ("Hướng dẫn bình xét thi đua, khen thưởng năm 2025", False),
        ("Tổ chức Đại hội thi đua yêu nước lần thứ V", False),
        ("Tuyên truyền các phong trào thi đua yêu nước", False),
        ("Phòng, chống thiên tai năm 2025", False),
    ],
)
def test_launches_by_title(title: str, launches: bool) -> None:
    assert plan("1. Các đơn vị thực hiện.", title=title).launches_movement is launches
