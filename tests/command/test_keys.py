"""Keys of citizen numbers changed without losing one."""

import pytest

from tests.support.register import person
from thidua.base import sealing
from thidua.command import keys
from thidua.subjects.register import identity
from thidua.subjects.register.models import PersonNumber

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch):
    settings.SEAL_KEYS, settings.DATA = [], tmp_path
    monkeypatch.setattr(keys, "prepare", lambda: None)  # the tables of the tests stand already


def test_new_reseal_retire(capsys, tmp_path):
    identity.sealed_number(person().pk, "001080000123").save()
    assert keys.run(["new"]) == 0
    assert len(sealing.kept_keys(tmp_path)) == 2
    assert keys.run(["retire"]) == 1
    assert keys.run(["reseal"]) == 0
    assert "Đã mã hóa lại 1 số" in capsys.readouterr().out
    assert keys.run(["retire"]) == 0
    assert len(sealing.kept_keys(tmp_path)) == 1
    assert identity.open_number(PersonNumber.objects.get()) == "001080000123"
    assert (tmp_path / "seal_keys").stat().st_mode & 0o777 == 0o600


def test_keys_of_the_environment_are_only_told(settings, capsys, tmp_path):
    settings.SEAL_KEYS = [sealing.new_key()]
    assert keys.run(["new"]) == 0
    assert "THIDUA_SEAL_KEYS" in capsys.readouterr().out
    assert not (tmp_path / "seal_keys").exists()
