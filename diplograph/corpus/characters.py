"""The characters of a text made regular: one space, one line break, composed accents, no invisible marks."""

import re
import unicodedata

LINE_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028]")
SOFT_BREAK = re.compile(r"\xad\s*\n\s*")
SPACES = dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
# Byte order marks, zero-width marks and marks of writing direction carry nothing that a reader can see.
INVISIBLE = dict.fromkeys(
    [0xAD, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
}  # fmt: skip
# Where Word's symbol fonts put their bullets.
BULLETS = dict.fromkeys((0xF0A7, 0xF0B7, 0xF0D8, 0xF0FC), "•")
TRANSLATION: dict[int, str | None] = {**SPACES, **INVISIBLE, **LIGATURES, **BULLETS}
UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")
SURROGATES = re.compile(r"[\ud800-\udfff]")


def normalize_characters(text: str) -> str:
    """The text with regular characters; lines are trimmed, and at most one blank line stands between them.

    Curly quotes, dashes and accents stay as they are. Applying it twice changes nothing.
    """
    text = SOFT_BREAK.sub("", LINE_BREAKS.sub("\n", text)).replace("\u2029", "\n\n").translate(TRANSLATION)
    text = unicodedata.normalize("NFC", SURROGATES.sub("\ufffd", UNPRINTABLE.sub("", text)))
    text = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip()
