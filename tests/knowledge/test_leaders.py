"""The list of leaders is sound, and every state has somebody at its head in every year since 1990."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

import pytest

from diplograph.knowledge import fold

Row = Mapping[str, Any]
Gap = tuple[str, int]

YEARS = range(1990, 2026)
GAPS_ALLOWED = 0.02
NOBODY_RULED = {("SOM", 1998), ("SOM", 1999)}

BESIDE_THE_UN = {"PSE", "TWN", "VAT", "XKX"}
BEGAN = {
    **{"ARM": "1991-09-21", "AZE": "1991-10-18", "BIH": "1992-03-03", "BLR": "1991-08-25"},
    **{"CZE": "1993-01-01", "ERI": "1993-05-24", "EST": "1991-08-20", "GEO": "1991-04-09"},
    **{"HRV": "1991-10-08", "KAZ": "1991-12-16", "KGZ": "1991-08-31", "LTU": "1991-09-06"},
    **{"LVA": "1991-08-21", "MDA": "1991-08-27", "MKD": "1991-09-08", "MNE": "2006-06-03"},
    **{"NAM": "1990-03-21", "PLW": "1994-10-01", "PSE": "1994-05-04", "RUS": "1991-12-25"},
    **{"SRB": "2006-06-05", "SSD": "2011-07-09", "SVK": "1993-01-01", "SVN": "1991-06-25"},
    **{"TJK": "1991-09-09", "TKM": "1991-10-27", "TLS": "2002-05-20", "UKR": "1991-08-24"},
    **{"UZB": "1991-09-01", "XKX": "2008-02-17", "YEM": "1990-05-22"},
}
"""States that began after 1989, as far as countries.jsonl does not say so itself."""

CHIEF = re.compile(
    r"((acting|interim|caretaker|transitional) )?"
    r"(president|co-president|prime minister|premier|chancellor|chief adviser|administrator"
    r"|king|queen|emperor|emir|sultan|pope|prince|grand duke|regent|captain regent|supreme leader"
    r"|leader|military leader|head of (state|government)|minister of state|member of the presidency"
    r"|head of the (junta|interim government|Presidential \w+.*|General National Congress)"
    r"|president of the (presidency|government|council of ministers)|chair of the Sovereign Council"
    r"|chairman of the .*(Presidency|Council|Cabinet).*|general secretary of the communist party)"
)
"""The offices of a head of state or of government."""

FIELDS = {"id", "name", "family", "aliases", "offices"}
OFFICE_FIELDS = {"role", "of", "start", "end"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ISO_PREFIX = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

OFFICE_TITLES = {
    *("president", "prime", "premier", "chancellor", "minister", "senator", "secretary", "ambassador"),
    *("general", "colonel", "captain", "major", "lieutenant", "admiral", "field", "dr", "mr", "sir"),
}
RANKS = {
    *("king", "queen", "emperor", "prince", "princess", "crown", "emir", "sultan", "pope", "cardinal"),
    *("sheikh", "ayatollah", "mullah", "lord", "lady", "mrs", "tun", "tuanku", "ratu"),
}
RANK_IS_NAME = {"gen-nakatani", "sheikh-hasina", "sheikh-mujibur-rahman", "sultan-al-jaber"}

HEADS = {
    **{("JPN", "1990-07-01"): "Toshiki Kaifu", ("SUN", "1990-07-01"): "Mikhail Gorbachev"},
    **{("YUG", "1990-07-01"): "Ante Markovic", ("POL", "1994-07-01"): "Waldemar Pawlak"},
    **{("AFG", "1998-07-01"): "Mullah Omar", ("SCG", "1999-07-01"): "Slobodan Milosevic"},
    **{("IRQ", "2003-07-01"): "Paul Bremer", ("CHE", "2007-07-01"): "Micheline Calmy-Rey"},
    **{("SMR", "2013-07-01"): "Antonella Mularoni", ("MKD", "2020-07-01"): "Oliver Spasovski"},
    **{("HTI", "2018-07-01"): "Jovenel Moïse", ("MAR", "2004-07-01"): "Driss Jettou"},
    **{("KOR", "1998-07-01"): "Kim Dae-jung", ("COD", "2014-07-01"): "Augustin Matata Ponyo"},
    **{("IND", "1995-07-01"): "Shankar Dayal Sharma", ("TUN", "2005-07-01"): "Mohamed Ghannouchi"},
}


def read_text(name: str) -> str:
    return files("diplograph.knowledge").joinpath(name).read_text(encoding="utf-8")


def read_rows(name: str) -> list[Row]:
    return [json.loads(line) for line in read_text(name).splitlines() if not line.startswith("#")]


ROWS = read_rows("leaders.jsonl")
COUNTRIES = {row["id"]: row for row in read_rows("countries.jsonl")}
INSTITUTIONS = {row["id"]: row for row in read_rows("institutions.jsonl")}


def list_forms(row: Row) -> list[str]:
    return [row["name"], *row.get("aliases", [])]


def covers(office: Row, day: str) -> bool:
    """Whether an office was held on a day; a date that gives only the year covers all of it."""
    start, end = office.get("start", ""), office.get("end", "9999")
    return bool(start) and start <= day[: len(start)] and day[: len(end)] <= end


def list_states() -> set[str]:
    """The members of the United Nations, four states beside it, and those that ended after 1990."""
    ended = {code for code, row in COUNTRIES.items() if row.get("end", "") > "1990-07-01"} - {"ANT"}
    return {*INSTITUTIONS["united-nations"]["members"], *BESIDE_THE_UN, *ended}


def list_state_years() -> Iterator[Gap]:
    """Each state with each year on whose first of July it was there."""
    for code in sorted(list_states()):
        began = BEGAN.get(code) or COUNTRIES[code].get("start", "")
        ended = COUNTRIES[code].get("end", "9999")
        yield from ((code, year) for year in YEARS if began <= f"{year}-07-01" < ended)


def find_gaps(rows: Iterable[Row]) -> list[Gap]:
    """The states and years on whose first of July no head of state or government is known."""
    terms = defaultdict(list)
    for row in rows:
        for office in row.get("offices", []):
            if CHIEF.fullmatch(office["role"]):
                terms[office["of"]].append(office)
    return [
        (code, year)
        for code, year in list_state_years()
        if not any(covers(office, f"{year}-07-01") for office in terms[code])
    ]


def describe_gaps(gaps: Iterable[Gap]) -> str:
    """Each state with its missing years, one state a line."""
    years = defaultdict(list)
    for code, year in gaps:
        years[code].append(str(year))
    return "\n".join(f"{COUNTRIES[code]['name']}: {', '.join(missing)}" for code, missing in years.items())


def test_nearly_every_state_has_a_head_in_every_year() -> None:
    """On 1 July of each year since 1990 a head of state or government is known, but for two in a hundred."""
    gaps = find_gaps(ROWS)
    assert len(gaps) <= GAPS_ALLOWED * len(list(list_state_years())), describe_gaps(gaps)


def test_the_years_without_a_head_are_those_without_a_government() -> None:
    """Where nobody is known, nobody ruled."""
    assert set(find_gaps(ROWS)) == NOBODY_RULED


def test_a_missing_head_is_noticed() -> None:
    """Without the captains regent, San Marino stands in the list of gaps with all its years."""
    rows = [row for row in ROWS if all(office["of"] != "SMR" for office in row.get("offices", []))]
    assert set(find_gaps(rows)) - NOBODY_RULED == {("SMR", year) for year in YEARS}
    assert "San Marino: 1990, 1991" in describe_gaps(find_gaps(rows))


@pytest.mark.parametrize(
    ("start", "end", "held"),
    [
        ("1994", "1996", True),
        ("1996-07", "1997", True),
        ("1990", "1996-07-01", True),
        ("1996-08", "1998", False),
        ("1990", "1996-06", False),
        ("1996-07-02", "1998", False),
    ],
)
def test_a_date_without_day_or_month_is_taken_leniently(start: str, end: str, held: bool) -> None:
    assert covers({"start": start, "end": end}, "1996-07-01") is held


@pytest.mark.parametrize(("place", "name"), HEADS.items())
def test_the_head_of_a_day_is_the_right_one(place: tuple[str, str], name: str) -> None:
    """Who ruled in years of upheaval, or beside a better known head."""
    country, day = place
    heads = {
        row["name"]
        for row in ROWS
        for office in row.get("offices", [])
        if office["of"] == country and CHIEF.fullmatch(office["role"]) and covers(office, day)
    }
    assert name in heads


def test_the_header_names_sources_and_date() -> None:
    """The first lines are comments that say where the facts come from and of when they are."""
    header = " ".join(line for line in read_text("leaders.jsonl").splitlines() if line.startswith("#"))
    assert "checked against" in header
    assert "2026-11" in header


def test_rows_are_unique_and_sorted_by_id() -> None:
    """Every leader has one line, and the lines stand in the order of their ids, which are slugs."""
    identifiers = [row["id"] for row in ROWS]
    assert identifiers == sorted(set(identifiers))
    assert [identifier for identifier in identifiers if not SLUG.fullmatch(identifier)] == []


def test_rows_hold_the_agreed_fields_and_no_empty_ones() -> None:
    """A row has a name and a family name, and what is unknown is left out."""
    assert [row["id"] for row in ROWS if not {"name", "family"} <= set(row) <= FIELDS] == []
    assert [row["id"] for row in ROWS if not all(row.values())] == []
    offices = [office for row in ROWS for office in row.get("offices", [])]
    assert [office for office in offices if not {"role", "of"} <= set(office) <= OFFICE_FIELDS] == []
    assert [office for office in offices if not all(office.values())] == []


def test_no_form_belongs_to_two_leaders() -> None:
    """With accents, dashes and apostrophes folded, every name and alias has one owner and stands once."""
    counts = Counter(fold(form) for row in ROWS for form in list_forms(row))
    assert [form for form, count in counts.items() if count > 1] == []


def test_forms_have_no_stray_spaces() -> None:
    forms = [form for row in ROWS for form in [*list_forms(row), row["family"]]]
    assert [form for form in forms if form != " ".join(form.split())] == []


def test_no_alias_begins_with_an_office() -> None:
    """Texts put any office before a name: "President Macron" is the office and the name, no alias."""
    wrong = [
        alias
        for row in ROWS
        if row["id"] not in RANK_IS_NAME
        for alias in row.get("aliases", [])
        if alias.split()[0].lower().rstrip(".") in OFFICE_TITLES
    ]
    assert wrong == []


def test_a_rank_before_an_alias_is_followed_by_one_name_only() -> None:
    """ "Sheikh Tamim" is how he is called; "Sheikh Tamim bin Hamad" would be said by "Tamim bin Hamad"."""
    ranked = [
        alias
        for row in ROWS
        if row["id"] not in RANK_IS_NAME
        for alias in row.get("aliases", [])
        if alias.split()[0].lower().rstrip(".") in RANKS
    ]
    exceptions = {"King Carl Gustaf", "Queen Elizabeth", "Sultan of Brunei"}
    assert [alias for alias in ranked if len(alias.split()) > 2 and alias not in exceptions] == []


def test_offices_are_of_known_bodies() -> None:
    """Every office belongs to a country or an institution of the lists."""
    missing = {office["of"] for row in ROWS for office in row.get("offices", [])} - {
        *COUNTRIES,
        *INSTITUTIONS,
    }
    assert missing == set()


def test_offices_have_iso_dates_in_order_and_stand_once() -> None:
    """Dates are ISO prefixes, no term ends before it starts, and no term is written twice."""
    terms = [(row["id"], *office.items()) for row in ROWS for office in row.get("offices", [])]
    assert [term for term, count in Counter(terms).items() if count > 1] == []
    offices = [office for row in ROWS for office in row.get("offices", [])]
    dates = [office[key] for office in offices for key in ("start", "end") if key in office]
    assert [date for date in dates if not ISO_PREFIX.fullmatch(date)] == []
    assert [
        office
        for office in offices
        if "end" in office and office["end"] < office.get("start", "")[: len(office["end"])]
    ] == []
