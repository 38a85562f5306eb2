"""What is no article among web pages."""

import pytest

from diplograph.corpus.html import read_html
from diplograph.corpus.options import ReadOptions
from diplograph.errors import CorpusError


def test_a_page_made_by_diplograph_is_no_article() -> None:
    page = (
        '<html><head><meta name="generator" content="diplograph 0.1.0"></head><body><p>China met Japan.</p>'
    )
    with pytest.raises(CorpusError, match="made by diplograph"):
        list(read_html(page.encode(), "network.html", ReadOptions()))
