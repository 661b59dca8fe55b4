"""Which guide belongs to which role; what else there is to read."""

from thidua.base.access import Role

GUIDE_OF_ROLE: dict[str, str] = {
    Role.UNIT_CLERK: "can-bo-don-vi",
    Role.UNIT_HEAD: "thu-truong-don-vi",
    Role.UNIT_COUNCIL: "hoi-dong-co-so",
    Role.BLOCK_HEAD: "truong-khoi",
    Role.BLOCK_MEMBER: "thanh-vien-khoi",
    Role.RECEIVING_CLERK: "van-thu",
    Role.OFFICER: "chuyen-vien",
    Role.OFFICE_HEAD: "lanh-dao-ban",
    Role.COUNCIL_MEMBER: "hoi-dong-tinh",
    Role.COUNCIL_CHAIR: "hoi-dong-tinh",
    Role.COUNCIL_SECRETARY: "hoi-dong-tinh",
    Role.PROVINCE_CHAIR: "chu-tich-tinh",
    Role.CONSULTED: "co-quan-hiep-y",
    Role.PARTY: "cap-uy",
    Role.TARGET_OWNER: "co-quan-chu-tri-chi-tieu",
    Role.INSPECTOR: "doan-kiem-tra",
    Role.FRONT: "mat-tran-doan-the",
    Role.PRESS: "bao-chi",
    Role.TRAINER: "can-bo-tap-huan",
    Role.AUDITOR: "kiem-toan",
    Role.ADMIN: "quan-tri",
}
# Ways of working that several roles share, in the order of the work.
WAYS = (
    "bat-dau",
    "doc-va-ra-soat",
    "phat-dong",
    "tiep-nhan-va-ke-hoach",
    "theo-doi-don-doc",
    "van-ban",
    "don-vi-va-du-lieu",
)
LAW = "hoi-dap-phap-luat"
