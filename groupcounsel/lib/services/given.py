"""A database somebody gave us: which role prepares it, and which one the program uses."""

from urllib.parse import quote, urlsplit, urlunsplit

import psycopg

from . import roles
from .faults import CannotStart

# Who could read past the policies: a superuser, a role that may, an owner of tables, an owner of the database; and
# whoever may become one of them.
POWERFUL = """
SELECT EXISTS (SELECT FROM pg_roles WHERE (rolsuper OR rolbypassrls) AND pg_has_role(oid, 'MEMBER'))
       OR EXISTS (SELECT FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
                  WHERE nspname = 'public' AND relkind IN ('r', 'p') AND pg_has_role(relowner, 'MEMBER'))
       OR EXISTS (SELECT FROM pg_database WHERE datname = current_database() AND pg_has_role(datdba, 'MEMBER')),
       rolsuper OR rolcreaterole, current_user
FROM pg_roles WHERE rolname = current_user
"""


def database_urls(url: str, owner_url: str, *, app_role: str, app_password: str) -> tuple[str, str]:
    """The program's URL and the owner's. A role that could read past the policies becomes the owner's."""
    with _connected(url) as connection:
        powerful, may_make_roles, name = connection.execute(POWERFUL).fetchone()
        if not powerful:
            return url, owner_url or _refuse_without_owner(name)
        if not may_make_roles:
            raise CannotStart(
                f"DATABASE_URL signs in as {name}, who owns the tables and could read past their access rules, "
                "but may not make a role for the program. Make one and set DATABASE_URL to it and "
                "DATABASE_OWNER_URL to this one; docs/settings.md shows the statements."
            )
        roles.ensure_role(connection, app_role, app_password)
    return as_role(url, app_role, app_password), url


def as_role(url: str, role: str, password: str) -> str:
    """The same database, another role."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(role)}:{quote(password, safe='')}@{place}"))


def _refuse_without_owner(name: str) -> str:
    raise CannotStart(
        f"DATABASE_URL signs in as {name}, who may not make tables. "
        "Set DATABASE_OWNER_URL as well: the role that owns them; docs/settings.md shows how to make both."
    )


def _connected(url: str) -> psycopg.Connection:
    try:
        return psycopg.connect(for_libpq(url), autocommit=True, connect_timeout=10)
    except psycopg.Error as fault:
        raise CannotStart(f"The database of DATABASE_URL cannot be reached: {str(fault).strip()}") from fault


def for_libpq(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"postgresql://{rest}" if scheme in ("postgres", "psql", "pgsql", "postgis") else url
