"""The versions of a member's summary, and what each says otherwise than the one before it."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from members.models import Membership
from observations.summaries.editing import name_of
from observations.summaries.labels import claims_by_name
from observations.summaries.models import Summary
from observations.summaries.wording import sentences

ALIKE = 0.5  # the share of words that two sentences must have in common to be read as one


class Piece(NamedTuple):
    """Words of a sentence: `kept` in both, `gone` since the earlier, or `new` in the later one."""

    state: str
    text: str


class Difference(NamedTuple):
    """Of one sentence, before and after; empty where it did not stand."""

    before: str
    after: str

    @property
    def pieces(self) -> list[Piece]:
        """What is alike is told once; two sentences that have little in common stand one after the other."""
        before, after = self.before.split(" "), self.after.split(" ")
        found = SequenceMatcher(None, before, after, autojunk=False)
        if found.ratio() < ALIKE:
            return [piece for piece in (Piece("gone", self.before), Piece("new", self.after)) if piece.text]
        return list(_pieces(found.get_opcodes(), before, after))


def _pieces(steps: Sequence[tuple], before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for step, start, end, new_start, new_end in steps:
        if step == "equal":
            yield Piece("kept", " ".join(before[start:end]))
            continue
        if end > start:
            yield Piece("gone", " ".join(before[start:end]))
        if new_end > new_start:
            yield Piece("new", " ".join(after[new_start:new_end]))


class Version(NamedTuple):
    """`differences` is None for the first one, which has none to be compared with."""

    summary: Summary
    differences: list[Difference] | None


def versions_of(newest_first: Sequence[Summary], alias: str, before: Summary | None) -> list[Version]:
    """`before` is the one before the last of these, where there is one."""
    said = [_said(summary, alias) for summary in [*newest_first, *([before] if before else [])]]
    return [
        Version(summary, differences(said[at + 1], said[at]) if at + 1 < len(said) else None)
        for at, summary in enumerate(newest_first)
    ]


def one_before(membership: Membership, newest_first: Sequence[Summary]) -> Summary | None:
    """With which the last of these is compared."""
    oldest = newest_first[-1].version if newest_first else 0
    return membership.summaries.with_words().filter(version__lt=oldest).order_by("-version").first()


def differences(earlier: dict[str, str], later: dict[str, str]) -> list[Difference]:
    """In the order of the later one, then what is not said any more."""
    names = [*later, *(name for name in earlier if name not in later)]
    pairs = (Difference(earlier.get(name, ""), later.get(name, "")) for name in names)
    return [pair for pair in pairs if pair.before != pair.after]


def _said(summary: Summary, alias: str) -> dict[str, str]:
    """By the claim it begins with, each sentence that stands; the counselor's own words last."""
    claims, gone = claims_by_name(summary), {aside.claim for aside in summary.set_aside.all()}
    named = {name_of(claims[said.grounds[0].position]): said.text for said in sentences(claims, alias)}
    standing = {name: text for name, text in named.items() if name not in gone}
    return standing | ({"words": summary.words} if summary.words else {})
