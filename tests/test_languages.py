"""Both languages whole: what the sources say, the catalogues have, once, and in the words of docs/words.md."""

import re
from collections import defaultdict

import pytest
from django.core.management import CommandError, call_command

from tests.messages import CATALOGUES, ROOT, entries, home, key, marked, name, sources, texts

# The same word in both languages.
SAME = {
    "%(component)s: %(n)s", "%(topic)s: %(lack)s", "Admin", "Alt", "Debriefing", "E-mail", "Insight",
    "Insight: %(domain)s", "Interpersonal", "Menu",
    "admin", "e-mail", "supervisor", "Supervisor",
}  # fmt: skip
# What Python says of a document that is not JSON, passed on within a sentence.
OF_JSON = ("Expecting ", "Unterminated string", "Invalid control character", "Invalid \\")
PLACE = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}")
EVERY = pytest.mark.parametrize("catalogue", CATALOGUES, ids=name)
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture(scope="session")
def said() -> dict:
    """catalogue → message → sources that say it."""
    found = defaultdict(lambda: defaultdict(list))
    for source in sources():
        for message in marked(source):
            found[home(source)][message].append(str(source.relative_to(ROOT)))
    return found


@EVERY
def test_every_text_of_the_sources_is_in_the_catalogue(catalogue, said):
    known = {key(entry) for entry in entries(catalogue)}
    assert {message: where for message, where in said[catalogue].items() if message not in known} == {}


@EVERY
def test_the_catalogue_keeps_nothing_that_nobody_says(catalogue, said):
    known = {key(entry) for entry in entries(catalogue) if not entry.msgid.startswith(OF_JSON)}
    assert known - said[catalogue].keys() == set()


@EVERY
def test_every_text_is_translated_and_none_is_a_guess(catalogue):
    found = entries(catalogue)
    assert len(found) > 90
    assert [entry.msgid for entry in found if not all(texts(entry)) or "fuzzy" in entry.flags] == []


@EVERY
def test_a_translation_names_the_same_values(catalogue):
    """What every English form names must stand in it; what no English form names would break the page."""
    wrong = []
    for entry in entries(catalogue):
        forms = [set(PLACE.findall(form)) for form in (entry.msgid, entry.msgid_plural) if form]
        for text in texts(entry):
            if not set.intersection(*forms) <= set(PLACE.findall(text)) <= set.union(*forms):
                wrong.append((entry.msgid, text))
    assert wrong == []


@EVERY
def test_indonesian_has_one_form_for_one_and_for_many(catalogue):
    assert [entry.msgid for entry in entries(catalogue) if entry.msgid_plural and set(entry.msgstr_plural) != {0}] == []


@EVERY
def test_no_text_is_left_in_english(catalogue):
    found = {entry.msgid for entry in entries(catalogue) if entry.msgid in texts(entry)}
    assert found - SAME == set()


def edges(text: str) -> tuple:
    """How a text begins and ends: spaces, a capital, the last sign. An abbreviation or a value may begin either way."""
    begins = re.match(r"\s*", text).group(), bool(re.match(r"\s*[A-Z](?![A-Z])", text))
    return *begins, re.search(r"[.:?!,…]?\s*$", text).group()


@EVERY
def test_a_translation_begins_and_ends_as_its_text(catalogue):
    wrong = []
    for entry in entries(catalogue):
        asked = [edges(form) for form in (entry.msgid, entry.msgid_plural) if form]
        wrong += [(entry.msgid, text) for text in texts(entry) if edges(text) not in asked]
    assert [(text, translation) for text, translation in wrong if not text.startswith(OF_JSON)] == []


def test_a_text_means_the_same_wherever_it_stands():
    """The catalogues are merged: of two translations one would win everywhere. Two senses need two contexts."""
    found = defaultdict(lambda: defaultdict(list))
    for catalogue in CATALOGUES:
        for entry in entries(catalogue):
            found[entry.msgctxt, entry.msgid][tuple(texts(entry))].append(name(catalogue))
    assert {message: dict(ways) for message, ways in found.items() if len(ways) > 1} == {}


@pytest.mark.parametrize(
    ("fault", "place"),
    [
        ('msgid "a\nmsgstr "b"\n', "line 4"),
        ('msgid "a"\nmsgstr b\n', "line 5"),
        ('#| msgid_plural "as"\nmsgid "a"\nmsgstr "b"\n', "line 4"),
        ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n', "line 4"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "stands here twice: a"),
    ],
)
def test_a_broken_catalogue_stops_the_start_and_says_where(tmp_path, settings, fault, place):
    settings.BASE_DIR = tmp_path
    catalogue = tmp_path / "members/locale/id/LC_MESSAGES/django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(HEAD + fault)
    with pytest.raises(CommandError, match=f"django.po.*{place}"):
        call_command("compile_language")
    assert not catalogue.with_suffix(".mo").exists()


def test_a_catalogue_that_is_whole_is_compiled(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    catalogue = tmp_path / "locale/id/LC_MESSAGES/django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        HEAD + '#, python-format\nmsgid "%(n)s \\"day\\""\nmsgid_plural ""\n"days"\nmsgstr[0] "hari"\n'
    )
    call_command("compile_language")
    assert b"hari" in catalogue.with_suffix(".mo").read_bytes()


def glossary() -> list[tuple[list[str], list[str]]]:
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", (ROOT / "docs/words.md").read_text(), re.MULTILINE)
    return [(english.split(", "), indonesian.split(", ")) for english, indonesian in rows[2:]]


@EVERY
def test_one_word_stands_for_one_thing(catalogue):
    """The table of docs/words.md."""
    terms = glossary()
    assert len(terms) > 40
    wrong = []
    for entry in entries(catalogue):
        for english, indonesian in terms:
            if not re.search(rf"\b({'|'.join(english)})\b(?!-)", PLACE.sub("", entry.msgid), re.IGNORECASE):
                continue
            wrong += [(entry.msgid, t) for t in texts(entry) if not any(word in t.lower() for word in indonesian)]
    assert wrong == []
