"""What migrations say about who may read and write a table, as SQL."""

from django.db.migrations import RunSQL

READS = "(SELECT app_readable_groups())::uuid[]"
WRITES = "(SELECT app_writable_groups())::uuid[]"

SUPERVISED_GROUPS = """
CREATE OR REPLACE FUNCTION app_supervised_groups() RETURNS SETOF uuid LANGUAGE sql STABLE AS
  $$ SELECT l.group_id FROM accounts_supervision s
     JOIN accounts_user u ON u.id = s.supervisor_id
     JOIN accounts_user c ON c.id = s.counselor_id AND c.is_counselor
     JOIN members_leadership l ON l.user_id = c.id AND l.role <> 'observer'
     WHERE s.supervisor_id = app_user() AND u.is_active AND u.is_supervisor
       AND s.starts <= current_date AND (s.ends IS NULL OR s.ends > current_date)
       AND l.starts <= current_date AND (l.ends IS NULL OR l.ends > current_date) $$;
"""

FUNCTIONS = f"""
CREATE FUNCTION app_user() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT NULLIF(current_setting('app.user_id', true), '')::uuid $$;
CREATE FUNCTION app_task_group() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT NULLIF(current_setting('app.group_id', true), '')::uuid $$;
CREATE FUNCTION app_is_admin() RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT EXISTS (SELECT FROM accounts_user WHERE id = app_user() AND is_active AND is_admin) $$;
CREATE FUNCTION app_led_groups(roles text[]) RETURNS SETOF uuid LANGUAGE sql STABLE AS
  $$ SELECT l.group_id FROM members_leadership l JOIN accounts_user u ON u.id = l.user_id
     WHERE l.user_id = app_user() AND u.is_active AND u.is_counselor AND l.role = ANY(roles)
       AND l.starts <= current_date AND (l.ends IS NULL OR l.ends > current_date) $$;
{SUPERVISED_GROUPS.strip()}
CREATE FUNCTION app_readable_groups() RETURNS uuid[] LANGUAGE sql STABLE AS
  $$ SELECT CASE WHEN app_task_group() IS NOT NULL THEN ARRAY[app_task_group()]
     ELSE ARRAY(SELECT app_led_groups('{{lead,co-lead,observer}}') UNION SELECT app_supervised_groups()) END $$;
CREATE FUNCTION app_writable_groups() RETURNS uuid[] LANGUAGE sql STABLE AS
  $$ SELECT CASE WHEN app_task_group() IS NOT NULL THEN ARRAY[app_task_group()]
     ELSE ARRAY(SELECT app_led_groups('{{lead,co-lead}}')) END $$;
"""


def policies(table: str, *, reads: str, writes: str) -> RunSQL:
    """Row security, forced on the owner too; `reads` and `writes` are conditions on a row."""
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY readers_read ON {table} FOR SELECT USING ({reads});
        CREATE POLICY writers_add ON {table} FOR INSERT WITH CHECK ({writes});
        CREATE POLICY writers_change ON {table} FOR UPDATE USING ({writes}) WITH CHECK ({writes});
        CREATE POLICY writers_remove ON {table} FOR DELETE USING ({writes});
        """,
        RunSQL.noop,
    )


def clinical(*tables: str) -> list[RunSQL]:
    """Tables whose rows belong to the group in `group_id`."""
    return [policies(table, reads=f"group_id = ANY({READS})", writes=f"group_id = ANY({WRITES})") for table in tables]


def of_group(*tables: str) -> list[RunSQL]:
    """Each row's group exists, and rows below may refer to row and group together."""
    return [
        RunSQL(
            f"""
            ALTER TABLE {table} ADD CONSTRAINT {table}_belongs_to_a_group
              FOREIGN KEY (group_id) REFERENCES members_group (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
            ALTER TABLE {table} ADD CONSTRAINT {table}_row_and_group UNIQUE (id, group_id);
            """,
            RunSQL.noop,
        )
        for table in tables
    ]


def same_group(table: str, **parents: str) -> RunSQL:
    """Column by column, the row referred to exists and belongs to the same group as the row that refers to it."""
    return RunSQL(
        [
            f"""ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_is_of_the_same_group
                FOREIGN KEY ({column}, group_id) REFERENCES {parent} (id, group_id) DEFERRABLE INITIALLY DEFERRED"""
            for column, parent in parents.items()
        ],
        RunSQL.noop,
    )


def stays(table: str, rule: str, but: tuple[str, ...] = ()) -> RunSQL:
    """Rows are added; the program's role neither changes nor removes them, `but` for what it notes in these columns.

    Whoever owns the table may. What goes with a whole group goes by references, which the database follows as owner.
    """
    name = f"{table}_{rule}"[:55]
    row = f"to_jsonb({{}}) - '{{{{{','.join(but)}}}}}'::text[]"
    noted = f" OR (TG_OP = 'UPDATE' AND {row.format('NEW')} = {row.format('OLD')})" if but else ""
    return RunSQL(
        f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'MEMBER'){noted} THEN
            RETURN coalesce(NEW, OLD);
          END IF;
          RAISE EXCEPTION '{rule}' USING ERRCODE = 'check_violation', CONSTRAINT = '{rule}', TABLE = '{table}'; END $$;
        CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();
        """,
        RunSQL.noop,
    )


def always(table: str, rule: str, broken: str, on: tuple[str, ...] = ("INSERT", "UPDATE")) -> RunSQL:
    """A rule over several tables, checked once a statement: `broken` selects from `fresh`, the rows just written.

    The plan is kept from a connection's first statement, when tables may be small: an index serves both then and later.
    """
    name = f"{table}_{rule}"[:55]
    triggers = "".join(
        f"""CREATE TRIGGER {name}_{what[0].lower()} AFTER {what} ON {table}
            REFERENCING {"OLD" if what == "DELETE" else "NEW"} TABLE AS fresh
            FOR EACH STATEMENT EXECUTE FUNCTION {name}();"""
        for what in on
    )
    return RunSQL(
        f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$ BEGIN
          IF EXISTS ({broken}) THEN
            RAISE EXCEPTION '{rule}' USING ERRCODE = 'check_violation', CONSTRAINT = '{rule}', TABLE = '{table}';
          END IF; RETURN NULL; END $$;
        {triggers}
        """,
        RunSQL.noop,
    )
