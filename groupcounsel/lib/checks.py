"""What is checked at every start of web, worker and beat."""

import sys

from django.core import checks
from django.db import OperationalError, connection

REACHES_AROUND = """
SELECT EXISTS (SELECT FROM pg_roles WHERE (rolsuper OR rolbypassrls) AND pg_has_role(oid, 'MEMBER')),
       EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'MEMBER'))
"""
REFUSED = 3  # the exit code with which gunicorn's master gives up instead of starting the same worker again


@checks.register("access", deploy=False)
def the_role_cannot_reach_around_row_security(app_configs, **kwargs):
    """A role that bypasses row security, owns a table or may become such a role would see everybody's records."""
    with connection.cursor() as cursor:
        cursor.execute(REACHES_AROUND)
        bypasses, owns = cursor.fetchone()
    if not (bypasses or owns):
        return []
    why = "may bypass row security" if bypasses else "owns tables"
    return [
        checks.Critical(
            f"The database role of DATABASE_URL {why}.",
            hint="Connect as a role of its own that owns nothing; see docs/settings.md, DATABASE_URL.",
            id="access.E001",
        )
    ]


def start_only_behind_row_security(**kwargs) -> None:
    """Ends the process with a sentence, unless the database itself keeps people apart. Also a Celery signal's receiver.

    The connection is closed again, so that processes forked from this one do not share it.
    """
    try:
        faults = the_role_cannot_reach_around_row_security(None)
    except OperationalError:
        faults = [checks.Critical("The database is not reached.", hint="See that it runs and DATABASE_URL names it.")]
    finally:
        connection.close()
    for fault in faults:
        print(f"GroupCounsel does not start. {fault.msg} {fault.hint}", file=sys.stderr, flush=True)
    if faults:
        raise SystemExit(REFUSED)
