from django.db import migrations

TABLE = """
CREATE TABLE accounts_limits (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX limits_by_their_end ON accounts_limits (expires);
"""


class Migration(migrations.Migration):
    """How often somebody tried to sign in, and which one-time codes are used up: for all processes alike."""

    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(TABLE, "DROP TABLE accounts_limits")]
