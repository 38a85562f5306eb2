"""From a folder of articles to a network, in four steps.

    python examples/four_steps.py [ARTICLES [FOLDER]]

Without ARTICLES the sample articles are read; FOLDER is where dossier, page and GraphML go.
"""

# ruff: noqa: T201 - an example prints what it found
import sys
from importlib.resources import files
from pathlib import Path

from diplograph import Dossier, build_graph, extract_dossier, read_corpus, write_graph
from diplograph.graph.measure import rank_ties


def main(articles: str, folder: str) -> None:
    """Reads, extracts, builds, writes; then prints the best documented ties."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)

    corpus = read_corpus([articles])
    for source in extract_dossier(corpus, place / "dossier.db"):
        print(f"skipped {source.source}: {source.reason}")
    with Dossier.open(place / "dossier.db") as dossier:
        graph = build_graph(dossier)
    write_graph(graph, place / "network.html")
    write_graph(graph, place / "network.graphml")

    for tie in rank_ties(graph)[:10]:
        print(f"{tie.source} {tie.type} {tie.target}: {tie.documents} documents, {tie.sayings} sayings")


if __name__ == "__main__":
    sample = str(files("diplograph.corpus") / "sample")
    given = sys.argv[1:]
    main(given[0] if given else sample, given[1] if len(given) > 1 else "out/four-steps")
