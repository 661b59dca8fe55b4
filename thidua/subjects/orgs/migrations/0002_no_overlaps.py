"""The exclusion constraints of thidua/subjects/orgs/overlaps.py."""

from django.db import migrations

from thidua.subjects.orgs.overlaps import refuse_overlaps


def add(apps, schema_editor):
    refuse_overlaps(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
