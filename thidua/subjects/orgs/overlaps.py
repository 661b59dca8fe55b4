"""PostgreSQL itself refuses two versions of one unit, or two memberships, on one day.

SQLite has no exclusion constraints: there the services alone refuse (services/versions.py).
int8range stands for equality, so that no extension of the database is needed.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

CONSTRAINTS = {
    "orgs_version_no_overlap": """
        ALTER TABLE orgs_organizationversion ADD CONSTRAINT orgs_version_no_overlap
        EXCLUDE USING gist (
            int8range(organization_id, organization_id, '[]') WITH &&,
            daterange(valid_from, valid_until) WITH &&
        ) DEFERRABLE INITIALLY DEFERRED""",
    "orgs_member_no_overlap": """
        ALTER TABLE orgs_setmember ADD CONSTRAINT orgs_member_no_overlap
        EXCLUDE USING gist (
            int8range(set_id, set_id, '[]') WITH &&,
            int8range(organization_id, organization_id, '[]') WITH &&,
            daterange(valid_from, valid_until) WITH &&
        ) DEFERRABLE INITIALLY DEFERRED""",
}


def refuse_overlaps(connection: BaseDatabaseWrapper) -> None:
    """Add what is missing; nothing on SQLite."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'x'")
        standing = {name for (name,) in cursor.fetchall()}
        for name, statement in CONSTRAINTS.items():
            if name not in standing:
                cursor.execute(statement)
