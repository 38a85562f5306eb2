"""Page dumps in the shapes that sites have, and files in the formats that users have, all made up here."""

import io
from collections.abc import Sequence

SIGNED = (
    "Norway and Iceland signed a joint declaration on Arctic search and rescue in Tromsø on Tuesday, "
    "officials from both governments said."
)
SHARED = (
    "The accord obliges the two states to share satellite data and to hold a drill every second winter, "
    "according to a text seen by reporters."
)
WELCOMED = (
    "Denmark has welcomed the declaration, although its foreign minister said that Copenhagen would not "
    "join before the next election is held."
)
DENOUNCED = (
    "Russia denounced the plan as a provocation and announced that it would move two patrol vessels to the "
    "Barents Sea in response to it."
)
PROSE = (SIGNED, SHARED, WELCOMED, DENOUNCED)

NEWS_SITE = f"""Northern Ledger
Home
World
Politics
Business
Opinion
Sport
Foreign Policy and Security
Norway and Iceland sign Arctic rescue pact
By Astrid Holm
Published 3 March 2024 at 10:15
Share
Facebook
Copy link
{SIGNED}
READ MORE: Greenland opens a new runway
{SHARED}
Related
Why the Faroes said no
Svalbard treaty explained
{WELCOMED}
{DENOUNCED}
More Stories
Volcano on Reykjanes erupts again
Lava reached the edge of Grindavík on Sunday night, the police said in a statement.
Oslo court frees captain
The judge in Oslo found that the captain had acted in good faith, the court said.
Leave a comment
Your email address will not be published. Required fields are marked *
© 2024 Northern Ledger. All rights reserved."""

THINK_TANK = f"""What the Arctic pact means | Fjord Institute
Skip to main content

We use cookies on this site to improve your experience.

  • About
    • Mission
    • Staff
  • Regions
    • Greenland
    • Faroe Islands
  • Events
Search

What the Arctic pact means

Photo: Kari Nord / NTB

Ingrid Dahl | 12 February 2025 | 4 min read

{SIGNED}

The members are:
• Norway
• Iceland
• Finland
• Sweden
• Canada
• Estonia

{SHARED}

A second thought

{WELCOMED}

Sign up for our newsletter and get our latest analysis in your inbox.

{DENOUNCED}

Ingrid Dahl is a senior research fellow at the Fjord Institute and a former diplomat.

You may also like
  • What Greenland Wants From Ottawa
  • Podcast: The Cold Rush

Our supporters
  • Nordic Fund

Offices: Bergen · Nuuk · Tórshavn
© Fjord Institute. Privacy policy | Terms of use | Contact

The Fjord Institute takes no position of its own on any matter of policy.

  • Visit us
  • Bergen"""

INTERVIEW = f"""INTERVIEW
“We only rent the ice”

Polar Brief: Is this new?

Holm: No. It is old.

Polar Brief: Who pays?

Holm: Norway does. {WELCOMED}

Polar Brief: And after that?

Holm: Nobody knows."""


def build_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with these lines of text on its pages; characters must be those of Windows' Western code page."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica",
    ]
    objects[2] += b" /Encoding /WinAnsiEncoding >>"
    kids = []
    for lines in pages:
        content = _draw_lines(lines)
        kids.append(len(objects) + 1)
        resources = b"/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]"
        objects.append(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (resources, len(objects) + 2))
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids))
    return _write_objects(objects)


def _draw_lines(lines: Sequence[str]) -> bytes:
    escaped = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
    shown = b"".join(b"(%s) Tj T*\n" % line.encode("cp1252") for line in escaped)
    return b"BT /F1 11 Tf 14 TL 60 780 Td\n" + shown + b"ET"


def _write_objects(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def build_docx(paragraphs: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word file with paragraphs of (style, text) and, where there are rows, a table after them."""
    import docx

    word = docx.Document()
    for style, text in paragraphs:
        word.add_paragraph(text, style=style)
    if rows:
        table = word.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()
