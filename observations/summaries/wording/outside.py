"""The group as a small world in words, and what the records have not touched yet."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext, ngettext

from observations.analysis.claim import Claim
from observations.codebook.codes import ComponentKind, Figure, Need, Relationship
from observations.summaries.wording.learning import verdicts
from observations.summaries.wording.sentence import (
    Ground,
    Numbered,
    Sentence,
    behaviour_of,
    events,
    ground,
    label_of,
    listed,
    share,
    tally,
)

SHOWN = 5  # behaviours with a parallel outside that open their events
GAPS = 3


def _microcosm(alias: str, found: Numbered) -> list[Sentence]:
    origin, recognised, transference = found[:3]
    said = [_spontaneous(alias, origin), _parallels(alias, recognised, found[3:]), _transference(alias, transference)]
    return [sentence for sentence in said if sentence]


def _spontaneous(alias: str, one: tuple[int, Claim]) -> Sentence | None:
    return share(gettext("%(k)s of %(n)s events of %(alias)s came about by themselves."), alias, [one])


def _parallels(alias: str, one: tuple[int, Claim], behaviours: Numbered) -> Sentence | None:
    at, claim = one
    n = claim.detail["parallels"]
    if not n:
        return None
    text = ngettext(
        "In %(n)s event what %(alias)s did has a parallel outside: %(outside)s.",
        "In %(n)s events what %(alias)s did has a parallel outside: %(outside)s.",
        n,
    )
    said = [text % {"n": n, "alias": alias, "outside": tally(Relationship, claim.detail["outside"])}]
    if claim.observed:
        text = gettext("%(alias)s took part in recognising it in %(k)s of %(n)s.")
        said.append(text % {"alias": alias, "k": claim.observed, "n": claim.n})
    most = sorted(behaviours, key=lambda pair: (-pair[1].observed, pair[0]))[:SHOWN]
    label = gettext("recognised by %(alias)s: %(n)s") % {"alias": alias, "n": claim.observed}
    own = [ground(at, claim, label)] if claim.observed or not most else []
    return Sentence(" ".join(said), (*(_parallel(at, claim) for at, claim in most), *own))


def _parallel(at: int, claim: Claim) -> Ground:
    text = gettext("%(behaviour)s: in %(k)s of %(n)s")
    return ground(at, claim, text % {"behaviour": behaviour_of(claim), "k": claim.observed, "n": claim.n})


def _transference(alias: str, one: tuple[int, Claim]) -> Sentence | None:
    at, claim = one
    if not claim.n:
        return None
    text = ngettext(
        "In %(n)s event %(alias)s saw somebody as somebody else (%(figures)s): %(verdicts)s.",
        "In %(n)s events %(alias)s saw somebody as somebody else (%(figures)s): %(verdicts)s.",
        claim.n,
    )
    named = {"figures": tally(Figure, claim.detail["figures"]), "verdicts": verdicts(claim.detail)}
    label = gettext("%(k)s of %(n)s looked at by others") % {"k": claim.observed, "n": claim.n}
    return Sentence(text % {"n": claim.n, "alias": alias, **named}, (ground(at, claim, label),))


def _coverage(alias: str, found: Numbered) -> Sentence | None:
    [(at, claim)] = found
    gaps = _gaps(claim.detail["never"])
    if claim.missing or not gaps:
        return None
    text = gettext("Nothing is noted yet about %(gaps)s in %(n)s events of %(alias)s.")
    named = {"n": claim.n, "alias": alias, "gaps": listed(gaps[:GAPS])}
    label = gettext("%(events)s say more than a quick entry") % {"events": events(claim.observed)}
    return Sentence(text % named, (ground(at, claim, label),))


def _gaps(never: Mapping[str, Sequence[str]]) -> list[str]:
    """Two facets, then components and needs: what helps most, not everything."""
    names = _facets()
    facets = [names[name] for name in never["facets"] if name in names]
    components = [label_of(ComponentKind, name) for name in never["components"]]
    rest = [*_components(components), *_needs(never["needs"])]
    first = max(GAPS - len(rest), 1)
    return [*facets[:first], *rest, *facets[first:]]


def _components(names: Sequence[str]) -> list[str]:
    if len(names) == len(ComponentKind):
        return [gettext("the five components")]
    return [gettext("components (%(names)s)") % {"names": ", ".join(names)}] if names else []


def _needs(never: Sequence[str]) -> list[str]:
    """By those that were seen, where they are fewer."""
    seen = [need for need in Need.values if need not in never]
    if len(never) > len(seen):
        return [gettext("needs other than %(names)s") % {"names": listed([label_of(Need, need) for need in seen])}]
    return (
        [gettext("needs (%(names)s)") % {"names": ", ".join(label_of(Need, need) for need in never)}] if never else []
    )


def _facets() -> dict[str, str]:
    return {
        "response": gettext("what the others did"),
        "trigger": gettext("what set it off"),
        "behaviour": gettext("the behaviour itself"),
        "reflection": gettext("whether it was reflected on"),
        "need": gettext("the need behind it"),
        "feared": gettext("what was feared"),
        "felt": gettext("what the others felt"),
        "focus": gettext("the here and now"),
        "outside": gettext("parallels outside"),
        "insight": gettext("insights"),
        "origin": gettext("how it came about"),
        "process": gettext("a look at the group’s process"),
    }


TOPICS = {"microcosm": _microcosm, "coverage": _coverage}
