import base64

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from groupcounsel.lib.sealing import SealBroken, seal, unseal

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))


def keys(*ring):
    return override_settings(FIELD_KEYS=list(ring))


@given(st.text())
def test_every_text_comes_back_and_nothing_of_it_shows(text):
    with keys(NEW):
        sealed = seal(text)
        assert unseal(sealed) == text and sealed.isascii()
        assert len(text) < 4 or text not in sealed


def test_the_same_text_is_sealed_differently_each_time():
    with keys(NEW):
        assert seal("Dewi Lestari") != seal("Dewi Lestari")


def test_after_a_new_key_came_to_the_front_what_the_older_one_sealed_opens_and_the_new_one_seals():
    with keys(OLD):
        before = seal("Dewi")
    with keys(NEW, OLD):
        assert unseal(before) == "Dewi"
        after = seal("Dewi")
    with keys(NEW):
        assert unseal(after) == "Dewi"
    with keys(OLD), pytest.raises(SealBroken):
        unseal(after)


def test_without_its_key_a_text_stays_closed():
    with keys(OLD):
        sealed = seal("Dewi")
    with keys(NEW, OTHER), pytest.raises(SealBroken):
        unseal(sealed)


@given(st.data())
def test_whatever_is_changed_in_a_sealed_text_it_is_not_given_back_as_if_it_were_text(data):
    with keys(NEW):
        sealed = bytearray(base64.urlsafe_b64decode(seal("Dewi Lestari")))
        place = data.draw(st.integers(0, len(sealed) - 1))
        sealed[place] ^= data.draw(st.integers(1, 255))
        with pytest.raises(SealBroken):
            unseal(base64.urlsafe_b64encode(sealed).decode())


@pytest.mark.parametrize("text", ["", "Dewi Lestari", "gAAAAA", "é"])
def test_what_was_never_sealed_does_not_open(text):
    with keys(NEW), pytest.raises(SealBroken):
        unseal(text)


def test_without_any_key_nothing_is_sealed_and_the_fault_says_what_to_set():
    with keys(), pytest.raises(ImproperlyConfigured, match="Set FIELD_KEYS"):
        seal("Dewi")
