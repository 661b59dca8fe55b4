from django.db import migrations

from thidua.base.audit import triggers


def create(apps, schema_editor):
    triggers.create(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(create, remove)]
