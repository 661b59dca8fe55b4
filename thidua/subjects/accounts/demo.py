"""People of the demonstration: every role once, with invented names, in real units by code."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from thidua.base.access.roles import Role


@dataclass(frozen=True, slots=True)
class DemoPost:
    unit: str  # code of the unit
    role: Role
    title: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    username: str
    full_name: str
    group: str
    does: object  # what the role can do, for the card on the sign-in page; said lazily
    posts: tuple[DemoPost, ...] = field(default=())


OFFICE = str(_("Ban Thi đua - Khen thưởng"))
PROVINCE = str(_("Lãnh đạo tỉnh, Hội đồng"))
UNITS = str(_("Đơn vị thực hiện"))
BLOCKS = str(_("Cụm, khối thi đua"))
OTHERS = str(_("Phối hợp, theo dõi, giám sát"))
SYSTEM = str(_("Quản trị"))

DEMO_PEOPLE = (
    DemoPerson(
        "chuyenvien",
        "Lò Thị Mai Anh",
        OFFICE,
        _("Đọc chỉ thị, rà soát, soạn thảo, theo dõi phong trào"),
        (DemoPost("LC-BTDKT", Role.OFFICER, "Chuyên viên"),),
    ),
    # Two posts in two units: the usual case of the office's head.
    DemoPerson(
        "lanhdao",
        "Hoàng Minh Thắng",
        OFFICE,
        _("Trình dự thảo, ký nháy, đặt quy định; là thư ký Hội đồng (hai chức trách)"),
        (
            DemoPost("LC-BTDKT", Role.OFFICE_HEAD, "Trưởng Ban"),
            DemoPost("LC-HDTDKT", Role.COUNCIL_SECRETARY, "Ủy viên thường trực, Thư ký Hội đồng"),
        ),
    ),
    DemoPerson(
        "vanthu",
        "Nguyễn Thị Thanh Nhàn",
        OFFICE,
        _("Tiếp nhận, lấy số, phát hành văn bản"),
        (DemoPost("LC-BTDKT", Role.RECEIVING_CLERK, "Văn thư"),),
    ),
    DemoPerson(
        "taphuan",
        "Chẻo Lở Mẩy",
        OFFICE,
        _("Tìm người cần tập huấn, mở lớp, điểm danh bằng mã, cấp giấy chứng nhận"),
        (DemoPost("LC-BTDKT", Role.TRAINER, "Chuyên viên phụ trách tập huấn"),),
    ),
    DemoPerson(
        "chutich",
        "Phan Quốc Bình",
        PROVINCE,
        _("Ký văn bản, phát động phong trào; là Chủ tịch Hội đồng (hai chức trách)"),
        (
            DemoPost("LC-UBND", Role.PROVINCE_CHAIR, "Chủ tịch"),
            DemoPost("LC-HDTDKT", Role.COUNCIL_CHAIR, "Chủ tịch Hội đồng"),
        ),
    ),
    DemoPerson(
        "hoidong",
        "Trịnh Văn Quyết Tâm",
        PROVINCE,
        _("Xem phong trào, tiến độ của các đơn vị"),
        (DemoPost("LC-HDTDKT", Role.COUNCIL_MEMBER, "Ủy viên Hội đồng"),),
    ),
    DemoPerson(
        "canbo.soyte",
        "Vàng Thị Dín",
        UNITS,
        _("Tiếp nhận phong trào, lập kế hoạch, ghi nhận phát động"),
        (DemoPost("LC-SYT", Role.UNIT_CLERK, "Chuyên viên Văn phòng"),),
    ),
    DemoPerson(
        "thutruong.soyte",
        "Bùi Đức Hậu",
        UNITS,
        _("Duyệt, ký kế hoạch của sở; ủy quyền khi vắng"),
        (DemoPost("LC-SYT", Role.UNIT_HEAD, "Giám đốc"),),
    ),
    DemoPerson(
        "canbo.sinho",
        "Giàng A Lử",
        UNITS,
        _("Triển khai ở huyện, giao tiếp xuống xã"),
        (DemoPost("D108", Role.UNIT_CLERK, "Chuyên viên Phòng Nội vụ"),),
    ),
    DemoPerson(
        "thutruong.sinho",
        "Tẩn Chin Lùng",
        UNITS,
        _("Duyệt, ký kế hoạch của huyện"),
        (DemoPost("D108", Role.UNIT_HEAD, "Chủ tịch UBND huyện"),),
    ),
    # One person over the change of 1 July 2025: the old commune, then the new one.
    DemoPerson(
        "canbo.namtam",
        "Lù Văn Thoan",
        UNITS,
        _("Nhận việc ở xã từ kế hoạch của huyện"),
        (
            DemoPost("W03517.2022", Role.UNIT_CLERK, "Công chức Văn phòng - Thống kê"),
            DemoPost("W03517.2025", Role.UNIT_CLERK, "Chuyên viên Văn phòng HĐND và UBND"),
        ),
    ),
    DemoPerson(
        "canbo.dienluc",
        "Đặng Thu Hường",
        UNITS,
        _("Tiếp nhận, lập kế hoạch ở doanh nghiệp"),
        (DemoPost("LC-DN-PC", Role.UNIT_CLERK, "Chuyên viên Phòng Tổ chức"),),
    ),
    DemoPerson(
        "coso.soyte",
        "Phùng Gì Sơ",
        UNITS,
        _("Soạn văn bản của đơn vị"),
        (DemoPost("LC-SYT", Role.UNIT_COUNCIL, "Thư ký Hội đồng TĐKT Sở"),),
    ),
    DemoPerson(
        "truongkhoi",
        "Nông Văn Kiên",
        BLOCKS,
        _("Soạn và phát động phong trào của khối"),
        (DemoPost("LC-SGDDT", Role.BLOCK_HEAD, "Giám đốc, Trưởng khối"),),
    ),
    DemoPerson(
        "thanhvienkhoi",
        "Mai Xuân Lộc",
        BLOCKS,
        _("Xem phong trào của khối"),
        (DemoPost("LC-SYT", Role.BLOCK_MEMBER, "Phó Giám đốc"),),
    ),
    DemoPerson(
        "chutri",
        "Đỗ Hữu Nghĩa",
        OTHERS,
        _("Giao, xác nhận số liệu chỉ tiêu do sở chủ trì"),
        (DemoPost("LC-SLDTBXH", Role.TARGET_OWNER, "Phó Chánh Văn phòng"),),
    ),
    DemoPerson(
        "hiepy",
        "Cao Tiến Đạt",
        OTHERS,
        _("Xem phong trào, nhận văn bản gửi đến"),
        (DemoPost("LC-CA", Role.CONSULTED, "Cán bộ tham mưu"),),
    ),
    DemoPerson(
        "capuy",
        "Hà Thị Tuyết Lan",
        OTHERS,
        _("Xem phong trào và tiến độ"),
        (DemoPost("LC-BTCTU", Role.PARTY, "Chuyên viên"),),
    ),
    DemoPerson(
        "kiemtra",
        "Quàng Văn Pọm",
        OTHERS,
        _("Kiểm tra đơn vị, ghi phát hiện kể cả khi mất mạng, kết luận, theo dõi khắc phục"),
        (DemoPost("LC-TTT", Role.INSPECTOR, "Thanh tra viên, thành viên đoàn kiểm tra"),),
    ),
    DemoPerson(
        "mattran",
        "Sùng Thị Chư",
        OTHERS,
        _("Theo dõi phong trào và tiến độ các đơn vị"),
        (DemoPost("LC-MTTQ", Role.FRONT, "Phó Trưởng ban Phong trào"),),
    ),
    DemoPerson(
        "baochi",
        "Trần Ngọc Khuê",
        OTHERS,
        _("Nhận bài về gương điển hình, báo cáo tin, bài đã đăng"),
        (DemoPost("LC-BLC", Role.PRESS, "Phóng viên"),),
    ),
    DemoPerson(
        "sotttt",
        "Ma Thị Ngân",
        OTHERS,
        _("Cung cấp bài cho báo, đài; lập kế hoạch tuyên truyền; xem tin, bài đã đăng"),
        (DemoPost("LC-STTTT", Role.PRESS, "Chuyên viên Phòng Thông tin - Báo chí - Xuất bản"),),
    ),
    DemoPerson(
        "kiemtoan",
        "Vũ Hải Yến",
        OTHERS,
        _("Chỉ đọc; xuất nhật ký"),
        (DemoPost("LC-BHDND", Role.AUDITOR, "Chuyên viên giám sát"),),
    ),
    DemoPerson(
        "quantri",
        "Lý A Tráng",
        SYSTEM,
        _("Đơn vị, tài khoản, chức trách, nhật ký; không quyết định nội dung"),
        (DemoPost("LC-SNV", Role.ADMIN, "Quản trị hệ thống"),),
    ),
)

# Shown at once on the sign-in page; the others fold away.
FIRST = (
    "chuyenvien",
    "lanhdao",
    "chutich",
    "vanthu",
    "hoidong",
    "truongkhoi",
    "canbo.soyte",
    "thutruong.soyte",
    "canbo.sinho",
    "thutruong.sinho",
    "canbo.dienluc",
    "mattran",
    "kiemtoan",
    "quantri",
)
