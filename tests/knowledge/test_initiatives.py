"""The list of initiatives is sound, and the names that analysts write lead to the right entry."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

import pytest

from diplograph.knowledge import fold

Row = Mapping[str, Any]

FIELDS = {"id", "name", "aliases", "refs", "sponsors", "parent", "members", "start", "end"}
ISO_PREFIX = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
COUNTRY_OR_SLUG = re.compile(r"[A-Z]{3}|[a-z0-9]+(-[a-z0-9]+)*")

FORMS = {
    "Belt and Road Initiative": "belt-and-road-initiative",
    "BRI": "belt-and-road-initiative",
    "One Belt, One Road": "belt-and-road-initiative",
    "OBOR": "belt-and-road-initiative",
    "Maritime Silk Road": "21st-century-maritime-silk-road",
    "CPEC": "china-pakistan-economic-corridor",
    "China-Pakistan Economic Corridor": "china-pakistan-economic-corridor",
    "PQI": "partnership-for-quality-infrastructure",
    "FOIP": "free-and-open-indo-pacific",
    "Free and Open Indo-Pacific strategy": "free-and-open-indo-pacific",
    "Global Gateway": "global-gateway",
    "PGII": "partnership-for-global-infrastructure-and-investment",
    "B3W": "build-back-better-world",
    "Blue Dot Network": "blue-dot-network",
    "IPEF": "indo-pacific-economic-framework-for-prosperity",
    "Indo-Pacific Economic Framework": "indo-pacific-economic-framework-for-prosperity",
    "IPEF Pillar II": "ipef-supply-chain-agreement",
    "AUKUS": "aukus",
    "AUKUS Pillar Two": "aukus-pillar-ii",
    "Quad": "quad",
    "Quadrilateral Security Dialogue": "quad",
    "IPMDA": "indo-pacific-partnership-for-maritime-domain-awareness",
    "GDI": "global-development-initiative",
    "Made in China 2025": "made-in-china-2025",
    "Act East Policy": "act-east-policy",
    "Neighborhood First": "neighbourhood-first-policy",
    "pivot to Asia": "pivot-to-asia",
    "Agenda 2063": "agenda-2063",
    "SDGs": "sustainable-development-goals",
    "Merida Initiative": "merida-initiative",
    "RCEP": "regional-comprehensive-economic-partnership",
    "CPTPP": "comprehensive-and-progressive-agreement-for-trans-pacific-partnership",
    "TPP": "trans-pacific-partnership",
    "AfCFTA": "african-continental-free-trade-area",
    "CETA": "comprehensive-economic-and-trade-agreement",
    "JEFTA": "eu-japan-economic-partnership-agreement",
    "Treaty of Maastricht": "maastricht-treaty",
    "Plaza Accord": "plaza-accord",
    "NPT": "treaty-on-the-non-proliferation-of-nuclear-weapons",
    "New START": "new-start",
    "INF Treaty": "intermediate-range-nuclear-forces-treaty",
    "U.S.-Japan Security Treaty": "us-japan-security-treaty",
    "Dayton Accords": "dayton-agreement",
    "Minsk II": "minsk-ii",
    "Normandy Format": "normandy-format",
    "JCPOA": "joint-comprehensive-plan-of-action",
    "Iran nuclear deal": "joint-comprehensive-plan-of-action",
    "six-party talks": "six-party-talks",
    "Shimla Agreement": "simla-agreement",
    "Panchsheel": "five-principles-of-peaceful-coexistence",
    "Paris climate accord": "paris-agreement",
    "UNCLOS": "un-convention-on-the-law-of-the-sea",
    "DSSI": "debt-service-suspension-initiative",
    "CAATSA": "countering-america-adversaries-through-sanctions-act",
    "IMEC": "india-middle-east-europe-economic-corridor",
    "BTC pipeline": "baku-tbilisi-ceyhan-pipeline",
    "Nord Stream 2": "nord-stream-2",
    "Hambantota Port": "hambantota-port",
    "Whoosh": "jakarta-bandung-high-speed-railway",
    "GERD": "grand-ethiopian-renaissance-dam",
    "FOCAC": "forum-on-china-africa-cooperation",
    "UNSCR 2254": "unscr-2254",
    "Security Council resolution 1701": "unscr-1701",
    "UNGA Resolution 2758": "unga-resolution-2758",
    "Operation Atalanta": "operation-atalanta",
    "Desert Storm": "operation-desert-storm",
    "Operation Protective Edge": "operation-protective-edge",
}
ORDINARY = [
    "START",
    "the Agreement",
    "Agreement",
    "New Deal",
    "CPA",
    "IRA",
    "CAP",
    "EDF",
    "Pillar I",
    "Resolution",
]


def read_rows() -> list[Row]:
    text = files("diplograph.knowledge").joinpath("initiatives.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if not line.startswith("#")]


def list_names(row: Row) -> list[str]:
    return [row["name"], *row.get("aliases", [])]


def list_repeated(values: Iterable[str]) -> list[str]:
    return sorted(value for value, count in Counter(values).items() if count > 1)


ROWS = read_rows()
OWNERS = {fold(name): row["id"] for row in ROWS for name in list_names(row)}


def test_rows_hold_only_known_fields_and_no_empty_ones() -> None:
    """Each row has an id and a name, and every field that is present says something."""
    wrong = [row["id"] for row in ROWS if not {"id", "name"} <= set(row) <= FIELDS or not all(row.values())]
    assert wrong == []


def test_ids_are_sorted_unique_slugs() -> None:
    """The file is in the order of its ids, and no id is given twice."""
    ids = [row["id"] for row in ROWS]
    assert ids == sorted(set(ids))
    assert [name for name in ids if not SLUG.fullmatch(name)] == []


def test_no_name_points_at_two_initiatives() -> None:
    """A name or alias, with accents and dashes folded, belongs to one entry and stands in it once."""
    assert list_repeated(fold(name) for row in ROWS for name in list_names(row)) == []


def test_names_are_free_of_stray_spaces_and_articles() -> None:
    """Names are written as texts write them, without the leading article."""
    names = [name for row in ROWS for name in list_names(row)]
    assert [name for name in names if name != " ".join(name.split()) or re.match(r"[Tt]he ", name)] == []


def test_sponsors_and_members_are_country_codes_or_slugs() -> None:
    """Sponsors are countries or institutions; members are countries."""
    sponsors = {code for row in ROWS for code in row.get("sponsors", [])}
    members = {code for row in ROWS for code in row.get("members", [])}
    assert [code for code in sorted(sponsors) if not COUNTRY_OR_SLUG.fullmatch(code)] == []
    assert [code for code in sorted(members) if not re.fullmatch(r"[A-Z]{3}", code)] == []


def test_parents_exist_and_no_entry_is_its_own_ancestor() -> None:
    """Following parents upwards always ends."""
    parents = {row["id"]: row.get("parent", "") for row in ROWS}
    for start in parents:
        seen, step = {start}, parents[start]
        while step:
            assert step in parents, f"{start} names the unknown parent {step}"
            assert step not in seen, f"{start} is its own ancestor"
            seen.add(step)
            step = parents[step]


def test_dates_are_iso_prefixes_in_order() -> None:
    """Start and end are years, months or days, and nothing ends before it begins."""
    dates = [(row["id"], row.get("start", ""), row.get("end", "")) for row in ROWS]
    assert [d for d in dates if not all(not day or ISO_PREFIX.fullmatch(day) for day in d[1:])] == []
    assert [d for d in dates if d[1] and d[2] and d[1] > d[2]] == []


@pytest.mark.parametrize(("form", "identifier"), FORMS.items())
def test_form_leads_to_its_initiative(form: str, identifier: str) -> None:
    """The way analysts write it is known."""
    assert OWNERS[fold(form)] == identifier


@pytest.mark.parametrize("phrase", ORDINARY)
def test_ordinary_phrases_and_shared_acronyms_lead_nowhere(phrase: str) -> None:
    """A phrase that means many things is no alias."""
    assert fold(phrase) not in OWNERS


def test_list_covers_the_field() -> None:
    """The list holds at least seven hundred initiatives."""
    assert len(ROWS) >= 700
