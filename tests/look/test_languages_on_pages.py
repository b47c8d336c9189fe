"""Every page and every refused form in both languages: what reads the same in both is a name, a number, or a fault."""

import re
from html.parser import HTMLParser

import pytest
from django.db.transaction import atomic, set_rollback
from django.test import Client
from django.urls import reverse

from groupcounsel.accounts.models import User
from tests.every_url import ADDRESSES, SENT
from tests.one_of_everything import objects_of
from tests.second_factor import enrol, signed_in
from tests.test_languages import SAME

SPOKEN = {"aria-label", "title", "placeholder", "alt", "data-label", "data-text", "hx-confirm", "hx-prompt"}
VOID = {"meta", "link", "input", "img", "br", "hr", "wbr"}
WHO = {
    "read": "alice",
    "write": "alice",
    "author": "alice",
    "hearing": "alice",
    "counselor": "alice",
    "clinical": "alice",
    "all": "alice",
    "factor": "alice",
    "sealed": "alice",
    "kept": "alice",
} | {
    "supervising": "sari",
    "supervisor": "sari",
    "admin": "adi",
}
# What people wrote or are called, places, addresses and dates: the same in both languages.
NAMES = re.compile(
    r"GroupCounsel|\bDebriefing\b|Alice|Bob|Charlie|Olga|Sari|Rina|Adi|Newcomer|Melati|Dahlia|Kenanga|Say no"
    r"|Gives in|Named it|She waits to be left|Ask her|Yields|She was joking|She waited"
    r"|Kelompok (Melati|Bakung)"
    r"|\S+@example\.org|\b[A-Z]\w+/[\w/ -]+|\b(Jan|Nov|April|September|November|UTC)\b"
    r"|\b(Me|Da|Al|Bo|Ke)\b|\b[0-9a-f]{8,}\b"
)

# The columns of a file that was read in, and each language in its own words.
WRITTEN = {"from", "to", "English", "Bahasa Indonesia", "Esc"}


class Words(HTMLParser):
    """The texts of a page, in attributes too, without what names its own language."""

    def __init__(self, page: str):
        super().__init__()
        self.found, self.within = set(), []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.found |= {(given[name] or "").strip() for name in SPOKEN & given.keys()}
        if tag not in VOID:
            self.within.append((tag, tag in {"script", "style", "code"} or (tag != "html" and "lang" in given)))

    def handle_endtag(self, tag):
        while tag not in VOID and self.within.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(silent for _, silent in self.within):
            self.found.add(" ".join(data.split()))


def browsers(cast, language: str) -> dict:
    """For each word of the table somebody whom it lets in; they read this language."""
    User.objects.update(language=language)
    found = {"alice": signed_in(cast.alice)} | {who: Client() for who in ("sari", "adi")}
    for who in ("sari", "adi"):
        found[who].force_login(getattr(cast, who))
    return {word: found[who] for word, who in WHO.items()} | {"visitors": Client(headers={"accept-language": language})}


def texts(browser, scene, name, method) -> set[str]:
    """What one answer says; its traces are taken back."""
    url = reverse(name, args=[part(scene) for part in ADDRESSES[name][1]])
    with atomic():
        answer = getattr(browser, method)(url, SENT.get(name))
        set_rollback(True)
    return Words(answer.content.decode()).found if "text/html" in answer.get("Content-Type", "") else set()


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_reads_the_same_in_both_languages_but_names(cast, method):
    """The forms are sent empty, so that they say what is missing."""
    enrol(cast.alice)
    scene, said = objects_of(cast), {}
    asked = [name for name in ADDRESSES if name not in {"styleguide", "account_logout", "accounts:choose_language"}]
    for language in ("en", "id"):
        open_to = browsers(cast, language)
        said[language] = {name: texts(open_to[ADDRESSES[name][0]], scene, name, method) for name in asked}
    same = {(text, name) for name in asked for text in said["en"][name] & said["id"][name] - SAME - WRITTEN}
    found = sorted(pair for pair in same if re.search(r"[A-Za-z]{2}", NAMES.sub("", pair[0])))
    assert found == []
    assert sum(map(len, said["id"].values())) > 500
