from django.db import migrations, models


class Migration(migrations.Migration):
    """What many entries in a row ask for, one message asks for."""

    dependencies = [("members", "0007_who_comes_back")]
    operations = [migrations.AddField("watermark", "asked_at", models.DateTimeField(null=True))]
