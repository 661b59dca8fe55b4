"""Opinions, a draft put out for opinion, questions on law, remarks, contacts: all invented, all marked."""

from dataclasses import replace
from datetime import date

from thidua.base.access import Actor, Role
from thidua.command.demonstration.playing import on, people_of
from thidua.subjects.accounts.models import User
from thidua.subjects.accounts.selectors import actor_for, posts_on
from thidua.subjects.movements.enums import Level
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.services import drafting
from thidua.subjects.orgs.models import Organization
from thidua.subjects.oversight.models import OpinionRequest
from thidua.subjects.oversight.services import answering, consults, contacts, opinions, questions
from thidua.subjects.oversight.services.contacts import ContactFacts
from thidua.subjects.oversight.services.opinions import Person, Said
from thidua.subjects.oversight.services.questions import Cited
from thidua.subjects.oversight.services.remarks import send_remark
from thidua.subjects.papers.models import LegalDocument

SENT_ON, ANSWERED_ON, TODAY = date(2022, 1, 26), date(2022, 2, 11), date(2022, 2, 15)
DRAFT = "Thi đua đẩy mạnh cải cách hành chính, chuyển đổi số năm 2022"
ASKED = ("LC-MTTQ", "LC-SGDDT", "LC-SNNPTNT", "LC-STC", "LC-STP", "LC-SYT", "D108")
DECREE_91, LAW_2003 = "91/2017/NĐ-CP", "15/2003/QH11"
ENTRIES = (
    (
        "Ai chưa được xét danh hiệu Lao động tiên tiến trong năm?",
        "Không xét người mới tuyển dụng dưới 10 tháng và người bị kỷ luật từ hình thức khiển trách "
        "trở lên trong năm xét.",
        (DECREE_91, "Khoản 6 Điều 10"),
        None,
    ),
    (
        "Chiến sĩ thi đua toàn quốc cần những điều kiện gì?",
        "Là người tiêu biểu nhất trong số những người có hai lần liên tục đạt Chiến sĩ thi đua cấp bộ, "
        "ngành, tỉnh; thành tích, sáng kiến có phạm vi ảnh hưởng toàn quốc và được công nhận.",
        (LAW_2003, "Điều 21"),
        None,
    ),
    (
        "Đăng ký thi đua năm 2022 gửi về đâu?",
        "Gửi về Ban Thi đua - Khen thưởng theo hướng dẫn đầu năm. Câu này chỉ đúng trong đợt đăng ký.",
        (DECREE_91, "Điều 10"),
        date(2022, 2, 14),
    ),
)  # fmt: skip


def play(movement: Movement) -> None:
    _opinions(movement)
    _citizens(movement)
    _consult()
    _law()
    _contacts()


def _person(username: str, day: date, role: str = "") -> Actor:
    user = User.objects.get(username=username)
    posts = [post for post in posts_on(user, day) if not role or post.role == role]
    return actor_for(user, posts[0], day)


def _unit(code: str) -> int:
    return Organization.objects.get(code=code).pk


def _opinions(movement: Movement) -> None:
    """Of the Front: one answered, one late with those who must answer, one just come."""
    front, desk = _person("mattran", SENT_ON), _person("chuyenvien", SENT_ON)
    texts = (
        ("supervise", "Đề nghị nêu rõ số hộ nghèo được giúp đỡ trong phong trào ở mỗi xã để các tổ chức thành viên của Mặt trận cùng giám sát."),
        ("criticise", "Nội dung thi đua chưa nói tới vai trò tự quản của thôn, bản; đề nghị bổ sung và hướng dẫn cách bình xét công khai."),
    )  # fmt: skip
    answered, late = (
        opinions.send_opinion(
            actor=front, said=Said(kind, "movement", text, movement=movement), is_sample=True
        )
        for kind, text in texts
    )
    for one in (answered, late):
        answering.assign_opinion(
            actor=desk, opinion=one, unit_id=desk.home_unit, due_on=date(2022, 2, 11)
        )
    answering.answer_opinion(
        actor=on(desk, ANSWERED_ON), opinion=answered, taken="partly",
        text="Tiếp thu việc công khai theo xã trong báo cáo sơ kết. Số hộ của từng xã do cơ quan chủ trì chỉ tiêu xác nhận nên chưa nêu ngay trong văn bản phát động.",
    )  # fmt: skip
    opinions.send_opinion(
        actor=on(front, date(2022, 2, 14)),
        said=Said("suggest", "work", "Đề nghị mời đại diện đoàn thể cơ sở dự tập huấn nghiệp vụ thi đua, khen thưởng."),
        is_sample=True,
    )  # fmt: skip


def _citizens(movement: Movement) -> None:
    desk = _person("chuyenvien", SENT_ON)
    person = Person("Vàng Thị Mẫu", "0200 000 000", "", "Bản Mẫu", name_may_be_shown=False)
    text = "Nên chiếu video về các gương làm kinh tế giỏi ở nhà văn hóa bản để bà con học theo."
    sent = opinions.send_citizen_opinion(
        actor=Actor.citizen(SENT_ON), person=person, ticket="trinh-dien-1", is_sample=True,
        said=Said("suggest", "movement", text, movement=movement),
    )  # fmt: skip
    answering.assign_opinion(actor=desk, opinion=sent, unit_id=desk.home_unit)
    answer = "Tiếp thu: đưa vào kế hoạch tuyên truyền điển hình của năm."
    on_day = on(desk, ANSWERED_ON)
    answering.answer_opinion(actor=on_day, opinion=sent, taken="taken", text=answer)
    answering.publish_opinion(
        actor=on_day,
        opinion=sent,
        public_text=text,
        public_answer=answer,
        show_name=False,
        reason="",
    )
    opinions.send_citizen_opinion(
        actor=Actor.citizen(TODAY), person=replace(person, name="Lò Văn Mẫu"),
        ticket="trinh-dien-2", is_sample=True,
        said=Said("suggest", "award", "Danh sách nên ghi thêm thành tích tóm tắt để người dân dễ góp ý.",
                  subject_words="Danh sách công khai mẫu"),
    )  # fmt: skip


def _consult() -> OpinionRequest:
    """A draft that the desk has put out: some agree, some mend it, some are silent so far."""
    desk = _person("chuyenvien", date(2022, 2, 8))
    draft = drafting.create_movement(
        actor=desk, unit_id=_unit("LC-UBND"), name=DRAFT, year=2022, level=Level.PROVINCE,
        is_sample=True, document_kind="Kế hoạch",
    )  # fmt: skip
    texts = (
        "Giải quyết thủ tục hành chính đúng hạn, giảm giấy tờ phải nộp.",
        "Ký số, gửi nhận văn bản trên môi trường mạng ở cả ba cấp.",
    )
    for number, text in enumerate(texts, 1):
        drafting.save_part(
            actor=desk, movement=draft, part="noi-dung", part_id=None,
            values={"number": str(number), "text": text},
        )  # fmt: skip
    request = consults.ask_opinions(
        actor=desk, movement=draft, unit_ids=[_unit(code) for code in ASKED], is_sample=True,
        words="Mức phấn đấu của từng nội dung và trách nhiệm của cấp xã.",
    )  # fmt: skip
    _replies(request)
    return request


def _replies(request: OpinionRequest) -> None:
    first = request.passages[0]["key"]
    said = {
        "LC-SGDDT": ("agreed", "", {}),
        "LC-STC": ("agreed", "", {}),
        "LC-STP": ("changes", "", {first: "Đề nghị ghi rõ tỷ lệ giải quyết đúng hạn cần đạt."}),
        "LC-SNNPTNT": ("changes", "Bổ sung trách nhiệm bố trí thiết bị cho cấp xã.", {}),
    }
    for row in request.consulted.select_related("organization", "request"):
        people = people_of(row.organization_id, date(2022, 2, 10))
        if people is None or row.organization.code not in said:
            continue
        state, words, passages = said[row.organization.code]
        consults.reply_to_request(
            actor=people[0], consulted=row, state=state, words=words, passages=passages
        )


def _law() -> None:
    desk = _person("chuyenvien", date(2022, 2, 10))
    numbers = {DECREE_91, LAW_2003}
    library = dict(LegalDocument.objects.filter(number__in=numbers).values_list("number", "pk"))
    for title, answer, (number, article), until in ENTRIES:
        questions.write_entry(
            actor=desk, title=title, topic="titles", answer=answer, is_sample=True,
            cited=[Cited(library[number], article)], valid_until=until,
        )  # fmt: skip
    questions.ask_question(
        actor=_person("canbo.soyte", date(2022, 2, 14)), topic="dossiers", is_sample=True,
        text="Viên chức chuyển công tác giữa năm thì đơn vị nào nhận xét, đề nghị danh hiệu?",
    )  # fmt: skip
    send_remark(
        actor=_person("canbo.sinho", date(2022, 2, 14)), page="/duoc-giao/", is_sample=True,
        text="Mong có nút in cả danh sách phong trào được giao trên một tờ A4.",
    )  # fmt: skip


def _contacts() -> None:
    head = _person("lanhdao", SENT_ON, Role.OFFICE_HEAD)
    facts = (
        ContactFacts("Ban Thi đua - Khen thưởng", "Nghiệp vụ phong trào, văn bản, thời hạn",
                     phone="0213 000 0000", hours="Giờ hành chính", is_public=True, position=1),
        ContactFacts("Quản trị hệ thống, Sở Nội vụ", "Tài khoản, mật khẩu, không vào được",
                     email="hotro@mau.example", position=2),
    )  # fmt: skip
    for one in facts:
        contacts.save_contact(actor=head, facts=one, valid_from=SENT_ON, is_sample=True)
