"""Values kept encrypted, bound to their owner, found blindly; keys that change."""

import pytest

from thidua.base import sealing


@pytest.fixture
def keys(settings):
    settings.SEAL_KEYS = [sealing.new_key()]
    return settings.SEAL_KEYS


def test_seal_opens_for_its_owner_only(keys):
    sealed = sealing.seal("001080000123", belongs_to="a")
    assert "001080000123" not in sealed
    assert sealing.unseal(sealed, belongs_to="a") == "001080000123"
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(sealed, belongs_to="b")


def test_same_text_is_sealed_differently_and_indexed_alike(keys):
    assert sealing.seal("1", belongs_to="a") != sealing.seal("1", belongs_to="a")
    assert sealing.blind_index("1") == sealing.blind_index("1") != sealing.blind_index("2")


def test_changed_value_does_not_open(keys):
    sealed = sealing.seal("1", belongs_to="a")
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(sealed[:-6] + "AAAA==", belongs_to="a")


def test_new_key_in_front_seals_and_the_old_one_still_opens(settings, keys):
    old = sealing.seal("1", belongs_to="a")
    old_index = sealing.blind_index("1")
    settings.SEAL_KEYS = [sealing.new_key(), *keys]
    assert sealing.unseal(old, belongs_to="a") == "1"
    assert not sealing.is_sealed_with_first_key(old)
    assert sealing.is_sealed_with_first_key(sealing.seal("1", belongs_to="a"))
    assert sealing.blind_index("1") != old_index
    assert old_index in sealing.blind_indexes("1")


def test_lost_key_is_said(settings, keys):
    sealed = sealing.seal("1", belongs_to="a")
    settings.SEAL_KEYS = [sealing.new_key()]
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(sealed, belongs_to="a")


def test_first_start_makes_a_key_that_only_the_owner_reads(settings, tmp_path):
    settings.SEAL_KEYS, settings.DATA = [], tmp_path / "data"
    sealed = sealing.seal("1", belongs_to="a")
    place = tmp_path / "data" / "seal_keys"
    assert place.stat().st_mode & 0o777 == 0o600
    assert sealing.unseal(sealed, belongs_to="a") == "1"


def test_short_key_is_refused(settings):
    settings.SEAL_KEYS = ["YWJj"]
    with pytest.raises(ValueError, match="32 bytes"):
        sealing.seal("1", belongs_to="a")
