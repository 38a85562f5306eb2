"""The graphs that the tests of outputs write."""

import pytest
from made_graphs import make_graph, make_hostile
from networkx import MultiDiGraph


@pytest.fixture
def graph() -> MultiDiGraph:
    return make_graph()


@pytest.fixture
def hostile() -> MultiDiGraph:
    return make_hostile()
