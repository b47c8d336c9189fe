from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]
    operations = [
        migrations.AddIndex("entry", models.Index(fields=["action", "-id"], name="entries_of_an_action")),
        migrations.AddIndex("entry", models.Index(fields=["at"], name="entries_of_a_day")),
    ]
