"""A sample province of any size, to measure with: units of every kind, a movement with many tasks."""

from datetime import date
from decimal import Decimal
from random import Random

from django.db import transaction

from thidua.base.access import Actor, Role
from thidua.command.demonstration.playing import play_unit
from thidua.subjects.accounts.services.samples import sample_people
from thidua.subjects.movements.enums import Level
from thidua.subjects.movements.models import Movement
from thidua.subjects.movements.services import drafting, launching
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.models import Organization
from thidua.subjects.orgs.sample import generate_province
from thidua.subjects.orgs.selectors import tree_on

CODE = "MAU"
LAUNCHED_ON = date(2022, 1, 24)
PLAYED = 40  # units that are played through the services, plans and papers with them


@transaction.atomic
def load(size: int, tasks: int, seed: int) -> str:
    """Everything is marked as sample. Raises a refusal when a sample province already stands."""
    system = Actor.system(LAUNCHED_ON)
    root = generate_province(size, seed, actor=system, start_code=CODE)
    units = _units(root)
    sample_people(actor=system, units=units)
    movement = _launch(_chair(root), units, tasks)
    random = Random(seed)
    for number, duty in enumerate(movement.duties.select_related("movement").order_by("pk")):
        luck = random.random()
        play_unit(duty, luck if number < PLAYED else max(luck, 0.5), random)
    return (
        f"Đã tạo tỉnh mẫu: {size} đơn vị, phong trào {tasks} nhiệm vụ, "
        f"{movement.duties.count()} đơn vị được giao. Tất cả là số liệu mẫu."
    )


def _units(root: Organization) -> list[int]:
    tree = tree_on(LAUNCHED_ON)
    return [
        id_ for id_ in tree.descendants(root.pk) if tree.node(id_).kind != Kind.PEOPLES_COMMITTEE
    ]


def _chair(root: Organization) -> Actor:
    tree = tree_on(LAUNCHED_ON)
    committee = next(
        id_ for id_ in tree.descendants(root.pk) if tree.node(id_).kind == Kind.PEOPLES_COMMITTEE
    )
    name = tree.node(committee).name
    return Actor(
        None, "Người Mẫu", committee, name, None, "Chủ tịch", Role.PROVINCE_CHAIR, LAUNCHED_ON
    )


def _launch(chair: Actor, units: list[int], tasks: int) -> Movement:
    assert chair.unit_id is not None
    clerk = Actor.system(LAUNCHED_ON)
    movement = drafting.create_movement(
        actor=clerk,
        unit_id=chair.unit_id,
        name="Phong trào thi đua mẫu để đo, tên dài như thật: đẩy mạnh phát triển kinh tế - xã hội, "
        "cải cách hành chính và chuyển đổi số",
        year=LAUNCHED_ON.year,
        level=Level.PROVINCE,
        is_sample=True,
        document_kind="Chỉ thị",
        starts_on=date(2022, 1, 1),
        ends_on=date(2022, 12, 31),
    )
    _fill(clerk, movement, units, tasks)
    launching.submit_movement(actor=clerk, movement=movement)
    return launching.launch_movement(
        actor=chair,
        movement=movement,
        document_number="99/CT-UBND",
        issued_on=LAUNCHED_ON,
        signer_title="CHỦ TỊCH",
        signer_name="Người Mẫu",
        gaps_confirmed=True,
    )


def _fill(clerk: Actor, movement: Movement, units: list[int], tasks: int) -> None:
    def add(part: str, **values: object) -> None:
        drafting.save_part(actor=clerk, movement=movement, part=part, part_id=None, values=values)

    for number in range(1, 9):
        add("noi-dung", number=str(number), text=f"Nội dung thi đua mẫu thứ {number}.")
    everybody = [{"org": unit} for unit in units]
    for number in range(1, tasks + 1):
        share = everybody if number == 1 else everybody[number::tasks]
        add("nhiem-vu", number=str(number), text=f"Nhiệm vụ mẫu thứ {number}.", units=share)
    add("noi-nhan", printed="Các cơ quan, đơn vị, địa phương", units=everybody)
    for number in range(1, 9):
        values = {
            "name": f"Chỉ tiêu mẫu {number}",
            "value": Decimal(number),
            "unit_of_measure": "%",
        }
        drafting.save_target(actor=clerk, movement=movement, values=values)
