"""Corrections say who is meant, line by line, and leave every quote as it was written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import diplograph.extract.pipeline
from diplograph.corrections import (
    apply_corrections,
    copy_corrected,
    correct_findings,
    is_corrected,
    name_version,
    read_corrections,
)
from diplograph.dossier import Dossier
from diplograph.errors import DataError
from diplograph.extract.pipeline import Settings
from diplograph.flow import extract_dossier, fill_dossier
from diplograph.knowledge import Entry, Knowledge
from diplograph.types import Document, Entity, Findings, Mention, Quote, Relation, Skipped

TEXT = "Xi met Abe. Xi joined the BRI. Japan attacked the Silk Road Plan. Abe said that Xi praised Japan."
ENTITIES = {
    "Xi": Entity(id="person:xi", kind="PERSON", name="Xi"),
    "Abe": Entity(id="shinzo-abe", kind="LEADER", name="Shinzo Abe", aliases=("Abe",)),
    "BRI": Entity(id="initiative:bri", kind="INITIATIVE", name="BRI"),
    "Silk Road Plan": Entity(id="initiative:silk-road-plan", kind="INITIATIVE", name="Silk Road Plan"),
    "Japan": Entity(id="JPN", kind="COUNTRY", name="Japan"),
}
KNOWLEDGE = Knowledge(
    entries={
        entry.id: entry
        for entry in (
            Entry(id="JPN", kind="COUNTRY", name="Japan"),
            Entry(id="shinzo-abe", kind="LEADER", name="Shinzo Abe"),
            Entry(id="shintaro-abe", kind="LEADER", name="Shintaro Abe", refs={"wikidata": "Q1"}),
            Entry(id="xi-jinping", kind="LEADER", name="Xi Jinping", refs={"wikidata": "Q2"}),
        )
    }
)
Correct = Callable[..., Findings]


def quote(start: int, text: str) -> Quote:
    return Quote(document="a", start=start, end=start + len(text), text=text)


def tie(source: str, type_: str, target: str, sentence: str, trigger: str, attribution: str = "") -> Relation:
    return Relation(
        source=source,
        type=type_,
        target=target,
        quote=quote(TEXT.index(sentence), sentence),
        trigger=quote(TEXT.index(trigger), trigger),
        stance="asserted",
        attribution=attribution,
        date="",
        role="",
        confidence=0.9,
        rule="by hand",
    )


FINDINGS = Findings(
    document=Document(id="a", text=TEXT, source="news/a.txt"),
    sentences=((0, 11), (12, 30), (31, 65), (66, len(TEXT))),
    entities=tuple(sorted(ENTITIES.values(), key=lambda entity: entity.id)),
    mentions=tuple(
        Mention(quote=quote(start, name), kind=entity.kind, entity=entity.id, confidence=1.0, by="list")
        for name, entity in ENTITIES.items()
        for start in range(len(TEXT))
        if TEXT.startswith(name, start)
    ),
    relations=(
        tie("person:xi", "consults", "shinzo-abe", "Xi met Abe.", "met"),
        tie("person:xi", "joins", "initiative:bri", "Xi joined the BRI.", "joined"),
        tie("JPN", "attacks", "initiative:silk-road-plan", "Japan attacked the Silk Road Plan.", "attacked"),
        tie("person:xi", "supports", "JPN", "Abe said that Xi praised Japan.", "praised", "shinzo-abe"),
    ),
)


@pytest.fixture
def correct(tmp_path: Path) -> Correct:
    """The findings after some lines of corrections."""

    def apply(*lines: str, findings: Findings = FINDINGS) -> Findings:
        return correct_findings(findings, read_corrections(write(tmp_path, *lines), KNOWLEDGE))

    return apply


def write(folder: Path, *lines: str) -> Path:
    path = folder / "corrections.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def list_ties(findings: Findings) -> list[tuple[str, str, str]]:
    return [(relation.source, relation.type, relation.target) for relation in findings.relations]


def find(findings: Findings, id_: str) -> Entity:
    [entity] = [entity for entity in findings.entities if entity.id == id_]
    return entity


def list_ids(findings: Findings) -> set[str]:
    return {entity.id for entity in findings.entities}


# ------------------------------------------------------------------------------------------ what they do


def test_merging_gives_all_that_is_said_to_the_other(correct: Correct) -> None:
    """Mentions, ties at both ends and names; the entity that was merged is gone."""
    found = correct("merge initiative:silk-road-plan INTO initiative:bri")
    assert ("JPN", "attacks", "initiative:bri") in list_ties(found)
    assert find(found, "initiative:bri").aliases == ("Silk Road Plan",)
    assert "initiative:silk-road-plan" not in list_ids(found)
    assert [m.quote.text for m in found.mentions if m.entity == "initiative:bri"] == ["BRI", "Silk Road Plan"]


def test_merging_into_a_known_entity_takes_its_name_kind_and_references(correct: Correct) -> None:
    """Also where this document does not name it otherwise."""
    found = correct("merge person:xi INTO xi-jinping")
    xi = find(found, "xi-jinping")
    assert (xi.kind, xi.name, xi.aliases, xi.refs) == ("LEADER", "Xi Jinping", ("Xi",), {"wikidata": "Q2"})
    assert {m.kind for m in found.mentions if m.entity == "xi-jinping"} == {"LEADER"}


def test_a_symmetric_tie_stays_in_sorted_order(correct: Correct) -> None:
    """So that the same pair is the same tie in every document."""
    assert ("shinzo-abe", "consults", "xi-jinping") in list_ties(correct("merge person:xi INTO xi-jinping"))


def test_a_tie_of_an_entity_to_itself_goes(correct: Correct) -> None:
    """The two that met were one."""
    found = correct("merge person:xi INTO shinzo-abe")
    assert "consults" not in {type_ for _, type_, _ in list_ties(found)}
    assert ("shinzo-abe", "joins", "initiative:bri") in list_ties(found)


def test_a_tie_that_becomes_another_is_kept_once(correct: Correct) -> None:
    """Two names in one sentence do not say a thing twice."""
    double = replace(FINDINGS.relations[1], source="shinzo-abe")
    findings = replace(FINDINGS, relations=(*FINDINGS.relations, double))
    found = correct("merge person:xi INTO shinzo-abe", findings=findings)
    assert list_ties(found).count(("shinzo-abe", "joins", "initiative:bri")) == 1


@pytest.mark.parametrize("document", ["a", '"a"', "news/a.txt"])
def test_splitting_makes_another_entity_in_one_document(correct: Correct, document: str) -> None:
    """By the document's id or its source; who says so changes too."""
    found = correct(f'split shinzo-abe IN {document} AS "Akie Abe" PERSON')
    akie = find(found, "person:akie-abe")
    assert (akie.kind, akie.name, akie.aliases) == ("PERSON", "Akie Abe", ("Abe",))
    assert "shinzo-abe" not in list_ids(found)
    assert ("person:akie-abe", "consults", "person:xi") in list_ties(found)
    assert found.relations[-1].attribution == "person:akie-abe"


def test_splitting_leaves_other_documents_alone(correct: Correct) -> None:
    """The name means somebody else there."""
    assert correct('split shinzo-abe IN b AS "Akie Abe" PERSON') == FINDINGS


def test_splitting_off_a_known_entity_takes_its_id(correct: Correct) -> None:
    """Father and son are both in the lists."""
    found = correct('split shinzo-abe IN a AS "Shintaro Abe" LEADER')
    assert find(found, "shintaro-abe").refs == {"wikidata": "Q1"}


def test_renaming_keeps_the_old_name_as_an_alias(correct: Correct) -> None:
    """The entity is found under both."""
    japan = find(correct('rename JPN "Land of the Rising Sun"'), "JPN")
    assert (japan.name, japan.aliases) == ("Land of the Rising Sun", ("Japan",))


def test_another_kind_drops_what_the_ontology_no_longer_allows(correct: Correct) -> None:
    """A region joins nothing as a target; what is still allowed stays."""
    found = correct("kind initiative:bri REGION")
    assert find(found, "initiative:bri").kind == "REGION"
    assert {m.kind for m in found.mentions if m.entity == "initiative:bri"} == {"REGION"}
    assert list_ties(found) == [item for item in list_ties(FINDINGS) if item[1] != "joins"]


def test_dropping_takes_mentions_and_ties_out_and_leaves_speakers_by_name(correct: Correct) -> None:
    """What somebody said was said, even if he is no entity."""
    found = correct("drop shinzo-abe")
    assert "shinzo-abe" not in list_ids(found) | {m.entity for m in found.mentions}
    assert "consults" not in {type_ for _, type_, _ in list_ties(found)}
    assert found.relations[-1].attribution == "Shinzo Abe"


def test_corrections_apply_from_top_to_bottom(correct: Correct) -> None:
    """A later one meets what an earlier one made."""
    found = correct("merge person:xi INTO xi-jinping", 'rename xi-jinping "Chairman Xi"')
    assert find(found, "xi-jinping").aliases == ("Xi", "Xi Jinping")


def test_corrections_applied_twice_are_corrections_applied_once(correct: Correct) -> None:
    """So a corrected dossier can be looked at with the same file."""
    lines = (
        "merge person:xi INTO xi-jinping",
        'split shinzo-abe IN a AS "Akie Abe" PERSON',
        'rename JPN "Nippon"',
        "kind initiative:bri EVENT",
        "drop initiative:silk-road-plan",
    )
    once = correct(*lines)
    assert once != FINDINGS
    assert correct(*lines, findings=once) == once


def test_quotes_text_and_sentences_stay_as_they_are(correct: Correct) -> None:
    """A correction never changes what was written."""
    found = correct("merge person:xi INTO xi-jinping", "kind JPN REGION")
    assert (found.document, found.sentences) == (FINDINGS.document, FINDINGS.sentences)
    assert {r.quote for r in found.relations} <= {r.quote for r in FINDINGS.relations}
    assert [m.quote for m in found.mentions] == [m.quote for m in FINDINGS.mentions]


def test_the_lines_that_changed_something_are_told(tmp_path: Path) -> None:
    """The others may have a wrong id."""
    path = write(tmp_path, "drop person:li", "# Xi", 'rename JPN "Japan"', "drop person:xi")
    _, used = apply_corrections(FINDINGS, read_corrections(path, KNOWLEDGE))
    assert used == (4,)


# ---------------------------------------------------------------------------------------- how to write them


@pytest.mark.parametrize(
    "line",
    [
        'rename JPN "Land of the Sun"',
        'RENAME JPN "Land of the Sun" # a comment',
        "\trename  JPN   “Land of the  Sun”\r",
    ],
)
def test_case_of_keywords_blanks_curly_quotes_and_comments_do_not_count(correct: Correct, line: str) -> None:
    """A word processor may have had its way with the file."""
    assert find(correct("", line, "  # done"), "JPN").name == "Land of the Sun"


def test_a_document_whose_id_holds_blanks_stands_in_quotes(correct: Correct) -> None:
    """As names do."""
    findings = replace(FINDINGS, document=replace(FINDINGS.document, id="my notes #1"))
    found = correct('split JPN IN "my notes #1" AS "Japan Inc." INSTITUTION', findings=findings)
    assert "institution:japan-inc" in list_ids(found)


WRONG = {
    "remove JPN": "expected one of: merge ID INTO ID, split",
    "merge JPN shinzo-abe": "expected merge ID INTO ID",
    "merge JPN IN shinzo-abe": "expected merge ID INTO ID",
    "merge JPN INTO JPN": "merged into itself",
    "split JPN AS Nippon COUNTRY": 'expected split ID IN DOCUMENT AS "Name" KIND',
    "split JPN IN a AS Nippon LAND": "'LAND' is no kind, expected one of COUNTRY",
    "rename JPN Land of the Sun": 'expected rename ID "Name"',
    'rename JPN ""': "'' is no name",
    'rename JPN "Nippon': "is no name, expected one in double quotes",
    "kind JPN": "expected kind ID KIND",
    "kind JPN island": "'island' is no kind",
    "drop": "expected drop ID",
    "drop Japan": "no entity has the id 'Japan'; the nearest: JPN (Japan)",
    "drop human:xi": "no entity has the id 'human:xi'",
}


@pytest.mark.parametrize(("line", "expected"), WRONG.items(), ids=WRONG)
def test_a_wrong_line_is_told_with_file_line_and_what_was_expected(
    line: str, expected: str, tmp_path: Path
) -> None:
    """In one sentence."""
    with pytest.raises(DataError) as caught:
        read_corrections(write(tmp_path, "# mine", line), KNOWLEDGE)
    message = str(caught.value)
    assert "corrections.txt: line 2: " in message
    assert expected in message
    assert "\n" not in message


def test_all_wrong_lines_are_told_at_once(tmp_path: Path) -> None:
    """And the right ones are not."""
    with pytest.raises(DataError) as caught:
        read_corrections(write(tmp_path, "drop", "drop JPN", "kind Japan LAND"), KNOWLEDGE)
    message = str(caught.value)
    assert all(part in message for part in ("line 1: 'drop'", "line 3: no entity", "line 3: 'LAND'"))
    assert "line 2" not in message


@pytest.mark.parametrize("line", ["drop person:xi", "merge person:li INTO person:xi"])
def test_an_id_that_an_earlier_line_took_away_cannot_be_used(line: str, tmp_path: Path) -> None:
    """Neither as what is corrected nor as what it becomes."""
    with pytest.raises(DataError, match="line 2: 'person:xi' is gone since line 1"):
        read_corrections(write(tmp_path, "merge person:xi INTO xi-jinping", line), KNOWLEDGE)


def test_ids_are_not_looked_up_where_the_lists_are_not_at_hand(tmp_path: Path) -> None:
    """A dossier may know entities from a list that this call does not name."""
    path = write(tmp_path, "drop zorblatt-water-forum")
    assert len(read_corrections(path, KNOWLEDGE, check_ids=False)) == 1


@pytest.mark.parametrize("data", [None, b"drop \xff\xfe"])
def test_a_file_that_cannot_be_read_is_named(data: bytes | None, tmp_path: Path) -> None:
    """With what it should be."""
    path = tmp_path / "corrections.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(DataError, match=r"corrections\.txt.*UTF-8"):
        read_corrections(path, KNOWLEDGE)


# ------------------------------------------------------------------------------------------- with dossiers


@pytest.fixture
def dossier_path(tmp_path: Path) -> Path:
    """A dossier with one document and one skipped source."""
    path = tmp_path / "dossier.db"
    with Dossier.open(path, create=True) as dossier:
        dossier.write(FINDINGS, extractor="reader 1")
        dossier.skip(Skipped(source="b.txt", reason="the file is empty"))
    return path


def test_a_corrected_copy_holds_what_the_dossier_holds_but_corrected(
    tmp_path: Path, dossier_path: Path, correct: Correct
) -> None:
    """The dossier itself is left alone."""
    before = dossier_path.read_bytes()
    steps = read_corrections(write(tmp_path, "merge person:xi INTO xi-jinping", "drop person:li"), KNOWLEDGE)
    with Dossier.open(dossier_path) as dossier:
        assert copy_corrected(dossier, tmp_path / "copy.db", steps) == {1}
    expected = correct("merge person:xi INTO xi-jinping")
    with Dossier.open(tmp_path / "copy.db") as copy:
        assert list(copy.documents()) == [expected.document]
        assert tuple(copy.entities()) == expected.entities
        assert set(copy.relations()) == set(expected.relations)
        assert set(copy.mentions()) == set(expected.mentions)
        assert [item.source for item in copy.skipped()] == ["b.txt"]
        assert is_corrected(copy, steps)
    assert dossier_path.read_bytes() == before


def test_the_version_tells_other_corrections_but_not_other_comments(tmp_path: Path) -> None:
    """A comment makes nobody read all articles again."""
    version = name_version("reader 1", read_corrections(write(tmp_path, "drop JPN"), KNOWLEDGE))
    same = name_version("reader 1", read_corrections(write(tmp_path, "# no", "", "drop JPN # !"), KNOWLEDGE))
    other = name_version("reader 1", read_corrections(write(tmp_path, "drop person:xi"), KNOWLEDGE))
    assert version == same != other
    assert name_version("reader 1", ()) == "reader 1"


def test_documents_are_read_anew_when_the_corrections_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And not when they stay; what each met is told."""

    def find(documents: Iterable[Document], **_: object) -> Iterator[Findings]:
        for document in documents:
            yield replace(FINDINGS, document=document)

    monkeypatch.setattr(diplograph.extract.pipeline, "extract_documents", find)
    monkeypatch.setattr(diplograph.extract.pipeline, "extractor_version", lambda _: "reader 1")
    path = tmp_path / "found.db"

    def fill(*lines: str) -> list[tuple[str, tuple[int, ...]]]:
        steps = read_corrections(write(tmp_path, *lines), KNOWLEDGE)
        with Dossier.open(path, create=True) as dossier:
            done = fill_dossier(dossier, [FINDINGS.document], settings=Settings(), corrections=steps)
            return [(outcome.fate, outcome.corrected) for outcome in done]

    assert fill() == [("written", ())]
    assert fill("drop person:li", "drop person:xi") == [("written", (2,))]
    assert fill("drop person:li", "drop person:xi") == [("kept", ())]
    with Dossier.open(path) as dossier:
        assert "person:xi" not in {entity.id for entity in dossier.entities()}
    assert fill() == [("written", ())]
    with Dossier.open(path) as dossier:
        assert "person:xi" in {entity.id for entity in dossier.entities()}


def test_the_library_takes_corrections(tmp_path: Path) -> None:
    """As the command line does."""
    text = "Thailand funded the Clean Rivers Plan. Vietnam joined the Rivers Initiative in 2021."
    line = "merge initiative:rivers-initiative INTO initiative:clean-rivers-plan"
    steps = read_corrections(write(tmp_path, line), KNOWLEDGE)
    document = Document(id="rivers", text=text, source="rivers.txt", lang="en")
    assert extract_dossier([document], tmp_path / "rivers.db", corrections=steps) == []
    with Dossier.open(tmp_path / "rivers.db") as dossier:
        targets = {relation.target for relation in dossier.relations()}
        assert targets == {"initiative:clean-rivers-plan"}
