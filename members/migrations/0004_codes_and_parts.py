"""A code that nobody knows opens nothing and shows nowhere: refused. And of two parts in a group, one ends before the
other begins; the database's own days decide, as they do about access.
"""

from django.db import migrations, models
from django.db.models import Q

from groupcounsel.lib.row_security import always

CODES = [
    ("group", "kind", "a_group_is_closed_or_open", ["closed", "open"]),
    ("leadership", "role", "a_part_is_lead_co_lead_or_observer", ["lead", "co-lead", "observer"]),
    ("person", "kind", "a_person_is_member_or_counselor", ["member", "counselor"]),
    ("statement", "kind", "a_statement_is_a_problem_or_a_goal", ["problem", "goal"]),
    ("consent", "purpose", "a_consent_has_one_of_the_purposes", ["recording", "polls", "summaries"]),
]
TWICE = """SELECT FROM fresh f JOIN members_leadership o
  ON o.group_id = f.group_id AND o.user_id = f.user_id AND o.id <> f.id
  AND daterange(o.starts, o.ends) && daterange(f.starts, f.ends)"""


class Migration(migrations.Migration):
    dependencies = [("members", "0003_memberships_of_a_group")]
    operations = [
        *(
            migrations.AddConstraint(model, models.CheckConstraint(name=name, condition=Q(**{f"{field}__in": codes})))
            for model, field, name, codes in CODES
        ),
        always("members_leadership", "nobody_has_two_parts_in_a_group_at_once", TWICE),
    ]
