"""What holds for every request: one transaction, one user, refusals on record, nothing written by what failed."""

import re

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.http import Http404, HttpResponse
from django.templatetags.static import static
from django.urls import path

from groupcounsel.accounts.models import User
from groupcounsel.audit.models import Entry
from groupcounsel.audit.trail import record
from groupcounsel.urls import urlpatterns as site


def settings_seen(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.user_id', true), current_setting('app.group_id', true)")
        return HttpResponse("|".join(cursor.fetchone()))


def writes_and_is_refused(request):
    User.objects.filter(pk=request.user.pk).update(name="Changed")
    raise Http404


def writes_and_fails(request):
    User.objects.filter(pk=request.user.pk).update(name="Changed")
    raise ZeroDivisionError


urlpatterns = [*site, path("x/seen/", settings_seen), path("x/refused/", writes_and_is_refused, name="refused")]
urlpatterns += [path("x/fails/", writes_and_fails)]
POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:",
    "font-src": "'self'", "connect-src": "'self'", "manifest-src": "'self'", "form-action": "'self'",
    "frame-ancestors": "'none'", "base-uri": "'none'", "object-src": "'none'",
}  # fmt: skip
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def test_the_database_knows_the_user_of_the_request(cast, at):
    assert at(cast.alice).get("/x/seen/").content.decode() == f"{cast.alice.id}|"


def test_the_next_request_on_the_same_connection_is_the_next_users(cast, at):
    at(cast.alice).get("/x/seen/")
    assert at(cast.charlie).get("/x/seen/").content.decode() == f"{cast.charlie.id}|"


def test_a_visitor_is_sent_to_the_sign_in_page(client):
    answer = client.get("/x/seen/")
    assert answer.status_code == 302 and answer.url == "/account/login/?next=/x/seen/"


def test_what_a_refusing_view_wrote_is_taken_back_and_the_refusal_recorded(cast, at):
    assert at(cast.alice).get("/x/refused/").status_code == 404
    cast.alice.refresh_from_db()
    assert cast.alice.name == "Alice"
    entry = Entry.objects.get(action="refused")
    assert entry.by == cast.alice.id and entry.detail["view"] == "refused"


def test_what_a_failing_view_wrote_is_taken_back_and_the_page_shows_no_stack(cast, at):
    browser = at(cast.alice)
    browser.raise_request_exception = False
    answer = browser.get("/x/fails/")
    cast.alice.refresh_from_db()
    assert answer.status_code == 500 and cast.alice.name == "Alice"
    assert b"ZeroDivision" not in answer.content and b"Traceback" not in answer.content


def test_a_part_asked_for_after_the_sign_in_expired_moves_the_whole_page(client):
    answer = client.get("/x/seen/", headers={"hx-request": "true"})
    assert answer.status_code == 200 and answer.headers["HX-Redirect"].startswith("/account/login/")


@pytest.mark.parametrize(
    "url", ["/account/login/", "/account/profile/", "/x/nowhere/", "/x/fails/", "/static/nothing.css"]
)
def test_every_answer_carries_the_same_strict_policy(cast, at, url):
    browser = at(cast.alice)
    browser.raise_request_exception = False
    directives = browser.get(url).headers["Content-Security-Policy"].split("; ")
    assert dict(directive.split(" ", 1) for directive in directives) == POLICY


@pytest.mark.parametrize(
    "url", ["/account/login/", "/account/profile/", "/account/profile", "/x/nowhere/", "/x/fails/", "/static/none.css"]
)
@pytest.mark.parametrize("who", ["alice", None])
def test_no_answer_is_kept_by_a_browser(cast, at, url, who):
    browser = at(who and getattr(cast, who))
    browser.raise_request_exception = False
    assert browser.get(url).headers["Cache-Control"] == "no-store"


def test_files_that_are_the_same_for_everybody_are_kept_for_long(cast, at):
    answer = at(cast.alice).get(static("css/base.css"))
    answer.close()
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"


def test_what_the_policy_forbids_no_page_needs(cast, at):
    """No script and no style stands in a page itself."""
    page = at(cast.alice).get("/account/profile/").content.decode()
    assert re.findall(r"<script(?![^>]* src=)|<style|<[^>]+ style=|<[^>]+ on\w+=", page) == []


def test_a_persons_language_is_theirs_whatever_the_browser_says(cast, at):
    User.objects.filter(pk=cast.alice.pk).update(language="id")
    answer = at(cast.alice, **{"accept-language": "en"}).get("/x/nowhere/")
    assert b'lang="id"' in answer.content


def test_a_visitors_language_is_the_browsers(client):
    answer = client.get("/account/login/", headers={"accept-language": "id"})
    assert b'lang="id"' in answer.content and answer.headers["Content-Language"] == "id"


@pytest.mark.parametrize(
    "sabotage", ["UPDATE audit_entry SET action = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"]
)
def test_nobody_changes_the_trail(db, sabotage):
    record(by=None, action="tried")
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(sabotage)
