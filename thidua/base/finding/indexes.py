"""The indexes over the cards, for each engine; kept in step by the database itself.

Both: a B-tree by name, in byte order. SQLite: FTS5 over the cards' words, filled by triggers
(Django remakes tables on SQLite and drops their triggers, hence again after every migration).
PostgreSQL: GIN over the same terms as lexemes, without a text parser between.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

BY_NAME = {
    "sqlite": "CREATE INDEX IF NOT EXISTS finding_by_name ON finding_card (kind, folded, spelt, id)",
    "postgresql": "CREATE INDEX IF NOT EXISTS finding_by_name ON finding_card "
    '(kind, folded COLLATE "C", spelt COLLATE "C", id)',
}
LEXEMES = "array_to_tsvector(string_to_array(btrim(words), ' '))"
# Waiting lists of GIN are read through by every search: better to pay when writing.
GIN = (
    "CREATE INDEX IF NOT EXISTS finding_by_word ON finding_card "
    f"USING gin ({LEXEMES}) WITH (fastupdate = off)"
)
FTS = (
    "CREATE VIRTUAL TABLE finding_words USING fts5(words, content='finding_card', "
    "content_rowid='id', tokenize=\"ascii tokenchars '_+'\", detail=none, columnsize=0)"
)
FTS_REBUILD = "INSERT INTO finding_words(finding_words) VALUES ('rebuild')"
_ADD = "INSERT INTO finding_words(rowid, words) VALUES (new.id, new.words);"
_TAKE = (
    "INSERT INTO finding_words(finding_words, rowid, words) VALUES ('delete', old.id, old.words);"
)
TRIGGERS = {
    "finding_card_added": f"AFTER INSERT ON finding_card BEGIN {_ADD} END",
    "finding_card_removed": f"AFTER DELETE ON finding_card BEGIN {_TAKE} END",
    "finding_card_changed": f"AFTER UPDATE OF words ON finding_card BEGIN {_TAKE} {_ADD} END",
}


def ensure_indexes(connection: BaseDatabaseWrapper) -> None:
    """Add what is missing."""
    with connection.cursor() as cursor:
        cursor.execute(BY_NAME[connection.vendor])
        if connection.vendor == "postgresql":
            cursor.execute(GIN)
            return
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'finding_words'")
        if cursor.fetchone() is None:
            cursor.execute(FTS)
            cursor.execute(FTS_REBUILD)
        for name, moment in TRIGGERS.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute(f"CREATE TRIGGER {name} {moment}")


def drop_indexes(connection: BaseDatabaseWrapper) -> None:
    """Before very many cards are written at once."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS finding_by_name")
        cursor.execute("DROP INDEX IF EXISTS finding_by_word")
        if connection.vendor == "sqlite":
            for name in TRIGGERS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            cursor.execute("DROP TABLE IF EXISTS finding_words")
