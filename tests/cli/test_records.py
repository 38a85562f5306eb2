"""The JSON form of what was found is a contract."""

import json

from diplograph.outputs.records import record_findings, write_line
from diplograph.types import Findings


def test_the_record_has_these_keys_in_this_order(findings: Findings) -> None:
    record = record_findings(findings)
    assert list(record) == ["document", "entities", "mentions", "relations", "text"]
    assert record["document"] == {"id": "a", "title": "Ties", "source": "a.txt", "date": "2023-06-05"}
    assert record["entities"][0] == {"id": "CHN", "kind": "COUNTRY", "name": "China", "aliases": ["PRC"]}
    assert record["mentions"][0] == {
        "entity": "CHN",
        "kind": "COUNTRY",
        "text": "China",
        "start": 0,
        "end": 5,
        "confidence": 1.0,
        "by": "list",
    }
    assert record["relations"][1] == {
        "source": "JPN",
        "type": "sanctions",
        "target": "CHN",
        "quote": "Japan did not sanction China.",
        "start": 28,
        "end": 57,
        "trigger": "sanction",
        "stance": "denied",
        "attribution": "",
        "date": "",
        "confidence": 0.9,
        "rule": "sanctions.1",
    }


def test_a_line_is_one_line_and_leaves_letters_as_they_are(findings: Findings) -> None:
    line = write_line(findings)
    assert "\n" not in line
    assert json.loads(line) == record_findings(findings)
    assert "\\u" not in line
