// Tables in another order, and parts of long ones. Nothing is sorted until somebody asks for it; rows of the team stay where they are.
"use strict";
(() => {
  // So many rows are seen at once.
  const MANY = 15;
  const DIGITS = /-?\d+(\.\d+)?/;

  // Rows of people or categories: those between the team's.
  function movable(body) {
    const rows = [...body.rows];
    const isTeam = (row) => row.classList.contains("strong") || row.cells[0].classList.contains("strong");
    const from = rows.findIndex((row) => !isTeam(row));
    const to = rows.findIndex((row, at) => at > from && isTeam(row));
    return from < 0 ? [] : rows.slice(from, to < 0 ? rows.length : to);
  }

  // What stands for no number is behind all numbers, whichever way round.
  function compare(a, b, column, way) {
    const [x, y] = [a, b].map((row) => row.cells[column].textContent.trim());
    if (column === 0 || !a.cells[column].classList.contains("n")) return way * x.localeCompare(y);
    const [m, n] = [x, y].map((text) => DIGITS.exec(text));
    return !m || !n ? Number(!m) - Number(!n) : way * (parseFloat(m[0]) - parseFloat(n[0]));
  }

  function sortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    const given = movable(body);
    if (given.length < 3) return;
    const behind = given[given.length - 1].nextSibling;
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      if (!button.textContent) button.setAttribute("aria-label", "name");
      head.append(button);
      button.addEventListener("click", () => {
        const next = { ascending: "descending", descending: "" }[head.ariaSort ?? ""] ?? "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        if (next) head.setAttribute("aria-sort", next);
        const way = next === "descending" ? -1 : 1;
        const rows = next ? [...given].sort((a, b) => compare(a, b, column, way)) : given;
        rows.forEach((row) => body.insertBefore(row, behind));
      });
    });
  }

  function searchable(table) {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.cells.length > 1);
    if (rows.length <= MANY) return;
    const label = document.createElement("label");
    label.className = "search";
    const input = document.createElement("input");
    input.type = "search";
    input.autocomplete = "off";
    label.append("Only rows with ", input);
    table.parentElement.before(label);
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      rows.forEach((row) => { row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted); });
    });
  }

  for (const table of document.querySelectorAll(".wide > table")) {
    if (!table.matches(".matrix, .heat")) sortable(table);
    searchable(table);
  }
})();
