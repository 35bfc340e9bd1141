// Where a figure comes from, on demand: its formula, the two amounts of which it is the quotient, its exact value, and the cells, lines
// and other figures it is made of, as `teamcap explain` lists them. One stop for the tabulator a table; the arrows go from figure to
// figure. How all this is written is said in src/render/json/sources.rs and origins.rs.
"use strict";
(() => {
  const holder = document.getElementById("figures");
  const dialog = document.getElementById("source");
  if (!holder || !dialog) return;
  const { formulas, figures, lists, left, cells, people, roster, ratings } = JSON.parse(holder.textContent);
  const addresses = [];
  for (const [shared, rest] of figures) addresses.push((addresses.at(-1) ?? "").slice(0, shared) + rest);
  const numbers = new Map(addresses.map((address, at) => [address, at]));
  // One number and one, or the place of a list, below zero.
  const list = (of) => of > 0 ? [of - 1] : of < 0 ? lists[-of - 1] : [];

  // The weeks say theirs by row and column.
  function address(cell) {
    const row = cell.parentElement, head = cell.closest("table").tHead?.rows[0].cells[cell.cellIndex];
    return cell.dataset.f ?? (row.dataset.p && head?.dataset.w ? `week.${row.dataset.p}.${head.dataset.w}` : "");
  }
  const known = (cell) => Boolean(cell) && numbers.has(address(cell));

  function put(tag, text, parent, name) {
    const node = document.createElement(tag);
    node.textContent = text;
    if (name) node.className = name;
    parent.append(node);
    return node;
  }

  // Every cell of the sheets, taken apart when it is first asked for.
  let apart = null;
  function everyCell() {
    if (apart) return apart;
    apart = [];
    for (const [file, text] of cells.files) {
      const rows = numbersOf(text);
      let row = 0, at = 0;
      while (at < rows.length) {
        row += rows[at++];
        const person = rows[at++], days = cells.slots[rows[at++]], layout = cells.layouts[rows[at++]];
        for (let part = 0; part < layout.length; part += 2) {
          const value = rows[at++];
          const weeks = list(value ? days[2] || days[1] : days[1]);
          apart.push({ file, row, column: layout[part + 1], category: layout[part] - 1, person, days: days[0], touched: days[1], weeks, value });
        }
      }
    }
    return apart;
  }

  // Those of some people, weeks and categories; of a blank one it may be that nobody knows the category.
  function chosen(person, week, category) {
    const [p, w, c] = [person, week, category].map((of) => new Set(list(of)));
    return everyCell().filter((cell) => p.has(cell.person) && (cell.category < 0 || c.has(cell.category)) && cell.weeks.some((at) => w.has(at)));
  }

  const placeOf = (cell) => `${cell.file}:${cell.row}:${cell.column}`;
  const count = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;

  // Rows of texts under headings, in a box that is moved by itself.
  function table(label, headings, rows, body) {
    const box = put("div", "", body, "cells");
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", label);
    const node = put("table", "", box);
    const head = node.createTHead().insertRow();
    for (const heading of headings) put("th", heading, head).scope = "col";
    const lines = node.createTBody();
    for (const row of rows) {
      const line = lines.insertRow();
      row.forEach((text, at) => { put(at ? "td" : "th", text, line, headings[at].startsWith("in ") ? "n" : "").dir = "auto"; });
      line.cells[0].scope = "row";
    }
  }

  // What a cell says of the weeks that count; of others too where it is about more of them.
  function contributes(cell, week, unit) {
    const [num, den] = cells.values.slice(3 * cell.value + 1);
    const whole = decimal([BigInt(num) * (unit === "points" ? 100n : 1n), BigInt(cells.denominators[den])], 12).replace(/\.?0+$/, "");
    const w = new Set(list(week));
    return cell.weeks.every((at) => w.has(at)) ? whole : `part of ${whole}`;
  }

  function showCells([person, week, category], [, unit, , , listed], body) {
    const all = chosen(person, week, category);
    const [full, blank] = [all.filter((cell) => cell.value), all.filter((cell) => !cell.value)];
    if (listed === "states") {
      const rows = list(person).flatMap((who) => list(week).map((at) => {
        const row = full.find((cell) => cell.person === who && list(cell.touched).includes(at));
        return [cells.weeks[at], people[who], cells.states[cells.state[who][at]], row ? `${row.file}:${row.row}` : ""];
      }));
      table("Weeks", ["week", "person", "state", "row"], rows, body);
      return;
    }
    put("h3", `${count(full.length, "cell")}, in ${unit}`, body);
    const rows = full.map((cell) => [placeOf(cell), cells.values[3 * cell.value], contributes(cell, week, unit), cell.days, people[cell.person], cells.categories[cell.category]]);
    if (rows.length) table("Cells", ["cell", "text", `in ${unit}`, "days", "person", "category"], rows, body);
    if (listed === "blanks" && blank.length) put("p", `Blank in these weeks, which is not zero: ${blank.map(placeOf).join(", ")}`, body, "blank");
  }

  function showRatings(skills, who, body) {
    const n = list(skills).length * list(who).length;
    if (!n) return;
    put("h3", `${count(n, "cell")} of the matrix`, body);
    if (!ratings) return;
    const order = list(ratings.people), wanted = new Set(list(who)), rows = [];
    for (const skill of list(skills)) {
      const line = numbersOf(ratings.of[skill]);
      let [row, column, at] = [0, 0, 0];
      for (const person of order) {
        const [text, counts] = ratings.values[line[at]], value = line[at++];
        if (value) [row, column] = [row + line[at++], column + line[at++]];
        if (wanted.has(person)) rows.push(value ? [`${ratings.file}:${row}:${column}`, text || "(blank)", people[person], counts] : [text, "(blank)", people[person], counts]);
      }
    }
    table("Cells of the matrix", ["cell", "text", "person", "counts as"], rows, body);
  }

  function showRoster(who, body) {
    const lines = list(who).filter((person) => roster[person]);
    if (!lines.length) return;
    put("h3", "Capacity, by the roster", body);
    table("Capacity, by the roster", ["person", "the roster says"], lines.map((person) => [people[person], roster[person]]), body);
  }

  function showParts(parts, body, trail) {
    const all = list(parts);
    if (!all.length) return;
    put("h3", `Made of ${count(all.length, "figure")}`, body);
    const items = put("ul", "", body, "made-of");
    for (const part of all) {
      const item = put("li", "", items);
      put("button", addresses[part], item).addEventListener("click", () => show(addresses[part], "", trail));
      item.append(` ${figures[part][3]}`);
    }
  }

  // `trail`: the figures from which one came here.
  function show(address, shown, trail = []) {
    const [, , formula, exact, amounts, person = 0, week = 0, category = 0, of = 0, skills = 0, rated = 0, parts = 0] = figures[numbers.get(address)];
    const [words, , top, bottom] = formulas[formula];
    const body = dialog.querySelector("div");
    body.textContent = "";
    const title = put("h2", address, body);
    title.tabIndex = -1;
    put("p", shown ? `${shown}: ${words}` : words, body);
    if (amounts) put("p", `= ${amounts.split(" ")[0]} ${top} / ${amounts.split(" ")[1]} ${bottom}`, body);
    put("p", exact.startsWith("no figure") ? exact : `= ${exact}`, body);
    showParts(parts, body, [...trail, address]);
    if (person && cells) showCells([person, week, category], formulas[formula], body);
    if (person && !cells) put("h3", count(person, "cell"), body);
    showRatings(skills, rated, body);
    showRoster(of, body);
    if (left && (person || !(of || rated || parts))) put("p", `The cells are not shown here: ${left}`, body, "left");
    put("p", "As the program lists it, each cell with its place:", body);
    put("code", `teamcap explain ${address}`, body);
    if (trail.length) {
      const back = put("button", `Back to ${trail.at(-1)}`, put("p", "", body));
      back.addEventListener("click", () => show(trail.at(-1), "", trail.slice(0, -1)));
    }
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    title.focus();
  }
  const showOf = (cell) => show(address(cell), cell.matches(".state") ? "" : cell.textContent.trim());

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
      if (known(cell) && !String(getSelection())) showOf(cell);
    });
    table.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td");
      if (!known(cell)) return;
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        showOf(cell);
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
