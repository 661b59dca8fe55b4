"""Abbreviations of administrative papers, folded, with the words they stand for.

Only those that mean one thing wherever they stand. All others are read letter by letter against
the initials of the units' own names (`spelling.reads_as`), so that "SLĐTB&XH" needs no entry.
"""

ABBREVIATIONS: dict[str, str] = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ubmttq": "uy ban mat tran to quoc",
    "ubmttqvn": "uy ban mat tran to quoc viet nam",
    "mttq": "mat tran to quoc",
    "mttqvn": "mat tran to quoc viet nam",
    "tdkt": "thi dua khen thuong",
    "hdtdkt": "hoi dong thi dua khen thuong",
    "tw": "trung uong",
    "ptth": "phat thanh truyen hinh",
    "dbqh": "dai bieu quoc hoi",
    "ddbqh": "doan dai bieu quoc hoi",
    "bdbp": "bo doi bien phong",
    "bchqs": "bo chi huy quan su",
    "tncs": "thanh nien cong san",
    "hcm": "ho chi minh",
    "lhpn": "lien hiep phu nu",
    "hlhpn": "hoi lien hiep phu nu",
    "ldld": "lien doan lao dong",
    "ccb": "cuu chien binh",
    "tand": "toa an nhan dan",
    "vksnd": "vien kiem sat nhan dan",
    "thads": "thi hanh an dan su",
    "bhxh": "bao hiem xa hoi",
    "kbnn": "kho bac nha nuoc",
    "nhnn": "ngan hang nha nuoc",
    "csxh": "chinh sach xa hoi",
    "nhcsxh": "ngan hang chinh sach xa hoi",
    "htx": "hop tac xa",
    "llvt": "luc luong vu trang",
    "ctxh": "chinh tri xa hoi",
    "vp": "van phong",
    "vn": "viet nam",
    "tp": "thanh pho",
    "tx": "thi xa",
    "dn": "doanh nghiep",
}
