import pytest
from django.urls import reverse

from observations.codebook.circumplex import ANGLES, point
from observations.codebook.codes import Octant
from tests.codebook.made import make_behaviour
from tests.pages import queries, text_of

URL = reverse("codebook:behaviour_list")


@pytest.mark.parametrize("who", ["alice", "olga", "charlie", "sari", "adi"])
def test_everybody_who_signs_in_reads_it(cast, at, who):
    page = text_of(at(getattr(cast, who)).get(URL))
    assert "gives in" in page and "mengalah" in page and "withdrawn" in page


def test_only_an_admin_is_offered_changes(cast, at):
    add = reverse("codebook:behaviour_add")
    assert add in at(cast.adi).get(URL).content.decode() and add not in at(cast.alice).get(URL).content.decode()


def test_another_verb_is_refused(cast, at):
    assert at(cast.alice).post(URL).status_code == 405


def test_what_came_in_a_groups_file_is_for_that_groups_readers(cast, at):
    make_behaviour(cast, code="hums-along", group=cast.group)
    assert "hums along" in text_of(at(cast.alice).get(URL)) and "Kelompok Melati" in text_of(at(cast.alice).get(URL))
    assert "hums along" not in text_of(at(cast.charlie).get(URL))
    assert "hums along" not in text_of(at(cast.adi).get(URL))


@pytest.mark.parametrize(
    ("address", "shown", "hidden"),
    [
        ("q=mengalah", "gives in", "falls silent"),
        ("q=SILENT", "falls silent", "gives in"),
        ("octant=HI", "gives in", "falls silent"),
        ("state=retired", "sighs", "gives in"),
        ("octant=XX&state=nonsense", "gives in", "sighs"),
    ],
)
def test_search_and_filters_stay_in_the_address(cast, at, address, shown, hidden):
    make_behaviour(cast, code="sighs", retired=True)
    page = text_of(at(cast.alice, **{"hx-request": "true"}).get(f"{URL}?{address}"))
    assert shown in page and hidden not in page


def test_a_search_that_finds_nothing_leads_back(cast, at):
    page = text_of(at(cast.alice).get(f"{URL}?q=zzz"))
    assert "No behaviour fits" in page and "Show all" in page


def test_each_octant_is_drawn_and_named(cast, at):
    page = at(cast.alice).get(URL).content.decode()
    assert page.count('class="circumplex"') == 12
    assert [str(octant.label) for octant in Octant if f">{octant.label}</text>" not in page] == []


def test_leading_is_above_warm_is_right_and_neighbours_are_45_degrees_apart():
    assert point((0, 0), 1, ANGLES["PA"]) == (0, -1) and point((0, 0), 1, ANGLES["LM"]) == (1, 0)
    assert point((0, 0), 1, ANGLES["DE"]) == (-1, 0) and point((0, 0), 1, ANGLES["HI"]) == (0, 1)
    assert [angle - 90 for angle in ANGLES.values()] == list(range(0, 360, 45))


def test_twenty_more_take_no_more_queries(cast, at):
    make_behaviour(cast, code="hums-along", group=cast.group)
    few = queries(at(cast.alice), URL)
    for number in range(20):
        make_behaviour(cast, code=f"more-{number}", group=cast.group)
    assert queries(at(cast.alice), URL) == few


def test_twenty_five_stand_on_a_page(cast, at):
    for number in range(20):
        make_behaviour(cast, code=f"more-{number}")
    assert "1–25 of 32" in text_of(at(cast.alice).get(URL))
