"""What is known to be read wrongly, with the right reading; once it comes true, the row moves elsewhere."""

from collections.abc import Callable

import pytest

from diplograph.types import Findings

Read = Callable[..., Findings]
Ties = set[tuple[str, str, str]]
GAPS: dict[str, tuple[str, str, Ties]] = {
    "of which": (
        "NATO, of which Finland is a member, condemned Russia.",
        "member-of",
        {("FIN", "nato", "asserted")},
    ),
    "a first name that is a country's": ("Chad Smith criticised Japan.", "criticizes", set()),
    "a family name once introduced": (
        "Foreign Minister Tomo Berisha praised NATO. Berisha criticised Russia.",
        "criticizes",
        {("person:tomo-berisha", "RUS", "asserted")},
    ),
}


@pytest.mark.xfail(
    strict=True,
    raises=AssertionError,
    reason="a known gap; once read rightly, move the row to its subject's tests",
)
@pytest.mark.parametrize(("text", "kind", "ties"), GAPS.values(), ids=GAPS)
def test_a_sentence_tells_just_these_ties_of_the_type(
    text: str, kind: str, ties: Ties, read_text: Read
) -> None:
    """Source, target and stance."""
    found = {(r.source, r.target, r.stance) for r in read_text(text).relations if r.type == kind}
    assert found == ties
