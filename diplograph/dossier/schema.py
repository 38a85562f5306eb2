"""The tables and views of a dossier, and how to copy them so that equal content is equal bytes."""

import sqlite3
from contextlib import closing
from pathlib import Path

APPLICATION_ID = 0x64697067
"""`dipg` in the SQLite header: what tells a dossier from any other SQLite file."""

SCHEMA_VERSION = 1
"""The layout of the tables that this program reads and writes (`PRAGMA user_version`)."""

SCHEMA = """
CREATE TABLE document (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, date TEXT NOT NULL,
    lang TEXT NOT NULL, text TEXT NOT NULL, content_hash TEXT NOT NULL, extractor TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX document_source ON document (source);

CREATE TABLE entity (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL, refs TEXT NOT NULL
) WITHOUT ROWID;

-- What single documents say of an entity; the table above is worked out from these.
CREATE TABLE entity_form (
    id INTEGER PRIMARY KEY, entity TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    aliases TEXT NOT NULL, refs TEXT NOT NULL, UNIQUE (entity, kind, name, aliases, refs)
);
CREATE TABLE document_entity (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    form INTEGER NOT NULL REFERENCES entity_form (id), PRIMARY KEY (document, form)
) WITHOUT ROWID;
CREATE INDEX document_entity_form ON document_entity (form);

CREATE TABLE mention (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL,
    entity TEXT REFERENCES entity (id), confidence REAL NOT NULL, seen_by TEXT NOT NULL
);
CREATE INDEX mention_document ON mention (document);
CREATE INDEX mention_entity ON mention (entity);

CREATE TABLE relation (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    source TEXT NOT NULL REFERENCES entity (id), type TEXT NOT NULL,
    target TEXT NOT NULL REFERENCES entity (id), stance TEXT NOT NULL,
    quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL, quote_text TEXT NOT NULL,
    trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, trigger_text TEXT NOT NULL,
    attribution TEXT NOT NULL, date TEXT NOT NULL, role TEXT NOT NULL, confidence REAL NOT NULL,
    rule TEXT NOT NULL
);
CREATE INDEX relation_document ON relation (document);
CREATE INDEX relation_source ON relation (source);
CREATE INDEX relation_target ON relation (target);

CREATE TABLE sentence (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX sentence_document ON sentence (document);
CREATE VIRTUAL TABLE sentence_search USING fts5 (
    text, content = 'sentence', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER sentence_added AFTER INSERT ON sentence BEGIN
    INSERT INTO sentence_search (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER sentence_removed AFTER DELETE ON sentence BEGIN
    INSERT INTO sentence_search (sentence_search, rowid, text) VALUES ('delete', old.id, old.text);
END;

CREATE TABLE skipped (source TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;

CREATE VIEW relation_text AS
SELECT r.id, s.name AS source_name, r.type, t.name AS target_name, r.stance, r.quote_text, r.trigger_text,
       d.title AS document_title, d.date AS document_date, d.url AS document_url, r.attribution, r.date,
       r.role, r.confidence, r.rule, r.document, r.source, r.target
FROM relation r JOIN entity s ON s.id = r.source JOIN entity t ON t.id = r.target
JOIN document d ON d.id = r.document;

CREATE VIEW tie AS
SELECT source_name, type, target_name, stance, count(DISTINCT document) AS documents, count(*) AS sayings
FROM relation_text GROUP BY source, type, target, stance;

CREATE VIEW entity_count AS
SELECT e.id, e.kind, e.name, count(m.id) AS mentions, count(DISTINCT m.document) AS documents
FROM entity e LEFT JOIN mention m ON m.entity = e.id GROUP BY e.id;
"""

COPY_IN_ORDER = """
INSERT INTO document SELECT * FROM old.document ORDER BY id;
INSERT INTO entity SELECT * FROM old.entity ORDER BY id;
INSERT INTO entity_form (entity, kind, name, aliases, refs)
    SELECT entity, kind, name, aliases, refs FROM old.entity_form ORDER BY 1, 2, 3, 4, 5;
INSERT INTO document_entity
    SELECT link.document, new.id FROM old.document_entity link
    JOIN old.entity_form form ON form.id = link.form
    JOIN main.entity_form new ON (new.entity, new.kind, new.name, new.aliases, new.refs)
        = (form.entity, form.kind, form.name, form.aliases, form.refs) ORDER BY 1, 2;
INSERT INTO mention SELECT row_number() OVER (ORDER BY document, id), document, start_offset, end_offset,
    text, kind, entity, confidence, seen_by FROM old.mention ORDER BY 1;
INSERT INTO relation SELECT row_number() OVER (ORDER BY document, id), document, source, type, target, stance,
    quote_start, quote_end, quote_text, trigger_start, trigger_end, trigger_text, attribution, date, role,
    confidence, rule FROM old.relation ORDER BY 1;
INSERT INTO sentence SELECT row_number() OVER (ORDER BY document, id), document, start_offset, end_offset,
    text FROM old.sentence ORDER BY 1;
INSERT INTO skipped SELECT * FROM old.skipped ORDER BY source;
INSERT INTO sentence_search (sentence_search) VALUES ('optimize');
"""


def schema_script() -> str:
    """The SQL that makes an empty dossier, all at once or not at all."""
    marks = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};"
    return f"BEGIN IMMEDIATE; {SCHEMA} {marks} COMMIT;"


def copy_in_order(old: Path, new: Path) -> None:
    """Writes at `new` what `old` holds, in an order that does not tell when it was written."""
    new.unlink(missing_ok=True)
    with closing(sqlite3.connect("", uri=True, isolation_level=None)) as connection:
        connection.executescript(schema_script())
        connection.execute("ATTACH ? AS old", (f"{old.absolute().as_uri()}?mode=ro",))
        connection.executescript(f"BEGIN; {COPY_IN_ORDER} COMMIT;")
        connection.execute("VACUUM main INTO ?", (str(new),))
