"""A text as it comes, made clean and final: every offset in a dossier points into what this gives."""

from diplograph.corpus.characters import normalize_characters
from diplograph.corpus.lines import join_wrapped
from diplograph.corpus.page import drop_furniture

# Each pass can bare something that the next one sees; real pages settle after one or two.
MOST_PASSES = 8


def clean_text(text: str) -> str:
    """The article in `text`: regular characters, whole paragraphs, nothing of the page around it.

    Paragraphs are parted by `"\\n"` or `"\\n\\n"`, as they came. Cleaning a clean text changes nothing.
    """
    text = join_wrapped(normalize_characters(text))
    for _ in range(MOST_PASSES):
        text, before = drop_furniture(text), text
        if text == before:
            break
    return text
