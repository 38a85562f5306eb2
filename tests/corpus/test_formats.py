"""Each format, read to one clean document; and what is no document, skipped with a reason."""

import base64
import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest
from corpus_files import PROSE, SHARED, SIGNED, WELCOMED, build_docx, build_pdf

from diplograph.corpus import read_corpus
from diplograph.types import Document, Skipped

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def read_one(folder: Path, name: str, data: bytes | str, **options: Any) -> Document | Skipped:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    [item] = read_corpus([path], **options)
    return item


def read_document(folder: Path, name: str, data: bytes | str, **options: Any) -> Document:
    item = read_one(folder, name, data, **options)
    assert isinstance(item, Document), item
    return item


def read_reason(folder: Path, name: str, data: bytes | str, **options: Any) -> str:
    item = read_one(folder, name, data, **options)
    assert isinstance(item, Skipped), item
    assert item.source == (folder / name).as_posix()
    return item.reason


def test_plain_text_gives_title_date_language_and_source(tmp_path: Path) -> None:
    text = f"A pact in the north\nAstrid Holm, 3 March 2024\n\n{SIGNED}\n\n{SHARED}"
    document = read_document(tmp_path, "north.txt", text)
    assert document == Document(
        id="north",
        text=text,
        title="A pact in the north",
        source=(tmp_path / "north.txt").as_posix(),
        date="2024-03-03",
        lang="en",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_text_is_decoded_from_the_usual_encodings(tmp_path: Path, encoding: str) -> None:
    text = f"{SIGNED} “Quite so”, said Pál Kováts.".replace("á", "é")
    assert read_document(tmp_path, "a.txt", text.encode(encoding)).text == text


def test_text_in_another_script_is_decoded_by_guess(tmp_path: Path) -> None:
    text = "Норвегия и Исландия подписали в Тромсё совместную декларацию о спасении на море. " * 6
    document = read_document(tmp_path, "a.txt", text.replace("ё", "е").encode("cp1251"), language="ru")
    assert document.text.startswith("Норвегия и Исландия подписали")


def test_a_broken_byte_in_utf8_costs_one_character_and_no_more(tmp_path: Path) -> None:
    data = f"{SIGNED} ".encode() * 5 + b"\xff " + "Tromsø".encode()
    assert read_document(tmp_path, "a.txt", data).text.endswith("\ufffd Tromsø")


def test_markdown_loses_its_marks_and_gives_its_front_matter(tmp_path: Path) -> None:
    page = f"---\ntitle: 'On the ice'\ndate: 5 June 2023\n---\n# Heading\n\n**{SIGNED}**"
    page += " [See](http://x.org/a_(b)).\n\n- an *item* here"
    document = read_document(tmp_path, "a.md", page)
    assert (document.title, document.date) == ("On the ice", "2023-06-05")
    assert document.text == f"Heading\n\n{SIGNED} See.\n\n- an item here"


HTML = f"""<!DOCTYPE html><html><head><title>Arctic pact signed | Polar Brief</title>
<link rel="canonical" href="https://polar.example/pact">
<meta property="article:published_time" content="2024-03-03T10:15:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/g">Greenland</a></li></ul></nav>
<article><h1>Arctic pact signed</h1>{"".join(f"<p>{text}</p>" for text in PROSE)}
<table><tr><th>State</th><th>Ships</th></tr><tr><td>Norway</td><td>4</td></tr></table>
<p>{SHARED[:-1]} again.</p></article>
<div id="comments"><p>First!</p></div><footer>© 2024 Polar Brief</footer></body></html>"""


def test_a_web_page_gives_its_article_title_date_and_address(tmp_path: Path) -> None:
    document = read_document(tmp_path, "a.html", HTML)
    assert (document.title, document.date) == ("Arctic pact signed", "2024-03-03")
    assert document.url == "https://polar.example/pact"
    assert all(text in document.text for text in PROSE)
    assert "Norway | 4" in document.text
    assert not any(gone in document.text for gone in ("Greenland", "©", "---", "First!"))


def test_a_web_page_under_a_text_suffix_is_read_as_one(tmp_path: Path) -> None:
    assert read_document(tmp_path, "a.txt", HTML).title == "Arctic pact signed"


def test_broken_html_gives_what_can_be_had(tmp_path: Path) -> None:
    assert SIGNED in read_document(tmp_path, "a.htm", f"<html><body><div><p>{SIGNED}<p><b>{SHARED}").text
    assert "deep text" in read_document(tmp_path, "b.htm", "<div>" * 3000 + "some deep text here").text


def test_html_declares_its_encoding(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="iso-8859-2"></head><body><p>{SIGNED} Łódź</p><p>{SHARED}</p></body>'
    assert "Łódź" in read_document(tmp_path, "a.html", page.replace("ø", "ö").encode("iso-8859-2")).text


def test_a_pdf_gives_paragraphs_without_running_heads(tmp_path: Path) -> None:
    heads = [["Polar Brief 12/2024", "Pacts"], ["Polar Brief 12/2024"], ["Polar Brief 12/2024"]]
    bodies = [
        [
            "Norway and Iceland have signed a decla-",
            "ration of 2024, which “binds” the two to share what",
        ],
        [
            "their satellites see.",
            "The Faroes . . . . . . 7",
            "Denmark may join them, but only",
            "after the next election.",
        ],
        ["The Faroes wait."],
    ]
    pages = [[*head, *body, f"Page {n}"] for n, (head, body) in enumerate(zip(heads, bodies, strict=True))]
    assert read_document(tmp_path, "a.pdf", build_pdf(pages)).text.split("\n\n") == [
        "Pacts",
        "Norway and Iceland have signed a declaration of 2024, which “binds” the two to share what their "
        "satellites see.",
        "Denmark may join them, but only after the next election.",
        "The Faroes wait.",
    ]


def encrypt_pdf(password: str) -> bytes:
    """A PDF that asks for the password, by an old cipher that needs no compiled library."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(build_pdf([[SIGNED]])))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_that_only_restricts_its_use_can_be_read(tmp_path: Path) -> None:
    assert read_document(tmp_path, "a.pdf", encrypt_pdf("")).text == SIGNED


def test_a_word_file_gives_paragraphs_lists_and_tables(tmp_path: Path) -> None:
    paragraphs = [
        ("Title", "On the ice"),
        ("Normal", SIGNED),
        ("List Bullet", "Norway pays"),
        ("Normal", SHARED),
    ]
    document = read_document(
        tmp_path, "a.docx", build_docx(paragraphs, [["State", "Ships"], ["Norway", "4"]])
    )
    assert document.title == "On the ice"
    assert (
        document.text == f"On the ice\n\n{SIGNED}\n\n• Norway pays\n\n{SHARED}\n\nState | Ships\nNorway | 4"
    )


def test_a_packed_file_is_read_as_what_it_packs(tmp_path: Path) -> None:
    assert read_document(tmp_path, "report.txt.gz", gzip.compress(SIGNED.encode())).id == "report"


def pack(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_an_archive_gives_its_members_and_skips_what_it_must(tmp_path: Path) -> None:
    members: dict[str, bytes | str] = {
        "b.txt": SHARED,
        "sub/a.html": HTML,
        "x.xls": "x",
        ".hidden.txt": SIGNED,
        "__MACOSX/b.txt": SIGNED,
        "inner.zip": pack({"c.txt": WELCOMED}),
        "bomb.txt": " " * 1_000_000,
    }
    (tmp_path / "all.zip").write_bytes(pack(members))
    found = list(read_corpus([tmp_path / "all.zip"], max_bytes=100_000))
    assert [item.id for item in found if isinstance(item, Document)] == ["b", "a"]
    reasons = {item.source.rsplit("/", 1)[1]: item.reason for item in found if isinstance(item, Skipped)}
    assert reasons["bomb.txt"] == "1,000,000 bytes unpacked, more than the 100,000 that are read"
    assert reasons["x.xls"].startswith("nothing reads .xls files")
    assert reasons["inner.zip"].startswith("nothing reads .zip files")


def test_what_an_archive_unpacks_to_in_all_is_limited(tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(pack({f"{number:02}.txt": f"{number:900}" for number in range(30)}))
    found = list(read_corpus([tmp_path / "all.zip"], max_bytes=1_000))
    assert sum(isinstance(item, Document) for item in found) == 22
    assert sum(isinstance(item, Skipped) and "more than" in item.reason for item in found) == 8


BAD = [
    ("a.txt", b"", "empty file"),
    ("a.txt", b" \n \xc2\xa0\n", "no text in it"),
    ("a.txt", PNG, "binary content, not text"),
    ("a.txt", bytes(range(1, 32)) * 50, "binary content, not text"),
    ("a.pdf", encrypt_pdf("secret"), "encrypted; save it without a password and try again"),
    ("a.pdf", build_pdf([[], []]), "no text, only pictures of pages; run text recognition (OCR) on it first"),
    ("a.pdf", b"%PDF-1.4 and nothing", "damaged, or not what its suffix says"),
    ("a.docx", b"PK\x03\x04 and nothing", "not a Word file (.docx), or a damaged one"),
    ("a.docx", pack({"a.txt": "x"}), "damaged, or not what its suffix says"),
    ("a.zip", b"PK\x03\x04 and nothing", "not a zip archive, or a damaged one"),
    ("a.zip", pack({}), "no readable files"),
    ("a.txt.gz", b"not packed", "not a gzip file, or a damaged one"),
    ("a.txt.gz", gzip.compress(SIGNED.encode())[:-12], "not a gzip file, or a damaged one"),
    ("a.tar.gz", gzip.compress(b"x"), "nothing reads .tar.gz files; what is read: .csv, .docx"),
    ("a.xlsx", b"x", "nothing reads .xlsx files; what is read: .csv, .docx"),
    ("a", b"x", "nothing reads files without a suffix"),
    ("a.html", b"<html><body></body></html>", "no text on this page"),
    ("a.csv", b"", "empty file"),
    ("a.csv", b"name,year\nx,1\n", "no column of texts; name one with --text-column (it has: name, year)"),
    ("a.csv", b"text\n", "no texts in it"),
]


@pytest.mark.parametrize(
    ("name", "data", "reason"), BAD, ids=[f"{name}: {reason}" for name, _, reason in BAD]
)
def test_bad_input_is_skipped_with_a_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    assert read_reason(tmp_path, name, data).startswith(reason)


def test_oversized_files_are_skipped_packed_or_not(tmp_path: Path) -> None:
    assert (
        read_reason(tmp_path, "a.txt", "x" * 11, max_bytes=10) == "11 bytes, more than the 10 that are read"
    )
    packed = gzip.compress(b"x" * 100_000)
    assert (
        read_reason(tmp_path, "a.txt.gz", packed, max_bytes=5_000)
        == "more than the 5,000 bytes that are read"
    )


def test_an_encrypted_member_of_an_archive_is_skipped(tmp_path: Path) -> None:
    data = bytearray(pack({"a.txt": SIGNED}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "all.zip").write_bytes(data)
    [item] = read_corpus([tmp_path / "all.zip"])
    assert isinstance(item, Skipped)
    assert item.reason.startswith("encrypted")


GERMAN = (
    "Norwegen und Island haben am Dienstag in Tromsø eine gemeinsame Erklärung über die Seenotrettung in der "
    "Arktis unterzeichnet, wie Vertreter beider Regierungen mitteilten. Dänemark hat die Erklärung begrüßt, "
    "will ihr aber vor der nächsten Wahl nicht beitreten."
)


def test_another_language_is_skipped_unless_asked_for(tmp_path: Path) -> None:
    assert read_reason(tmp_path, "a.txt", GERMAN) == "in German (de); only English is understood"
    assert read_document(tmp_path, "a.txt", GERMAN, language="de").lang == "de"
    assert read_document(tmp_path, "a.txt", GERMAN, language=None).lang == "de"


def test_short_text_counts_as_english_unless_its_script_says_otherwise(tmp_path: Path) -> None:
    assert read_document(tmp_path, "a.txt", "Brexit-Chaos: Johnson droht Merkel.").lang == "en"
    assert read_reason(tmp_path, "b.txt", "日本と中国は共同声明に署名した。").startswith("in Japanese (ja)")


def test_deeply_nested_json_is_skipped(tmp_path: Path) -> None:
    item = read_one(tmp_path, "a.jsonl", '{"text": ' + "[" * 200_000)
    assert isinstance(item, Skipped)
    assert item.reason == "line 1: not valid JSON"


def test_a_row_may_hold_half_of_a_surrogate_pair(tmp_path: Path) -> None:
    line = json.dumps({"text": f"{SIGNED} \ud83d", "title": "half \ud83d"})
    document = read_document(tmp_path, "a.jsonl", line)
    assert f"{document.title}{document.text}".encode()
