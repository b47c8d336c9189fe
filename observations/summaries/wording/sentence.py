"""What every sentence is made of: its text, and the grounds on which it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext, ngettext

from groupcounsel.lib.templatetags.look import figure, interval, percent
from observations.analysis.claim import Claim
from observations.codebook.codes import Octant

Numbered = Sequence[tuple[int, Claim]]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a sentence stands on: it opens the events of the claim at `position`, where there are any."""

    position: int
    label: str
    figures: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    grounds: tuple[Ground, ...]
    note: str = ""
    pill: str = ""


def share(text: str, alias: str, found: Numbered) -> Sentence | None:
    [(at, claim)] = found
    return None if claim.missing else simple(text % {"alias": alias, "n": claim.n, "k": claim.observed}, at, claim)


def simple(text: str, position: int, claim: Claim) -> Sentence:
    return Sentence(text, (ground(position, claim, events(claim.observed)),))


def events(n: int) -> str:
    return ngettext("%(n)s event", "%(n)s events", n) % {"n": n}


def share_of(claim: Claim) -> str:
    """With the range in which the true one may lie: 44 % (19–73 %)."""
    return f"{percent(claim.estimate)} ({interval(claim.low, claim.high)})"


def of_ten(claim: Claim) -> dict[str, str]:
    """The claim's share, on the scale on which it was rated and is said."""
    shares = {"of_ten": claim.estimate, "low": claim.low, "high": claim.high}
    return {name: figure(10 * share, 1) for name, share in shares.items()}


def ground(position: int, claim: Claim, label: str, figures: str = "") -> Ground:
    if not figures and claim.estimate is not None:
        figures = share_of(claim)
    return Ground(position, label, figures, opens=bool(claim.detail["grounds"]))


def label_of(codes: type[TextChoices], code: str) -> str:
    """A code that a later codebook has, and this version has not, is said as it is."""
    return str(codes(code).label) if code in codes.values else code


def tally(codes: type[TextChoices], counts: Mapping[str, int]) -> str:
    """Most frequent first: "acceptance 5, contact 2"."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{label_of(codes, code)} {n}" for code, n in ordered)


def behaviour_of(claim: Claim) -> str:
    """What the claim's `target` is called: an octant, or a behaviour of the practice's own list."""
    facet, code = claim.of["target"]
    return label_of(Octant, code) if facet == "octant" else claim.detail.get("label", code)


def q_value(claim: Claim) -> str:
    """The false-discovery rate at which the claim would just have passed."""
    if claim.q < 0.001:
        return gettext("q below %(q)s") % {"q": figure(0.001, 3)}
    return gettext("q %(q)s") % {"q": figure(claim.q, 3)}


def points(share: float) -> str:
    """A difference of shares, with its sign: 0.125 as +12.5; what rounds to zero has none."""
    return ("+" if round(100 * share, 1) > 0 else "") + figure(100 * share, 1)


def listed(parts: Sequence[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2:
        return gettext("%(first)s and %(last)s") % {"first": parts[0], "last": parts[1]}
    return gettext("%(parts)s and %(last)s") % {"parts": ", ".join(parts[:-1]), "last": parts[-1]}
