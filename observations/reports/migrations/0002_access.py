from django.db import migrations

from groupcounsel.lib.row_security import policies

OWN = "by_id = (SELECT app_user())"
OF_OWN = f"EXISTS (SELECT FROM reports_transfer t WHERE t.id = transfer_id AND t.{OWN})"
REGISTER = """
CREATE POLICY the_register_shows_every_group ON members_group FOR SELECT
  USING ((SELECT NULLIF(current_setting('app.register', true), '')) IS NOT NULL);
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("members", "0002_access")]
    operations = [
        policies("reports_transfer", reads=OWN, writes=OWN),
        policies("reports_transferfault", reads=OF_OWN, writes=OF_OWN),
        migrations.RunSQL(REGISTER, "DROP POLICY the_register_shows_every_group ON members_group"),
    ]
