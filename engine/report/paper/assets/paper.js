"use strict";
// Tables can be sorted by their heads and filtered by a word; without a script they are complete and in order.
const key = (row, at) => row.cells[at].dataset.value ?? row.cells[at].textContent.trim();
const number = (row, at) => {
  const value = row.cells[at].dataset.value ?? "";
  return value !== "" && isFinite(value) ? Number(value) : null;
};
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((head, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const order = (one, other) => {
        const [x, y] = [number(one, at), number(other, at)];
        if (x !== null || y !== null) return x === null ? 1 : y === null ? -1 : x - y;
        return key(one, at).localeCompare(key(other, at), document.documentElement.lang);
      };
      const rows = [...body.rows].sort(order);
      body.append(...(down ? rows.reverse() : rows));
    });
  });
}
for (const filter of document.querySelectorAll(".filter")) {
  filter.hidden = false;
  const [input, status] = [filter.querySelector("input"), filter.querySelector("[role=status]")];
  const table = document.getElementById(filter.dataset.table);
  input.addEventListener("input", () => {
    const wanted = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const text = row.textContent.toLocaleLowerCase();
      row.hidden = !wanted.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    status.textContent = `${shown} / ${table.tBodies[0].rows.length}`;
  });
}
