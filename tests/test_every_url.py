"""Every address × everybody. The addresses come from the resolver: one that is not in the table fails the test.

Words of the table: `all` who sign in, `visitors` too; `clinical` counselors and supervisors; `read` the group's
readers, `write` those who may write in it (its readers get 403, the rest 404); `author` only Alice, who made it;
`hearing` who may read what counselors felt; `supervising` the supervisor; `sealed` and `kept` as `IN_THEIR_STATE`
says; or the role an address is for. POST stands before addresses that only change something.
"""

from types import SimpleNamespace

import pytest
from django.db.transaction import atomic, set_rollback
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from groupcounsel.audit.models import Entry
from tests.every_url import ADDRESSES, FACTOR, LEAD_ON, SENT
from tests.one_of_everything import objects_of
from tests.pages import text_of
from tests.second_factor import enrol, half_signed_in, signed_in

EVERYBODY = ["nobody", "charlie", "olga", "bob", "alice", "sari", "rina", "adi"]
READERS, WRITERS = {"olga", "bob", "alice", "sari"}, {"bob", "alice"}
OPEN_TO = {
    "all": set(EVERYBODY) - {"nobody"},
    "visitors": set(EVERYBODY),
    "read": READERS,
    "write": WRITERS,
    "counselor": {"charlie", "olga", "bob", "alice"},
    "supervisor": {"sari", "rina"},
    "clinical": {"charlie", "olga", "bob", "alice", "sari", "rina"},
    "admin": {"adi"},
    "author": {"alice"},
    "hearing": READERS - {"olga"},
    "supervising": {"sari"},
    "sealed": set(EVERYBODY) - {"nobody"},
    "kept": set(),
}
# What is sent to them here is no envelope; what is kept apart here is not handed over yet.
IN_THEIR_STATE = {"sealed": {"else": {400}}, "kept": {"sari": {403}, "else": {404}}}
CLOSED = {
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_set_password",
    "account_confirm_login_code",
    "account_confirm_email",
}
WITH_A_KEY = {"account_reset_password_from_key"}


def addresses(patterns=None, namespace=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner)


def expected(name: str, who: str) -> set[int]:
    word, _, method = ADDRESSES[name]
    if word in ("sealed", "kept"):
        return {302} if who == "nobody" else IN_THEIR_STATE[word].get(who.split(",")[0], IN_THEIR_STATE[word]["else"])
    if word == "factor":
        return {FACTOR[name][{"nobody": 0, "alice": 2, "alice, just now": 3}.get(who, 1)]}
    if who.split(",")[0] in OPEN_TO[word]:
        return {302} if LEAD_ON.get(name) in kinds(who) else {200} if method == "get" else {200, 302, 422}
    if who == "nobody":
        return {302}
    return {403} if word == "write" and who in READERS else {404}


def kinds(who: str) -> set[str]:
    """To whom it may happen that an address leads on: only Alice has chosen a password."""
    if who == "nobody":
        return {"everybody", "visitors"}
    return {"everybody", "signed in"} | (set() if who.startswith("alice") else {"without a password"})


def test_every_address_is_in_the_table():
    assert set(addresses()) == set(ADDRESSES) | CLOSED | WITH_A_KEY


@pytest.fixture
def scene(cast) -> SimpleNamespace:
    enrol(cast.alice)
    return objects_of(cast)


def ask(scene, browser, name):
    """The answer to one request whose traces are taken back, so that the next finds everything as it was."""
    _, arguments, method = ADDRESSES[name]
    url = reverse(name, args=[argument(scene) for argument in arguments])
    with atomic():
        answer = getattr(browser, method)(url, SENT.get(name))
        set_rollback(True)
    return answer


@pytest.mark.parametrize("who", [*EVERYBODY, "alice, just now"])
def test_everybody_gets_what_is_theirs(scene, at, who):
    browser = signed_in(scene.cast.alice) if "just now" in who else at(getattr(scene.cast, who, None))
    answers = {name: ask(scene, browser, name).status_code for name in ADDRESSES}
    wrong = {name: status for name, status in answers.items() if status not in expected(name, who)}
    assert wrong == {}


@pytest.mark.parametrize("who", [*EVERYBODY, "alice, just now"])
def test_no_browser_keeps_an_answer(scene, at, who):
    """Neither what somebody may read nor what they are refused, nor where they are sent instead."""
    browser = signed_in(scene.cast.alice) if "just now" in who else at(getattr(scene.cast, who, None))
    answers = {name: ask(scene, browser, name).headers.get("Cache-Control") for name in ADDRESSES}
    assert answers == dict.fromkeys(ADDRESSES, "no-store")


def test_between_the_password_and_the_code_only_the_code_is_asked_for(scene):
    browser = half_signed_in(scene.cast.alice)
    assert "code" in browser.get(reverse("mfa_authenticate")).context["form"].fields
    closed = [name for name, entry in ADDRESSES.items() if entry[0] != "visitors"]
    assert [name for name in closed if not sent_to_sign_in(ask(scene, browser, name))] == []


def test_right_after_her_code_alice_sees_her_recovery_codes_and_may_take_them_along(cast):
    codes = enrol(cast.alice)
    browser = signed_in(cast.alice)
    assert all(code in text_of(browser.get(reverse("mfa_view_recovery_codes"))) for code in codes)
    assert browser.get(reverse("mfa_download_recovery_codes")).content.decode().split() == codes


def test_a_visitor_is_asked_to_sign_in(scene, at):
    closed = [name for name, entry in ADDRESSES.items() if entry[0] != "visitors"]
    answers = {name: ask(scene, at(None), name) for name in closed}
    elsewhere = {name: answer.headers for name, answer in answers.items() if not sent_to_sign_in(answer)}
    assert elsewhere == {}


def sent_to_sign_in(answer):
    return answer.status_code == 302 and answer.url.startswith("/account/login/")


def test_a_refusal_leaves_its_trace(scene, at):
    at(scene.cast.charlie).get(reverse("members:group_detail", args=[scene.cast.group.id]))
    assert Entry.objects.filter(action="refused", by=scene.cast.charlie.id).exists()
