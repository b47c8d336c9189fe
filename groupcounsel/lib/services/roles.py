"""The roles and the database of the program, on any PostgreSQL whose administrator we are."""

from psycopg import Connection, sql


def ensure_role(connection: Connection, name: str, password: str) -> None:
    """A role that may sign in, owns nothing by itself and passes no policy by."""
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone():
        return
    powerless = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"
    statement = sql.SQL("CREATE ROLE {} " + powerless + " PASSWORD {}")
    connection.execute(statement.format(sql.Identifier(name), sql.Literal(password)))


def ensure_database(connection: Connection, name: str, *, owner: str) -> None:
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(owner)))
