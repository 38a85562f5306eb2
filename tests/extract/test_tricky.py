"""Surface forms that mislead: a careful reader's answers, sentence by sentence, stand in `tricky.jsonl`."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from diplograph.extract.pipeline import Settings, load_pipeline, mark_paragraphs
from diplograph.knowledge import load_knowledge

Row = dict[str, Any]
Mention = dict[str, Any]

LIST = Path(__file__).with_name("tricky.jsonl")
SHARE = 0.97
KINDS = {"PERSON", "LEADER", "INSTITUTION", "INITIATIVE", "EVENT", "REGION"}
PLACE = "PLACE"


def read_rows() -> list[Row]:
    """The sentences with their answers."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if not line.startswith("#")]


def tag_rows(rows: list[Row]) -> Iterator[tuple[Row, Doc]]:
    """Each sentence as the pipeline reads it, on the date that it was written."""
    nlp = load_pipeline(Settings())
    docs = [nlp.make_doc(row["text"]) for row in rows]
    for row, doc in zip(rows, docs, strict=True):
        doc._.date = row.get("date", "")
        mark_paragraphs(doc)
    yield from zip(rows, nlp.pipe(docs), strict=True)


def list_faults(row: Row, doc: Doc) -> Iterator[str]:
    """What the pipeline gets wrong in a sentence."""
    actors = [mention for mention in doc._.mentions if mention["role"] != "place"]
    for form, answer in row.get("want", {}).items():
        found = [mention for mention in actors if is_named(form, mention, doc)]
        if answer == PLACE:
            yield from (f"{form} is a place, not {m['entity']}" for m in found if m["kind"] != "REGION")
        elif not found:
            yield f"{form} is not found, expected {answer}"
        elif not all(is_right(answer, mention, doc) for mention in found):
            yield f"{form} is {name_all(found)}, expected {answer}"
    for name in row.get("not", []):
        wrong = [m for m in actors if name in {m["entity"], trim(doc[m["start"] : m["end"]].text)}]
        if wrong:
            yield f"{name} is {name_all(wrong)}, expected nobody"
    for form, answers in row.get("refers", {}).items():
        wanted = {answer for name in as_list(answers) for answer in find_answer(name, doc)}
        stands_for = find_reference(form, doc)
        if stands_for != wanted:
            yield f"{form} stands for {sorted(stands_for)}, expected {sorted(wanted)}"


def is_named(form: str, mention: Mention, doc: Doc) -> bool:
    """Whether the mention is written as the form, or as one of its alternatives, in that place."""
    span = doc[mention["start"] : mention["end"]]
    return any(
        trim(span.text) == trim(words) and (not number or span.start_char <= place < span.end_char)
        for words, number, place in place_forms(form, doc.text)
    )


def place_forms(form: str, text: str) -> Iterator[tuple[str, int, int]]:
    """The alternatives of a form, each with the number of its occurrence (0: any) and where that begins."""
    for words in form.split("|"):
        plain, mark, number = words.rpartition("#")
        counted = bool(mark and plain and number.isdigit())
        words = plain if counted else words
        places = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
        nth = int(number) if counted else 0
        if len(places) >= max(nth, 1):
            yield words, nth, places[max(nth, 1) - 1]


def trim(text: str) -> str:
    """A name without article and possessive, which may count as part of it or not."""
    plain = re.sub(r"^[Tt]he\s+", "", " ".join(text.split()))
    return re.sub(r"['’]s?$", "", plain)


def is_right(answer: str, mention: Mention, doc: Doc) -> bool:
    """Whether the mention is of this kind, or of this entity."""
    if answer in KINDS:
        return bool(mention["kind"] == answer)
    return mention["entity"] in find_answer(answer, doc)


def find_answer(answer: str, doc: Doc) -> set[str]:
    """The entity of an answer: an id, or `=` and the name that it is the same as."""
    if not answer.startswith("="):
        return {answer}
    same = (m["entity"] for m in doc._.mentions if trim(doc[m["start"] : m["end"]].text) == trim(answer[1:]))
    return {next(same, answer)}


def find_reference(form: str, doc: Doc) -> set[str]:
    """The entities that the last word of a form stands for."""
    ((words, _, place),) = place_forms(form, doc.text)
    last = max(token.i for token in doc if place <= token.idx < place + len(words))
    return {doc._.mentions[index]["entity"] for index in doc._.references.get(last, ())}


def as_list(value: str | list[str]) -> list[str]:
    """One value or several, as several."""
    return [value] if isinstance(value, str) else value


def name_all(mentions: list[Mention]) -> str:
    """Who was found, for a message."""
    return ", ".join(f"{mention['kind']} {mention['entity']}" for mention in mentions)


def list_wrong(rows: list[Row]) -> list[tuple[Row, list[str]]]:
    """The sentences with faults."""
    found = [(row, list(list_faults(row, doc))) for row, doc in tag_rows(rows)]
    return [(row, faults) for row, faults in found if faults]


def report_wrong(rows: list[Row], wrong: list[tuple[Row, list[str]]]) -> str:
    """The share of right sentences by topic, and every wrong one."""
    total, missed = Counter(row["topic"] for row in rows), Counter(row["topic"] for row, _ in wrong)
    shares = [f"{1 - missed[topic] / total[topic]:4.0%} of {total[topic]} {topic}" for topic in sorted(total)]
    listed = [f"[{row['topic']}] {row['text']!r}: {'; '.join(faults)}" for row, faults in wrong]
    return "\n".join([f"{len(rows) - len(wrong)} of {len(rows)} are right", *shares, *listed])


def test_nearly_all_tricky_names_are_read_as_a_careful_reader_would() -> None:
    """A sentence is right when all its names are, with nothing in it that is nobody."""
    rows = read_rows()
    wrong = list_wrong(rows)
    assert len(wrong) <= (1 - SHARE) * len(rows), report_wrong(rows, wrong)


def test_the_list_is_long_and_no_sentence_stands_in_it_twice() -> None:
    """Its size says what the share is worth."""
    texts = [row["text"] for row in read_rows()]
    assert len(texts) >= 300
    assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_every_answer_is_about_words_of_its_sentence() -> None:
    """A slip in the list itself would pass for a fault of the pipeline, or hide one."""
    for row in read_rows():
        for form in [*row.get("want", {}), *row.get("refers", {})]:
            assert list(place_forms(form, row["text"])), f"{form!r} does not stand in {row['text']!r}"


def test_every_answer_is_a_kind_or_somebody_known() -> None:
    """Identifiers are spelt as the lists spell them."""
    entries = load_knowledge().entries
    for row in read_rows():
        answers = [*row.get("want", {}).values(), *map(as_list, row.get("refers", {}).values())]
        names = {name for answer in answers for name in as_list(answer) if not name.startswith("=")}
        assert names - KINDS - {PLACE} <= set(entries), row["text"]


def test_a_fault_is_seen() -> None:
    """Answers that are wrong on purpose are all reported: the check itself can fail."""
    row = {
        "text": "Japan sanctioned Russia. It did so in Moscow.",
        "want": {"Japan": "CHN", "Moscow": "RUS", "Russia": "PLACE"},
        "not": ["JPN", "Russia"],
        "refers": {"It": "RUS"},
    }
    ((_, doc),) = tag_rows([row])
    assert len(list(list_faults(row, doc))) == 6
