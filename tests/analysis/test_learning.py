"""Needs, insights, views to be validated: counted by hand, and never counting what is not known."""

import pytest
from scipy.stats import chi2

from observations.analysis.insights import insights
from observations.analysis.intervals import rate, wilson
from observations.analysis.needs import MEETING, needs
from observations.analysis.records import Response, Stance
from observations.analysis.validation import validations, verdict
from observations.codebook.codes import ResponseKind

from .made import course, event, events, only


def answered(need, *kinds):
    return event(need=need, responses=tuple(Response("dahlia", kind) for kind in kinds))


def view(*stances, revised=False):
    told = tuple(Stance(f"member-{at}", stance) for at, stance in enumerate(stances))
    return event(distorted=True, revised=revised, validations=told)


def test_a_need_is_met_by_one_response_that_gives_what_was_sought():
    found = [answered("acceptance", "attacks", "comforts"), answered("acceptance", "gives-feedback", "silent")]
    claim = only(needs(found), "need", need="acceptance")
    assert (claim.n, claim.observed, claim.events) == (2, 1, (found[0].id,))


def test_what_meets_a_need_is_in_the_codebook():
    assert set(ResponseKind.values) >= MEETING


def test_a_need_nobody_is_known_to_have_answered_is_shown_and_neither_met_nor_not():
    claim = only(needs([*events(3, need="contact"), answered("contact", "supports")]), "need", need=None)
    assert (claim.n, claim.observed, claim.detail["shown"]) == (1, 1, 4)


def test_the_share_met_comes_with_its_interval_from_five_on():
    found = [answered("esteem", "supports") for _ in range(2)] + [answered("mastery", "bored") for _ in range(3)]
    claims = needs(found)
    whole = only(claims, "need", need=None)
    assert (whole.estimate, whole.low, whole.high) == pytest.approx(tuple(wilson(2, 5)))
    assert only(claims, "need", need="esteem").missing == {"reason": "too-few-events", "needed": 5, "have": 2}
    assert [claim.of["need"] for claim in claims] == [None, "esteem", "mastery"]


@pytest.mark.parametrize(("count", "exposure"), [(0, 4), (1, 1), (7, 11), (120, 50)])
def test_a_rate_has_the_exact_interval_of_the_poisson_distribution(count, exposure):
    low, high = chi2.ppf(0.025, 2 * count) / 2 if count else 0, chi2.ppf(0.975, 2 * count + 2) / 2
    assert tuple(rate(count, exposure)) == pytest.approx((count / exposure, low / exposure, high / exposure))


def insight(domain, process=None, session=1, **noted):
    return event(session, insight_domain=domain, insight_process=process, **noted)


def test_insights_are_a_rate_over_the_sessions_attended():
    found = [insight("self", session=n, helped_by=("dahlia",) if n > 2 else ()) for n in (1, 2, 2, 5, 6)]
    claim = only(insights(found, course(attended=range(1, 11))), "insight", domain=None)
    assert (claim.n, claim.observed, claim.estimate) == (5, 4, 0.5)
    assert claim.detail["sessions"] == [[1, 1], [2, 2], [5, 1], [6, 1]]
    assert (claim.detail["helped"], claim.detail["helpers"], claim.detail["attended"]) == (2, [2], 10)


def test_each_domain_and_process_has_its_share_of_those_noted():
    found = [insight("self"), *(insight("behaviour", "clarification") for _ in range(4)), insight(None, "explanation")]
    claims = insights(found, course())
    assert only(claims, "insight", domain="behaviour").estimate == 0.8
    assert only(claims, "insight", process="explanation").n == 5
    assert {tuple(claim.of.items()) for claim in claims} == {
        (("domain", None),), (("domain", "self"),), (("domain", "behaviour"),),
        (("process", "clarification"),), (("process", "explanation"),),
    }  # fmt: skip


def test_who_attended_nothing_has_no_rate():
    claim = only(insights([insight("self") for _ in range(5)], course(attended=[])), "insight", domain=None)
    assert claim.missing == {"reason": "too-few-sessions", "needed": 1, "have": 0} and claim.estimate is None


@pytest.mark.parametrize(
    ("stances", "said"),
    [
        ([], "open"),
        (["confirms"], "confirmed"),
        (["confirms", "disputes"], "divided"),
        (["confirms", "disputes", "disputes"], "disputed"),
    ],
)
def test_what_the_others_say_of_a_view(stances, said):
    assert verdict(view(*stances)) == said


def test_views_are_counted_as_the_others_see_them():
    found = [view(), view("confirms", "confirms"), view("disputes"), view("disputes", "confirms", revised=True)]
    claims = validations([*found, event(validations=(Stance("dahlia", "confirms"),))])
    counts = {claim.of["state"]: (claim.observed, claim.n) for claim in claims}
    assert counts == {"validated": (3, 4), "disputed": (1, 3), "agreed": (1, 2), "revised": (1, 4)}
    assert claims[0].detail == {"views": 4, "confirmed": 1, "disputed": 1, "divided": 1, "open": 1}


def test_who_holds_a_view_does_not_validate_it():
    own = Stance("melati", "confirms")
    alone, beside = (event(distorted=True, validations=told) for told in ((own,), (own, Stance("dahlia", "disputes"))))
    assert (verdict(alone), verdict(beside)) == ("open", "disputed")
    counts = {c.of["state"]: (c.observed, c.n) for c in validations([alone, beside])}
    assert counts == {"validated": (1, 2), "disputed": (1, 1), "agreed": (0, 0), "revised": (0, 2)}


def test_one_person_who_says_it_twice_is_no_agreement():
    twice = event(distorted=True, validations=(Stance("dahlia", "confirms"), Stance("dahlia", "confirms")))
    assert only(validations([twice]), "validation", state="agreed").n == 0
