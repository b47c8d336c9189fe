"""Changes of patterns and of their uses, each with its trace; what stood there before is kept beside it."""

from uuid import UUID

from django.db import transaction

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from members.models import Membership
from observations.debriefing.models import EarlierPattern, Pattern, PatternUse

SAID = ("name", "trigger", "behaviour", "octant", "response", "note", "retired")


@transaction.atomic(savepoint=False)
def add_pattern(*, membership: Membership, by: User, **facts) -> Pattern:
    pattern = Pattern.objects.create(group_id=membership.group_id, membership=membership, by=by, **facts)
    record(by=by, action="pattern-named", subject=pattern)
    return pattern


@transaction.atomic(savepoint=False)
def revise_pattern(*, pattern: Pattern, by: User, **facts) -> None:
    """The names of `facts` are those of `SAID`. Said as it stands already, nothing happens."""
    held = Pattern.objects.select_for_update(of=["self"]).get(pk=pattern.pk)
    changed = sorted(name for name, value in facts.items() if getattr(held, name) != value)
    if not changed:
        return
    stood = {name: getattr(held, name) for name in SAID}
    EarlierPattern.objects.create(group_id=held.group_id, pattern=held, by=by, **stood)
    Pattern.objects.filter(pk=held.pk).update(**facts)
    record(by=by, action=_word(changed, facts), subject=held, fields=changed)


@transaction.atomic(savepoint=False)
def use_pattern(*, pattern: Pattern, session: UUID, note: str, by: User) -> None:
    PatternUse.objects.create(group_id=pattern.group_id, pattern=pattern, session_id=session, note=note, by=by)
    record(by=by, action="pattern-used", subject=pattern, session=str(session))


@transaction.atomic(savepoint=False)
def say_use_anew(*, use: PatternUse, session: str, note: str, by: User) -> None:
    """In place of what was said. Whoever comes second says theirs in place of what the first one said."""
    Pattern.objects.select_for_update(of=["self"]).get(pk=use.pattern_id)
    while later := PatternUse.objects.filter(replaces=use).first():
        use = later
    if (str(use.session_id), use.note) == (session, note):
        return
    said = {"pattern_id": use.pattern_id, "session_id": session, "note": note}
    PatternUse.objects.create(group_id=use.group_id, replaces=use, by=by, **said)
    record(by=by, action="pattern-use-revised", subject=use.pattern, session=session)


def _word(changed: list[str], facts: dict) -> str:
    if changed != ["retired"]:
        return "pattern-revised"
    return "pattern-retired" if facts["retired"] else "pattern-taken-up"
