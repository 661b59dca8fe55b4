import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.base import outbox
from thidua.base.access import Role
from thidua.base.outbox.models import InboxMessage, Preferences
from thidua.subjects.accounts.models import Post

pytestmark = pytest.mark.django_db
NAMES = ("bộ", "thủy", "sắt")


@pytest.fixture
def clerk(laichau):
    return Post.objects.filter(role=Role.UNIT_CLERK).order_by("pk").first().user


@pytest.fixture
def person(client_as, clerk):
    return client_as(clerk.username)


def tell(user, count=1, url="/duoc-giao/"):
    for number in range(count):
        outbox.notify(
            to_users=[user], subject=f"Phong trào đường {NAMES[number]}", body="Mời xem.", url=url
        )


def test_inbox_lists_own_messages_and_counts_the_unread(person, clerk, laichau):
    tell(clerk, 2)
    other = Post.objects.exclude(user=clerk).order_by("pk").first().user
    tell(other)
    page = person.get(reverse("messages:message_list"))
    assert (page.context["shown"].count, page.context["unread"]) == (2, 2)


def test_inbox_is_searched_without_accents(person, clerk):
    tell(clerk, 3)
    page = person.get(reverse("messages:message_list"), {"q": "duong thuy"})
    assert [row.subject for row in page.context["shown"].rows] == ["Phong trào đường thủy"]


def test_opening_a_message_marks_it_read(person, clerk):
    tell(clerk)
    message = InboxMessage.objects.get(user=clerk)
    page = person.get(reverse("messages:message_see", args=[message.pk]))
    assert page.context["place"] == "/duoc-giao/"
    message.refresh_from_db()
    assert message.read_at is not None


def test_a_message_never_leads_outside(person, clerk):
    tell(clerk, url="https://example.com/")
    message = InboxMessage.objects.get(user=clerk)
    page = person.get(reverse("messages:message_see", args=[message.pk]))
    assert page.context["place"] == ""


def test_another_persons_message_is_not_found(person, clerk):
    other = Post.objects.exclude(user=clerk).order_by("pk").first().user
    tell(other)
    message = InboxMessage.objects.get(user=other)
    assert person.get(reverse("messages:message_see", args=[message.pk])).status_code == 404


def test_picked_messages_are_marked_read_and_unread(person, clerk):
    tell(clerk, 3)
    picked = [message.pk for message in InboxMessage.objects.filter(user=clerk)[:2]]
    person.post(reverse("messages:message_mark"), {"pick": picked, "filter": "", "do": "read"})
    assert InboxMessage.objects.for_user(clerk.pk).unread().count() == 1
    person.post(
        reverse("messages:message_mark"), {"pick": picked[:1], "filter": "", "do": "unread"}
    )
    assert InboxMessage.objects.for_user(clerk.pk).unread().count() == 2


def test_mark_all_leaves_none_unread(person, clerk):
    tell(clerk, 3)
    person.post(reverse("messages:message_mark_all"))
    assert InboxMessage.objects.for_user(clerk.pk).unread().count() == 0


def test_wish_is_kept(person, clerk):
    assert person.get(reverse("messages:wish_set")).status_code == 200
    person.post(reverse("messages:wish_set"), {"wish": "each"})
    assert Preferences.objects.get(user=clerk).wish == "each"
    refused = person.post(reverse("messages:wish_set"), {"wish": "never"})
    assert refused.status_code == 200
    assert "wish" in refused.context["form"].errors


def test_inbox_asks_as_often_for_three_as_for_one(person, clerk):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            person.get(reverse("messages:message_list"))
        return len(asked)

    tell(clerk)
    person.get(reverse("messages:message_list"))
    one = queries()
    tell(clerk, 3)
    assert queries() == one
