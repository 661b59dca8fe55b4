"""States and kinds of movements, with the words shown on screen (workflows: (a))."""

from django.db.models import TextChoices


class Level(TextChoices):
    NATIONAL = "national", "Toàn quốc"
    PROVINCE = "province", "Cấp tỉnh"
    THEMATIC = "thematic", "Chuyên đề"
    BLOCK = "block", "Cụm, khối"
    UNIT = "unit", "Đơn vị"


class State(TextChoices):
    DRAFT = "draft", "Dự thảo"
    SUBMITTED = "submitted", "Đã trình"
    LAUNCHED = "launched", "Đã phát động"
    INTERIM_REVIEWED = "interim_reviewed", "Đã sơ kết"
    CLOSING = "closing", "Đang tổng kết"
    CLOSED = "closed", "Đã tổng kết"
    ARCHIVED = "archived", "Lưu trữ"
    WITHDRAWN = "withdrawn", "Bãi bỏ"


RUNNING = (State.LAUNCHED, State.INTERIM_REVIEWED, State.CLOSING)
PUBLISHED = (*RUNNING, State.CLOSED, State.ARCHIVED)


class DutyState(TextChoices):
    OWED = "owed", "Chưa tiếp nhận"
    ACKNOWLEDGED = "acknowledged", "Đã tiếp nhận"
    PLANNED = "planned", "Đã có kế hoạch"
    LAUNCHED = "launched", "Đã phát động"
    EXEMPT = "exempt", "Không áp dụng"


class TaskRole(TextChoices):
    LEAD = "lead", "Chủ trì"
    COORDINATE = "coordinate", "Phối hợp"
    PROPOSE = "propose", "Đề nghị"
    REQUEST = "request", "Yêu cầu"
    CARRY_OUT = "carry_out", "Thực hiện"


class AppliesTo(TextChoices):
    ALL = "all", "Tập thể và cá nhân"
    PERSON = "person", "Cá nhân"
    COLLECTIVE = "collective", "Tập thể"
    HOUSEHOLD = "household", "Hộ gia đình"


class PhaseKind(TextChoices):
    REPORT = "report", "Báo cáo"
    INTERIM = "interim", "Sơ kết"
    REVIEW = "review", "Đợt xét khen thưởng"
    FINAL = "final", "Tổng kết"


class ReadingState(TextChoices):
    QUEUED = "queued", "Chờ đọc"
    REVIEW = "review", "Chờ rà soát"
    DONE = "done", "Đã tạo phong trào"
    FAILED = "failed", "Không đọc được"
    DISCARDED = "discarded", "Đã bỏ"


class ItemKind(TextChoices):
    FIELD = "field", "Thông tin văn bản"
    SECTION = "section", "Nội dung"
    TARGET = "target", "Chỉ tiêu"
    MOVEMENT = "movement", "Phong trào"
    ASSIGNMENT = "assignment", "Giao việc"
    RECIPIENT = "recipient", "Nơi nhận"
    LEGAL_REFERENCE = "legal_reference", "Căn cứ"
    QUESTION = "question", "Điểm cần hỏi"


class Decision(TextChoices):
    PENDING = "pending", "Chưa xem"
    ACCEPTED = "accepted", "Giữ nguyên"
    CHANGED = "changed", "Đã sửa"
    DROPPED = "dropped", "Đã bỏ"
    ADDED = "added", "Thêm tay"


class AmendmentKind(TextChoices):
    AMEND = "amend", "Sửa đổi, bổ sung"
    EXTEND = "extend", "Gia hạn"
    WITHDRAW = "withdraw", "Bãi bỏ"
