"""The dossier: one SQLite file that survives, merges, explains itself and forgets the order of writing."""

import dataclasses
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from diplograph import dossier as room
from diplograph.dossier import Dossier, opening
from diplograph.dossier.names import merge_forms
from diplograph.errors import DossierError, UnknownNameError
from diplograph.types import Document, Entity, Findings, Mention, Quote, Relation, Skipped

CHINA = Entity(id="CHN", kind="COUNTRY", name="China", aliases=("PRC", "Beijing"), refs={"iso2": "CN"})
JAPAN = Entity(id="JPN", kind="COUNTRY", name="Japan", aliases=("Tōkyō",), refs={"iso2": "JP"})
BLAKE = Entity(id="person:blake-berger", kind="PERSON", name="Blake Berger")


def find(document: Document, part: str) -> Quote:
    """The first place of `part` in the document."""
    start = document.text.index(part)
    return Quote(document=document.id, start=start, end=start + len(part), text=part)


def make_findings(name: str, *, source: str = "", extra: Iterable[Entity] = (), text: str = "") -> Findings:
    """One document that says that Japan criticizes China, with all that goes with it."""
    text = text or f"In {name}, Japan condemned China. Nothing more was said in Zürich."
    document = Document(
        id=name, text=text, title=f"On {name}", source=source or f"{name}.txt", date="2017-06"
    )
    sentence = find(document, text[: text.index(".") + 1])
    relation = Relation(
        source="JPN",
        type="criticizes",
        target="CHN",
        quote=sentence,
        trigger=find(document, "condemned"),
        stance="asserted",
        attribution="",
        date="2017",
        role="",
        confidence=0.75,
        rule="relations.toml:criticizes",
    )
    mentions = tuple(
        Mention(quote=find(document, word), kind="COUNTRY", entity=entity, confidence=0.5, by="knowledge")
        for word, entity in (("Japan", "JPN"), ("China", "CHN"))
    )
    return Findings(
        document=document,
        sentences=((0, sentence.end), (sentence.end + 1, len(text))),
        entities=(CHINA, JAPAN, *extra),
        mentions=mentions,
        relations=(relation,),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "my dossier #1 %.sqlite"


def fill(path: Path, *findings: Findings, extractor: str = "1") -> None:
    with Dossier.open(path, create=True) as dossier:
        for item in findings:
            dossier.write(item, extractor=extractor)


def test_what_is_written_is_read_back(path: Path) -> None:
    """All that was found comes back equal, from a file opened for reading."""
    findings = make_findings("a", extra=[BLAKE])
    fill(path, findings)
    with Dossier.open(path) as dossier:
        assert list(dossier.documents()) == [findings.document]
        assert sorted(dossier.entities(), key=lambda entity: entity.id) == [
            dataclasses.replace(CHINA, aliases=("Beijing", "PRC")),
            JAPAN,
            BLAKE,
        ]
        assert tuple(dossier.mentions()) == findings.mentions
        assert tuple(dossier.relations()) == findings.relations
        assert [(quote.start, quote.end) for quote in dossier.sentences()] == list(findings.sentences)
        assert dossier.extractors() == ("1",)


def test_a_closed_dossier_is_one_plain_sqlite_file(path: Path) -> None:
    """Nothing lies beside it, it is marked as ours, and its views speak in names."""
    fill(path, make_findings("a"), make_findings("b"))
    assert list(path.parent.iterdir()) == [path]
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (room.APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (room.SCHEMA_VERSION,)
    said = connection.execute(
        "SELECT source_name, type, target_name, trigger_text, document_title FROM relation_text"
    )
    assert said.fetchall() == [("Japan", "criticizes", "China", "condemned", f"On {name}") for name in "ab"]
    ties = connection.execute("SELECT documents, sayings FROM tie").fetchall()
    counts = connection.execute("SELECT name, mentions, documents FROM entity_count").fetchall()
    connection.close()
    assert ties == [(2, 2)]
    assert counts == [("China", 2, 2), ("Japan", 2, 2)]


def test_filters_choose_rows(path: Path) -> None:
    """Each filter that is given must hold."""
    fill(path, make_findings("a"), make_findings("b", extra=[BLAKE]))
    with Dossier.open(path) as dossier:
        assert [found.quote.document for found in dossier.relations(document="b")] == ["b"]
        assert (
            len(list(dossier.relations(type="criticizes", stance="asserted", source="JPN", target="CHN")))
            == 2
        )
        assert len(list(dossier.relations(entity="CHN"))) == 2
        assert not list(dossier.relations(source="CHN"))
        assert not list(dossier.relations(stance="denied"))
        assert [found.quote.text for found in dossier.mentions(document="a", entity="CHN")] == ["China"]
        assert not list(dossier.mentions(kind="LEADER"))
        assert [found.id for found in dossier.entities(kind="PERSON")] == [BLAKE.id]
        assert BLAKE.id not in {found.id for found in dossier.entities(document="a")}
        assert [found.id for found in dossier.documents(document="b")] == ["b"]


def test_a_document_read_again_takes_the_place_of_its_earlier_version(path: Path) -> None:
    """The old text, its mentions and the entities that only it named are gone, also from the search."""
    fill(path, make_findings("a", extra=[BLAKE]))
    fill(path, make_findings("a", text="Japan condemned China. Geneva was calm."), extractor="2")
    with Dossier.open(path) as dossier:
        assert [document.text for document in dossier.documents()] == [
            "Japan condemned China. Geneva was calm."
        ]
        assert [entity.id for entity in dossier.entities()] == ["CHN", "JPN"]
        assert len(list(dossier.mentions())) == 2
        assert not list(dossier.search("zürich"))
        assert len(list(dossier.search("geneva"))) == 1


def test_holds_asks_for_the_content_and_the_extractor(path: Path) -> None:
    """Another text, another date or another extractor means reading anew; another place does not."""
    document = make_findings("a").document
    fill(path, make_findings("a"))
    with Dossier.open(path) as dossier:
        assert dossier.holds(document, extractor="1")
        assert not dossier.holds(document, extractor="2")
        assert not dossier.holds(dataclasses.replace(document, text="Else."), extractor="1")
        assert not dossier.holds(dataclasses.replace(document, date="2018"), extractor="1")
        assert dossier.holds(dataclasses.replace(document, source="moved/a.txt"), extractor="1")


def test_one_id_from_two_sources_loses_neither_text(path: Path) -> None:
    """The newcomer gets a suffix from its text, keeps it when read again, and its quotes follow it."""
    other = make_findings("a", source="elsewhere/a.txt", text="Later Japan condemned China. So it was.")
    changed = make_findings("a", source="elsewhere/a.txt", text="Later Japan condemned China. So it is.")
    with Dossier.open(path, create=True) as dossier:
        assert dossier.write(make_findings("a"), extractor="1") == "a"
        name = dossier.write(other, extractor="1")
        assert name.startswith("a-")
        assert len(name) == len("a-") + 6
        assert dossier.holds(other.document, extractor="1")
        assert dossier.write(changed, extractor="1") == name
        assert [document.id for document in dossier.documents()] == ["a", name]
        assert {relation.quote.document for relation in dossier.relations()} == {"a", name}


def test_merging_does_not_depend_on_the_order() -> None:
    """The longest name wins, then the first in the alphabet; other names become aliases."""
    forms = [
        Entity(id="x", kind="PERSON", name="Berger", refs={"wikidata": "Q2"}),
        Entity(
            id="x", kind="PERSON", name="B. Berger", aliases=("Blake",), refs={"wikidata": "Q1", "viaf": "7"}
        ),
        Entity(id="x", kind="PERSON", name="A. Berger"),
    ]
    merged = merge_forms(forms)
    assert merged == merge_forms(forms[::-1])
    assert merged.name == "A. Berger"
    assert merged.aliases == ("B. Berger", "Berger", "Blake")
    assert merged.refs == {"wikidata": "Q1", "viaf": "7"}


def test_an_entity_forgets_what_only_a_removed_document_called_it(path: Path) -> None:
    """Names are worked out from the documents that are still there."""
    full = dataclasses.replace(BLAKE, name="Blake H. Berger", aliases=("Professor Berger",))
    fill(path, make_findings("a", extra=[BLAKE]), make_findings("b", extra=[full]))
    with Dossier.open(path, create=True) as dossier:
        assert next(dossier.entities(kind="PERSON")).aliases == ("Blake Berger", "Professor Berger")
        dossier.remove("b")
        assert list(dossier.entities(kind="PERSON")) == [BLAKE]
        with pytest.raises(UnknownNameError, match="holds no document 'b'"):
            dossier.remove("b")


def test_compacted_files_are_equal_whatever_the_order_of_writing(tmp_path: Path) -> None:
    """Two orders, a detour over versions and removals, and still the same bytes."""
    items = [make_findings(name, extra=[BLAKE]) for name in ("a", "b", "c", "é")]
    fill(tmp_path / "one", *items)
    fill(
        tmp_path / "two",
        make_findings("c", text="Once Japan condemned China."),
        make_findings("z"),
        *items[::-1],
    )
    for name in ("one", "two"):
        with Dossier.open(tmp_path / name, create=True) as dossier:
            dossier.skip(Skipped(source="bad.pdf", reason="no text"))
            if name == "two":
                dossier.remove("z")
            dossier.compact()
            assert dossier.write(items[0], extractor="1") == "a"
            dossier.compact()
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert sorted(tmp_path.iterdir()) == [tmp_path / "one", tmp_path / "two"]


def test_a_compacted_dossier_holds_what_it_held(path: Path) -> None:
    """Nothing is lost, and search works on."""
    fill(path, make_findings("b"), make_findings("a", extra=[BLAKE]))
    with Dossier.open(path, create=True) as dossier:
        before = [list(dossier.documents()), list(dossier.entities()), list(dossier.relations())]
        dossier.compact()
        assert [list(dossier.documents()), list(dossier.entities()), list(dossier.relations())] == before
        assert len(list(dossier.search("zurich"))) == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("zurich", 1),
        ("JAPAN china", 1),
        ('"condemned china"', 1),
        ('"china condemned"', 0),
        ("conde*", 1),
        ("conde", 0),
        ("japan NOT", 0),
        ("text:japan", 0),
        ('"', 0),
        ("", 0),
        ("*", 0),
        ("(japan", 1),
    ],
)
def test_search_takes_any_words(path: Path, query: str, found: int) -> None:
    """Case and accents do not count, phrases and endings do, and no query is a syntax error."""
    fill(path, make_findings("a"))
    with Dossier.open(path) as dossier:
        quotes = list(dossier.search(query))
        text = next(dossier.documents()).text
    assert len(quotes) == found
    assert all(text[quote.start : quote.end] == quote.text for quote in quotes)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("chn", ["CHN"]),
        ("Tokyo", ["JPN"]),
        ("beijing", ["CHN"]),
        ("bla", ["person:blake-berger"]),
        ("apan", ["JPN"]),
        ("a", ["CHN", "JPN", "person:blake-berger"]),
        ("Peru", []),
        (" ", []),
    ],
)
def test_entities_are_found_by_any_name(path: Path, name: str, ids: list[str]) -> None:
    """Exact names first, else beginnings, else parts."""
    fill(path, make_findings("a", extra=[BLAKE]))
    with Dossier.open(path) as dossier:
        assert [entity.id for entity in dossier.find_entity(name)] == ids


def test_failures_are_recorded_until_the_source_can_be_read(path: Path) -> None:
    """A skipped source stays on the list, with its latest reason, until a document comes from it."""
    with Dossier.open(path, create=True) as dossier:
        dossier.skip(Skipped(source="b.txt", reason="empty"))
        dossier.skip(Skipped(source="a.txt", reason="empty"))
        dossier.skip(Skipped(source="a.txt", reason="no \ud800 text"))
        assert list(dossier.skipped()) == [
            Skipped(source="a.txt", reason="no ? text"),
            Skipped(source="b.txt", reason="empty"),
        ]
        dossier.write(make_findings("a"), extractor="1")
        assert [item.source for item in dossier.skipped()] == ["b.txt"]


def test_half_characters_do_not_stop_a_document(path: Path) -> None:
    """Lone surrogates, as broken files and file names hold them, are stored without moving an offset."""
    findings = make_findings("n\udcff", text="\ud800 Japan condemned China. \x00 Yes.")
    fill(path, findings)
    with Dossier.open(path) as dossier:
        assert dossier.holds(findings.document, extractor="1")
        document, relation = next(dossier.documents()), next(dossier.relations())
    assert document.text[relation.trigger.start : relation.trigger.end] == "condemned"
    assert document.source == "n\\udcff.txt"


@pytest.mark.parametrize("fault", ["quote", "trigger", "entity"])
def test_what_cannot_be_traced_is_refused(path: Path, fault: str) -> None:
    """A quote that is not in the text, or an end that is not listed, changes nothing in the file."""
    findings = make_findings("a")
    wrong = Quote(document="a", start=0, end=5, text="Japan")
    change = {fault: wrong} if fault != "entity" else {"target": "PER"}
    relation = dataclasses.replace(findings.relations[0], **change)  # type: ignore[arg-type]
    with Dossier.open(path, create=True) as dossier:
        with pytest.raises(DossierError, match="document 'a'"):
            dossier.write(dataclasses.replace(findings, relations=(relation,)), extractor="1")
        assert not list(dossier.documents())


def test_a_failure_halfway_leaves_nothing_of_the_document(path: Path) -> None:
    """One document is one transaction."""
    findings = make_findings("a")
    relation = dataclasses.replace(findings.relations[0], rule=None)  # type: ignore[arg-type]
    with Dossier.open(path, create=True) as dossier:
        with pytest.raises(DossierError, match="NOT NULL"):
            dossier.write(dataclasses.replace(findings, relations=(relation,)), extractor="1")
        assert not list(dossier.documents())
        assert not list(dossier.entities())
        dossier.write(findings, extractor="1")


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_dossier import make_findings, Dossier
with Dossier.open(sys.argv[1], create=True) as dossier:
    number = 0
    while True:
        dossier.write(make_findings(f"d{number}"), extractor="1")
        print(number, flush=True)
        number += 1
"""


@pytest.mark.parametrize("written", [1, 2, 25])
def test_a_killed_run_leaves_a_valid_file_and_the_next_goes_on(path: Path, written: int) -> None:
    """Killed without warning in the middle of writing, nothing that was reported as written is lost."""
    command = [sys.executable, "-c", WRITER, str(path), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        seen = [process.stdout.readline().strip() for _ in range(written)]
        process.kill()
    assert process.returncode == -signal.SIGKILL
    with Dossier.open(path) as dossier:
        count = len(list(dossier.documents()))
        assert count >= len(seen)
        assert len(list(dossier.relations())) == count
    with Dossier.open(path, create=True) as dossier:
        assert dossier.holds(make_findings(f"d{seen[-1]}").document, extractor="1")
        dossier.write(make_findings("later"), extractor="1")
        assert dossier._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not dossier._connection.execute("PRAGMA foreign_key_check").fetchall()
    assert list(path.parent.iterdir()) == [path]


def test_a_run_killed_before_the_first_table_is_no_obstacle(path: Path) -> None:
    """An empty file is filled when writing, and is no dossier when reading."""
    path.touch()
    with pytest.raises(DossierError, match="is no dossier"):
        Dossier.open(path)
    fill(path, make_findings("a"))
    with Dossier.open(path) as dossier:
        assert len(list(dossier.documents())) == 1


@pytest.mark.parametrize("create", [False, True])
def test_other_files_are_left_alone(path: Path, create: bool) -> None:
    """A text, a foreign database, a dossier from the future and a folder are told apart in one sentence."""
    path.write_text("Japan condemned China. " * 100)
    with pytest.raises(DossierError, match=r"is no dossier \(not even an SQLite file\)"):
        Dossier.open(path, create=create)
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    before = path.read_bytes()
    with pytest.raises(DossierError, match="is no dossier: give the file"):
        Dossier.open(path, create=create)
    assert path.read_bytes() == before
    connection.execute(f"PRAGMA application_id = {room.APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    message = r"made by a newer diplograph \(schema 7, this one reads 1\): update diplograph"
    with pytest.raises(DossierError, match=message):
        Dossier.open(path, create=create)
    with pytest.raises(DossierError, match="is a folder"):
        Dossier.open(path.parent, create=create)


def test_a_place_that_does_not_exist_is_named(tmp_path: Path) -> None:
    """Reading needs the file, writing its folder."""
    with pytest.raises(DossierError, match="there is no dossier at"):
        Dossier.open(tmp_path / "none")
    with pytest.raises(DossierError, match=r"the folder .*far.* does not exist"):
        Dossier.open(tmp_path / "far" / "none", create=True)


def test_a_dossier_in_use_is_said_to_be_in_use(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second writer is told to wait; readers go on undisturbed."""
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.01)
    fill(path, make_findings("a"))
    with Dossier.open(path, create=True) as first, Dossier.open(path, create=True) as second:
        with first._transaction():
            with pytest.raises(DossierError, match="in use by another program"):
                second.write(make_findings("b"), extractor="1")
            with Dossier.open(path) as reader:
                assert len(list(reader.documents())) == 1
        with pytest.raises(DossierError, match="in use by another program"):
            first.compact()
        first.write(make_findings("b"), extractor="1")
    with Dossier.open(path) as dossier:
        assert len(list(dossier.documents())) == 2


def test_a_full_disk_is_said_to_be_full(path: Path) -> None:
    """The document that no longer fits is not there, those before it are."""
    with Dossier.open(path, create=True) as dossier:
        dossier.write(make_findings("a"), extractor="1")
        pages = dossier._connection.execute("PRAGMA page_count").fetchone()[0]
        dossier._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DossierError, match="the disk is full"):
            dossier.write(make_findings("b", text="Japan condemned China. " + "x" * 99999), extractor="1")
        assert [document.id for document in dossier.documents()] == ["a"]


def test_a_damaged_file_is_said_to_be_damaged(path: Path) -> None:
    """Pages overwritten by something else are reported, whichever table they hit."""
    fill(path, make_findings("a"))
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with Dossier.open(path) as dossier, pytest.raises(DossierError, match="is damaged"):
        list(dossier.documents())


def test_a_dossier_opened_for_reading_is_not_written(path: Path) -> None:
    """Every way of writing asks for `create`."""
    fill(path, make_findings("a"))
    before = path.read_bytes()
    with Dossier.open(path) as dossier:
        for write in (
            lambda: dossier.remove("a"),
            dossier.compact,
            lambda: dossier.skip(Skipped(source="", reason="")),
        ):
            with pytest.raises(DossierError, match="opened for reading"):
                write()
    assert path.read_bytes() == before


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind this user"
)
def test_a_folder_that_cannot_be_written_can_be_read(path: Path) -> None:
    """Reading needs no right to write, not even after a writer was killed; writing says what is missing."""
    fill(path, make_findings("a"))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Dossier.open(path) as dossier:
            assert len(list(dossier.documents())) == 1
        with pytest.raises(DossierError, match="check the permissions"):
            Dossier.open(path, create=True)
    finally:
        path.parent.chmod(0o755)
