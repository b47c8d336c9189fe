"""A ballot speaks of the others, in the values that its poll asks for."""

from django.db import migrations, models
from django.db.models import Q

from groupcounsel.lib.row_security import always

KINDS = ["nomination", "ranking", "rating", "whose-opinion-matters"]
CHOICES = "SELECT FROM fresh f JOIN polls_ballot b ON b.id = f.ballot_id JOIN polls_poll p ON p.id = b.poll_id WHERE"
OF_POLL = "SELECT FROM fresh p JOIN polls_ballot b ON b.poll_id = p.id JOIN polls_choice f ON f.ballot_id = b.id WHERE"
SCALE = "SELECT mark::text::float FROM jsonb_path_query(p.scale, '$[*] ? (@.type() == \"number\")') mark"
FITS = f"""f.value IS NOT NULL AND CASE p.kind
  WHEN 'nomination' THEN f.value NOT IN (1, -1)
  WHEN 'rating' THEN jsonb_typeof(p.scale) = 'array'
    AND (f.value < (SELECT min(x) FROM ({SCALE}) s(x)) OR f.value > (SELECT max(x) FROM ({SCALE}) s(x)))
  ELSE f.value < 1 END"""
MANY = """p.kind IN ('nomination', 'whose-opinion-matters') AND p.limit IS NOT NULL AND (
  SELECT max(n) FROM (SELECT count(*) AS n FROM polls_choice c WHERE c.ballot_id = b.id AND c.value IS NOT NULL
                      GROUP BY sign(c.value)) m) > p.limit"""
OTHERS = "a_ballot_speaks_of_others"
VALUES = "a_choice_has_a_value_that_the_poll_asks_for"
LIMIT = "a_ballot_keeps_to_the_limit_of_its_poll"


class Migration(migrations.Migration):
    dependencies = [("polls", "0002_access")]
    operations = [
        migrations.AddConstraint(
            "poll", models.CheckConstraint(name="a_poll_is_of_one_of_the_four_kinds", condition=Q(kind__in=KINDS))
        ),
        migrations.AddConstraint(
            "poll", models.CheckConstraint(name="a_poll_asks_something", condition=~Q(criterion=""))
        ),
        migrations.AddConstraint(
            "poll", models.CheckConstraint(name="a_limit_is_1_or_more", condition=Q(limit=None) | Q(limit__gte=1))
        ),
        migrations.AddConstraint(
            "choice",
            models.CheckConstraint(
                name="a_value_is_a_number", condition=Q(value=None) | Q(value__gte=-1e9, value__lte=1e9)
            ),
        ),
        always("polls_choice", OTHERS, f"{CHOICES} f.person_id = b.by_id"),
        always(
            "polls_ballot",
            OTHERS,
            "SELECT FROM fresh b JOIN polls_choice f ON f.ballot_id = b.id WHERE f.person_id = b.by_id",
            on=("UPDATE",),
        ),
        *(always("polls_choice", rule, f"{CHOICES} {broken}") for rule, broken in ((VALUES, FITS), (LIMIT, MANY))),
        *(
            always("polls_poll", rule, f"{OF_POLL} {broken}", on=("UPDATE",))
            for rule, broken in ((VALUES, FITS), (LIMIT, MANY))
        ),
    ]
