from django.db import migrations, models

# What an approved version draws stays with it.
STAYS = """
CREATE OR REPLACE FUNCTION an_approved_summary_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (OLD.claims, OLD.pictured, OLD.digest, OLD.words, OLD.words_by_id, OLD.words_at, OLD.edits, OLD.events,
      OLD.version, OLD.approved_by_id, OLD.approved_at)
    IS DISTINCT FROM (NEW.claims, NEW.pictured, NEW.digest, NEW.words, NEW.words_by_id, NEW.words_at, NEW.edits,
      NEW.events, NEW.version, NEW.approved_by_id, NEW.approved_at) OR NEW.state = 'draft' THEN
    RAISE EXCEPTION 'an_approved_summary_stays' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'an_approved_summary_stays', TABLE = 'summaries_summary';
  END IF; RETURN NEW; END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("summaries", "0005_edited_by_counselors")]

    operations = [
        migrations.AddField(
            model_name="summary",
            name="pictured",
            field=models.JSONField(default=dict),
        ),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
