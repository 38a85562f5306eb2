"""The ontology says what was agreed, holds together, and complains clearly when a file is wrong."""

import shutil
from pathlib import Path

import pytest

from diplograph import ontology
from diplograph.errors import DataError
from diplograph.ontology import WORD_CLASSES, Ontology, load_ontology
from diplograph.types import STANCES

DIRECTED_TEXT = """
leads represents accredited-to affiliated-with appoints member-of part-of based-in succeeds sponsors proposes
launches joins leaves signs takes-part-in hosts covers ends responds-to aligns-with funds invests-in supports
aids mediates trusts yields-to requests criticizes rejects threatens distrusts protests sanctions
mobilizes-against investigates coerces attacks counters influences controls related-to
"""
DIRECTED = DIRECTED_TEXT.split()
SYMMETRIC = ["trades-with", "consults", "agrees-with", "cooperates-with", "allied-with", "competes-with"]
CORE_KINDS = {"COUNTRY", "LEADER", "INITIATIVE", "INSTITUTION"}
CONTEXT_KINDS = {"PERSON", "REGION", "EVENT"}


def test_the_types_and_which_of_them_are_symmetric_are_those_agreed_on() -> None:
    """A type that comes, goes or changes direction breaks what analysts have saved."""
    types = load_ontology().types
    assert {name: kind.symmetric for name, kind in types.items()} == {
        **dict.fromkeys(DIRECTED, False),
        **dict.fromkeys(SYMMETRIC, True),
    }


def test_the_kinds_are_those_agreed_on() -> None:
    """Four kinds make the graph; three are context that can be switched off."""
    kinds = load_ontology().kinds
    assert {name for name, kind in kinds.items() if kind.core} == CORE_KINDS
    assert {name for name, kind in kinds.items() if not kind.core} == CONTEXT_KINDS


def test_a_symmetric_type_takes_the_same_kinds_on_both_sides() -> None:
    """A pair that is stored in sorted order must be allowed either way round."""
    types = load_ontology().types
    assert [name for name in SYMMETRIC if types[name].sources != types[name].targets] == []


def test_every_rule_has_a_name_of_its_own() -> None:
    """An edge can be explained by the one frame that drew it."""
    rules = [frame.rule for kind in load_ontology().types.values() for frame in kind.frames]
    assert len(rules) == len(set(rules))


def test_frames_narrow_the_kinds_of_their_type_and_never_widen_them() -> None:
    """What a frame finds must pass the check at the door."""
    for kind in load_ontology().types.values():
        for frame in kind.frames:
            assert frame.sources <= kind.sources, frame.rule
            assert frame.targets <= kind.targets, frame.rule


def test_a_frame_sets_a_stance_that_exists_or_none() -> None:
    """A misspelt stance would pass into every file that is written."""
    for kind in load_ontology().types.values():
        assert [f.rule for f in kind.frames if f.stance not in {"", *STANCES}] == []


def test_words_are_written_the_way_they_are_looked_up() -> None:
    """Lower case, except the kinds that open frames of the class `names`; no stray spaces."""
    kinds = set(load_ontology().kinds)
    for kind in load_ontology().types.values():
        for frame in kind.frames:
            assert frame.words, frame.rule
            for word in frame.words:
                assert word == " ".join(word.split()), frame.rule
                assert word in kinds if frame.word_class == "names" else word == word.lower(), frame.rule


def test_every_type_says_in_words_what_it_means() -> None:
    """The gloss stands in the legend of the network page."""
    assert [kind.name for kind in load_ontology().types.values() if not kind.gloss or not kind.group] == []


def test_offices_are_nouns_that_describe_their_holder() -> None:
    """Offices tell a leader from a person; the presidency itself is no person."""
    offices = load_ontology().offices
    assert {"president", "foreign minister", "ambassador", "professor"} <= offices
    assert not {"sanction", "talks", "member"} & offices


# ------------------------------------------------------------------------------------------- wrong files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the ontology's files that a test may spoil, in the place of the files themselves."""
    for file in ontology.HERE.glob("*.toml"):
        shutil.copy(file, tmp_path)
    monkeypatch.setattr(ontology, "HERE", tmp_path)
    return tmp_path


def load_again() -> Ontology:
    """The ontology read afresh, past what has been read before."""
    return load_ontology.__wrapped__()


def add_type(folder: Path, frame: str, sources: str = '["COUNTRY"]') -> None:
    """Append a relation type of one frame."""
    with (folder / "relations.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'\n[befriends]\ngroup = "open"\ngloss = "is friends with it"\nsources = {sources}\n'
            f'targets = ["COUNTRY"]\nframes = [{frame}]\n'
        )


def test_a_type_is_added_by_a_table_alone(folder: Path) -> None:
    """An analyst changes data, never code."""
    add_type(folder, '{ verbs = ["befriend"], source = "subject", target = ["object", "with"] }')
    kind = load_again().types["befriends"]
    assert kind.sources == {"COUNTRY"}
    assert (kind.frames[0].source, kind.frames[0].target) == (("subject",), ("object", "with"))
    assert kind.frames[0].rule == "befriends.1"
    assert [pair[0].name for pair in load_again().frames["verbs", "befriend"]] == ["befriends"]


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        ('{ verbs = ["befriend"] }', "`source` and `target`"),
        ('{ verbs = ["befriend"], source = "subject" }', "`source` and `target`"),
        ('{ verbs = ["befriend"], source = "subject", target = "object", sauce = 1 }', "sauce"),
        ('{ verbs = ["befriend"], nouns = ["friend"], source = "subject", target = "to" }', "exactly one"),
        ('{ source = "subject", target = "object" }', "exactly one"),
        ('{ verbs = ["befriend"], source = "subject", target = "object", targets = ["PET"] }', "'PET'"),
    ],
)
def test_a_wrong_frame_is_named_by_file_table_and_number(folder: Path, frame: str, told: str) -> None:
    """The message leads to the line that must be put right."""
    add_type(folder, frame)
    with pytest.raises(DataError) as caught:
        load_again()
    assert told in str(caught.value)
    assert "relations.toml, [befriends], frame 1" in str(caught.value)


def test_a_frame_that_names_no_word_class_is_told_which_there_are(folder: Path) -> None:
    """A message that says what to do needs no manual."""
    add_type(folder, '{ adverbs = ["amicably"], source = "subject", target = "object" }')
    with pytest.raises(DataError, match=", ".join(WORD_CLASSES)):
        load_again()


def test_a_type_between_unknown_kinds_is_named(folder: Path) -> None:
    """The kinds of a type are checked as those of a frame are."""
    add_type(folder, '{ verbs = ["befriend"], source = "subject", target = "object" }', sources='["PLANET"]')
    with pytest.raises(DataError, match=r"befriends.*'PLANET'"):
        load_again()


def test_a_file_that_is_no_toml_is_named(folder: Path) -> None:
    """A bracket lost while editing is no riddle."""
    (folder / "cues.toml").write_text("[denied\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"cues\.toml is not valid TOML"):
        load_again()
