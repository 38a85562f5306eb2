"""Questions to a dossier in SQL, with nothing but Python's own sqlite3.

    python examples/query_dossier.py [DOSSIER [COUNTRY]]

Without DOSSIER, one is made of the sample articles. COUNTRY is a three-letter code, such as JPN.
"""

# ruff: noqa: T201 - an example prints what it found
import sqlite3
import sys
import tempfile
from contextlib import closing
from importlib.resources import files
from pathlib import Path

DEEDS = """SELECT type, target_name, stance, document_date, quote_text FROM relation_text
           WHERE source = ? ORDER BY document_date, type, target_name"""


def main(dossier: Path, country: str) -> None:
    """Prints what a country is said to do, in the order of the articles."""
    with closing(sqlite3.connect(f"{dossier.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        for type_, target, stance, date, quote in connection.execute(DEEDS, (country,)):
            print(f"{date}  {type_} {target} ({stance})\n    {quote}")


if __name__ == "__main__":
    given = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(given[0]) if given else Path(folder, "dossier.db")
        if not given:
            from diplograph import extract_dossier, read_corpus

            extract_dossier(read_corpus([str(files("diplograph.corpus") / "sample")]), path)
        main(path, given[1] if len(given) > 1 else "CHN")
