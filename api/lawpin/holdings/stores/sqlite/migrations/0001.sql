-- Append-only: rows are inserted once and never altered; triggers refuse anything else. What is no law says so.

CREATE TABLE migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) STRICT;

CREATE TABLE work (
    id      INTEGER PRIMARY KEY,
    iri     TEXT NOT NULL UNIQUE,
    folded  TEXT NOT NULL,          -- the IRI without letter case, for other spellings
    country TEXT NOT NULL,
    doctype TEXT NOT NULL,
    date    TEXT NOT NULL
) STRICT;
CREATE INDEX work_folded ON work (folded);

CREATE TABLE version (
    id            INTEGER PRIMARY KEY,
    iri           TEXT NOT NULL UNIQUE,
    work          INTEGER NOT NULL REFERENCES work (id),
    seq           INTEGER NOT NULL UNIQUE REFERENCES change (seq) DEFERRABLE INITIALLY DEFERRED,
    language      TEXT NOT NULL,
    date          TEXT NOT NULL,
    master        TEXT,             -- IRI of the expression that it translates
    valid         INTEGER NOT NULL, -- whether the official schema accepts it
    title_folded  TEXT NOT NULL,
    legal_from    TEXT,
    legal_to      TEXT,
    first_portion INTEGER NOT NULL, -- portion.id of position 0; the others follow
    portions      INTEGER NOT NULL,
    sample        INTEGER,          -- the position against which the others are packed
    seal          BLOB NOT NULL,    -- see sealing.py
    facts_seal    BLOB NOT NULL,    -- see sealing.py
    report_sha256 BLOB NOT NULL,
    facts         BLOB NOT NULL,    -- JSON of the version
    report        BLOB NOT NULL
) STRICT;
CREATE INDEX version_work ON version (work, language, seq);
CREATE INDEX version_master ON version (master) WHERE master IS NOT NULL;

-- One row a portion, in document order: what a read answers stands ready, in one frame: see packing.py.
CREATE TABLE portion (
    id      INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    place   TEXT NOT NULL,    -- tail of the IRI; empty for the whole expression
    packed  BLOB NOT NULL     -- sealed: see sealing.py
) STRICT;
CREATE UNIQUE INDEX portion_place ON portion (version, place);

CREATE TABLE change (
    seq   INTEGER PRIMARY KEY,      -- counts from 1, no gaps
    entry BLOB NOT NULL,            -- canonical JSON
    seal  BLOB NOT NULL             -- see sealing.py
) STRICT;

-- The complete subtrees of the log as a Merkle tree: see lawpin.law.merkle.
CREATE TABLE node (
    level  INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hash   BLOB NOT NULL,           -- sealed
    PRIMARY KEY (level, number)
) STRICT, WITHOUT ROWID;

-- What an entry that admits a version did, and what the version is made of: see lawpin.holdings.log.
CREATE TABLE effect (
    seq     INTEGER PRIMARY KEY REFERENCES change (seq),
    leaves  BLOB NOT NULL,          -- sealed
    effects BLOB NOT NULL           -- sealed, compressed
) STRICT;

-- Entries about what is withdrawn or restored, each about a work or one of its expressions.
CREATE TABLE notice (
    seq   INTEGER PRIMARY KEY REFERENCES change (seq),
    work  INTEGER NOT NULL REFERENCES work (id),
    about TEXT NOT NULL,            -- IRI
    kind  TEXT NOT NULL             -- withdrawn, restored
) STRICT;
CREATE INDEX notice_work ON notice (work, seq);

-- How the provisions of a version continue in a later one of its line: as found when both were there, or as declared
-- since. The newest row of two versions is the one that counts.
CREATE TABLE succession (
    id      INTEGER PRIMARY KEY,
    earlier INTEGER NOT NULL REFERENCES version (id),
    later   INTEGER NOT NULL REFERENCES version (id),
    seq     INTEGER NOT NULL REFERENCES change (seq), -- the entry with which it was recorded
    lineage BLOB NOT NULL,                            -- compressed JSON
    seal    BLOB NOT NULL                             -- see sealing.py
) STRICT;
CREATE INDEX succession_of ON succession (earlier, later, id);

-- What each provision points to, its own work among it: see references.py.
CREATE TABLE reference (
    work     TEXT NOT NULL,    -- IRI of the work that is pointed to, held or not
    key      TEXT NOT NULL,    -- which place of it
    seq      INTEGER NOT NULL, -- of the version that points
    position INTEGER NOT NULL, -- of its provision
    times    INTEGER NOT NULL,
    PRIMARY KEY (work, key, seq, position)
) STRICT, WITHOUT ROWID;

-- What works and expressions are called, and the numbers under which that is found: see lawpin.holdings.names.
CREATE TABLE name (
    id       INTEGER PRIMARY KEY,
    target   TEXT NOT NULL,    -- IRI of the work or the expression
    kind     TEXT NOT NULL,
    language TEXT NOT NULL,
    written  TEXT NOT NULL,
    seal     BLOB NOT NULL,    -- see sealing.py
    UNIQUE (target, kind, language, written)
) STRICT;
CREATE TABLE name_key (
    key  INTEGER NOT NULL,
    name INTEGER NOT NULL,
    PRIMARY KEY (key, name)
) STRICT, WITHOUT ROWID;
-- Words by portion.id: what stands in a provision and in none inside it. Only to find where to read; what is found is
-- read from `portion`, sealed. SQLite rewrites the tables behind it, so no trigger guards them; it takes no deletion.
CREATE VIRTUAL TABLE wording USING fts5 (words, content = '', columnsize = 0, tokenize = 'ascii');

-- Files that were not taken in: notes, which come and go.
CREATE TABLE refusal (
    id         INTEGER PRIMARY KEY,  -- the newest has the greatest
    file       TEXT NOT NULL UNIQUE, -- its SHA-256, else its name: the same again is one
    name       TEXT NOT NULL,
    sha256     TEXT,
    reason     TEXT NOT NULL,
    at         TEXT NOT NULL,        -- RFC 3339
    expression TEXT                  -- IRI of what it calls itself
) STRICT;

-- Keys to publish with. They are no law: they end.
CREATE TABLE api_key (
    id         TEXT PRIMARY KEY,
    sha256     BLOB NOT NULL,  -- of the secret
    scopes     TEXT NOT NULL,  -- by spaces
    created_at TEXT NOT NULL,  -- RFC 3339, as the others
    expires_at TEXT,
    revoked_at TEXT
) STRICT;

-- What was done or tried with a key. No law, and kept like it.
CREATE TABLE api_key_use (
    id      INTEGER PRIMARY KEY,
    api_key TEXT NOT NULL,
    at      TEXT NOT NULL,  -- RFC 3339
    action  TEXT NOT NULL,
    outcome TEXT NOT NULL,
    about   TEXT            -- an IRI
) STRICT;
CREATE INDEX api_key_use_of ON api_key_use (api_key);

-- Requests that their senders gave a name, and the answers to repeat. No law: forgotten after a while.
CREATE TABLE promise (
    api_key TEXT NOT NULL,
    name    TEXT NOT NULL,
    request BLOB NOT NULL,     -- SHA-256
    at      TEXT NOT NULL,     -- RFC 3339
    owner   INTEGER NOT NULL,  -- number of a process
    answer  BLOB,              -- null while it is under way
    PRIMARY KEY (api_key, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX promise_at ON promise (at);

-- Reports of documents that came with a key and were refused. No law, and kept like it.
CREATE TABLE turned_away (id TEXT PRIMARY KEY, sha256 BLOB NOT NULL, report BLOB NOT NULL) STRICT;

-- Who signs the checkpoints of this store. No law.
CREATE TABLE signer (id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, secret BLOB NOT NULL) STRICT;

CREATE TRIGGER api_key_is_kept BEFORE DELETE ON api_key BEGIN SELECT RAISE(ABORT, 'a key ends, and stays known'); END;
CREATE TRIGGER api_key_use_is_kept BEFORE DELETE ON api_key_use BEGIN SELECT RAISE(ABORT, 'uses are kept'); END;
CREATE TRIGGER api_key_use_stays BEFORE UPDATE ON api_key_use BEGIN SELECT RAISE(ABORT, 'uses are kept'); END;
CREATE TRIGGER turned_away_is_kept BEFORE DELETE ON turned_away BEGIN SELECT RAISE(ABORT, 'reports are kept'); END;
CREATE TRIGGER turned_away_stays BEFORE UPDATE ON turned_away BEGIN SELECT RAISE(ABORT, 'reports are kept'); END;
CREATE TRIGGER work_is_kept BEFORE DELETE ON work BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER work_stays BEFORE UPDATE ON work BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER version_is_kept BEFORE DELETE ON version BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER version_stays BEFORE UPDATE ON version BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER portion_is_kept BEFORE DELETE ON portion BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER portion_stays BEFORE UPDATE ON portion BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER node_is_kept BEFORE DELETE ON node BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER node_stays BEFORE UPDATE ON node BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER effect_is_kept BEFORE DELETE ON effect BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER effect_stays BEFORE UPDATE ON effect BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER notice_is_kept BEFORE DELETE ON notice BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER notice_stays BEFORE UPDATE ON notice BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER reference_is_kept BEFORE DELETE ON reference BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER reference_stays BEFORE UPDATE ON reference BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER name_is_kept BEFORE DELETE ON name BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER name_stays BEFORE UPDATE ON name BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER name_key_is_kept BEFORE DELETE ON name_key BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER name_key_stays BEFORE UPDATE ON name_key BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER name_has_no_gaps BEFORE INSERT ON name
WHEN NEW.id <> (SELECT COALESCE(MAX(id), 0) + 1 FROM name)
BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER succession_is_kept BEFORE DELETE ON succession BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER succession_stays BEFORE UPDATE ON succession BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER succession_has_no_gaps BEFORE INSERT ON succession
WHEN NEW.id <> (SELECT COALESCE(MAX(id), 0) + 1 FROM succession)
BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER change_is_kept BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER change_stays BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER change_has_no_gaps BEFORE INSERT ON change
WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM change)
BEGIN SELECT RAISE(ABORT, 'the log has no gaps'); END;
CREATE TRIGGER work_has_no_gaps BEFORE INSERT ON work
WHEN NEW.id <> (SELECT COALESCE(MAX(id), 0) + 1 FROM work)
BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER version_has_no_gaps BEFORE INSERT ON version
WHEN NEW.id <> (SELECT COALESCE(MAX(id), 0) + 1 FROM version)
BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
CREATE TRIGGER portion_has_no_gaps BEFORE INSERT ON portion
WHEN NEW.id <> (SELECT COALESCE(MAX(id), 0) + 1 FROM portion)
BEGIN SELECT RAISE(ABORT, 'a store only grows'); END;
