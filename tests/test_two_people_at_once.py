"""Two people have the same page open and both store it: nothing that either of them wrote is lost without a word."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from groupcounsel.accounts.models import User
from groupcounsel.lib.database_session import acting
from members.identities import sealed
from members.models import Group, Identity, Membership
from sessions_app.models import Attendance, Session
from tests.events.made import form_of
from tests.factories import make_user
from tests.members.statements import make_statement, texts_of
from tests.pages import text_of, trail


def page(name, *arguments, sent_to=None):
    """The page's address and the address to which its form sends, where that is another one."""
    return SimpleNamespace(
        url=reverse(name, args=arguments), sent_to=sent_to and reverse(sent_to, args=arguments), opened_by="get"
    )


def attended(cast):
    with acting(group_id=cast.group.id):
        return dict(Attendance.objects.filter(session=cast.session).values_list("person__alias", "state"))


def row_of(model, pk, *fields):
    def read(cast):
        with acting(group_id=cast.group.id):
            return model.objects.values_list(*fields).get(pk=pk(cast))

    return read


# Which page; two fields of it, each with what Bob and what Alice writes there; what is so afterwards, read by `now`.
CASES = {
    "the group": (
        lambda cast: page("members:group_edit", cast.group.id),
        ("name", "Bob's name", "Alice's name"),
        ("capacity", "11", "12"),
        row_of(Group, lambda cast: cast.group.id, "name", "capacity"),
    ),
    "the membership": (
        lambda cast: page("members:member_edit", cast.melati.id),
        ("left", "2026-02-03", "2026-02-04"),
        ("alias", "Bob's alias", "Alice's alias"),
        row_of(Membership, lambda cast: cast.melati.id, "left", "person__alias"),
    ),
    "the session": (
        lambda cast: page("sessions:session_edit", cast.session.id),
        ("theme", "Bob's theme", "Alice's theme"),
        ("minutes", "60", "75"),
        row_of(Session, lambda cast: cast.session.id, "theme", "minutes"),
    ),
    "what was afterwards": (
        lambda cast: page("sessions:afterwards", cast.session.id),
        ("safety", "2", "3"),
        ("honesty", "4", "5"),
        row_of(Session, lambda cast: cast.session.id, "safety", "honesty"),
    ),
}


def store(browser, where, page_shown, **changes):
    """Sends the form of the page as it was shown, with what was changed in it."""
    return browser.post(where.sent_to or where.url, form_of(page_shown, where.sent_to) | changes)


@pytest.fixture(params=CASES)
def open_twice(request, cast, at):
    """Alice and Bob have the page open."""
    where, one, other, now = CASES[request.param]
    where, alice, bob = where(cast), at(cast.alice), at(cast.bob)
    pages = {"alice": alice.get(where.url), "bob": bob.get(where.url)}
    return SimpleNamespace(where=where, one=one, other=other, now=lambda: now(cast), alice=alice, bob=bob, pages=pages)


def written(*values):
    return [str(value) for value in values]


def test_changes_of_different_fields_both_stay(open_twice):
    one, other = open_twice.one, open_twice.other
    store(open_twice.bob, open_twice.where, open_twice.pages["bob"], **{one[0]: one[1]})
    answer = store(open_twice.alice, open_twice.where, open_twice.pages["alice"], **{other[0]: other[2]})
    assert answer.status_code == 302 and written(*open_twice.now()) == [one[1], other[2]]


def test_changes_of_the_same_field_are_refused_beside_it_until_they_are_sent_once_more(open_twice):
    (field, bobs, alices), other = open_twice.one, open_twice.other
    store(open_twice.bob, open_twice.where, open_twice.pages["bob"], **{field: bobs, other[0]: other[1]})
    answer = store(open_twice.alice, open_twice.where, open_twice.pages["alice"], **{field: alices})
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {field}
    assert "Meanwhile somebody else wrote here: “" in text_of(answer)
    assert form_of(answer, None)[field] == [alices] and written(*open_twice.now()) == [bobs, other[1]]
    assert store(open_twice.alice, open_twice.where, answer).status_code == 302
    assert written(*open_twice.now()) == [alices, other[1]]


def test_the_same_change_by_both_is_no_dispute(open_twice):
    field, bobs, _ = open_twice.one
    for who in ("bob", "alice"):
        browser, shown = getattr(open_twice, who), open_twice.pages[who]
        assert store(browser, open_twice.where, shown, **{field: bobs}).status_code == 302
    assert written(open_twice.now()[0]) == [bobs]


def test_the_back_button_brings_back_no_earlier_state(open_twice):
    """The page from before her own change is still open: what it shows is not stored again."""
    one, other = open_twice.one, open_twice.other
    store(open_twice.alice, open_twice.where, open_twice.pages["alice"], **{one[0]: one[2]})
    store(open_twice.alice, open_twice.where, open_twice.pages["alice"], **{other[0]: other[2]})
    assert written(*open_twice.now()) == [one[2], other[2]]


def test_a_role_that_one_admin_took_away_is_not_given_back_by_another_who_mends_a_name(cast, at):
    second = make_user(name="Ade", is_counselor=False, is_admin=True)
    where = page("accounts:person_edit", cast.alice.id)
    shown = {who: at(who).get(where.url) for who in (cast.adi, second)}
    without = form_of(shown[cast.adi], None)
    del without["is_counselor"]
    assert at(cast.adi).post(where.url, without).status_code == 302
    assert store(at(second), where, shown[second], name="Alice B.", is_supervisor="on").status_code == 302
    alice = User.objects.get(pk=cast.alice.pk)
    assert (alice.name, alice.is_counselor, alice.is_supervisor) == ("Alice B.", False, True)
    assert [entry.detail["fields"] for entry in trail("person-changed")] == [
        ["is_counselor"],
        ["name", "is_supervisor"],
    ]


def test_the_trail_names_what_each_of_them_changed(cast, at):
    alice, bob, where = at(cast.alice), at(cast.bob), page("members:group_edit", cast.group.id)
    shown = [browser.get(where.url) for browser in (alice, bob)]
    store(bob, where, shown[1], name="Bob's name")
    store(alice, where, shown[0], capacity="12")
    assert [entry.detail["fields"] for entry in trail("group-changed")] == [["name"], ["capacity"]]


def test_two_who_note_attendance_at_once_keep_what_each_of_them_noted(cast, at):
    alice, bob, where = at(cast.alice), at(cast.bob), page("sessions:attendance", cast.session.id)
    shown = [browser.get(where.url) for browser in (alice, bob)]
    store(bob, where, shown[1], **{str(cast.melati.person_id): "late"})
    assert store(alice, where, shown[0], **{str(cast.dahlia.person_id): "left-early"}).status_code == 302
    assert attended(cast) == {"Melati": "late", "Dahlia": "left-early"}


def test_an_attendance_noted_otherwise_by_both_is_told_in_words(cast, at):
    alice, bob, where = at(cast.alice), at(cast.bob), page("sessions:attendance", cast.session.id)
    User.objects.filter(pk=cast.alice.pk).update(language="id")
    shown, row = [browser.get(where.url) for browser in (alice, bob)], str(cast.melati.person_id)
    store(bob, where, shown[1], **{row: "late"})
    answer = store(alice, where, shown[0], **{row: "left-early"})
    assert answer.status_code == 422 and "Sementara itu orang lain menulis di sini: “terlambat”" in text_of(answer)
    assert attended(cast)["Melati"] == "late"
    store(alice, where, answer)
    assert attended(cast)["Melati"] == "left-early"


def test_a_wording_revised_by_both_is_refused_and_then_kept_beside_the_other(cast, at):
    statement = make_statement(cast.melati, "gives in\nthen resents it")
    where = page("members:statement_revise", statement.id)
    shown = [at(who).get(where.url) for who in (cast.alice, cast.bob)]
    store(at(cast.bob), where, shown[1], text="Bob's words")
    answer = store(at(cast.alice), where, shown[0], text="Alice's words")
    assert answer.status_code == 422 and "somebody else wrote here: “Bob's words”" in text_of(answer)
    store(at(cast.alice), where, answer)
    assert [text for *_, text in texts_of(cast.melati)] == ["gives in\nthen resents it", "Bob's words", "Alice's words"]


def test_an_unchanged_wording_over_several_lines_stays_the_only_one(cast, at):
    where = page("members:statement_revise", make_statement(cast.melati, "gives in\nthen resents it").id)
    store(at(cast.alice), where, at(cast.alice).get(where.url))
    assert len(texts_of(cast.melati)) == 1 and trail("problem-revised") == []


def test_what_was_emptied_meanwhile_is_said_so(cast, at):
    with acting(group_id=cast.group.id):
        Session.objects.update(theme="Trust")
    where = page("sessions:session_edit", cast.session.id)
    shown = [at(who).get(where.url) for who in (cast.alice, cast.bob)]
    store(at(cast.bob), where, shown[1], theme="")
    answer = store(at(cast.alice), where, shown[0], theme="Boundaries")
    assert "Somebody else has emptied this in the meantime." in text_of(answer)


def test_an_identity_written_meanwhile_is_said_and_not_shown(cast, at):
    where = page("members:identity", cast.melati.id, sent_to="members:identity_edit")
    shown = at(cast.alice).get(where.url)
    with acting(group_id=cast.group.id):
        Identity.objects.create(group=cast.group, person=cast.melati.person, sealed=sealed({"legal_name": "Sri"}))
    answer = store(at(cast.alice), where, shown, legal_name="Siti", contact="0812 555")
    assert answer.status_code == 422 and "Somebody else has changed this in the meantime." in text_of(answer)
    assert answer.context["form"].errors.keys() == {"legal_name"}


@pytest.mark.parametrize("made_up", ["", "2026-99-99", "<b>"])
def test_a_made_up_earlier_state_does_no_harm(cast, at, made_up):
    words = {"alias": "Melati", "joined": "2026-01-08", "left": "", "outcome": "", "initial-joined": made_up}
    answer = at(cast.alice).post(reverse("members:member_edit", args=[cast.melati.id]), words)
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {"joined"}
