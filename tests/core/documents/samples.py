"""Papers of a province as its offices would write them, for the tests of the layout."""

from datetime import date

from thidua.core.documents import (
    Align,
    Annex,
    Article,
    Bullet,
    Clause,
    Column,
    DocumentKind,
    OfficialDocument,
    Paragraph,
    Point,
    Section,
    Signature,
    Span,
    Table,
    Urgency,
)

CHAIR = Signature("Chủ tịch", "Trần Tiến Dũng")
DIRECTIVE_RECIPIENTS = (
    "Ban TĐKT TW (B/c)",
    "TT. Tỉnh ủy (B/c)",
    "TT. HĐND tỉnh (B/c)",
    "UBND tỉnh: U",
    "Thành viên Hội đồng TĐKT tỉnh",
    "Các Ban HĐND tỉnh",
    "Các sở, ban, ngành, đoàn thể tỉnh",
    "UBND các huyện, thành phố",
    "Các doanh nghiệp trên địa bàn tỉnh",
    "Trưởng các Khối thi đua năm 2021",
    "Ban TĐKT tỉnh",
    "Văn phòng UBND tỉnh: V, HC, CB",
    "Báo Lai Châu, Đài PTTH tỉnh",
)
TASKS = (
    "Thủ trưởng các sở, ban, ngành, đoàn thể tỉnh; Chủ tịch Ủy ban nhân dân các huyện, thành phố;"
    " Giám đốc các doanh nghiệp trên địa bàn tỉnh xây dựng kế hoạch, phát động phong trào thi đua"
    " trên tinh thần cụ thể hóa những nội dung của Chỉ thị này.",
    "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, các đoàn thể chính trị - xã hội chỉ đạo và phối"
    " hợp chặt chẽ với cấp ủy, chính quyền các cấp để tham gia thực hiện các phong trào thi đua.",
    "Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Văn hóa, Thể thao và Du lịch hướng"
    " dẫn các cơ quan thông tin đại chúng đẩy mạnh công tác tuyên truyền về phong trào thi đua.",
    "Trưởng khối các Khối thi đua thuộc tỉnh xây dựng kế hoạch tổ chức các hoạt động khối; bảng"
    " tiêu chí chấm điểm thi đua.",
    "Giao Sở Nội vụ (Ban Thi đua, khen thưởng tỉnh) tổ chức triển khai và theo dõi việc thực hiện"
    " Chỉ thị này; tổ chức kiểm tra, đôn đốc, sơ kết, tổng kết và báo cáo kịp thời.",
)


def directive(**changes):
    """The launching directive of 2022, its number and day still open as in the office's copy."""
    values = {
        "kind": DocumentKind.DIRECTIVE,
        "notation": "CT-UBND",
        "agency": "Ủy ban nhân dân\ntỉnh Lai Châu",
        "issuer": "Ủy ban nhân dân tỉnh Lai Châu",
        "place": "Lai Châu",
        "year": 2022,
        "subject": "Về việc phát động phong trào thi đua thực hiện thắng lợi"
        " nhiệm vụ phát triển kinh tế - xã hội năm 2022",
        "body": (
            Paragraph(
                "Năm 2022 là năm có ý nghĩa rất quan trọng đối với việc đẩy mạnh thực hiện Kế hoạch"
                " phát triển kinh tế - xã hội 5 năm 2021-2025. UBND tỉnh phát động phong trào thi"
                " đua yêu nước năm 2022 với chủ đề “Bảo đảm thích ứng an toàn, linh hoạt, kiểm soát"
                " hiệu quả dịch Covid-19, góp phần thực hiện thắng lợi nhiệm vụ phát triển kinh tế"
                " - xã hội năm 2022” tới toàn thể các tầng lớp Nhân dân, cán bộ, công chức, viên"
                " chức và lực lượng vũ trang trong toàn tỉnh với các nội dung chủ yếu sau:"
            ),
            Clause(
                (
                    Span(
                        "Tiếp tục quán triệt, tuyên truyền, phổ biến Luật Thi đua, khen thưởng và"
                        " các văn bản hướng dẫn thi hành; 05 nội dung thi đua do Thủ tướng Chính"
                        " phủ phát động tại Đại hội Thi đua yêu nước toàn quốc lần thứ X với chủ đề"
                        " “"
                    ),
                    Span("Đoàn kết, sáng tạo, thi đua xây dựng và bảo vệ Tổ quốc", italic=True),
                    Span("”."),
                )
            ),
            Clause(
                "Thích ứng an toàn, linh hoạt, kiểm soát hiệu quả dịch Covid-19, bảo vệ tối đa sức"
                " khỏe, tính mạng Nhân dân; nâng cao chất lượng tăng trưởng kinh tế.",
                blocks=(
                    Paragraph(
                        "Phấn đấu hoàn thành, hoàn thành vượt mức một số chỉ tiêu chủ yếu năm 2022:"
                        " Tốc độ tăng trưởng tổng sản phẩm trên địa bàn khoảng 7,7%; thu ngân sách"
                        " trên địa bàn đạt 2.250 tỷ đồng; mức giảm tỷ lệ hộ nghèo 3,1%, riêng các"
                        " huyện nghèo giảm 4,8%; giải quyết việc làm cho 8.030 lao động..."
                    ),
                ),
            ),
            Clause(
                "Đẩy mạnh các phong trào thi đua chuyên đề của tỉnh như: “Dân vận khéo”; “Xây dựng"
                " nông thôn mới và giảm nghèo bền vững”; “Lai Châu chung tay vì người nghèo - Không"
                " để ai bị bỏ lại phía sau”."
            ),
            Clause(
                title="Tổ chức thực hiện",
                blocks=tuple(Point(task) for task in TASKS),
            ),
        ),
        "closing": (
            "Chủ tịch Ủy ban nhân dân tỉnh yêu cầu Thủ trưởng các cơ quan, đơn vị, địa phương tổ"
            " chức thực hiện Chỉ thị này; báo cáo Ủy ban nhân dân tỉnh (qua Ban Thi đua, khen"
            " thưởng, Sở Nội vụ) kết quả triển khai thực hiện theo quy định.",
        ),
        "recipients": DIRECTIVE_RECIPIENTS,
        "archive": "VT, Th3",
        "signer": CHAIR,
    }
    return OfficialDocument(**(values | changes))


TARGET_COLUMNS = (
    Column("TT", 0.5, Align.CENTER),
    Column("Chỉ tiêu", 4),
    Column("Đơn vị tính", 1.4, Align.CENTER),
    Column("Chỉ tiêu của tỉnh", 1.5, Align.CENTER),
    Column("Chỉ tiêu của đơn vị", 1.5, Align.CENTER),
)
TARGETS = (
    ("1", "Tốc độ tăng trưởng tổng sản phẩm trên địa bàn", "%", "khoảng 7,7", ""),
    ("2", "GRDP bình quân đầu người", "triệu đồng", "khoảng 47,9", ""),
    ("3", "Thu ngân sách trên địa bàn", "tỷ đồng", "2.250", "118"),
    ("4", "Tỷ lệ trường chuẩn quốc gia", "%", "56,3", "58,0"),
    ("5", "Mức giảm tỷ suất sinh", "‰", "0,4", "0,4"),
    ("6", "Mức giảm tỷ lệ hộ nghèo", "%", "3,1", ""),
    ("", "Riêng các huyện nghèo", "%", "4,8", "4,8"),
    ("7", "Giải quyết việc làm", "lao động", "8.030", "1.150"),
)
TASK_COLUMNS = (
    Column("TT", 0.5, Align.CENTER),
    Column("Nhiệm vụ", 4),
    Column("Đơn vị chủ trì, phối hợp", 2.6),
    Column("Thời hạn", 1.3, Align.CENTER),
)
PLAN_TASKS = tuple(
    (str(number), task, owner, due)
    for number, (task, owner, due) in enumerate(
        [
            ("Quán triệt Chỉ thị của Ủy ban nhân dân tỉnh tới toàn thể công chức, viên chức, người lao động trên địa bàn huyện", "Phòng Nội vụ; các cơ quan, đơn vị", "28/02/2022"),
            ("Tổ chức lễ phát động và ký giao ước thi đua giữa các xã, thị trấn", "Văn phòng HĐND - UBND huyện; UBND các xã, thị trấn", "10/3/2022"),
            ("Rà soát hộ nghèo, giao chỉ tiêu giảm nghèo tới từng xã, bản", "Phòng Lao động - Thương binh và Xã hội", "15/3/2022"),
            ("Xây dựng chuyên mục “Gương người tốt, việc tốt” trên hệ thống truyền thanh cơ sở", "Trung tâm Văn hóa, Thể thao - Truyền thông", "Hằng tháng"),
            ("Phát động phong trào “Dân vận khéo”, xây dựng ít nhất 02 mô hình tại mỗi xã", "Đề nghị Ban Dân vận Huyện ủy; Mặt trận Tổ quốc huyện", "30/4/2022"),
            ("Phát động phong trào “Xây dựng nông thôn mới và giảm nghèo bền vững”", "Phòng Nông nghiệp và Phát triển nông thôn", "30/4/2022"),
            ("Nâng cao chỉ số cải cách hành chính; giải quyết đúng hạn từ 98% hồ sơ trở lên", "Phòng Nội vụ; Bộ phận Tiếp nhận và Trả kết quả", "31/12/2022"),
            ("Tổ chức hội thi dân vũ, giao lưu thể thao giữa các cụm thi đua", "Trung tâm Văn hóa, Thể thao - Truyền thông", "02/9/2022"),
            ("Kiểm tra việc thực hiện phong trào thi đua tại 06 xã và 04 đơn vị", "Phòng Nội vụ; thành viên Hội đồng Thi đua - Khen thưởng huyện", "Quý III"),
            ("Sơ kết 6 tháng đầu năm, biểu dương điển hình tiên tiến", "Phòng Nội vụ", "15/7/2022"),
            ("Bồi dưỡng, nhân rộng điển hình; đề nghị khen thưởng kịp thời, ưu tiên người trực tiếp lao động", "Các cơ quan, đơn vị; UBND các xã, thị trấn", "Thường xuyên"),
            ("Tổng kết phong trào thi đua, báo cáo Ủy ban nhân dân tỉnh (qua Ban Thi đua, khen thưởng, Sở Nội vụ)", "Phòng Nội vụ", "15/12/2022"),
        ],
        1,
    )
)  # fmt: skip


def plan(**changes):
    """A district's plan of some three pages, numbered and dated, with two tables."""
    values = {
        "kind": DocumentKind.PLAN,
        "notation": "KH-UBND",
        "number": 9,
        "day": date(2022, 2, 25),
        "agency": "Ủy ban nhân dân\nhuyện Sìn Hồ",
        "issuer": "Ủy ban nhân dân huyện Sìn Hồ",
        "place": "Sìn Hồ",
        "subject": "Tổ chức phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển"
        " kinh tế - xã hội năm 2022 trên địa bàn huyện Sìn Hồ",
        "body": (
            Paragraph(
                "Thực hiện Chỉ thị số 03/CT-UBND ngày 15/02/2022 của Ủy ban nhân dân tỉnh Lai Châu"
                " về việc phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh"
                " tế - xã hội năm 2022, Ủy ban nhân dân huyện Sìn Hồ xây dựng kế hoạch như sau:"
            ),
            Section(
                "Mục đích, yêu cầu",
                (
                    Clause(
                        title="Mục đích",
                        blocks=(
                            Point(
                                "Tạo khí thế thi đua sôi nổi trong các cơ quan, đơn vị, các xã, thị"
                                " trấn và các tầng lớp Nhân dân; khắc phục khó khăn, phấn đấu hoàn"
                                " thành xuất sắc nhiệm vụ được giao."
                            ),
                            Point(
                                "Phát hiện, bồi dưỡng, biểu dương kịp thời các điển hình tiên tiến,"
                                " gương người tốt, việc tốt."
                            ),
                        ),
                    ),
                    Clause(
                        title="Yêu cầu",
                        blocks=(
                            Bullet("Nội dung thi đua thiết thực, hình thức phong phú;"),
                            Bullet("Tiêu chí cụ thể, gắn với nhiệm vụ chính trị của từng đơn vị;"),
                            Bullet("Khen thưởng đúng người, đúng việc, công khai, kịp thời."),
                        ),
                    ),
                ),
            ),
            Section(
                "Nội dung và chỉ tiêu thi đua",
                (
                    Clause(
                        "Thích ứng an toàn, linh hoạt, kiểm soát hiệu quả dịch Covid-19; tập trung"
                        " phát triển sản xuất nông nghiệp theo hướng hàng hóa, gắn với xây dựng"
                        " nông thôn mới; nâng cao chất lượng giáo dục, chăm sóc sức khỏe Nhân dân."
                    ),
                    Clause(
                        "Phấn đấu hoàn thành và hoàn thành vượt mức các chỉ tiêu sau:",
                        blocks=(Table(TARGET_COLUMNS, TARGETS),),
                    ),
                ),
            ),
            Section(
                "Nhiệm vụ và phân công thực hiện",
                (Table(TASK_COLUMNS, PLAN_TASKS, caption="Bảng phân công nhiệm vụ"),),
            ),
            Section(
                "Tổ chức thực hiện",
                (
                    Clause(
                        "Thủ trưởng các cơ quan, đơn vị, Chủ tịch Ủy ban nhân dân các xã, thị trấn"
                        " xây dựng kế hoạch và phát động phong trào thi đua trước ngày 15/3/2022."
                    ),
                    Clause(
                        "Giao Phòng Nội vụ theo dõi, đôn đốc, tổng hợp, báo cáo kết quả thực hiện."
                    ),
                ),
            ),
        ),
        "closing": (
            "Trên đây là Kế hoạch tổ chức phong trào thi đua năm 2022 của Ủy ban nhân dân huyện"
            " Sìn Hồ, yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện.",
        ),
        "recipients": (
            "Ủy ban nhân dân tỉnh (B/c)",
            "Ban Thi đua, khen thưởng, Sở Nội vụ",
            "Thường trực Huyện ủy, HĐND huyện (B/c)",
            "Chủ tịch, các Phó Chủ tịch UBND huyện",
            "Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội huyện",
            "Các cơ quan, đơn vị thuộc huyện",
            "UBND các xã, thị trấn",
        ),
        "archive": "VT, NV",
        "signer": Signature(
            "Phó Chủ tịch", "Nguyễn Văn Mẫu", ("TM. Ủy ban nhân dân", "KT. Chủ tịch")
        ),
    }
    return OfficialDocument(**(values | changes))


def reminder_letter(**changes):
    """A công văn that presses three units for their plans."""
    values = {
        "kind": DocumentKind.LETTER,
        "notation": "SNV-TĐKT",
        "number": 215,
        "day": date(2022, 3, 17),
        "parent_agency": "UBND tỉnh Lai Châu",
        "agency": "Sở Nội vụ",
        "issuer": "Sở Nội vụ tỉnh Lai Châu",
        "place": "Lai Châu",
        "subject": "đôn đốc xây dựng kế hoạch phát động phong trào thi đua năm 2022",
        "addressees": (
            "Sở Văn hóa, Thể thao và Du lịch",
            "Ủy ban nhân dân huyện Mường Tè",
            "Công ty Cổ phần Trà Mẫu",
        ),
        "body": (
            Paragraph(
                "Thực hiện Chỉ thị số 03/CT-UBND ngày 15/02/2022 của Ủy ban nhân dân tỉnh về việc"
                " phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã"
                " hội năm 2022, đến hết ngày 15/3/2022, Sở Nội vụ chưa nhận được kế hoạch của quý"
                " cơ quan, đơn vị (thời hạn: ngày 15/3/2022)."
            ),
            Paragraph(
                "Sở Nội vụ đề nghị quý cơ quan, đơn vị ban hành kế hoạch và gửi về Sở Nội vụ (qua"
                " Ban Thi đua, khen thưởng) trước ngày 22/3/2022 để tổng hợp, báo cáo Ủy ban nhân"
                " dân tỉnh."
            ),
        ),
        "closing": ("Rất mong nhận được sự phối hợp của quý cơ quan, đơn vị.",),
        "recipients": ("Như trên", "UBND tỉnh (B/c)", "Giám đốc Sở (B/c)"),
        "archive": "VT, TĐKT",
        "signer": Signature("Trưởng ban Ban Thi đua, khen thưởng", "Lê Thị Mẫu", ("TL. Giám đốc",)),
        "urgency": Urgency.URGENT,
    }
    return OfficialDocument(**(values | changes))


def transmittal(**changes):
    """A phiếu gửi with the list of papers sent."""
    columns = (
        Column("TT", 0.5, Align.CENTER),
        Column("Số, ký hiệu", 1.5, Align.CENTER),
        Column("Tên văn bản", 4.5),
        Column("Số lượng", 1, Align.CENTER),
    )
    values = {
        "kind": DocumentKind.TRANSMITTAL,
        "notation": "PG-UBND",
        "number": 4,
        "day": date(2022, 2, 15),
        "agency": "Ủy ban nhân dân\ntỉnh Lai Châu",
        "issuer": "Ủy ban nhân dân tỉnh Lai Châu",
        "place": "Lai Châu",
        "subject": "",
        "addressees": ("Sở Giáo dục và Đào tạo tỉnh Lai Châu",),
        "body": (
            Paragraph("Ủy ban nhân dân tỉnh Lai Châu gửi đến quý cơ quan các văn bản sau:"),
            Table(
                columns,
                (
                    (
                        "1",
                        "03/CT-UBND",
                        "Chỉ thị về việc phát động phong trào thi đua thực hiện thắng lợi nhiệm vụ"
                        " phát triển kinh tế - xã hội năm 2022",
                        "01",
                    ),
                ),
            ),
        ),
        "closing": ("Đề nghị quý cơ quan xác nhận sau khi nhận được văn bản.",),
        "recipients": ("Như trên",),
        "archive": "VT",
        "signer": Signature("Phó Chánh Văn phòng", "Phạm Văn Mẫu", ("TL. Chủ tịch", "KT. Chánh Văn phòng")),
    }  # fmt: skip
    return OfficialDocument(**(values | changes))


def decision(**changes):
    """A decision by the chair in his own power, with two annexes."""
    values = {
        "kind": DocumentKind.DECISION,
        "notation": "QĐ-UBND",
        "number": 163,
        "day": date(2022, 1, 5),
        "agency": "Ủy ban nhân dân\ntỉnh Lai Châu",
        "issuer": "Chủ tịch Ủy ban nhân dân tỉnh Lai Châu",
        "place": "Lai Châu",
        "subject": "Về việc phân chia các Khối thi đua thuộc tỉnh năm 2022",
        "power": "Chủ tịch Ủy ban nhân dân tỉnh Lai Châu",
        "bases": (
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
            "Căn cứ Luật Thi đua, khen thưởng",
            "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 05/TTr-SNV ngày 04 tháng 01 năm"
            " 2022",
        ),
        "body": (
            Article("Phân chia các Khối thi đua thuộc tỉnh năm 2022 theo Phụ lục I, Phụ lục II."),
            Article(
                title="Hiệu lực thi hành",
                blocks=(
                    Clause("Quyết định này có hiệu lực kể từ ngày ký."),
                    Clause("Quyết định này thay thế các quyết định trước đây về cùng nội dung."),
                ),
            ),
            Article(
                "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ và Thủ trưởng các cơ"
                " quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này."
            ),
        ),
        "recipients": ("Như Điều 3", "Ban TĐKT TW", "Chủ tịch, các PCT UBND tỉnh"),
        "archive": "VT, NV",
        "signer": CHAIR,
        "annexes": (
            Annex(
                "Danh sách các Khối thi đua sở, ban, ngành",
                (
                    Table(
                        (
                            Column("TT", 0.5, Align.CENTER),
                            Column("Khối thi đua", 2),
                            Column("Thành viên", 4),
                        ),
                        tuple(
                            (str(place), f"Khối thi đua số {place}", "Sở Nội vụ; Sở Tư pháp; Thanh tra tỉnh; Văn phòng Ủy ban nhân dân tỉnh")
                            for place in range(1, 25)
                        ),
                    ),
                ),
            ),
            Annex("Danh sách khối huyện, thành phố", (Clause("Huyện Sìn Hồ"), Clause("Huyện Mường Tè")), landscape=True),
        ),
    }  # fmt: skip
    return OfficialDocument(**(values | changes))


def submission(**changes):
    """A tờ trình to the chair, still a draft."""
    values = {
        "kind": DocumentKind.SUBMISSION,
        "notation": "TTr-SVHTTDL",
        "year": 2022,
        "parent_agency": "UBND tỉnh Lai Châu",
        "agency": "Sở Văn hóa, Thể thao và Du lịch",
        "issuer": "Sở Văn hóa, Thể thao và Du lịch tỉnh Lai Châu",
        "place": "Lai Châu",
        "subject": "Về việc ban hành Chỉ thị phát động phong trào thi đua năm 2022",
        "addressees": ("Chủ tịch Ủy ban nhân dân tỉnh Lai Châu",),
        "bases": ("Căn cứ Luật Thi đua, khen thưởng",),
        "body": (Paragraph("Sở kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định."),),
        "recipients": ("Như trên", "Giám đốc, các Phó Giám đốc Sở"),
        "archive": "VT, VP",
        "signer": Signature("Giám đốc"),
        "draft": True,
    }
    return OfficialDocument(**(values | changes))


def minutes(**changes):
    """Minutes of a meeting, signed by secretary and chair (model 1.9)."""
    values = {
        "kind": DocumentKind.MINUTES,
        "notation": "BB-HĐTĐKT",
        "number": 2,
        "day": date(2022, 1, 12),
        "parent_agency": "UBND tỉnh Lai Châu",
        "agency": "Hội đồng Thi đua - Khen thưởng",
        "issuer": "Hội đồng Thi đua - Khen thưởng tỉnh Lai Châu",
        "place": "Lai Châu",
        "subject": "Họp Hội đồng Thi đua - Khen thưởng tỉnh",
        "body": (
            Paragraph("Thời gian bắt đầu: 14 giờ 00, ngày 12 tháng 01 năm 2022."),
            Paragraph("Địa điểm: Phòng họp số 1, Ủy ban nhân dân tỉnh."),
            Paragraph("Thành phần tham dự: 15/17 thành viên Hội đồng."),
            Paragraph("Cuộc họp kết thúc vào 16 giờ 30, ngày 12 tháng 01 năm 2022."),
        ),
        "recipients": ("Thành viên Hội đồng",),
        "archive": "HĐTĐKT",
        "secretary": Signature("Thư ký", "Lê Thị Mẫu"),
        "signer": Signature("Chủ trì", "Trần Văn Mẫu", other_post="Phó Chủ tịch UBND tỉnh"),
    }
    return OfficialDocument(**(values | changes))


ALL = (directive, plan, reminder_letter, transmittal, decision, submission, minutes)
