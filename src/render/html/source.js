// Where a figure comes from, on demand: its formula, the two amounts of which it is the quotient, its exact value, and the command that
// lists its cells. One stop for the tabulator a table; the arrows go from figure to figure.
"use strict";
(() => {
  const holder = document.getElementById("figures");
  const dialog = document.getElementById("source");
  if (!holder || !dialog) return;
  const { formulas, figures } = JSON.parse(holder.textContent);
  // The weeks say theirs by row and column.
  function address(cell) {
    const row = cell.parentElement, head = cell.closest("table").tHead?.rows[0].cells[cell.cellIndex];
    return cell.dataset.f ?? (row.dataset.p && head?.dataset.w ? `week.${row.dataset.p}.${head.dataset.w}` : "");
  }
  const known = (cell) => cell && figures[address(cell)];

  function put(tag, text, parent) {
    const node = document.createElement(tag);
    node.textContent = text;
    parent.append(node);
  }

  function show(cell) {
    const [formula, exact, quotient] = known(cell);
    const body = dialog.querySelector("div");
    body.textContent = "";
    put("h2", address(cell), body);
    put("p", `${cell.textContent.trim()}: ${formulas[formula]}`, body);
    if (quotient) put("p", `= ${quotient}`, body);
    put("p", exact.startsWith("no figure") ? exact : `= ${exact}`, body);
    put("p", "Its cells, each with its place:", body);
    put("code", `teamcap explain ${address(cell)}`, body);
    dialog.showModal();
  }

  // The cell that holds a figure, from here on in a direction.
  function next(cell, rows, columns) {
    const table = cell.closest("table");
    let row = [...table.rows].indexOf(cell.parentElement), column = cell.cellIndex;
    for (;;) {
      row += rows;
      column += columns;
      const found = table.rows[row]?.cells[column];
      if (!found) return null;
      if (known(found)) return found;
    }
  }

  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  for (const table of document.querySelectorAll("table")) {
    const first = [...table.querySelectorAll("td")].find(known);
    if (!first) continue;
    first.tabIndex = 0;
    table.addEventListener("click", (event) => {
      const cell = event.target.closest("td");
      if (known(cell) && !String(getSelection())) show(cell);
    });
    table.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td");
      if (!known(cell)) return;
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        show(cell);
      } else if (STEPS[event.key]) {
        event.preventDefault();
        const to = next(cell, ...STEPS[event.key]);
        if (!to) return;
        cell.tabIndex = -1;
        to.tabIndex = 0;
        to.focus();
      }
    });
  }
})();
