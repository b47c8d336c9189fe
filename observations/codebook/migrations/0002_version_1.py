from django.db import migrations

from groupcounsel.lib.identifiers import uuid7
from observations.codebook.codes import ALL

PRACTICE = [
    ("gives-in", "gives in", "mengalah", "HI"),
    ("falls-silent", "falls silent", "terdiam", "FG"),
    ("answers-back", "answers back", "membalas", "BC"),
    ("takes-over", "takes over", "mengambil alih", "PA"),
    ("goes-cold", "goes cold", "bersikap dingin", "DE"),
    ("mocks", "mocks", "mengejek", "BC"),
    ("comforts", "comforts", "menghibur", "LM"),
    ("pleases", "tries to please", "berusaha menyenangkan", "JK"),
    ("gives-advice", "gives advice", "memberi nasihat", "NO"),
    ("opens-up", "opens up", "membuka diri", "NO"),
    ("says-what-bothers", "says what bothers", "mengatakan yang mengganggu", "PA"),
    ("asks-for-help", "asks for help", "meminta bantuan", "JK"),
]


def fill(apps, schema_editor):
    using = schema_editor.connection.alias
    apps.get_model("codebook", "Codebook").objects.using(using).create(id=uuid7(), version="1", codes=ALL)
    behaviour = apps.get_model("codebook", "Behaviour")
    behaviour.objects.using(using).bulk_create(
        behaviour(id=uuid7(), code=code, label_en=english, label_id=indonesian, octant=octant)
        for code, english, indonesian, octant in PRACTICE
    )


FROZEN = """
CREATE FUNCTION a_used_codebook_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF OLD.frozen_at IS NOT NULL THEN
    RAISE EXCEPTION 'a_used_codebook_is_frozen' USING ERRCODE = 'check_violation', CONSTRAINT = 'a_used_codebook_is_frozen';
  END IF; RETURN COALESCE(NEW, OLD); END $$;
CREATE TRIGGER a_used_codebook_is_frozen BEFORE UPDATE OR DELETE ON codebook_codebook
  FOR EACH ROW EXECUTE FUNCTION a_used_codebook_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = [("codebook", "0001_initial")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(FROZEN, migrations.RunSQL.noop),
    ]
