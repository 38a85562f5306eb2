"""The list of institutions is sound, and the names that texts use lead to the right body and to no other."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import pytest

from diplograph.knowledge import fold

Row = Mapping[str, Any]

FIELDS = {"id", "name", "aliases", "metonyms", "refs", "parent", "seat", "members", "joined", "start", "end"}
COUNTRY = re.compile(r"[A-Z]{3}")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ISO_PREFIX = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

FORMS = {
    "UN": "united-nations",
    "Security Council": "un-security-council",
    "U.N. General Assembly": "un-general-assembly",
    "UNHCR": "unhcr",
    "World Health Organisation": "who",
    "International Labor Organization": "ilo",
    "UN Interim Force in Lebanon": "unifil",
    "MINUSMA": "minusma",
    "UNSMIL": "unsmil",
    "IMF": "imf",
    "World Bank Group": "world-bank",
    "IAEA": "iaea",
    "ICC": "international-criminal-court",
    "Yugoslavia tribunal": "icty",
    "Nato": "nato",
    "E.U.": "european-union",
    "EU Commission": "european-commission",
    "Frontex": "frontex",
    "Organisation for Security and Co-operation in Europe": "osce",
    "Shanghai Cooperation Organization": "shanghai-cooperation-organisation",
    "CSTO": "csto",
    "Asean": "asean",
    "ASEAN+3": "asean-plus-three",
    "ARF": "asean-regional-forum",
    "AIIB": "asian-infrastructure-investment-bank",
    "CEDEAO": "ecowas",
    "Alliance of Sahel States": "alliance-of-sahel-states",
    "Caricom": "caricom",
    "Pacific Islands Forum": "pacific-islands-forum",
    "State Department": "us-department-of-state",
    "Pentagon": "us-department-of-defense",
    "U.S. Congress": "us-congress",
    "US Central Command": "us-central-command",
    "Fed": "federal-reserve",
    "FCDO": "uk-foreign-office",
    "Mofcom": "mofcom",
    "NDRC": "ndrc",
    "China's Foreign Ministry": "china-foreign-ministry",
    "Chinese Communist Party": "communist-party-of-china",
    "PLA Navy": "pla-navy",
    "China Exim Bank": "china-exim",
    "METI": "meti",
    "Gaimushō": "japan-foreign-ministry",
    "JICA": "jica",
    "Self-Defense Forces": "japan-self-defense-forces",
    "FSB": "fsb",
    "State Duma": "state-duma",
    "Russian defence ministry": "russia-defence-ministry",
    "MEA": "ministry-of-external-affairs-india",
    "BJP": "bjp",
    "Bank Indonesia": "indonesia-central-bank",
    "Turkish Armed Forces": "turkey-armed-forces",
    "Bundestag": "bundestag",
    "Knesset": "knesset",
    "IDF": "israel-defense-forces",
    "Revolutionary Guards": "irgc",
    "Da’esh": "islamic-state",
    "Jabhat al-Nusra": "hayat-tahrir-al-sham",
    "Ansar Allah": "houthis",
    "YPG": "ypg",
    "Kurdistan Workers’ Party": "pkk",
    "Tamil Tigers": "ltte",
    "RENAMO": "renamo",
    "M23": "m23",
    "Viet Cong": "viet-cong",
    "Saudi Aramco": "saudi-aramco",
    "TSMC": "tsmc",
    "China Merchants Port Holdings": "china-merchants-port",
    "CCCC": "cccc",
    "RSIS": "rsis",
    "ISEAS – Yusof Ishak Institute": "iseas-yusof-ishak-institute",
    "Chatham House": "chatham-house",
    "Hokkaidō University": "hokkaido-university",
    "Associated Press": "associated-press",
    "Doctors Without Borders": "msf",
}

AMBIGUOUS = (
    "Foreign Ministry",
    "Ministry of Foreign Affairs",
    "Ministry of Finance",
    "Ministry of Defence",
    "Central Bank",
    "Parliament",
    "Senate",
    "National Assembly",
    "House of Representatives",
    "Supreme Court",
    "Constitutional Court",
    "Democratic Party",
    "Labour Party",
    "Council",
    "Commission",
    "Secretariat",
    "Quad",
    "AUKUS",
    "ASPI",
    "SDF",
    "ADF",
    "IRA",
    "IS",
    "BIS",
    "PIF",
    "NSA",
    "MFA",
    "MoD",
    "EPA",
    "PPP",
    "CPP",
)

MEMBER_COUNTS = {
    "united-nations": 193,
    "un-security-council": 15,
    "nato": 32,
    "european-union": 27,
    "eurogroup": 21,
    "asean": 11,
    "african-union": 55,
    "ecowas": 12,
    "arab-league": 22,
    "gulf-cooperation-council": 6,
    "brics": 11,
    "shanghai-cooperation-organisation": 10,
    "opec": 11,
    "opec-plus": 21,
    "inter-american-development-bank": 48,
    "cbss": 11,
    "bsec": 13,
    "comesa": 21,
    "oecs": 7,
    "g7": 7,
    "g20": 21,
    "apec": 21,
    "asean-regional-forum": 27,
    "oecd": 38,
    "osce": 57,
    "council-of-europe": 46,
    "pacific-islands-forum": 18,
    "sadc": 16,
    "commonwealth": 56,
}


def read_text() -> str:
    return files("diplograph.knowledge").joinpath("institutions.jsonl").read_text(encoding="utf-8")


ROWS: list[Row] = [json.loads(line) for line in read_text().splitlines() if not line.startswith("#")]
BY_ID: Mapping[str, Row] = {row["id"]: row for row in ROWS}


def list_forms(row: Row) -> list[str]:
    return [row["name"], *row.get("aliases", [])]


BY_FORM = {fold(form): row["id"] for row in ROWS for form in list_forms(row)}


def is_known(identifier: str) -> bool:
    return identifier in BY_ID or bool(COUNTRY.fullmatch(identifier))


def climb(identifier: str) -> list[str]:
    """The bodies above an institution, up to a country or the top; stops after ten."""
    path: list[str] = []
    while identifier in BY_ID and len(path) < 10:
        identifier = BY_ID[identifier].get("parent", "")
        path.append(identifier)
    return path


def test_the_header_names_sources_and_date() -> None:
    """The first lines are comments that say where the facts come from and of when they are."""
    header = " ".join(line for line in read_text().splitlines() if line.startswith("#"))
    assert "Sources" in header
    assert "2026-11" in header


def test_rows_are_unique_and_sorted_by_id() -> None:
    """Every institution has one line, and the lines stand in the order of their ids."""
    identifiers = [row["id"] for row in ROWS]
    assert identifiers == sorted(set(identifiers))
    assert len(identifiers) >= 1000


def test_rows_hold_the_agreed_fields_and_no_empty_ones() -> None:
    """A row has only the fields of README.md, and what is unknown is left out."""
    assert [row["id"] for row in ROWS if not set(row) <= FIELDS or not all(row.values())] == []


def test_ids_are_slugs_and_no_country_codes() -> None:
    """An institution's id is a lower-case slug, so that it can never be taken for a country."""
    assert [row["id"] for row in ROWS if not SLUG.fullmatch(row["id"])] == []


def test_no_form_belongs_to_two_institutions() -> None:
    """With accents, dashes and apostrophes folded, every name and alias has one owner and stands once."""
    counts = Counter(fold(form) for row in ROWS for form in list_forms(row))
    assert [form for form, count in counts.items() if count > 1] == []


def test_forms_are_clean() -> None:
    """No name or alias carries stray spaces, an article of its own accord or a trailing possessive."""
    wrong = [
        form
        for row in ROWS
        for form in list_forms(row)
        if form != " ".join(form.split()) or form[:4] == "the "
    ]
    assert wrong == []
    assert [form for row in ROWS for form in list_forms(row) if len(form) < 2] == []


def test_parents_seats_and_members_exist() -> None:
    """Whatever a row points at is an institution of the list or looks like a country's code."""
    missing = [
        (row["id"], target)
        for row in ROWS
        for target in (row.get("parent", "USA"), *row.get("members", ()))
        if not is_known(target)
    ]
    assert missing == []
    assert [row["id"] for row in ROWS if not COUNTRY.fullmatch(row.get("seat", "USA"))] == []


def test_no_institution_is_part_of_itself() -> None:
    """Going up from parent to parent ends, at a country or at a body without a parent."""
    assert [row["id"] for row in ROWS if len(climb(row["id"])) == 10] == []


def test_members_are_sorted_and_listed_once() -> None:
    """Members stand in order, countries first, none twice."""
    for row in ROWS:
        members = row.get("members", [])
        assert members == sorted(set(members), key=lambda member: (member.islower(), member)), row["id"]


@pytest.mark.parametrize(("identifier", "count"), MEMBER_COUNTS.items())
def test_the_chief_organisations_have_all_their_members(identifier: str, count: int) -> None:
    """Membership is complete as of the date in the header."""
    assert len(BY_ID[identifier]["members"]) == count


def test_years_of_joining_are_of_members_and_in_the_life_of_the_body() -> None:
    """Only members have a year of joining, in the order of the members, and nobody joins in the future."""
    dated = [row for row in ROWS if "joined" in row]
    assert {"nato", "european-union", "asean", "oecd"} <= {row["id"] for row in dated}
    for row in dated:
        assert list(row["joined"]) == [member for member in row["members"] if member in row["joined"]]
        assert all(isinstance(year, int) and 1900 < year <= 2026 for year in row["joined"].values())


@pytest.mark.parametrize(
    ("identifier", "member", "year"),
    [
        ("nato", "SWE", 2024),
        ("european-union", "HRV", 2013),
        ("asean", "TLS", 2025),
        ("oecd", "CRI", 2021),
        ("opec", "GAB", 2016),
        ("shanghai-cooperation-organisation", "BLR", 2024),
        ("council-of-europe", "GRC", 1974),
    ],
)
def test_a_member_joined_in_the_year_in_which_its_present_membership_began(
    identifier: str, member: str, year: int
) -> None:
    assert BY_ID[identifier]["joined"][member] == year


def test_dates_are_iso_and_in_order() -> None:
    """Start and end are ISO prefixes, and nothing ends before it starts."""
    dates = [row[key] for row in ROWS for key in ("start", "end") if key in row]
    assert [date for date in dates if not ISO_PREFIX.fullmatch(date)] == []
    assert [row["id"] for row in ROWS if row.get("end", "9999") < row.get("start", "")] == []


def test_wikidata_ids_look_like_wikidata_ids() -> None:
    """A reference is a Q and a number, and no two institutions share one."""
    items = [row["refs"]["wikidata"] for row in ROWS if "refs" in row]
    assert [item for item in items if not re.fullmatch(r"Q[1-9]\d*", item)] == []
    assert len(items) == len(set(items))


@pytest.mark.parametrize(("form", "identifier"), FORMS.items())
def test_what_texts_write_leads_to_the_institution(form: str, identifier: str) -> None:
    """Full names, acronyms, spellings and short names find their owner."""
    assert BY_FORM[fold(form)] == identifier


@pytest.mark.parametrize("form", AMBIGUOUS)
def test_a_name_with_many_owners_belongs_to_none(form: str) -> None:
    """A phrase that any country may use, or an acronym that two bodies share, is left to the context."""
    assert fold(form) not in BY_FORM
