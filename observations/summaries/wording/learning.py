"""What a member sought, discovered and had to see anew, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext, ngettext

from groupcounsel.lib.templatetags.look import figure
from observations.analysis.claim import Claim
from observations.codebook.codes import InsightDomain, InsightProcess, Need
from observations.summaries.wording.sentence import (
    Ground,
    Numbered,
    Sentence,
    events,
    ground,
    label_of,
    listed,
    of_ten,
    share_of,
    tally,
)


def _need(alias: str, found: Numbered) -> Sentence | None:
    (at, claim), *each = found
    shown = claim.detail["shown"]
    if not shown:
        return None
    text = ngettext(
        "%(alias)s showed a need in %(n)s event: %(needs)s.",
        "%(alias)s showed a need in %(n)s events: %(needs)s.",
        shown,
    )
    said = [text % {"alias": alias, "n": shown, "needs": tally(Need, claim.detail["needs"])}]
    if claim.n:
        text = gettext("Others answered in %(n)s of them, and met the need in %(k)s.")
        said.append(text % {"n": claim.n, "k": claim.observed})
    known = [_need_ground(at, claim) for at, claim in each if claim.n]
    return Sentence(" ".join(said), (_met(at, claim), *known))


def _met(at: int, claim: Claim) -> Ground:
    """Opens all in which a need was shown, also where nobody answered."""
    met = gettext("met in %(k)s of %(n)s") % {"k": claim.observed, "n": claim.n} if claim.n else ""
    between = share_of(claim) if claim.estimate is not None else ""
    return ground(at, claim, events(claim.detail["shown"]), " · ".join(filter(None, [met, between])))


def _need_ground(at: int, claim: Claim) -> Ground:
    text = gettext("%(need)s met in %(k)s of %(n)s")
    return ground(at, claim, text % {"need": label_of(Need, claim.of["need"]), "k": claim.observed, "n": claim.n})


def _insight(alias: str, found: Numbered) -> Sentence | None:
    (at, claim), *each = found
    if not claim.n:
        return None
    detail = claim.detail
    known = [_insight_ground(at, claim) for at, claim in each if "domain" in claim.of and claim.estimate is not None]
    grounds = (ground(at, claim, _insights(claim.n), _rate(claim)), *known)
    return Sentence(" ".join(_insight_text(alias, claim)), grounds, tally(InsightProcess, detail["processes"]))


def _insight_text(alias: str, claim: Claim) -> list[str]:
    detail, named = claim.detail, {"alias": alias, "insights": _insights(claim.n), "n": claim.detail["attended"]}
    said = [gettext("%(alias)s had %(insights)s in %(n)s sessions attended.") % named]
    if detail["domains"]:
        said.append(gettext("About: %(domains)s.") % {"domains": tally(InsightDomain, detail["domains"])})
    if detail["helped"]:
        people = len(detail["helpers"])
        text = ngettext("With help in %(k)s, from %(n)s person.", "With help in %(k)s, from %(n)s people.", people)
        said.append(text % {"k": detail["helped"], "n": people})
    return said


def _insights(n: int) -> str:
    return ngettext("%(n)s insight", "%(n)s insights", n) % {"n": n}


def _rate(claim: Claim) -> str:
    if claim.estimate is None:
        return ""
    span = {"rate": figure(claim.estimate), "low": figure(claim.low), "high": figure(claim.high)}
    return gettext("%(rate)s a session (%(low)s–%(high)s)") % span


def _insight_ground(at: int, claim: Claim) -> Ground:
    return ground(at, claim, f"{label_of(InsightDomain, claim.of['domain'])}: {claim.observed}")


def _validation(alias: str, found: Numbered) -> list[Sentence]:
    """Versions of before views were rated have no shift."""
    states = [(at, claim) for at, claim in found if "state" in claim.of]
    shifts = [(at, claim) for at, claim in found if "measure" in claim.of]
    said = [_views(alias, states), *(_shift(alias, at, claim) for at, claim in shifts)]
    return [one for one in said if one]


def _views(alias: str, found: Numbered) -> Sentence | None:
    detail = found[0][1].detail
    if not detail["views"]:
        return None
    text = ngettext(
        "In %(n)s event the view of %(alias)s was one to be validated: %(verdicts)s.",
        "In %(n)s events the view of %(alias)s was one to be validated: %(verdicts)s.",
        detail["views"],
    )
    said = [text % {"n": detail["views"], "alias": alias, "verdicts": verdicts(detail)}]
    revised = next(claim for _, claim in found if claim.of["state"] == "revised")
    if revised.observed:
        said.append(gettext("A revised view is noted for %(k)s.") % {"k": revised.observed})
    return Sentence(" ".join(said), tuple(_state(at, claim) for at, claim in found if claim.n))


def _shift(alias: str, at: int, claim: Claim) -> Sentence | None:
    if claim.missing:
        return None
    text = gettext(
        "%(n)s views of %(alias)s were rated, by %(alias)s before and after and by others: at first they lay "
        "%(before)s of 10 apart on average, afterwards %(after)s. In %(k)s of %(n)s %(alias)s came nearer to the "
        "others."
    )
    named = {"alias": alias, "n": claim.n, "k": claim.observed}
    named |= {name: figure(claim.detail[f"apart_{name}"], 1) for name in ("before", "after")}
    difference = gettext("difference %(of_ten)s of 10 (%(low)s to %(high)s)") % of_ten(claim)
    return Sentence(text % named, (ground(at, claim, events(claim.n), difference),))


def verdicts(counts: Mapping[str, int]) -> str:
    """Of the others; what did not occur is left out."""
    texts = {
        "confirmed": gettext("%(n)s confirmed by others"),
        "disputed": gettext("%(n)s disputed"),
        "divided": gettext("%(n)s on which they were divided"),
        "open": gettext("%(n)s still open"),
    }
    return listed([text % {"n": counts[name]} for name, text in texts.items() if counts[name]])


def _state(at: int, claim: Claim) -> Ground:
    texts = {
        "validated": gettext("%(k)s of %(n)s looked at by others"),
        "disputed": gettext("%(k)s of %(n)s disputed"),
        "agreed": gettext("of one mind in %(k)s of %(n)s"),
        "revised": gettext("%(k)s of %(n)s revised"),
    }
    return ground(at, claim, texts[claim.of["state"]] % {"k": claim.observed, "n": claim.n})


TOPICS = {"need": _need, "insight": _insight, "validation": _validation}
