"""Files to documents: formats, encodings, and the article out of the page.

A reader for another format is a function as `options.py` describes it, named in the registry's `READERS`
or under the entry point `diplograph.readers`.
"""

from diplograph.corpus.clean import clean_text
from diplograph.corpus.options import ReadOptions
from diplograph.corpus.reading import list_sources, read_corpus

__all__ = ["ReadOptions", "clean_text", "list_sources", "read_corpus"]
