"""Interpersonal style in words: what was coded most often, where it points, and how others answer it."""

from collections.abc import Mapping

from django.utils.translation import gettext

from groupcounsel.lib.templatetags.look import figure
from observations.analysis.claim import Claim
from observations.analysis.style import FIT
from observations.codebook.codes import Octant
from observations.summaries.wording.sentence import Numbered, Sentence, events, ground, label_of, listed, q_value

NAMED = 3
CLOSE = 0.75  # from this consistency on all lie on one side; where the curve does not fit them, it is too wide


def _style(alias: str, found: Numbered) -> list[Sentence]:
    """Of another analysis there may be the style alone."""
    say = {True: _shown, False: _answered}
    said = (say["octant" in claim.of](alias, at, claim) for at, claim in found if not claim.missing)
    return [sentence for sentence in said if sentence]


def _shown(alias: str, at: int, claim: Claim) -> Sentence:
    return Sentence(_text(alias, claim), (ground(at, claim, events(claim.n), direction_of(claim)),), _all(claim))


def _text(alias: str, claim: Claim) -> str:
    text = gettext("In %(n)s coded events %(alias)s was most often %(octants)s.")
    leading = listed(_leading(claim.detail["octants"]))
    return f"{text % {'n': claim.n, 'alias': alias, 'octants': leading}} {_direction(claim)}"


def _direction(claim: Claim) -> str:
    """Which octant they point to, or why none is named."""
    if octant := claim.of["octant"]:
        return gettext("Taken together they point to “%(octant)s”.") % {"octant": label_of(Octant, octant)}
    if claim.detail["fit"] < FIT and claim.detail["consistency"] >= CLOSE:
        return gettext("They lie closer together than a style that takes in half the circle, so no direction is named.")
    if claim.detail["fit"] < FIT:
        return gettext("Their spread over the circle is not that of one direction, so none is named.")
    return gettext("They scatter too widely to name a direction.")


def _leading(counts: Mapping[str, int]) -> list[str]:
    """The two most frequent, and any that are as frequent as the second; where these are many, the first alone."""
    first, second, *_ = sorted(counts.values(), reverse=True)
    those = [(octant, n) for octant, n in _by_count(counts) if n >= max(second, 1)]
    if len(those) > NAMED:
        those = [(octant, n) for octant, n in those if n == first]
    return [f"{label_of(Octant, octant)} ({n})" for octant, n in those]


def _by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Equally frequent ones stay in the order of the circle."""
    return sorted(((octant, counts[octant]) for octant in Octant.values), key=lambda pair: -pair[1])


def _all(claim: Claim) -> str:
    return ", ".join(f"{label_of(Octant, octant)} {n}" for octant, n in _by_count(claim.detail["octants"]) if n)


def direction_of(claim: Claim) -> str:
    """An interval that goes over 0° is written from a large angle to a small one, the whole circle as it is."""
    text = gettext("direction %(angle)s° (%(low)s–%(high)s°), fit %(fit)s")
    angles = {"angle": claim.estimate, "low": claim.low, "high": claim.high}
    rounded = {name: round(angle) % 360 for name, angle in angles.items()}
    if claim.high - claim.low >= 360:
        rounded |= {"low": 0, "high": 360}
    return text % (rounded | {"fit": figure(claim.detail["fit"], 2)})


def _answered(alias: str, at: int, claim: Claim) -> Sentence | None:
    """Only where its test was passed, and where the counts that are told say the same as the mean that was tested."""
    more = claim.estimate > claim.detail["chance"]
    if not claim.claimed or more != (claim.observed > claim.expected):
        return None
    return _answers(_more() if more else _less(), alias, at, claim)


def answers_as_by_chance(alias: str, at: int, claim: Claim) -> Sentence:
    text = gettext(
        "Other members answered what %(alias)s did in keeping with it (warmth with warmth, coldness with coldness, "
        "leading with giving way, giving way with leading) in %(k)s of %(n)s answers; with the answers of each session "
        "mixed it would be about %(chance)s."
    )
    return _answers(text, alias, at, claim)


def _answers(text: str, alias: str, at: int, claim: Claim) -> Sentence:
    chance = figure(claim.expected, 0 if claim.expected >= 3 else 1)
    named = {"alias": alias, "k": claim.observed, "n": claim.n, "chance": chance}
    return Sentence(text % named, (ground(at, claim, events(claim.n), _fit(claim)),), _parts(claim))


def _more() -> str:
    return gettext(
        "More often than by chance, other members answer what %(alias)s does in keeping with it: warmth with warmth, "
        "coldness with coldness, leading with giving way, giving way with leading. So it was in %(k)s of %(n)s "
        "answers; with the answers of each session mixed it would be about %(chance)s."
    )


def _less() -> str:
    return gettext(
        "Less often than by chance, other members answer what %(alias)s does in keeping with it: warmth with warmth, "
        "coldness with coldness, leading with giving way, giving way with leading. So it was in %(k)s of %(n)s "
        "answers; with the answers of each session mixed it would be about %(chance)s."
    )


def _fit(claim: Claim) -> str:
    """The mean of cos(answer + own direction), −1 to 1."""
    span = {name: figure(getattr(claim, name)) for name in ("estimate", "low", "high")}
    return gettext("fit %(estimate)s (%(low)s to %(high)s)") % span + ", " + q_value(claim)


def _parts(claim: Claim) -> str:
    parts = {name: figure(claim.detail[name]) for name in ("affiliation", "control", "chance")}
    return gettext("warmth %(affiliation)s and control %(control)s of it; mixed %(chance)s") % parts


TOPICS = {"style": _style}
