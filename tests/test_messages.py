"""The reader of marked texts itself: a text it passes over would be missed by every test of the catalogues."""

import pytest

from tests.messages import CATALOGUES, home, marked, sources

PYTHON = [
    ('_("a text")', (None, "a text", None)),
    ('gettext_lazy("a " "text")', (None, "a text", None)),
    ('translation.gettext("a text")', (None, "a text", None)),
    ('ngettext("%(n)s day", "%(n)s days", n)', (None, "%(n)s day", "%(n)s days")),
    ('pgettext_lazy("octant", "warm")', ("octant", "warm", None)),
    ('npgettext("place", "%(n)s seat", "%(n)s seats", n)', ("place", "%(n)s seat", "%(n)s seats")),
]
TEMPLATES = [
    ('{% translate "a text" %}', (None, "a text", None)),
    ("<i title=\"{% translate 'a text' %}\">", (None, "a text", None)),
    ('{% translate "It’s (nearly) “done” :)" as done %}', (None, "It’s (nearly) “done” :)", None)),
    ('{% translate "Record" context "button" %}', ("button", "Record", None)),
    ('{% include "_x.html" with label=_("a text") %}', (None, "a text", None)),
    ("{% blocktranslate %}since {{ day }}{% endblocktranslate %}", (None, "since %(day)s", None)),
    ("{% blocktranslate trimmed %}\n  two\n  lines\n{% endblocktranslate %}", (None, "two lines", None)),
    (
        "{% blocktranslate count n=x %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
        (None, "%(n)s day", "%(n)s days"),
    ),
]


@pytest.mark.parametrize(("text", "message"), PYTHON)
def test_a_text_of_python_is_found(tmp_path, text, message):
    source = tmp_path / "views.py"
    source.write_text(f"def view(request):\n    return [{text}, other(name)]\n")
    assert marked(source) == {message}


@pytest.mark.parametrize(("text", "message"), TEMPLATES)
def test_a_text_of_a_template_is_found(tmp_path, text, message):
    source = tmp_path / "page.html"
    source.write_text(f"{{% load i18n %}}<p>Words (plain) {text}</p>{{{{ value|date:'j M' }}}}\n")
    assert marked(source) == {message}


def test_what_is_not_marked_or_not_written_out_is_no_message(tmp_path):
    source = tmp_path / "views.py"
    source.write_text('record(action="opened")\n_(fault.msg)\ngettext(f"{n} days")\n')
    assert marked(source) == set()


def test_every_source_has_its_catalogue_and_every_catalogue_its_sources():
    assert {home(source) for source in sources()} == set(CATALOGUES)
