"""From a path to an open connection, or to one sentence that says why there is none."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diplograph.dossier.schema import APPLICATION_ID, SCHEMA_VERSION, schema_script
from diplograph.errors import DossierError

BUSY_SECONDS = 5.0
"""How long to wait for another program that is writing to the same dossier."""

EXPLANATIONS = {
    "SQLITE_NOTADB": "is no dossier (not even an SQLite file): give the file that an extraction wrote",
    "SQLITE_CORRUPT": "is damaged: restore it from a copy, or extract the articles again into a new file",
    "SQLITE_BUSY": "is in use by another program: wait until that has finished, then try again",
    "SQLITE_LOCKED": "is in use by another program: wait until that has finished, then try again",
    "SQLITE_FULL": "cannot grow because the disk is full: free some space, then try again",
    "SQLITE_READONLY": "cannot be written: check the permissions of the file and of its folder",
    "SQLITE_CANTOPEN": "cannot be opened: check the permissions of the file and of its folder",
    "SQLITE_PERM": "cannot be opened: check the permissions of the file and of its folder",
    "SQLITE_IOERR": "cannot be read or written: check the disk it lies on",
}


@contextmanager
def explain_failures(path: Path) -> Iterator[None]:
    """Turns what SQLite and the system report into one sentence for the user."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        known = (text for prefix, text in EXPLANATIONS.items() if name.startswith(prefix))
        raise DossierError(f"the dossier {str(path)!r} {next(known, f'cannot be used: {error}')}") from error
    except OSError as error:
        raise DossierError(
            f"the dossier {str(path)!r} cannot be written: {error.strerror or error}"
        ) from error


def check_place(path: Path, *, create: bool) -> None:
    """Stops early, and in plain words, where no dossier can be."""
    if path.is_dir():
        raise DossierError(f"{str(path)!r} is a folder: give the file of the dossier inside it")
    if create and not path.parent.is_dir():
        raise DossierError(
            f"the folder {str(path.parent)!r} does not exist: make it first, or choose another"
        )
    if not create and not path.exists():
        raise DossierError(
            f"there is no dossier at {str(path)!r}: check the path, or extract some articles first"
        )


def connect_for_writing(path: Path) -> sqlite3.Connection:
    """An open connection to a dossier that may be written, made if need be."""
    with connect(path, "mode=rwc") as connection:
        if is_blank(connection):
            connection.executescript(schema_script())
        check_header(connection, path)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """An open connection that writes nothing, not even beside a file in a folder that cannot be written."""
    log = path.with_name(f"{path.name}-wal")
    try:
        with connect(path, "mode=ro") as connection:
            check_header(connection, path)
    except sqlite3.OperationalError as error:
        unwritable = error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))
        if not unwritable or (log.exists() and log.stat().st_size):
            raise
        with connect(path, "mode=ro&immutable=1") as connection:
            check_header(connection, path)
    return connection


@contextmanager
def connect(path: Path, options: str) -> Iterator[sqlite3.Connection]:
    """A bare connection, closed again only if what follows fails; the path may hold any character."""
    uri = f"{path.absolute().as_uri()}?{options}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


def is_blank(connection: sqlite3.Connection) -> bool:
    """True for a file without any table, as a run that was killed at once may leave it."""
    return not connection.execute("SELECT 1 FROM sqlite_master").fetchone()


def check_header(connection: sqlite3.Connection, path: Path) -> None:
    """Stops at a file that is not ours, or that a newer program made."""
    application, version = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    if application != APPLICATION_ID:
        raise DossierError(f"the file {str(path)!r} is no dossier: give the file that an extraction wrote")
    if version > SCHEMA_VERSION:
        raise DossierError(
            f"the dossier {str(path)!r} was made by a newer diplograph"
            f" (schema {version}, this one reads {SCHEMA_VERSION}): update diplograph"
        )
