"""States and kinds of good examples, of press work and of congresses (workflows (l) and (o))."""

from django.db.models import TextChoices


class ExampleState(TextChoices):
    SUGGESTED = "suggested", "Phát hiện"
    CONFIRMED = "confirmed", "Đã xác nhận"
    REFUSED = "refused", "Không xác nhận"
    SELECTED = "selected", "Đã chọn"
    RELEASED = "released", "Đã cung cấp"
    PUBLISHED = "published", "Đã đăng"
    FOLLOWED = "followed", "Nhân rộng"
    WITHDRAWN = "withdrawn", "Đã gỡ"


# The public sees these, from the moment of release on and while the consent stands.
OUTSIDE = (ExampleState.RELEASED, ExampleState.PUBLISHED, ExampleState.FOLLOWED)
OPEN = (ExampleState.SUGGESTED, ExampleState.CONFIRMED, ExampleState.SELECTED)


class ExampleKind(TextChoices):
    PERSON = "person", "Cá nhân"
    COLLECTIVE = "collective", "Tập thể"
    HOUSEHOLD = "household", "Hộ gia đình"


class Gender(TextChoices):
    FEMALE = "female", "Nữ"
    MALE = "male", "Nam"


class Origin(TextChoices):
    UNIT = "unit", "Đơn vị"
    PRESS = "press", "Báo chí"
    FRONT = "front", "Mặt trận, đoàn thể"
    OFFICER = "officer", "Cơ quan thi đua"
    CITIZEN = "citizen", "Người dân"


class Field(TextChoices):
    ECONOMY = "economy", "Phát triển kinh tế"
    COUNTRYSIDE = "countryside", "Nông nghiệp, nông thôn mới"
    POVERTY = "poverty", "Giảm nghèo, an sinh xã hội"
    EDUCATION = "education", "Giáo dục, đào tạo"
    HEALTH = "health", "Y tế"
    CULTURE = "culture", "Văn hóa, thể thao, du lịch"
    SECURITY = "security", "Quốc phòng, an ninh"
    ADMINISTRATION = "administration", "Cải cách hành chính, chuyển đổi số"
    PARTY = "party", "Xây dựng Đảng, hệ thống chính trị"
    COMMUNITY = "community", "Dân vận, đại đoàn kết"
    ENVIRONMENT = "environment", "Môi trường, tài nguyên"
    RESCUE = "rescue", "Dũng cảm cứu người, cứu tài sản"


class Relation(TextChoices):
    SELF = "self", "Chính người được giới thiệu"
    GUARDIAN = "guardian", "Cha, mẹ hoặc người giám hộ"
    LEADER = "leader", "Người đứng đầu tập thể"


class OutputKind(TextChoices):
    ARTICLE = "article", "Bài"
    NEWS = "news", "Tin"
    PAGE = "page", "Chuyên trang"
    COLUMN = "column", "Chuyên mục"
    TELEVISION = "television", "Truyền hình"
    RADIO = "radio", "Phát thanh"
    ONLINE = "online", "Mạng xã hội, nền tảng số"


ON_AIR = (OutputKind.TELEVISION, OutputKind.RADIO)


class PressPlanState(TextChoices):
    DRAFT = "draft", "Dự thảo"
    SUBMITTED = "submitted", "Đã trình"
    ISSUED = "issued", "Đã ban hành"


class CongressKind(TextChoices):
    CONGRESS = "congress", "Đại hội Thi đua yêu nước"
    CONFERENCE = "conference", "Hội nghị điển hình tiên tiến"


class CongressLevel(TextChoices):
    PROVINCE = "province", "Cấp tỉnh"
    UNIT = "unit", "Cấp sở, huyện, đơn vị"
    COMMUNE = "commune", "Cấp xã, cơ sở"


class CongressState(TextChoices):
    PLANNED = "planned", "Đang chuẩn bị"
    HELD = "held", "Đã tổ chức"
    CLOSED = "closed", "Đã kết thúc"


class DelegateState(TextChoices):
    CHOSEN = "chosen", "Đơn vị đã chọn"
    ACCEPTED = "accepted", "Đã đồng ý"
    RETURNED = "returned", "Trả lại"


class DelegateKind(TextChoices):
    EXAMPLE = "example", "Điển hình tiên tiến"
    EX_OFFICIO = "ex_officio", "Đại biểu đương nhiên"
    GUEST = "guest", "Khách mời"


class Share(TextChoices):
    """What the wanted structure counts."""

    WOMEN = "women", "Nữ"
    MINORITY = "minority", "Người dân tộc thiểu số"
    WORKER = "worker", "Công nhân, nông dân, người lao động trực tiếp"
    ARMED = "armed", "Lực lượng vũ trang"
    ENTERPRISE = "enterprise", "Doanh nghiệp, doanh nhân"
    FIELD = "field", "Lĩnh vực"
    COMMUNE = "commune", "Xã, phường, thị trấn có đại biểu"
    ETHNIC_GROUP = "ethnic_group", "Dân tộc"


class Speech(TextChoices):
    ITEM = "item", "Việc của chương trình"
    SPEECH = "speech", "Tham luận"


MAJORITY = "Kinh"
# The 54 peoples by the list of the General Statistics Office (Decision 121-TCTK/PPCĐ of 2 March 1979),
# those of Lai Châu first.
ETHNIC_GROUPS = (
    "Thái", "Mông", "Dao", "Hà Nhì", "Lự", "Giáy", "La Hủ", "Khơ Mú", "Mảng", "Cống", "Si La", "Kháng",
    "Lào", "Kinh", "Tày", "Nùng", "Mường", "Hoa", "Khmer", "Gia Rai", "Ê Đê", "Ba Na", "Sán Chay",
    "Chăm", "Cơ Ho", "Xơ Đăng", "Sán Dìu", "Hrê", "Ra Glai", "Mnông", "Thổ", "Xtiêng", "Bru - Vân Kiều",
    "Cơ Tu", "Gié - Triêng", "Tà Ôi", "Mạ", "Co", "Chơ Ro", "Xinh Mun", "Chu Ru", "La Chí", "Phù Lá",
    "La Ha", "Pà Thẻn", "Cơ Lao", "Chứt", "Lô Lô", "Bố Y", "Ngái", "Pu Péo", "Rơ Măm", "Brâu", "Ơ Đu",
)  # fmt: skip
