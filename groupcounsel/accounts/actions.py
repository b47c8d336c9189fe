"""Changes of who may do what, each with its trace in the same transaction.

E-mails go out before the trace is written: a trace makes every other change of the practice wait for the end of the
transaction, and a mail server may take its time.
"""

from datetime import date

from django.db.transaction import atomic

from groupcounsel.accounts.emails import send_link, tell_former_address
from groupcounsel.accounts.forms import RIGHTS, ROLES, NewPersonForm, PersonForm
from groupcounsel.accounts.models import Supervision, User
from groupcounsel.accounts.sign_in import end_sessions, forget_addresses
from groupcounsel.audit.trail import changed_fields, record


@atomic
def add_person(*, form: NewPersonForm, by: User) -> bool:
    """The person is `form.instance`. Says whether the invitation was sent."""
    person = form.instance
    person.set_unusable_password()
    form.save()
    sent = send_link(person)
    roles = [role for role in ROLES if getattr(person, role)]
    record(by=by, action="person-added", subject=person, roles=roles, invitation_sent=sent)
    return sent


@atomic
def invite(*, person: User, by: User) -> bool:
    """Once more: an invitation, or a way to a new password for whom has one."""
    sent = send_link(person)
    record(by=by, action="link-sent", subject=person, sent=sent)
    return sent


@atomic
def change_person(*, form: PersonForm, by: User) -> None:
    person, former = form.save(), form.initial["email"]
    if not person.is_active:
        end_sessions(person)
    if person.email != former:
        forget_addresses(person)
        if person.has_usable_password():
            tell_former_address(person, former)
    record(by=by, action="person-changed", subject=person, **changed_fields(form, with_values=RIGHTS))


@atomic
def begin_supervision(*, supervision: Supervision, by: User) -> None:
    supervision.save()
    record(by=by, action="supervision-begun", subject=supervision, **_pair(supervision))


@atomic
def end_supervision(*, supervision: Supervision, ends: date, by: User) -> None:
    before, supervision.ends = supervision.ends, ends
    supervision.save(update_fields=["ends"])
    values = {"ends": [before and before.isoformat(), ends.isoformat()]}
    record(by=by, action="supervision-ended", subject=supervision, values=values, **_pair(supervision))


def _pair(supervision: Supervision) -> dict[str, str]:
    pair = {"supervisor": str(supervision.supervisor_id), "counselor": str(supervision.counselor_id)}
    return pair | {"starts": supervision.starts.isoformat()}
