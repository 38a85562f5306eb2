/* The picture: vis-network draws dots and lines, we draw the names, so that they never lie on each other. */

const LABEL_FONT = "13px system-ui, sans-serif";
const TIE_FONT = "11px system-ui, sans-serif";
const MOST_LABELS = 160;
const MOST_IMPORTANT = 40;
const FEW_TIES = 90;
const FADED = 0.12;

const colours = {};
const readColours = () => {
  const style = getComputedStyle(document.documentElement);
  const names = ["paper", "ink", "faint", "cooperation", "conflict", "other"];
  for (let place = 0; place < 8; place += 1) names.push(`kind-${place}`);
  for (const name of names) colours[name] = style.getPropertyValue(`--${name}`).trim();
};

const isNear = (id) => {
  const { chosen } = state;
  if (!chosen) return true;
  if (chosen.tie !== undefined) return [edges[chosen.tie].from, edges[chosen.tie].to].includes(id);
  return id === chosen.entity || tiesOf.get(id).some((edge) => isTieNear(edge) && isTieShown(edge));
};
const isTieNear = (edge) => {
  const { chosen } = state;
  if (!chosen) return true;
  return chosen.tie !== undefined ? edge.id === chosen.tie : [edge.from, edge.to].includes(chosen.entity);
};

const lookOfNode = ({ id, group, x, y, size }) => {
  const kind = data.kinds[group];
  const colour = colours[`kind-${kind.place}`];
  const lit = { background: colour, border: colours.ink };
  return {
    id, size, shape: kind.shape, hidden: !isEntityShown(id), opacity: isNear(id) ? 1 : FADED,
    color: { background: colour, border: isNear(id) ? colours.paper : colour, highlight: lit, hover: lit },
  };
};

const lookOfEdge = (edge) => {
  const colour = colours[data.types[edge.type].tone];
  return {
    id: edge.id, hidden: !isTieShown(edge), dashes: edge.stance === "asserted" ? false : [6, 5],
    color: { color: colour, highlight: colour, hover: colour, opacity: isTieNear(edge) ? 0.8 : FADED },
  };
};

readColours();
const drawnNodes = new vis.DataSet([...nodes.values()].map((node) => ({ x: node.x, y: node.y, ...lookOfNode(node) })));
const drawnEdges = new vis.DataSet(
  edges.map(({ from, to, width, arrows, smooth, selfReference, ...edge }) => ({
    from, to, width, arrows, ...(smooth === undefined ? {} : { smooth }),
    ...(selfReference ? { selfReference } : {}), ...lookOfEdge({ from, to, ...edge }),
  })),
);

document.documentElement.classList.remove("plain");
const network = new vis.Network(find("network"), { nodes: drawnNodes, edges: drawnEdges }, {
  ...data.options,
  interaction: { ...data.options.interaction, hideEdgesOnDrag: edges.length > 1500, hideEdgesOnZoom: edges.length > 1500 },
});

/* Only what changes is handed over: with thousands of lines the rest would be felt. */
function redraw() {
  const changed = (looks, shown) =>
    looks.filter((look) => {
      const old = shown.get(look.id);
      return Object.keys(look).some((name) => JSON.stringify(look[name]) !== JSON.stringify(old[name]));
    });
  drawnNodes.update(changed([...nodes.values()].map(lookOfNode), drawnNodes));
  drawnEdges.update(changed(edges.map(lookOfEdge), drawnEdges));
  network.redraw();
}

const quick = matchMedia("(prefers-reduced-motion: reduce)").matches;
const animation = quick ? false : { duration: 350, easingFunction: "easeInOutQuad" };

/* All that is shown, with room at the rim for the names. */
function showAll({ move = animation } = {}) {
  const points = Object.entries(network.getPositions()).filter(([id]) => isEntityShown(id)).map(([, point]) => point);
  if (points.length === 0) return;
  const { clientWidth, clientHeight } = find("network");
  const span = (values) => [Math.min(...values), Math.max(...values)];
  const [[left, right], [top, bottom]] = [span(points.map(({ x }) => x)), span(points.map(({ y }) => y))];
  const scale = Math.min((clientWidth - 190) / (right - left + 1), (clientHeight - 130) / (bottom - top + 1), 1.3);
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 };
  network.moveTo({ position, scale: Math.max(scale, 0.02), animation: move });
}

function moveToEntity(id) {
  network.focus(id, { scale: Math.max(network.getScale(), 0.75), animation });
}

/* Names, in the order of importance, each where it is free: below, above, right or left of its node. */
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const boxAt = (x, y, width, height) => ({ x, y, left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });
const widths = new Map();
const shorten = (text) => (text.length > 34 ? `${text.slice(0, 32)}…` : text);

function measure(context, text) {
  const key = context.font + text;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}

function writeText(context, text, x, y, colour) {
  context.lineWidth = 3.5;
  context.strokeStyle = colours.paper;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

const rankOfNode = (id) => {
  const { chosen, hovered } = state;
  const isEnd = chosen?.tie !== undefined && isNear(id);
  if (hovered?.entity === id || chosen?.entity === id || isEnd) return 0;
  return chosen && isNear(id) ? 1 : 2;
};

/* What is faded neither has a name nor stands in the way of one. */
function placeDiscs(stage) {
  const scale = network.getScale();
  const discs = [];
  for (const [id, point] of Object.entries(network.getPositions())) {
    const node = nodes.get(id);
    if (!isEntityShown(id) || !isNear(id)) continue;
    const { x, y } = network.canvasToDOM(point);
    const radius = node.size * scale;
    if (x < -50 || y < -50 || x > stage.width + 50 || y > stage.height + 50) continue;
    discs.push({ id, x, y, radius, box: boxAt(x, y, radius * 1.8, radius * 1.8), size: node.size, rank: rankOfNode(id) });
  }
  return discs.sort((a, b) => a.rank - b.rank || b.size - a.size || (a.id < b.id ? -1 : 1));
}

/* The largest may lie over smaller nodes, so that the names that matter most are always there. */
function writeNames(context, discs, taken, stage) {
  context.font = LABEL_FONT;
  let written = 0;
  for (const [place, disc] of discs.entries()) {
    if (written >= MOST_LABELS) break;
    const text = shorten(nodes.get(disc.id).name);
    const width = measure(context, text) + 4;
    const down = disc.radius + 10;
    const aside = disc.radius + 5 + width / 2;
    const boxes = [[0, down], [0, -down], [aside, 0], [-aside, 0]].map(([dx, dy]) => boxAt(disc.x + dx, disc.y + dy, width, 15));
    const isInside = ({ left, right, top, bottom }) => left > 0 && top > 0 && right < stage.width && bottom < stage.height;
    const isClear = (box) => isInside(box) && !taken.some((other) => meet(box, other));
    const isFree = (box) => isClear(box) && !discs.some((other) => other !== disc && meet(box, other.box));
    const isPassable = (box) => isClear(box) && !discs.some((other) => other.size > disc.size && meet(box, other.box));
    const box = boxes.find(isFree) ?? (place < MOST_IMPORTANT ? boxes.find(isPassable) : undefined) ?? (disc.rank === 0 ? boxes[0] : undefined);
    if (!box) continue;
    taken.push(box);
    writeText(context, text, box.x, box.y, colours.ink);
    written += 1;
  }
}

/* What a line means is written on it where few are shown, or where it is pointed at or chosen. */
function writeTies(context, discs, taken) {
  context.font = TIE_FONT;
  const shown = edges.filter(isTieShown);
  const wanted = shown.filter((edge) => isTieNear(edge) && (state.chosen || state.hovered?.tie === edge.id || shown.length <= FEW_TIES || network.getScale() > 1));
  const first = (edge) => (edge.id === state.hovered?.tie || edge.id === state.chosen?.tie ? 0 : 1);
  for (const edge of wanted.sort((a, b) => first(a) - first(b) || b.weight - a.weight || a.id - b.id).slice(0, MOST_LABELS)) {
    const text = labelOf(edge.type);
    const width = measure(context, text) + 4;
    const line = network.body.edges[edge.id].edgeType;
    for (const part of [0.5, 0.42, 0.58, 0.34, 0.66]) {
      const { x, y } = network.canvasToDOM(line.getPoint(part));
      const box = boxAt(x, y, width, 12);
      if (first(edge) && (taken.some((other) => meet(box, other)) || discs.some((disc) => meet(box, disc.box)))) continue;
      taken.push(box);
      writeText(context, text, x, y, first(edge) ? colours.faint : colours.ink);
      break;
    }
  }
}

network.on("afterDrawing", (context) => {
  const { canvas } = context;
  const ratio = canvas.width / canvas.clientWidth;
  const stage = { width: canvas.clientWidth, height: canvas.clientHeight };
  const discs = placeDiscs(stage);
  const taken = [];
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  writeNames(context, discs, taken, stage);
  writeTies(context, discs, taken);
  context.restore();
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  readColours();
  redraw();
});
