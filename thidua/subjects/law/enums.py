"""Kinds and states of the province's own rows of the law, with the words shown on screen."""

from django.db.models import TextChoices


class RowKind(TextChoices):
    CONDITION = "condition", "Điều kiện, tiêu chuẩn"
    AUTHORITY = "authority", "Thẩm quyền"
    BONUS = "bonus", "Mức thưởng"
    BASE_SALARY = "base_salary", "Mức lương cơ sở"
    DOSSIER = "dossier", "Thành phần hồ sơ"
    DEADLINE = "deadline", "Thời hạn"
    REGIME = "regime", "Giai đoạn pháp luật"
    BOUNDARY = "boundary", "Chuyển tiếp giữa hai luật"
    SETTING = "setting", "Cách hiểu khi luật không nói rõ"


class RowState(TextChoices):
    DRAFT = "draft", "Đang soạn"
    PROPOSED = "proposed", "Chờ đối chiếu"
    RETURNED = "returned", "Trả lại"
    IN_FORCE = "in_force", "Đang áp dụng"
    ENDING = "ending", "Chờ dừng áp dụng"
    ENDED = "ended", "Đã dừng áp dụng"


# Both an ending and an ended row still hold on their days: an old nomination is judged by them.
STANDING = (RowState.IN_FORCE, RowState.ENDING, RowState.ENDED)
OPEN_TO_WRITER = (RowState.DRAFT, RowState.RETURNED, RowState.PROPOSED)
WAITING = (RowState.PROPOSED, RowState.ENDING)


class TrialState(TextChoices):
    WAITING = "waiting", "Đang chạy thử"
    DONE = "done", "Đã chạy thử"
    FAILED = "failed", "Không chạy được"
