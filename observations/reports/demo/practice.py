"""The demo practice: its people, its two groups, and what they have lived through."""

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction

from groupcounsel.accounts.models import Supervision, User
from groupcounsel.lib.database_session import acting
from members.models import Group, Leadership
from observations.reports.demo.cast import Practice
from observations.reports.demo.document import document
from observations.reports.demo.melati import MELATI
from observations.reports.demo.tuesday import TUESDAY

PASSWORD = "demo-practice"
PEOPLE = {
    "sari": ("Sari Wulandari", "id", {"is_counselor": True}),
    "bayu": ("Bayu Pratama", "id", {"is_counselor": True}),
    "ratna": ("Ratna Collins", "en", {"is_counselor": True}),
    "wira": ("Wira Kusuma", "en", {"is_supervisor": True}),
    "adi": ("Adi Nugroho", "en", {"is_admin": True}),
}
LEADERS = [(MELATI, "sari", "bayu"), (TUESDAY, "ratna", "sari")]


def email(name: str) -> str:
    return f"{name}@demo.example"


@transaction.atomic
def build(today: date) -> None:
    """Into an empty database; the same practice every time, its last sessions lying just behind `today`."""
    secret = make_password(PASSWORD)  # once: it takes long on purpose
    people = {name: _person(name, secret, *facts) for name, facts in PEOPLE.items()}
    began = today.replace(year=today.year - 1, day=1)
    for practice, lead, second in LEADERS:
        _import(practice, today, {"c1": email(lead), "c2": email(second)})
        _lead(practice, began, {people[lead]: Leadership.Role.LEAD, people[second]: Leadership.Role.CO_LEAD})
    for counselor in ("sari", "ratna"):
        Supervision.objects.create(supervisor=people["wira"], counselor=people[counselor], starts=began)


def _person(name: str, secret: str, full_name: str, language: str, roles: dict) -> User:
    return User.objects.create(
        email=email(name), password=secret, name=full_name, language=language, timezone="Asia/Jakarta", **roles
    )


def _import(practice: Practice, today: date, counselors: dict[str, str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "group.json"
        path.write_text(json.dumps(document(practice, today)))
        pairs = [f"{ref}={address}" for ref, address in counselors.items()]
        call_command("import_group", str(path), counselor=pairs, verbosity=0)


def _lead(practice: Practice, began: date, roles: dict[User, Leadership.Role]) -> None:
    """Whoever the import made a leader already gets the role and the date they have here."""
    admin = User.objects.get(is_admin=True)
    with acting(user_id=admin.id):
        group = Group.objects.get(ref=practice.ref)
    for user, role in roles.items():
        Leadership.objects.update_or_create(group=group, user=user, defaults={"role": role, "starts": began})


def sign_ins() -> list[str]:
    """A line for each person: what they are, how they sign in."""
    roles = {"is_counselor": "counselor", "is_supervisor": "supervisor", "is_admin": "admin"}
    return [
        f"{email(name)}  {PASSWORD}  ({', '.join(roles[role] for role in facts)}, {language})"
        for name, (_, language, facts) in PEOPLE.items()
    ]
