/* What the page knows, and what is chosen. All text from documents stays text: nothing here makes markup. */

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const find = (id) => document.getElementById(id);

const data = read("data");
const nodes = new Map(read("nodes").map((node) => [node.id, { ...node, name: node.label }]));
const edges = read("edges").map((edge) => ({ ...edge, ...data.ties[edge.id] }));

const state = { hiddenKinds: new Set(), hiddenTypes: new Set(), chosen: null, hovered: null };

const tiesOf = new Map([...nodes.keys()].map((id) => [id, []]));
for (const edge of edges) {
  tiesOf.get(edge.from).push(edge);
  if (edge.to !== edge.from) tiesOf.get(edge.to).push(edge);
}

const isTieShown = (edge) =>
  !state.hiddenTypes.has(edge.type) &&
  !state.hiddenKinds.has(nodes.get(edge.from).group) &&
  !state.hiddenKinds.has(nodes.get(edge.to).group);

/* An entity goes with its kind, and also when the filters leave it none of its ties. */
const isEntityShown = (id) => {
  const ties = tiesOf.get(id);
  return !state.hiddenKinds.has(nodes.get(id).group) && (ties.length === 0 || ties.some(isTieShown));
};

const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
const labelOf = (type) => data.types[type].label;

/* Case and accents do not count in a search. */
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/* An element with a class, a text and children; the text is never read as markup. */
function make(tag, { className = "", text = "", title = "" } = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (title) element.title = title;
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

function makeButton(className, onClick, ...children) {
  const button = make("button", { className }, ...children);
  button.type = "button";
  button.addEventListener("click", onClick);
  return button;
}
