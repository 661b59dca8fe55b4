from datetime import date

from tests.support.people import DAY
from thidua.base.access import Actor, Role
from thidua.subjects.accounts import selectors, services
from thidua.subjects.accounts.demo import DEMO_PEOPLE, FIRST
from thidua.subjects.accounts.models import Post, User
from thidua.subjects.orgs.models import Organization


def test_demo_people_have_every_role_in_real_units(laichau: Actor) -> None:
    roles = set(Post.objects.held_on(DAY).values_list("role", flat=True))
    assert roles == set(Role.values)
    wanted = {(p.username, post.unit) for p in DEMO_PEOPLE for post in p.posts}
    stand = set(Post.objects.values_list("user__username", "unit__code"))
    assert stand == wanted


def test_demo_people_twice_change_nothing(laichau: Actor) -> None:
    before = (User.objects.count(), Post.objects.count())
    services.demo_people(actor=laichau)
    assert (User.objects.count(), Post.objects.count()) == before
    assert User.objects.filter(is_sample=False).count() == 0


def test_demo_people_cannot_come_in_with_a_password(laichau: Actor) -> None:
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_demo_people_follow_the_change_of_2025(laichau: Actor) -> None:
    user = User.objects.get(username="canbo.namtam")
    codes = [
        [post.unit.code for post in selectors.posts_on(user, day)]
        for day in (DAY, date(2025, 6, 30), date(2025, 7, 1))
    ]
    assert codes == [["W03517.2022"], ["W03517.2022"], ["W03517.2025"]]


def test_demo_cards_name_known_people() -> None:
    assert set(FIRST) <= {person.username for person in DEMO_PEOPLE}
    assert 10 <= len(FIRST) <= 15


def test_sample_people_give_each_bare_unit_a_clerk_and_a_head(laichau: Actor) -> None:
    units = list(Organization.objects.filter(code__startswith="W034").values_list("pk", flat=True))
    made = services.sample_people(actor=laichau, units=units)
    assert made == 2 * len(units)
    assert services.sample_people(actor=laichau, units=units) == 0
    assert User.objects.filter(username__startswith="mau.", is_sample=False).count() == 0


def test_sample_people_fill_the_desk_of_a_unit_where_somebody_sits_already(laichau: Actor) -> None:
    """Sở Nội vụ has the administrator, Sở Y tế its clerk and head."""
    units = {
        unit.code: unit.pk for unit in Organization.objects.filter(code__in=["LC-SNV", "LC-SYT"])
    }
    assert services.sample_people(actor=laichau, units=units.values()) == 2
    roles = Post.objects.filter(unit_id=units["LC-SNV"]).values_list("role", flat=True)
    assert sorted(roles) == ["admin", "unit_clerk", "unit_head"]
