/* The evidence: what the panel says of the chosen entity or tie, and the tip of what is pointed at. */

const panel = find("panel");
const tip = find("tip");
const MOST_ROWS = 12;

const nameOf = (id) => nodes.get(id).name;
const sentenceOf = (edge) => `${nameOf(edge.from)} ${labelOf(edge.type)} ${nameOf(edge.to)}`;

function makeStance(stance) {
  return make("span", { className: stance === "asserted" ? "badge" : "badge unsure", text: stance });
}

function makeTieLine(edge) {
  const arrow = edge.symmetric ? " ↔ " : " → ";
  const tone = `tone-text-${data.types[edge.type].tone}`;
  const type = make("span", { className: tone, text: `${labelOf(edge.type)}${arrow}`, title: data.types[edge.type].gloss });
  return make("span", {}, make("bdi", { text: nameOf(edge.from) }), " ", type, make("bdi", { text: nameOf(edge.to) }));
}

function makeEntityRow(id, count) {
  return make("li", {}, makeButton("row", () => choose({ entity: id }), make("bdi", { text: nameOf(id) }), make("small", { text: count })));
}

function makeTieRow(edge) {
  const count = make("small", { text: plural(edge.weight, "document") });
  return make("li", {}, makeButton("row", () => choose({ tie: edge.id }), makeTieLine(edge), count));
}

/* Where in the quote the two ends are named: their longest name that stands there, once each. */
function findEnd(quote, id) {
  const names = [nameOf(id), ...data.entities[id].aliases].filter(Boolean).sort((a, b) => b.length - a.length);
  const name = names.find((text) => quote.includes(text));
  return name === undefined ? null : { start: quote.indexOf(name), end: quote.indexOf(name) + name.length };
}

/* Offsets count characters as Python does, where one may be two of JavaScript's. */
function findTrigger(saying) {
  const before = [...saying.quote].slice(0, saying.trigger_start - saying.start).join("");
  const start = before.length;
  const fits = saying.trigger_start >= saying.start && saying.quote.startsWith(saying.trigger, start);
  return fits && saying.trigger ? { start, end: start + saying.trigger.length, className: "" } : null;
}

function makeQuote(saying, edge) {
  const { quote } = saying;
  const ends = [["source", edge.from], ["target", edge.to]];
  const spans = [findTrigger(saying), ...ends.map(([className, id]) => ({ className, ...findEnd(quote, id) }))];
  const chosen = [];
  for (const span of spans) {
    if (span?.start === undefined || chosen.some((other) => span.start < other.end && other.start < span.end)) continue;
    chosen.push(span);
  }
  const block = make("blockquote");
  block.dir = "auto";
  let place = 0;
  for (const { start, end, className } of chosen.sort((a, b) => a.start - b.start)) {
    block.append(quote.slice(place, start), make("mark", { className, text: quote.slice(start, end) }));
    place = end;
  }
  block.append(quote.slice(place));
  return block;
}

function makeSource(id) {
  const { title, source, url, date } = data.documents[id];
  const name = make(/^https?:\/\//i.test(url) ? "a" : "span", { text: title, title: source });
  if (name.tagName === "A") {
    name.href = url;
    name.target = "_blank";
    name.rel = "noopener noreferrer";
  }
  return make("cite", {}, name, date ? make("span", { className: "date", text: ` (${date})` }) : "");
}

function makeDetails(saying) {
  const list = make("dl");
  const rows = [
    ["Happened", saying.date], ["Role", saying.role], ["Said by", saying.attribution_name],
    ["Confidence", saying.confidence === null ? "" : `${Math.round(saying.confidence * 100)} %`],
    ["Rule", saying.rule], ["Document", saying.document],
  ];
  for (const [name, value] of rows) {
    if (value) list.append(make("dt", { text: name }), make("dd", { text: value }));
  }
  return list;
}

function showTie(edge) {
  const dates = edge.first ? `, ${edge.first}${edge.last === edge.first ? "" : ` to ${edge.last}`}` : "";
  const ends = edge.from === edge.to ? [edge.from] : [edge.from, edge.to];
  panel.replaceChildren(
    make("h2", { className: "tie-line" }, makeTieLine(edge)),
    make("p", {}, makeStance(edge.stance), " ", make("small", { text: data.types[edge.type].gloss })),
    make("p", {}, make("small", { text: `${plural(edge.count, "saying")} in ${plural(edge.weight, "document")}${dates}` })),
    ...edge.sayings.map((saying) =>
      make("article", { className: "saying" }, makeQuote(saying, edge), makeSource(saying.document), makeDetails(saying)),
    ),
    make("h3", { text: "Between" }),
    make("ul", {}, ...ends.map((id) => makeEntityRow(id, plural(tiesOf.get(id).length, "tie")))),
  );
}

function showEntity(id) {
  const { aliases, refs, mentions, documents } = data.entities[id];
  const shown = tiesOf.get(id).filter(isTieShown);
  const hidden = tiesOf.get(id).length - shown.length;
  const references = Object.entries(refs).map(([name, value]) => `${name} ${value}`).join(" · ");
  const kind = make("span", { className: "badge", text: data.kinds[nodes.get(id).group].label });
  panel.replaceChildren(
    make("h2", {}, make("bdi", { text: nameOf(id) })),
    make("p", {}, kind, " ", make("small", { text: `${plural(mentions, "mention")} in ${plural(documents, "document")}` })),
    ...(aliases.length ? [make("p", {}, make("small", { text: `Also: ${aliases.slice(0, 12).join(", ")}` }))] : []),
    ...(references ? [make("p", {}, make("small", { text: references }))] : []),
    make("h3", { text: `${plural(shown.length, "tie")}${hidden ? ` (${hidden} more hidden by the filters)` : ""}` }),
    make("ul", {}, ...shown.map(makeTieRow)),
  );
}

function showOverview() {
  const ties = (id) => tiesOf.get(id).filter(isTieShown);
  const weight = (id) => data.entities[id].acts + data.entities[id].receives;
  const ids = [...nodes.keys()].filter(isEntityShown).sort((a, b) => weight(b) - weight(a) || (nameOf(a) < nameOf(b) ? -1 : 1));
  const shown = edges.filter(isTieShown);
  panel.replaceChildren(
    make("h2", { text: "Choose an entity or a tie" }),
    make("p", {}, make("small", { text: "Each line is a tie that the documents state. Choose one to read the sentences it rests on, with the words that carry it marked." })),
    make("h3", { text: "Best documented entities" }),
    make("ul", {}, ...ids.slice(0, MOST_ROWS).map((id) => makeEntityRow(id, plural(ties(id).length, "tie")))),
    make("h3", { text: "Best documented ties" }),
    make("ul", {}, ...shown.slice(0, MOST_ROWS).map(makeTieRow)),
  );
}

function showPanel() {
  const { chosen } = state;
  if (chosen?.tie !== undefined) showTie(edges[chosen.tie]);
  else if (chosen) showEntity(chosen.entity);
  else showOverview();
  panel.scrollTop = 0;
}

/* Everything that chooses comes through here: picture and panel always show the same. */
function choose(chosen) {
  state.chosen = chosen;
  if (chosen?.tie !== undefined) network.setSelection({ nodes: [], edges: [chosen.tie] });
  else network.setSelection({ nodes: chosen ? [chosen.entity] : [], edges: [] });
  hideTip();
  redraw();
  showPanel();
}

function showTip({ x, y }, ...children) {
  tip.replaceChildren(...children);
  tip.hidden = false;
  const { clientWidth, clientHeight } = tip.parentElement;
  const place = (at, size, room) => Math.max(4, at + 16 + size > room ? at - size - 12 : at + 16);
  tip.style.left = `${place(x, tip.offsetWidth, clientWidth)}px`;
  tip.style.top = `${place(y, tip.offsetHeight, clientHeight)}px`;
}

function hideTip() {
  tip.hidden = true;
}

network.on("click", ({ nodes: [node], edges: [edge] }) => {
  if (node !== undefined) choose({ entity: node });
  else choose(edge === undefined ? null : { tie: edge });
});
network.on("hoverNode", ({ node, pointer }) => {
  state.hovered = { entity: node };
  showTip(pointer.DOM, make("strong", { text: nameOf(node) }), make("p", { text: plural(tiesOf.get(node).filter(isTieShown).length, "tie") }));
});
network.on("hoverEdge", ({ edge, pointer }) => {
  state.hovered = { tie: edge };
  const { quote } = edges[edge].sayings[0];
  const short = quote.length > 260 ? `${quote.slice(0, 260)}…` : quote;
  showTip(pointer.DOM, make("strong", { text: sentenceOf(edges[edge]) }), " ", makeStance(edges[edge].stance), make("p", { text: `“${short}”` }));
});
for (const event of ["blurNode", "blurEdge"]) {
  network.on(event, () => {
    state.hovered = null;
    hideTip();
  });
}
for (const event of ["dragStart", "zoom"]) network.on(event, hideTip);
