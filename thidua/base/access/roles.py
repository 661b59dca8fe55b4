"""The roles of the field. A post carries one; a person may hold several posts."""

from django.db.models import TextChoices


class Role(TextChoices):
    UNIT_CLERK = "unit_clerk", "Cán bộ TĐKT đơn vị"
    UNIT_HEAD = "unit_head", "Thủ trưởng đơn vị"
    UNIT_COUNCIL = "unit_council", "Hội đồng TĐKT cơ sở"
    BLOCK_HEAD = "block_head", "Trưởng khối, phó khối"
    BLOCK_MEMBER = "block_member", "Thành viên khối"
    RECEIVING_CLERK = "receiving_clerk", "Văn thư Ban TĐKT"
    OFFICER = "officer", "Chuyên viên Ban TĐKT"
    OFFICE_HEAD = "office_head", "Lãnh đạo Ban TĐKT, Sở Nội vụ"
    COUNCIL_MEMBER = "council_member", "Thành viên Hội đồng TĐKT tỉnh"
    COUNCIL_CHAIR = "council_chair", "Chủ tịch Hội đồng TĐKT tỉnh"
    COUNCIL_SECRETARY = "council_secretary", "Thư ký Hội đồng TĐKT tỉnh"
    PROVINCE_CHAIR = "province_chair", "Chủ tịch UBND tỉnh"
    CONSULTED = "consulted", "Cơ quan hiệp y"
    PARTY = "party", "Cấp ủy"
    TARGET_OWNER = "target_owner", "Cơ quan chủ trì chỉ tiêu"
    INSPECTOR = "inspector", "Đoàn kiểm tra"
    FRONT = "front", "Mặt trận Tổ quốc, đoàn thể"
    PRESS = "press", "Báo chí"
    TRAINER = "trainer", "Cán bộ tập huấn"
    AUDITOR = "auditor", "Kiểm toán, quan sát"
    ADMIN = "admin", "Quản trị hệ thống"


# The Emulation and Commendation Board: those who work on everybody's files.
PROVINCE_DESK = frozenset({Role.RECEIVING_CLERK, Role.OFFICER, Role.OFFICE_HEAD})
