"""PostgreSQL itself refuses two versions of one unit, or two memberships, on one day.

SQLite has no exclusion constraints: there the services alone refuse (services/versions.py).
int8range stands for equality, so that no extension of the database is needed.
"""

from django.db import migrations

ADD = """
ALTER TABLE orgs_organizationversion ADD CONSTRAINT orgs_version_no_overlap EXCLUDE USING gist (
    int8range(organization_id, organization_id, '[]') WITH &&,
    daterange(valid_from, valid_until) WITH &&
) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE orgs_setmember ADD CONSTRAINT orgs_member_no_overlap EXCLUDE USING gist (
    int8range(set_id, set_id, '[]') WITH &&,
    int8range(organization_id, organization_id, '[]') WITH &&,
    daterange(valid_from, valid_until) WITH &&
) DEFERRABLE INITIALLY DEFERRED;
"""
DROP = """
ALTER TABLE orgs_organizationversion DROP CONSTRAINT orgs_version_no_overlap;
ALTER TABLE orgs_setmember DROP CONSTRAINT orgs_member_no_overlap;
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ADD)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial")]
    operations = [migrations.RunPython(add, drop)]
