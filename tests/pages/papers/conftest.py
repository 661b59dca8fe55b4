import pytest
from django.test import Client

from tests.subjects.papers.makers import make_office
from thidua.base.access import Actor


@pytest.fixture
def office(db):
    return make_office()


@pytest.fixture
def sign_in(settings):
    """`sign_in(actor)`: signed in as that person, on the demonstration's day."""
    from thidua.subjects.accounts.models import User

    settings.DEMO = True

    def client_of(actor: Actor) -> Client:
        client = Client()
        user = User.objects.get(pk=actor.user_id)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return client_of
