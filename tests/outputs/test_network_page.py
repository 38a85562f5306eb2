"""The page: one file, offline, the same bytes each time, and no text in it is ever code."""

import base64
import doctest
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx
import numpy
import pytest
from browser import CHROMIUM, Page, start_browser
from made_graphs import PAYLOADS, add_entity, add_tie, make_saying
from networkx import MultiDiGraph
from pyvis.network import Network

from diplograph.outputs import frame, html, write_graph
from diplograph.outputs.html import draw_network

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")


class Reader(HTMLParser):
    """What a browser would see: elements with their attributes, scripts by id, and the text around them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.styles: list[str] = []
        self.words: list[str] = []
        self._inside: tuple[str, dict[str, str | None]] | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = (tag, dict(attrs)) if tag in ("script", "style") else None

    def handle_endtag(self, _tag: str) -> None:
        self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside is None:
            self.words.append(data)
        elif self._inside[0] == "script":
            self.scripts.append((self._inside[1], data))
        else:
            self.styles.append(data)

    def load(self, name: str) -> Any:
        """The data of a script tag."""
        return json.loads(next(text for given, text in self.scripts if given.get("id") == name))


def read_page(graph: MultiDiGraph, folder: Path) -> Reader:
    write_graph(graph, folder / "page.html")
    return Reader((folder / "page.html").read_text(encoding="utf-8"))


def hash_text(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_page_is_one_offline_file(graph: MultiDiGraph, tmp_path: Path) -> None:
    """Nothing lies beside it, and no element loads anything."""
    page = read_page(graph, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert not [element for element in page.elements if {"src", "srcset", "data", "action"} & set(element[1])]
    assert not {tag for tag, _ in page.elements} & {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
    }


def test_only_our_scripts_and_style_may_run(graph: MultiDiGraph, tmp_path: Path) -> None:
    """The policy names each by its hash and allows nothing else."""
    page = read_page(graph, tmp_path)
    policy = next(given["content"] for _, given in page.elements if given.get("http-equiv"))
    running = [text for given, text in page.scripts if "type" not in given]
    assert len(running) == 2
    assert policy == (
        f"default-src 'none'; script-src {hash_text(running[0])} {hash_text(running[1])};"
        f" style-src {hash_text(page.styles[0])}; base-uri 'none'; form-action 'none'"
    )


def test_no_text_becomes_an_element_an_attribute_or_a_link(
    graph: MultiDiGraph, hostile: MultiDiGraph, tmp_path: Path
) -> None:
    """With payloads in every text the page has the same kinds of elements, and no handler or script more."""
    plain, attacked = read_page(graph, tmp_path), read_page(hostile, tmp_path)
    assert {tag for tag, _ in attacked.elements} <= {tag for tag, _ in plain.elements} | {"rect", "polygon"}
    assert len(attacked.scripts) == len(plain.scripts) == 5
    names = {name for _, given in attacked.elements for name in given}
    assert not {name for name in names if name.startswith("on") or name == "style"}
    links = {given["href"] for tag, given in attacked.elements if tag == "a"}
    assert links == {"#table"}
    assert "49" not in "".join(attacked.words)


def test_payloads_arrive_as_what_they_are(hostile: MultiDiGraph, tmp_path: Path) -> None:
    """Nothing is lost by being harmless: names and quotes are still there, as data and in the table."""
    page = read_page(hostile, tmp_path)
    labels = {node["label"] for node in page.load("nodes")}
    quotes = {saying["quote"] for tie in page.load("data")["ties"] for saying in tie["sayings"]}
    harmless = {payload for payload in PAYLOADS if "\x00" not in payload}
    assert harmless <= labels
    assert harmless <= quotes
    words = "".join(page.words)
    assert all(payload in words for payload in harmless)
    assert {entry["url"] for entry in page.load("data")["documents"].values()} == {""}


def test_the_page_is_drawn_by_pyvis(graph: MultiDiGraph) -> None:
    """Every entity and every tie is one of its nodes and edges; parallel ties do not lie on each other."""
    network = draw_network(graph)
    assert isinstance(network, Network)
    assert network.get_nodes() == list(graph)
    assert len(network.edges) == graph.number_of_edges()
    between = [edge for edge in network.edges if {edge["from"], edge["to"]} == {"CHN", "JPN"}]
    bends = set()
    for edge in between:
        bend = (edge["smooth"]["roundness"], edge["smooth"]["type"]) if edge["smooth"] else (0, "")
        bends.add((bend[0], (bend[1] == "curvedCW") == (edge["from"] == "CHN")) if bend[0] else (0, True))
    assert len(bends) == len(between) == 4
    arrows = {edge["arrows"] for edge in between}
    assert arrows == {"", "to"}


def test_no_two_nodes_lie_on_each_other() -> None:
    """At rest every node is seen, with parts, hubs, pairs and single nodes."""
    graph = MultiDiGraph()
    star = [(0, leaf) for leaf in range(1, 40)]
    ring = [(place, place + 1) for place in range(100, 130)] + [(130, 100)]
    for name in {*range(60), *range(100, 131)}:
        add_entity(graph, f"e{name}", f"Entity {name}", "COUNTRY")
    for source, target in [*star, *ring, (41, 42)]:
        add_tie(graph, f"e{source}", "supports", f"e{target}")
    nodes = draw_network(graph).nodes
    points = numpy.array([[node["x"], node["y"]] for node in nodes])
    radii = numpy.array([node["size"] for node in nodes])
    distances = numpy.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    apart = distances >= radii[:, None] + radii[None]
    numpy.fill_diagonal(apart, True)
    assert apart.all()


def test_large_graphs_are_placed_too() -> None:
    """Beyond the exact method every node still has a place of its own."""
    graph = MultiDiGraph()
    for name in range(700):
        add_entity(graph, f"e{name}", f"Entity {name}", "COUNTRY")
    for name in range(1, 700):
        add_tie(graph, f"e{name}", "supports", f"e{name // 3}")
    places = {(node["x"], node["y"]) for node in draw_network(graph).nodes}
    assert len(places) > 690


def test_numbers_of_other_libraries_and_missing_ones_are_taken(tmp_path: Path) -> None:
    """What numpy counts is a number on the page, and what is no number does not break it."""
    graph = MultiDiGraph(documents=numpy.int64(3))
    add_entity(graph, "A", "", "KIND-OF-MY-OWN", mentions=numpy.int64(2))
    add_tie(graph, "A", "type-of-my-own", "A", make_saying(confidence=float("nan")))
    data = read_page(graph, tmp_path).load("data")
    assert data["entities"]["A"]["mentions"] == 2
    assert data["ties"][0]["sayings"][0]["confidence"] is None


def test_an_empty_graph_is_a_page(tmp_path: Path) -> None:
    """It says that there is nothing to show."""
    page = read_page(MultiDiGraph(), tmp_path)
    assert "There are no ties to show." in "".join(page.words)


def test_the_table_holds_every_tie_with_its_quote(graph: MultiDiGraph, tmp_path: Path) -> None:
    """Without JavaScript the page still says who does what to whom, and where that stands."""
    page = read_page(graph, tmp_path)
    rows = [given for tag, given in page.elements if tag == "tr" and "data-tie" in given]
    text = re.sub(r"\s+", " ", "".join(page.words))
    assert len(rows) == graph.number_of_edges()
    assert text.count("Japan condemned China.") == graph.number_of_edges()
    assert "2 documents, 2019-03 to 2021 (1 more could not be read)" in text
    assert ("a", "https://example.org/one?a=1&b=2") in {
        (tag, given.get("href")) for tag, given in page.elements
    }


WRITER = """
import sys
sys.path[:0] = sys.argv[2:]
from made_graphs import make_graph
from diplograph.outputs import write_graph
write_graph(make_graph(), sys.argv[1])
"""


def test_the_same_graph_gives_the_same_bytes(graph: MultiDiGraph, tmp_path: Path) -> None:
    """In this process and in others, whatever the order of hashes; and the graph is left as it is."""
    before = networkx.node_link_data(graph, edges="edges")
    write_graph(graph, tmp_path / "0.html")
    assert networkx.node_link_data(graph, edges="edges") == before
    for seed in ("1", "2"):
        command = [sys.executable, "-c", WRITER, str(tmp_path / f"{seed}.html"), str(Path(__file__).parent)]
        subprocess.run(
            command, check=True, env=os.environ | {"PYTHONHASHSEED": seed}, cwd=Path(__file__).parents[2]
        )
    assert len({path.read_bytes() for path in tmp_path.iterdir()}) == 1


def test_our_scripts_never_make_markup_of_text() -> None:
    """No way from text to elements or code is in the scripts at all."""
    folder = Path(html.__file__).parent / "template"
    scripts = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setAttribute\(.on"
    )
    assert not re.findall(forbidden, scripts)
    assert "| safe" not in (folder / "page.html.j2").read_text(encoding="utf-8")


def test_the_examples_in_the_documentation_hold() -> None:
    """Every docstring example runs."""
    result = doctest.testmod(frame)
    assert result.attempted
    assert not result.failed


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with start_browser() as page:
        yield page


@needs_browser
def test_in_a_browser_nothing_runs_nothing_is_asked_for(
    page: Page, hostile: MultiDiGraph, tmp_path: Path
) -> None:
    """Every entity and tie is opened, searched and pointed at, and no payload acts."""
    write_graph(hostile, tmp_path / "p.html")
    page.requests.clear()
    page.complaints.clear()
    page.open(tmp_path / "p.html")
    page.run("for (const button of document.querySelectorAll('#table button')) button.click()")
    page.run("document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))")
    opened = page.run(
        """(() => {
            let opened = 0;
            const search = document.querySelector("#search");
            for (const word of ["<", "s", "7", "javascript", "\\u202e"]) {
                search.value = word;
                search.dispatchEvent(new Event("input"));
                document.querySelector("#results button").click();
                for (let row = 0; row < document.querySelectorAll("#panel .row").length; row += 1) {
                    document.querySelectorAll("#panel .row")[row].click();
                    opened += document.querySelectorAll("#panel .saying").length;
                }
            }
            return opened;
        })()"""
    )
    for x in range(60, 960, 60):
        page.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=400)
    assert opened >= 5
    assert page.run("window.hacked") is None
    assert page.requests == [(tmp_path / "p.html").as_uri()]
    assert page.complaints == []
    assert page.run("document.querySelectorAll('#panel a, #panel img, #panel script, #tip img').length") == 0


@needs_browser
def test_in_a_browser_a_click_on_a_line_shows_its_evidence(page: Page, tmp_path: Path) -> None:
    """The panel has the quote with the trigger and both ends marked, and a link to the source."""
    graph = MultiDiGraph(documents=1)
    add_entity(graph, "JPN", "Japan", "COUNTRY")
    add_entity(graph, "CHN", "People’s Republic of China", "COUNTRY", aliases=("China",))
    add_tie(
        graph, "JPN", "criticizes", "CHN", make_saying(quote="𝔄 Japan condemned China.", trigger_start=18)
    )
    write_graph(graph, tmp_path / "p.html")
    page.open(tmp_path / "p.html")
    box = page.run(
        """(() => {
            const { x, y, width, height } = document.querySelector("#network").getBoundingClientRect();
            return [x + width / 2, y + height / 2];
        })()"""
    )
    page.click(*box)
    page.run("new Promise((done) => setTimeout(done, 400))")
    marks = page.run(
        "[...document.querySelectorAll('#panel mark')].map((mark) => [mark.className, mark.textContent])"
    )
    assert marks == [["source", "Japan"], ["", "condemned"], ["target", "China"]]
    assert page.run("document.querySelector('#panel cite a').href") == "https://example.org/one?a=1&b=2"
    assert page.run("document.querySelector('#panel h2').textContent").startswith("Japan criticizes")


@needs_browser
def test_in_a_browser_filters_hide_kinds_and_relations(
    page: Page, graph: MultiDiGraph, tmp_path: Path
) -> None:
    """The table, which follows the picture, shows what is left."""
    write_graph(graph, tmp_path / "p.html")
    page.open(tmp_path / "p.html")
    shown = "[...document.querySelectorAll('tr[data-tie]')].filter((row) => !row.hidden).length"
    assert page.run(shown) == 7
    page.run("document.querySelector('[data-kind=PERSON]').click()")
    assert page.run(shown) == 6
    page.run("document.querySelector('#no-types').click()")
    assert page.run(shown) == 0
    page.run("document.querySelector('[data-type=criticizes]').click()")
    assert page.run(shown) == 2
