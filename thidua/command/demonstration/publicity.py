"""Good examples, press work and a conference in the making: all invented and marked as sample.

The people of the stories do not exist; their pictures are drawn here, and say so.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from thidua.base import files
from thidua.base.access import Actor, Role
from thidua.command.demonstration.playing import people_of
from thidua.core.text import fold
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.models import Organization
from thidua.subjects.papers.services import issue_paper, number_paper, sign_off, sign_paper
from thidua.subjects.publicity.documents import consent_form
from thidua.subjects.publicity.enums import Field, OutputKind, Relation, Share
from thidua.subjects.publicity.models import Example
from thidua.subjects.publicity.services import congresses, press
from thidua.subjects.publicity.services.consents import record_consent, withdrawal_code
from thidua.subjects.publicity.services.delegates import accept_delegate, choose_delegate
from thidua.subjects.publicity.services.editing import edit_text, select_example
from thidua.subjects.publicity.services.following import record_replication
from thidua.subjects.publicity.services.pictures import add_picture
from thidua.subjects.publicity.services.releasing import (
    publish_example,
    release_example,
)
from thidua.subjects.publicity.services.suggesting import Facts, confirm_example, suggest_example

SUGGESTED_ON, CHOSEN_ON, RELEASED_ON = date(2022, 1, 27), date(2022, 2, 9), date(2022, 2, 11)
TODAY = date(2022, 2, 15)
SKIES = ("#8fb7c9", "#d9b98a", "#a9c2a0", "#c7a6b5")
SIZE = (1200, 750)


@dataclass(frozen=True, slots=True)
class Story:
    """An invented example and how far it has come: suggested, confirmed, selected, released, published."""

    code: str
    name: str
    kind: str
    deed: str
    place: str
    reached: str
    fields: tuple[str, ...]
    title: str = ""
    summary: str = ""
    story: tuple[str, ...] = ()
    gender: str = ""
    people: str = ""
    occupation: str = ""
    worker: bool = False
    new: bool = False


STORIES = (
    Story(
        "D108", "Vàng Thị Mẫu", "person", "Hơn mười năm đi bộ đến từng bản vận động bà con đưa trẻ đi tiêm chủng, khám thai đúng lịch.",
        "Bản Mẫu, huyện Sìn Hồ", "published", (Field.HEALTH, Field.COMMUNITY),
        "Cô y tá của những bản xa",
        "Mười năm đi bộ đến từng bản.\nKhông để sót mũi tiêm nào.\nBà con gọi chị là con gái của bản.",
        (
            "Bốn giờ sáng, khi sương còn phủ kín lối mòn, chị Mẫu đã đeo hòm lạnh lên vai. Quãng đường đến bản xa nhất mất hơn hai giờ đi bộ, qua ba con suối. Mười năm nay, tháng nào chị cũng đi hết các bản một lượt.",
            "Những ngày đầu, bà con ngại tiêm vì sợ con sốt. Chị không giục. Chị ở lại bản, bế từng đứa trẻ, hướng dẫn từng người mẹ cách theo dõi, rồi hôm sau quay lại hỏi thăm. Dần dần, cứ thấy bóng chị đầu dốc là trẻ con chạy ra đón.",
            "Chị còn ghi một cuốn sổ tay: nhà nào có người mang thai, cháu nào đến lịch tiêm, cụ nào huyết áp cao. Nhờ cuốn sổ ấy, nhiều năm liền các bản chị phụ trách không sót trẻ trong độ tuổi, phụ nữ mang thai đều được khám đúng lịch.",
            "Được hỏi điều gì giữ chị ở lại, chị cười: đi một vòng về, thấy bọn trẻ khỏe là quên mệt. Cách làm sổ tay theo bản của chị đã được nhiều trạm y tế đến học.",
        ),
        "female", "Mông", "Nhân viên y tế thôn bản", True,
    ),
    Story(
        "LC-SGDDT", "Tổ giáo viên cắm bản Mẫu", "collective", "Dạy chữ ban ngày, dạy xóa mù buổi tối, góp lương nấu cơm trưa cho học sinh xa nhà.",
        "Điểm trường bản Mẫu", "published", (Field.EDUCATION,),
        "Bữa cơm trưa ở điểm trường trên mây",
        "Năm thầy cô góp lương nấu cơm trưa.\nHọc sinh không còn bỏ buổi chiều.\nTối đến, lớp xóa mù sáng đèn.",
        (
            "Điểm trường có năm thầy cô và hơn bảy mươi học trò. Nhà xa, buổi trưa nhiều em nhịn đói hoặc bỏ về không trở lại. Thầy cô bàn nhau góp lương, xin thêm gạo của bà con, dựng một bếp nhỏ cạnh lớp.",
            "Bữa cơm có rau các em tự trồng, trứng của đàn gà nhà trường. Chỉ sau một học kỳ, lớp học buổi chiều đông đủ. Phụ huynh thấy con được ăn no thì mang thêm củi, thêm bí, thêm măng.",
            "Buổi tối, cũng trong căn phòng ấy, lớp xóa mù sáng đèn. Các bà, các mẹ địu con đến học đánh vần. Có người năm mươi tuổi lần đầu viết được tên mình, xin thầy cho mang tờ giấy về treo trên vách.",
            "Cách làm “bếp chung, vườn chung” đã được các điểm trường lân cận làm theo, mỗi nơi một kiểu nhưng cùng một ý: giữ học trò bằng bữa cơm và tình thương.",
        ),
        new=True,
    ),
    Story(
        "LC-SNNPTNT", "Hợp tác xã chè Mẫu", "collective", "Liên kết các hộ trồng chè, ghi nhật ký vườn, bao tiêu sản phẩm, giúp nhiều hộ thoát nghèo.",
        "Huyện Tam Đường", "published", (Field.COUNTRYSIDE, Field.POVERTY),
        "Nhật ký của những vườn chè",
        "Mỗi vườn chè có một cuốn nhật ký.\nBán chung một giá, lo chung một đầu ra.\nNhiều hộ đã ra khỏi danh sách nghèo.",
        (
            "Trước đây, mỗi nhà bán chè một kiểu, thương lái ép giá. Hợp tác xã ra đời từ một cuộc họp ở sân nhà văn hóa: ai cũng muốn bán được giá nhưng chưa ai tin ai.",
            "Ban quản trị bắt đầu bằng một việc nhỏ: mỗi vườn một cuốn nhật ký, ghi ngày bón, ngày hái, ngày phun. Có nhật ký, người mua tin; có người mua tin, giá lên. Từ chín hộ ban đầu, nay cả bản cùng làm.",
            "Hợp tác xã ứng trước phân bón, cử người giỏi kèm người mới, thu mua hết sản phẩm đúng cam kết. Cuối năm, hộ nào cũng biết mình lãi bao nhiêu, vì sổ sách treo ở nhà văn hóa cho mọi người cùng xem.",
            "Điều được nhất, theo lời chủ nhiệm, không phải là giá chè mà là bà con đã quen làm việc có ghi chép, có bàn bạc, có chia sẻ rủi ro.",
        ),
    ),
    Story(
        "LC-CA", "Lò Văn Mẫu", "person", "Lao xuống suối lũ cứu hai em nhỏ bị nước cuốn.",
        "Huyện Mường Tè", "released", (Field.RESCUE, Field.SECURITY),
        "Giữa dòng nước lũ",
        "Nghe tiếng kêu, anh lao xuống suối.\nHai em nhỏ được đưa lên bờ an toàn.\nAnh bảo: ai ở đó cũng làm thế.",
        (
            "Chiều hôm ấy mưa lớn, suối dâng nhanh. Hai em nhỏ đi học về bị nước cuốn khi qua ngầm. Nghe tiếng kêu, anh Mẫu đang trên đường đi tuần đã lao xuống dòng nước xiết.",
            "Anh bám vào một thân cây trôi, bơi chéo dòng, túm được áo em nhỏ hơn rồi dìu em kia men theo bờ đá. Người dân hai bên ném dây xuống. Gần hai mươi phút sau, cả ba được kéo lên bờ.",
            "Các em được đưa đến trạm y tế, chỉ xây xát nhẹ. Gia đình tìm đến cảm ơn, anh ngại ngùng: ai ở đó cũng sẽ làm như vậy. Sau việc ấy, đơn vị cùng xã cắm biển cảnh báo, căng dây ở ngầm tràn và mở lớp dạy bơi cho trẻ em trong bản.",
            "Lớp bơi đầu tiên có hơn ba mươi em tham gia, học ngay tại đoạn suối nông đã được rào lại. Người đứng lớp chính là anh.",
        ),
        "male", "Thái", "Cán bộ công an xã", False,
    ),
    Story("LC-SYT", "Giàng Thị Mẫu", "person", "Sáng kiến phân luồng người bệnh giúp giảm thời gian chờ khám.", "Trung tâm Y tế", "selected", (Field.HEALTH, Field.ADMINISTRATION), "Người bớt giờ chờ cho bệnh nhân", "Một tấm bảng phân luồng đơn giản.\nThời gian chờ khám giảm hẳn.", (), "female", "Giáy", "Điều dưỡng"),
    Story("LC-STNMT", "Tổ tự quản môi trường bản Mẫu", "collective", "Mỗi chiều thứ bảy cả bản quét dọn, phân loại rác, trồng hoa dọc đường.", "Bản Mẫu", "confirmed", (Field.ENVIRONMENT,)),
    Story("LC-LDLD", "Phùng Văn Mẫu", "person", "Công nhân cải tiến máy sấy, giảm một phần ba củi đốt.", "Nhà máy Mẫu", "suggested", (Field.ECONOMY,), gender="male", people="Dao", worker=True),
    Story("LC-SYT", "Tẩn Thị Mẫu", "person", "Hiến máu nhiều lần, vận động cả cơ quan cùng tham gia.", "Thành phố Lai Châu", "suggested", (Field.HEALTH,), gender="female", people="Dao"),
)  # fmt: skip
ORGANS = ("LC-BLC", "LC-DPTTH")
OUTPUTS = (
    ("LC-BLC", OutputKind.ARTICLE, "Cô y tá của những bản xa", date(2022, 2, 12), None, 0, "Người tốt, việc tốt"),
    ("LC-BLC", OutputKind.PAGE, "Chuyên trang thi đua yêu nước, số 1", date(2022, 1, 30), None, None, "Thi đua yêu nước"),
    ("LC-BLC", OutputKind.NEWS, "Phát động phong trào thi đua năm 2022", date(2022, 1, 25), None, None, ""),
    ("LC-DPTTH", OutputKind.TELEVISION, "Bữa cơm trưa ở điểm trường trên mây", date(2022, 2, 13), "8.5", 1, "Gương sáng vùng cao"),
    ("LC-DPTTH", OutputKind.RADIO, "Nhật ký của những vườn chè", date(2022, 2, 14), "6", 2, "Nông thôn mới"),
)  # fmt: skip
TASKS = (
    ("LC-BLC", "Giới thiệu gương người tốt, việc tốt", OutputKind.ARTICLE, 24, None),
    ("LC-BLC", "Chuyên trang thi đua yêu nước hằng tháng", OutputKind.PAGE, 12, None),
    ("LC-DPTTH", "Chuyên mục Gương sáng vùng cao", OutputKind.TELEVISION, 24, "200"),
)
SEATS = (("LC-SYT", 3), ("LC-SGDDT", 3), ("LC-SNNPTNT", 2), ("LC-CA", 2), ("D108", 4), ("LC-LDLD", 2))  # fmt: skip
WISHES = ((Share.WOMEN, "", 5), (Share.MINORITY, "", 6), (Share.WORKER, "", 5), (Share.ARMED, "", 2),
          (Share.FIELD, Field.HEALTH, 2), (Share.ETHNIC_GROUP, "Mông", 2))  # fmt: skip


def play(movement: Movement) -> None:
    """A story at every step of its way, a press plan with outputs, a conference choosing delegates."""
    from thidua.command.demonstration.lai_chau import officer, person

    with transaction.atomic():
        desk = officer(SUGGESTED_ON)
        front = person("mattran", SUGGESTED_ON)
        examples = [
            _walk(story, number, movement, desk, front) for number, story in enumerate(STORIES)
        ]
        record_replication(
            actor=_on(desk, TODAY), example=examples[0], unit_id=_unit("D107"), day=date(2022, 2, 14),
            what="Trạm y tế các xã lập sổ tay theo bản.", people=9,
        )  # fmt: skip
        head = person("lanhdao", date(2022, 1, 21), Role.OFFICE_HEAD)
        _press(head, examples)
        _conference(_on(desk, TODAY), examples)


def _unit(code: str) -> int:
    return Organization.objects.values_list("pk", flat=True).get(code=code)


def _on(actor: Actor, day: date) -> Actor:
    return replace(actor, day=day)


def _walk(story: Story, number: int, movement: Movement, desk: Actor, front: Actor) -> Example:
    facts = Facts(
        kind=story.kind, name=story.name, deed=story.deed, place=story.place, gender=story.gender,
        ethnic_group=story.people, occupation=story.occupation, direct_worker=story.worker,
        new_factor=story.new, unit_id=_unit(story.code), movement_id=movement.pk, fields=story.fields,
    )  # fmt: skip
    told_on = SUGGESTED_ON if story.reached != "suggested" else TODAY - timedelta(days=2)
    example = suggest_example(actor=_on(front, told_on), facts=facts, is_sample=True)
    if story.reached == "suggested":
        return example
    seat = people_of(_unit(story.code), SUGGESTED_ON)
    clerk = seat[0] if seat else desk
    confirm_example(
        actor=_on(clerk, CHOSEN_ON), example=example, facts="Đơn vị đã kiểm tra, việc làm đúng như giới thiệu (số liệu mẫu)."
    )  # fmt: skip
    if story.reached == "confirmed":
        return example
    select_example(actor=_on(desk, CHOSEN_ON), example=example)
    edit_text(
        actor=_on(desk, CHOSEN_ON), example=example, revision=example.revision, title=story.title,
        summary=story.summary, story="\n".join(story.story),
    )  # fmt: skip
    if story.reached != "selected":
        _agree(example, _on(clerk, CHOSEN_ON))
        _illustrate(example, _on(desk, CHOSEN_ON), number)
        _release(example, desk, published=story.reached == "published")
    return example


def _agree(example: Example, clerk: Actor) -> None:
    content = consent_form(
        example, withdrawal_code(example.pk), "/cong-khai/rut-dong-y/", clerk.day
    )
    stored = files.store(actor=clerk, name="giay-dong-y-mau.docx", content=content, purpose="paper")
    record_consent(
        actor=clerk,
        example=example,
        given_by=f"{example.name} (mẫu)",
        relation=Relation.SELF if example.is_person else Relation.LEADER,
        given_on=clerk.day,
        pictures=True,
        file=stored,
    )


def _illustrate(example: Example, desk: Actor, number: int) -> None:
    add_picture(
        actor=desk,
        example=example,
        content=drawn(SKIES[number % len(SKIES)], number),
        alt="Tranh minh họa: dãy núi và mặt trời",
        caption="Tranh minh họa của bản trình diễn, không phải ảnh thật",
        credit="Thi Đua (mẫu)",
    )


def drawn(sky: str, seed: int) -> bytes:
    """Hills under a sun: a picture of nobody."""
    picture = Image.new("RGB", SIZE, sky)
    pen = ImageDraw.Draw(picture)
    width, height = SIZE
    sun = 200 + 180 * (seed % 4)
    pen.ellipse((sun, 110, sun + 150, 260), fill="#f6e3b4")
    for layer, color in enumerate(("#7d9183", "#5c7466", "#3d5547")):
        base = 360 + 110 * layer
        ridge = [
            (x, base + (x * (seed + layer + 3) // 7) % 97 - 40) for x in range(0, width + 1, 100)
        ]
        pen.polygon([(0, height), *ridge, (width, height)], fill=color)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _release(example: Example, desk: Actor, *, published: bool) -> None:
    """Three are out; one waits for its day."""
    day = RELEASED_ON if published else TODAY + timedelta(days=3)
    moment = timezone.make_aware(datetime.combine(day, time(7)))
    _released_on_its_day(example, _on(desk, RELEASED_ON if published else TODAY), moment)
    if published:
        publish_example(actor=Actor.system(RELEASED_ON), example=example)


def _released_on_its_day(example: Example, desk: Actor, moment: datetime) -> None:
    """The service asks the clock of today; the demonstration's past is set afterwards."""
    later = max(moment, timezone.make_aware(datetime.combine(TODAY + timedelta(days=1), time(7))))
    release_example(actor=desk, example=example, organs=[_unit(code) for code in ORGANS], moment=later)  # fmt: skip
    Example.objects.filter(pk=example.pk).update(released_from=moment)
    example.refresh_from_db()


def _press(head: Actor, examples: Sequence[Example]) -> None:
    plan = press.draft_press_plan(
        actor=head, name="Tuyên truyền phong trào thi đua yêu nước, gương điển hình tiên tiến năm 2022",
        year=2022, is_sample=True,
    )  # fmt: skip
    for organ, what, kind, wanted, minutes in TASKS:
        press.save_press_task(
            actor=head, plan=plan, task_id=None,
            values={"organ_id": _unit(organ), "what": what, "kind": kind, "wanted": wanted, "minutes": minutes,
                    "movement_id": None, "since": date(2022, 1, 1), "due_on": date(2022, 12, 15)},
        )  # fmt: skip
    press.submit_press_plan(actor=head, plan=plan)
    assert plan.paper is not None
    for step in plan.paper.steps.order_by("pk"):
        sign = sign_paper if step.kind == "sign" else sign_off
        sign(actor=head, paper_id=plan.paper.pk)
    number_paper(actor=head, paper_id=plan.paper.pk, day=head.day)
    issue_paper(actor=head, paper_id=plan.paper.pk)
    tasks = {(task.organ_id, task.kind): task.pk for task in plan.tasks.all()}
    _report(head, examples, tasks)


def _report(head: Actor, examples: Sequence[Example], tasks: dict[tuple[int, str], int]) -> None:
    for organ, kind, title, day, minutes, place, column in OUTPUTS:
        unit = _unit(organ)
        told = press.Told(
            organ_id=unit,
            kind=kind,
            title=title,
            day=day,
            column=column,
            minutes=Decimal(minutes) if minutes else None,
            example_id=examples[place].pk if place is not None else None,
            task_id=tasks.get((unit, kind)),
        )
        press.report_output(actor=_on(head, TODAY), told=told, is_sample=True)


def _conference(desk: Actor, examples: Sequence[Example]) -> None:
    made = congresses.plan_congress(
        actor=desk,
        values={
            "kind": "conference", "level": "province", "name": "Hội nghị điển hình tiên tiến tỉnh Lai Châu năm 2022",
            "year": 2022, "since_year": 2021, "day": date(2022, 6, 11), "place": "Trung tâm Hội nghị - Văn hóa tỉnh",
            "choose_by": date(2022, 4, 15),
        },
        is_sample=True,
    )  # fmt: skip
    congresses.set_seats(actor=desk, congress=made, numbers={_unit(code): n for code, n in SEATS})
    for share, value, number in WISHES:
        congresses.set_wish(actor=desk, congress=made, share=share, value=value, number=number)
    for hour, what, who in ((7, "Đón tiếp đại biểu, xem triển lãm điển hình", "Ban tổ chức"), (8, "Khai mạc, báo cáo trung tâm", "Thường trực Hội đồng"), (9, "Giao lưu điển hình tiên tiến", "Các điển hình")):  # fmt: skip
        congresses.save_programme_item(
            actor=desk, congress=made, item_id=None,
            values={"starts_at": time(hour), "day_number": 1, "what": what, "who": who, "kind": "item", "minutes": 60},
        )  # fmt: skip
    for example, story in zip(examples[:4], STORIES, strict=False):
        if example.is_person:
            delegate = choose_delegate(
                actor=desk, congress=made, unit_id=_unit(story.code),
                values={"name": story.name, "kind": "example", "gender": story.gender, "ethnic_group": story.people,
                        "occupation": story.occupation, "field": story.fields[0], "worker": story.worker,
                        "armed": "cong an" in fold(story.occupation),
                        "example_id": example.pk, "achievement": story.summary},
            )  # fmt: skip
            if story.worker:
                accept_delegate(actor=desk, delegate=delegate)
