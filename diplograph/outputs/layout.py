"""Where each node stands: worked out once, here, so that the page opens at rest and always looks the same.

Each connected part is laid out so that distance on the page follows distance in the graph (stress), nodes
and names are pushed apart, and the parts are packed beside each other. No chance, no clock.
"""

from collections.abc import Iterable, Mapping, Sequence

import networkx
import numpy as np
from networkx import Graph, MultiDiGraph
from numpy.typing import NDArray

Points = NDArray[np.float64]

STEP = 130.0
"""The distance of two tied nodes, in pixels at full size."""

ROUNDS = 60
"""How often, at most, every node is moved to where its distances want it."""

AT_REST = 0.02
"""Below this step, as a part of a tie's length, no eye sees a node move."""

LARGE = 600
"""Above this many nodes in one part, the exact method takes too long, and the one by pivots does."""

PIVOTS = 50
"""To how many nodes the others keep their distance in a large part."""

FILL = 2.5
"""How much more room than the nodes take up there must be."""

HUGE = 3000
"""Above this many nodes in one part, nobody could tell that some overlap."""

ASPECT = 1.6
"""How much wider than high the whole is: as screens are."""

GAP = 90.0
"""The least distance between two parts."""

Size = tuple[float, float]


def place_nodes(graph: MultiDiGraph, sizes: Mapping[str, Size]) -> dict[str, tuple[int, int]]:
    """Node → (x, y), given the width and height that each node takes up with its name."""
    simple = Graph(graph)
    simple.remove_edges_from(list(networkx.selfloop_edges(simple)))
    parts = [sorted(part) for part in networkx.connected_components(simple)]
    parts.sort(key=lambda part: (-len(part), part[0]))
    placed = [place_part(simple, part, np.array([sizes[node] for node in part])) for part in parts]
    corners = pack_boxes(
        [
            measure_box(points, np.array([sizes[node] for node in part]))
            for part, points in zip(parts, placed, strict=True)
        ]
    )
    positions = {
        node: (round(float(x + left)), round(float(y + top)))
        for part, points, (left, top) in zip(parts, placed, corners, strict=True)
        for node, (x, y) in zip(part, points, strict=True)
    }
    return {node: positions[node] for node in graph}


def place_part(graph: Graph, part: Sequence[str], sizes: Points) -> Points:
    """The points of one connected part, the long side level."""
    if len(part) == 1:
        return np.zeros((1, 2))
    large = len(part) > LARGE
    points = place_by_pivots(graph, part) if large else place_by_distance(measure_distances(graph, part))
    points = level_points(points) * STEP
    room = points.max(axis=0) - points.min(axis=0) + STEP
    crowding = FILL * float(sizes.prod(axis=1).sum()) / float(room.prod())
    rounds = 80 if large else 200
    return separate_boxes(points * min(max(crowding, 1.0) ** 0.5, 3.0), sizes, rounds=rounds)


def measure_distances(graph: Graph, part: Sequence[str]) -> Points:
    """The number of steps between all pairs; a little more around hubs, whose neighbours need room."""
    index = {node: place for place, node in enumerate(part)}
    degrees = np.array([graph.degree(node) for node in part], dtype=float)
    distances = np.zeros((len(part), len(part)))
    for node in part:
        for other, steps in networkx.single_source_shortest_path_length(graph, node).items():
            distances[index[node], index[other]] = steps
    room = np.minimum(np.sqrt(np.maximum(degrees, 1)) / 8, 0.7)
    return np.where(distances > 0, distances + room[:, None] + room[None, :], 0.0)


def place_by_distance(distances: Points) -> Points:
    """Points whose distances come near the wanted ones: classical scaling, then one node at a time."""
    points = scale_classically(distances)
    weights = np.where(distances > 0, 1 / np.maximum(distances, 1e-9) ** 2, 0.0)
    weights /= weights.sum(axis=1)[:, None]
    for _ in range(ROUNDS):
        before = points.copy()
        for place in range(len(points)):
            wanted = keep_away(points[place], points, distances[place])
            points[place] = (weights[place][:, None] * wanted).sum(axis=0)
        if np.abs(points - before).max() < AT_REST:
            break
    return points


def scale_classically(distances: Points) -> Points:
    """The first guess: the two main axes of the distances."""
    squares = distances**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    axes = vectors[:, [-1, -2]] * np.sqrt(np.maximum(values[[-1, -2]], 0))
    signs = np.sign(axes[np.abs(axes).argmax(axis=0), [0, 1]])
    return np.ascontiguousarray(axes * np.where(signs == 0, 1, signs) + spiral(len(distances)))


def spiral(count: int) -> Points:
    """Small steps in all directions, which part what would fall together."""
    turns = np.arange(count) * 2.4
    return np.column_stack([np.cos(turns), np.sin(turns)]) * 0.05


def place_by_pivots(graph: Graph, part: Sequence[str]) -> Points:
    """A coarser answer for large parts: each node minds its neighbours and some pivots only."""
    index = {node: place for place, node in enumerate(part)}
    pivots, distances = choose_pivots(graph, part, index)
    squares = distances**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    points: Points = centred @ vectors[:, [-1, -2]]
    points = points / np.abs(points).max() * distances.max() / 2 + spiral(len(part))
    ends = np.array(sorted((index[a], index[b]) for a, b in graph.subgraph(part).edges))
    ends = np.concatenate([ends, ends[:, ::-1]])
    weights = np.where(distances > 0, 1 / np.maximum(distances, 1) ** 2, 0.0)
    total = weights.sum(axis=1) + np.bincount(ends[:, 0], minlength=len(part))
    for _ in range(ROUNDS):
        apart = keep_away(points[:, None], points[pivots][None], distances)
        wanted = (weights[:, :, None] * apart).sum(axis=1)
        pulls = keep_away(points[ends[:, 0]], points[ends[:, 1]], np.ones(len(ends)))
        for axis in (0, 1):
            wanted[:, axis] += np.bincount(ends[:, 0], pulls[:, axis], len(part))
        points += wanted / total[:, None]
        points /= 2
    return points


def choose_pivots(graph: Graph, part: Sequence[str], index: Mapping[str, int]) -> tuple[list[int], Points]:
    """Nodes far from each other, the busiest first, and the steps from every node to each of them."""
    pivots = [index[max(part, key=graph.degree)]]
    columns: list[Points] = []
    while True:
        steps = networkx.single_source_shortest_path_length(graph, part[pivots[-1]])
        columns.append(np.array([float(steps[node]) for node in part]))
        if len(pivots) == PIVOTS:
            return pivots, np.column_stack(columns)
        pivots.append(int(np.min(columns, axis=0).argmax()))


def keep_away(points: Points, others: Points, distances: Points) -> Points:
    """Where each point should be, at its distance from the other."""
    away = points - others
    lengths = np.maximum(np.hypot(away[..., 0], away[..., 1]), 1e-9)
    moved: Points = others + away * (distances / lengths)[..., None]
    return moved


def level_points(points: Points) -> Points:
    """The points around their middle, turned so that the long side lies level."""
    centred = points - points.mean(axis=0)
    (xx, xy), (_, yy) = centred.T @ centred
    angle = 0.5 * np.arctan2(2 * xy, xx - yy)
    cosine, sine = np.cos(angle), np.sin(angle)
    level: Points = centred @ np.array([[cosine, -sine], [sine, cosine]])
    return level


def separate_boxes(points: Points, sizes: Points, *, rounds: int) -> Points:
    """The points after boxes of these sizes were pushed apart, each pair along its easier side."""
    if len(points) > HUGE:
        return points
    points = points.copy()
    count = len(points)
    near = np.triu((sizes[:, None, 0] + sizes[None, :, 0]) / 2, 1)
    for _ in range(rounds):
        first, second = np.nonzero(np.abs(points[:, None, 0] - points[None, :, 0]) < near)
        away = points[first] - points[second]
        overlap = (sizes[first] + sizes[second]) / 2 - np.abs(away)
        hit = overlap[:, 1] > 0
        if not hit.any():
            break
        first, second, away, overlap = first[hit], second[hit], away[hit], overlap[hit]
        axis = (overlap[:, 0] >= overlap[:, 1]).astype(int)
        pairs = np.arange(len(axis))
        push = np.where(away[pairs, axis] < 0, -1, 1) * overlap[pairs, axis]
        for side in (0, 1):
            chosen = axis == side
            ends = np.concatenate([first[chosen], second[chosen]])
            pushes = np.bincount(ends, np.concatenate([push[chosen], -push[chosen]]), count)
            points[:, side] += 0.52 * pushes / np.maximum(np.bincount(ends, minlength=count), 1)
    return points


def measure_box(points: Points, sizes: Points) -> tuple[Points, Points]:
    """The corners of the box around all nodes with their names."""
    return (points - sizes / 2).min(axis=0), (points + sizes / 2).max(axis=0)


def pack_boxes(boxes: Sequence[tuple[Points, Points]]) -> Iterable[tuple[float, float]]:
    """For each box how far to move it, so that all lie in shelves of about the shape of a screen."""
    extents = [high - low + GAP for low, high in boxes]
    area = sum(float(width * height) for width, height in extents)
    limit = max([float((area * ASPECT) ** 0.5), *(float(width) for width, _ in extents)])
    left = top = shelf = 0.0
    moves = []
    for (low, _), (width, height) in zip(boxes, extents, strict=True):
        if left + width > limit + 1e-6:
            left, top, shelf = 0.0, top + shelf, 0.0
        moves.append((left - float(low[0]), top - float(low[1])))
        left, shelf = left + float(width), max(shelf, float(height))
    return moves
