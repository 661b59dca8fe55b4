"""The vocabulary of offices: kinds of document, heads of agency names, posts."""

import re

DOCUMENT_TYPES = {
    "chi thi": "chỉ thị",
    "ke hoach": "kế hoạch",
    "ke hoach lien tich": "kế hoạch",
    "quyet dinh": "quyết định",
    "huong dan": "hướng dẫn",
    "huong dan lien tich": "hướng dẫn",
    "thong bao": "thông báo",
    "bao cao": "báo cáo",
    "to trinh": "tờ trình",
    "nghi quyet": "nghị quyết",
    "nghi dinh": "nghị định",
    "thong tu": "thông tư",
    "chuong trinh": "chương trình",
    "chuong trinh hanh dong": "chương trình hành động",
    "chuong trinh phoi hop": "chương trình phối hợp",
    "cong dien": "công điện",
    "thong tri": "thông tri",
    "ket luan": "kết luận",
    "quy che": "quy chế",
    "quy dinh": "quy định",
    "loi keu goi": "lời kêu gọi",
    "loi keu goi thi dua": "lời kêu gọi",
    "loi keu goi thi dua yeu nuoc": "lời kêu gọi",
    "loi keu goi thi dua ai quoc": "lời kêu gọi",
    "thu keu goi": "thư kêu gọi",
    "thu phat dong": "thư phát động",
    "thu phat dong thi dua": "thư phát động",
    "thu chuc mung": "thư chúc mừng",
    "thu khen": "thư khen",
    "thu ngo": "thư ngỏ",
    "loi phat dong": "lời phát động",
    "loi phat dong thi dua": "lời phát động",
    "bai phat dong thi dua": "bài phát động",
    "bien ban": "biên bản",
    "de an": "đề án",
    "du an": "dự án",
    "phuong an": "phương án",
    "de cuong": "đề cương",
    "the le": "thể lệ",
    "giay moi": "giấy mời",
    "giao uoc thi dua": "giao ước thi đua",
    "ban giao uoc thi dua": "giao ước thi đua",
    "ban dang ky thi dua": "bản đăng ký thi đua",
    "bao cao thanh tich": "báo cáo thành tích",
    "cong van": "công văn",
}
TYPE_OF_ABBREVIATION = {
    "CT": "chỉ thị",
    "KH": "kế hoạch",
    "QĐ": "quyết định",
    "QD": "quyết định",
    "HD": "hướng dẫn",
    "TB": "thông báo",
    "BC": "báo cáo",
    "TTr": "tờ trình",
    "NQ": "nghị quyết",
    "CTr": "chương trình",
    "CĐ": "công điện",
    "TT": "thông tư",
    "KL": "kết luận",
    "CV": "công văn",
}

# Words that open the name of an agency or of the head of one.
AGENCY_HEAD = re.compile(
    r"(?:ủy ban|uỷ ban|ubnd|ub mttq|ubmttq|mttq|hđnd|hội đồng|hội |liên đoàn|liên hiệp|lđlđ|công đoàn|đoàn |tỉnh đoàn|huyện đoàn"
    r"|thành đoàn|sở |bộ |ban (?!hành)|cục |chi cục|tổng cục|vụ |viện |phòng |trung tâm|trường |học viện|đại học"
    r"|văn phòng|vp |tổng công ty|công ty|tập đoàn|xí nghiệp|nhà máy|phân xưởng|doanh nghiệp|hợp tác xã|bệnh viện|trạm"
    r"|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|huyện ủy|huyện uỷ|thị ủy|quận ủy|đảng ủy|đảng uỷ|đảng bộ|chi bộ|cấp ủy|cấp uỷ"
    r"|ban chấp hành|ban thường vụ|thường trực|mặt trận|công an|quân đội|bộ chỉ huy|bộ đội|tòa án|toà án|viện kiểm sát"
    r"|kho bạc|ngân hàng|báo (?!cáo)|đài |tạp chí|cổng thông tin|thông tấn|thư viện|bảo hiểm|bưu điện|điện lực|thuế |hải quan|thanh tra"
    r"|khối |cụm |trưởng khối|trưởng cụm|thủ trưởng|chủ tịch|phó chủ tịch|giám đốc|tổng giám đốc|bộ trưởng|thứ trưởng|hiệu trưởng|viện trưởng|cục trưởng"
    r"|vụ trưởng|chánh |trưởng |bí thư|người đứng đầu|lãnh đạo|chỉ huy|tư lệnh|thủ tướng|chính phủ|quốc hội|quân khu"
    r"|cơ quan|cơ sở|đơn vị|tổ chức|thành viên|các đồng chí|đồng chí|ngành|địa phương|huyện |thành phố |xã |phường |thị trấn|quận "
    r"|đoàn thể|nhân dân|hđ|nhà trường|tổ |đội |mỗi cán bộ|cán bộ,|thôn |bản |kiểm toán|quỹ |câu lạc bộ|hiệp hội|liên minh|giáo hội|các cấp|trại )",
    re.I,
)
POST = re.compile(
    r"(?:PHÓ |QUYỀN |Q\. ?|THƯỜNG TRỰC )*(?:CHỦ TỊCH|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|PHÓ THỦ TƯỚNG"
    r"|BÍ THƯ|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CHÁNH ÁN|HIỆU TRƯỞNG|VIỆN TRƯỞNG|CỤC TRƯỞNG|VỤ TRƯỞNG|CHI CỤC TRƯỞNG"
    r"|TỔNG CỤC TRƯỞNG|TRƯỞNG [A-ZĐÀ-Ỹ]+|ĐỘI TRƯỞNG|TƯ LỆNH|CHÍNH ỦY|CHỈ HUY TRƯỞNG|TỔNG BIÊN TẬP|THỐNG ĐỐC|TỔNG THƯ KÝ"
    r"|TỔNG KIỂM TOÁN|CHỦ NHIỆM|THỦ TRƯỞNG|TỔNG BÍ THƯ|CHỦ TỊCH NƯỚC|KẾ TOÁN TRƯỞNG|PHÓ TRƯỞNG [A-ZĐÀ-Ỹ]+)\b"
)
SIGNING_FOR = re.compile(r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|Q|TM\.KT)\s?[./]?\s?(?=[A-ZĐÀ-Ỹ])")
