"""Where a page below a member stands: in the member's group, and that among the groups."""

import re

import pytest
from django.urls import reverse

from tests.pages import text_of
from tests.summaries.made import incident, refreshed, summaries_of

PAGES = {"evidence": [0], "claim_set_aside": [0], "words_edit": []}


def crumbs(page) -> list[str]:
    [nav] = re.findall(r'<nav class="crumbs".*?</nav>', page.content.decode(), re.DOTALL)
    return re.findall(r">([^<>]+)</a>", nav)


@pytest.fixture
def draft(cast):
    incident(cast)
    refreshed(cast.melati)
    [summary] = summaries_of(cast.melati)
    return summary


@pytest.mark.parametrize("name", PAGES)
def test_a_page_about_a_summary_leads_back_to_the_member(cast, at, draft, name):
    page = at(cast.alice).get(reverse(f"summaries:{name}", args=[draft.id, *PAGES[name]]))
    assert crumbs(page) == ["Groups", "Kelompok Melati", "Melati"]


def test_so_do_the_versions_and_the_member_leads_to_the_group(cast, at, draft):
    alice = at(cast.alice)
    versions = alice.get(reverse("summaries:version_list", args=[cast.melati.id]))
    assert crumbs(versions) == ["Groups", "Kelompok Melati", "Melati"] and "Versions" in text_of(versions)
    assert crumbs(alice.get(reverse("summaries:member_detail", args=[cast.melati.id]))) == ["Groups", "Kelompok Melati"]
