/* Search, filters and the table: they change what is chosen or hidden, and the picture follows. */

const search = find("search");
const results = find("results");
const MOST_RESULTS = 10;

const searchable = [...nodes.values()].map(({ id, name }) => ({
  id, name, size: nodes.get(id).size, texts: [name, ...data.entities[id].aliases].map(fold),
}));

function findEntities(query) {
  const wanted = fold(query.trim());
  const rank = ({ texts }) => {
    if (texts.some((text) => text.startsWith(wanted))) return 0;
    if (texts.some((text) => text.includes(` ${wanted}`))) return 1;
    return texts.some((text) => text.includes(wanted)) ? 2 : 3;
  };
  const found = searchable.map((entry) => ({ ...entry, rank: rank(entry) })).filter((entry) => entry.rank < 3);
  return found.sort((a, b) => a.rank - b.rank || b.size - a.size || (a.name < b.name ? -1 : 1));
}

function showResults() {
  results.hidden = search.value.trim() === "";
  if (results.hidden) return;
  const found = findEntities(search.value);
  const rows = found.slice(0, MOST_RESULTS).map(({ id, name }) => {
    const kind = make("small", { text: ` ${data.kinds[nodes.get(id).group].label}` });
    return make("li", {}, makeButton("", () => goTo(id), make("bdi", { text: name }), kind));
  });
  const more = found.length - rows.length;
  const note = found.length === 0 ? "No entity is called so." : more > 0 ? `and ${more} more` : "";
  results.replaceChildren(...rows, ...(note ? [make("li", {}, make("p", { text: note }))] : []));
}

function goTo(id) {
  results.hidden = true;
  search.value = "";
  showKind(nodes.get(id).group);
  choose({ entity: id });
  moveToEntity(id);
}

search.addEventListener("input", showResults);
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") results.querySelector("button")?.click();
  if (event.key === "ArrowDown") results.querySelector("button")?.focus();
  if (event.key === "Escape") results.hidden = true;
});
document.addEventListener("click", ({ target }) => {
  if (!target.closest(".search")) results.hidden = true;
  if (!target.closest(".types")) document.querySelector(".types").open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.target === search) return;
  document.querySelector(".types").open = false;
  choose(null);
});

const kindBoxes = [...document.querySelectorAll("[data-kind]")];
const typeBoxes = [...document.querySelectorAll("[data-type]")];
const rows = [...document.querySelectorAll("tr[data-tie]")];

function readFilters() {
  state.hiddenKinds = new Set(kindBoxes.filter((box) => !box.checked).map((box) => box.dataset.kind));
  state.hiddenTypes = new Set(typeBoxes.filter((box) => !box.checked).map((box) => box.dataset.type));
  for (const row of rows) row.hidden = !isTieShown(edges[row.dataset.tie]);
  redraw();
  showPanel();
}

function showKind(kind) {
  const box = kindBoxes.find((other) => other.dataset.kind === kind);
  if (box.checked) return;
  box.checked = true;
  readFilters();
}

for (const box of [...kindBoxes, ...typeBoxes]) box.addEventListener("change", readFilters);
for (const [id, checked] of [["all-types", true], ["no-types", false]]) {
  find(id).addEventListener("click", () => {
    for (const box of typeBoxes) box.checked = checked;
    readFilters();
  });
}
find("fit").addEventListener("click", () => showAll());

for (const row of rows) {
  const cell = row.cells[1];
  cell.replaceChildren(makeButton("", () => {
    choose({ tie: Number(row.dataset.tie) });
    document.querySelector(".screen").scrollIntoView();
  }, cell.textContent));
}

readFilters();
showAll({ move: false });
