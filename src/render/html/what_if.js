// What if: who is taken away, and what is left. The same arithmetic as `teamcap review --without`, on the same exact data:
// fractions of big integers, rounded once, halves away from zero.
"use strict";
(() => {
  const holder = document.getElementById("what-if-data");
  const form = document.getElementById("what-if");
  if (!holder || !form) return;
  const data = JSON.parse(holder.textContent);

  // A fraction is [numerator, denominator], the denominator above zero.
  const fraction = ([num, den]) => [BigInt(num), BigInt(den)];
  const ZERO = [0n, 1n];
  const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; };
  const reduced = ([num, den]) => { const by = gcd(num, den) || 1n; return [num / by, den / by]; };
  const plus = ([a, b], [c, d]) => reduced([a * d + c * b, b * d]);
  const minus = ([a, b], [c, d]) => reduced([a * d - c * b, b * d]);
  const sum = (all) => all.reduce(plus, ZERO);
  const compare = ([a, b], [c, d]) => { const by = a * d - c * b; return by < 0n ? -1 : by > 0n ? 1 : 0; };
  const percentOf = ([a, b], [c, d]) => c === 0n ? null : reduced(c < 0n ? [-100n * a * d, -c * b] : [100n * a * d, c * b]);
  const DASH = "\u2013";

  // Parts of a hundred, of any sign, that add up to it: each is cut to the number below it, and what is missing goes to the largest
  // remainders; of equal ones to the larger value, then to the first.
  function largestRemainder(parts) {
    if (compare(sum(parts), [100n, 1n]) !== 0) return null;
    const whole = parts.map(([num, den]) => num / den - (num % den < 0n ? 1n : 0n));
    const rest = parts.map((part, at) => minus(part, [whole[at], 1n]));
    const order = parts.map((_, at) => at);
    order.sort((a, b) => compare(rest[b], rest[a]) || compare(parts[b], parts[a]) || a - b);
    const missing = Number(100n - whole.reduce((a, b) => a + b, 0n));
    for (const at of order.slice(0, missing)) whole[at] += 1n;
    return whole;
  }

  function split(people) {
    const sums = data.buckets.map((_, at) => sum(people.map((person) => person.buckets[at])));
    const all = sum(people.map((person) => person.recorded));
    const parts = sums.map((part) => percentOf(part, all));
    if (all[0] <= 0n) return parts.map(() => DASH);
    const rounded = largestRemainder(parts);
    return parts.map((part, at) => `${rounded ? rounded[at] : decimal(part, 0)} %`);
  }

  // The choices of k of n; as a number that may be too large to be exact, which is large enough.
  function choose(n, k) {
    let c = 1;
    for (let i = 0; i < Math.min(k, n - k); i++) c = c * (n - i) / (i + 1);
    return c;
  }

  // skills: [{by: positions ascending, weight: BigInt}]. The fewest people without whom more than half is uncovered.
  function halfLoss(count, skills) {
    if (skills.length === 0) return { missing: "no covered skill" };
    const total = skills.reduce((all, skill) => all + skill.weight, 0n);
    const half = total / 2n;
    const skillsOf = Array.from({ length: count }, () => []);
    skills.forEach((skill, at) => skill.by.forEach((person) => skillsOf[person].push(at)));
    const left = skills.map((skill) => skill.by.length);
    let lost = skills.reduce((all, skill) => skill.by.length ? all : all + skill.weight, 0n);
    if (lost > half) return { missing: "already lost" };
    const people = skillsOf.map((_, at) => at).filter((at) => skillsOf[at].length);
    const leave = (person) => skillsOf[person].forEach((at) => { if (--left[at] === 0) lost += skills[at].weight; });
    const back = (person) => skillsOf[person].forEach((at) => { if (left[at]++ === 0) lost -= skills[at].weight; });
    const atMost = (more) => skills.reduce((all, skill, at) => left[at] <= more ? all + skill.weight : all, 0n);
    const chosen = [];
    const go = (from, more) => {
      if (more === 0) return lost > half;
      if (atMost(more) <= half) return false;
      for (let at = from; at <= people.length - more; at++) {
        chosen.push(people[at]);
        leave(people[at]);
        const found = go(at + 1, more - 1);
        back(people[at]);
        if (found) return true;
        chosen.pop();
      }
      return false;
    };
    for (let k = 1; k <= people.length; k++) {
      // Up to 22 people the program looks at all subsets, and so does this.
      if (people.length > 22 && choose(people.length, k) > 2e7) break;
      if (go(0, k)) return { people: chosen.slice(), exact: true };
    }
    while (lost <= half) {
      let best = null, gain = null;
      for (const person of people.filter((person) => !chosen.includes(person))) {
        const open = skillsOf[person].filter((at) => left[at] > 0);
        const now = open.reduce((all, at) => left[at] === 1 ? all + skills[at].weight : all, 0n);
        const all = open.reduce((all, at) => all + skills[at].weight, 0n);
        if (gain === null || now > gain[0] || now === gain[0] && all > gain[1]) [best, gain] = [person, [now, all]];
      }
      if (best === null) break;
      leave(best);
      chosen.push(best);
    }
    return { people: chosen, exact: false };
  }

  // Over one denominator, so that they add up as whole numbers.
  const weights = (() => {
    const all = data.skills ? data.skills.skills.map((skill) => fraction(skill.weight)) : [];
    const scale = all.reduce((scale, [, den]) => scale * den / gcd(scale, den), 1n);
    return all.map(([num, den]) => num * scale / den);
  })();

  function skillsLeft(isAway) {
    const all = data.skills;
    if (!all) return null;
    const people = all.people.filter((person) => !isAway(person));
    const position = new Map(people.map((person, at) => [person, at]));
    const held = all.skills.map((skill, at) => ({ by: skill.holders.filter((h) => position.has(h)), weight: weights[at] }));
    const covered = held.map((skill) => skill.by.length).filter((n) => n > 0);
    const found = halfLoss(people.length, held.map((s) => ({ by: s.by.map((h) => position.get(h)), weight: s.weight })));
    return {
      held,
      lost: all.skills.filter((skill, at) => skill.holders.length && !held[at].by.length).map((skill) => skill.name),
      single: all.skills.flatMap((skill, at) => skill.holders.length > 1 && held[at].by.length === 1
        ? [`${skill.name} (${data.people[held[at].by[0]].name})`] : []),
      firstLoss: covered.length ? String(Math.min(...covered)) : "no covered skill",
      halfLoss: found.missing || (found.exact ? String(found.people.length) : `<= ${found.people.length}, not proven`),
    };
  }

  const people = data.people.map((person) => ({
    ...person, gross: fraction(person.gross), net: fraction(person.net), recorded: fraction(person.recorded),
    buckets: person.buckets.map(fraction),
  }));

  function without(away) {
    const left = people.filter((_, at) => !away.has(at));
    const gross = sum(left.map((person) => person.gross));
    const share = percentOf(gross, sum(people.map((person) => person.gross)));
    return {
      split: split(left), gross: decimal(gross, 2), net: decimal(sum(left.map((person) => person.net)), 2),
      share: share === null ? DASH : `${decimal(share, 1)} %`, skills: skillsLeft((at) => away.has(at)),
    };
  }

  const now = without(new Set());
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const said = document.getElementById("what-if-result");
  const put = (tag, text, parent, name) => {
    const node = document.createElement(tag);
    node.textContent = text;
    if (name) node.className = name;
    parent.append(node);
    return node;
  };

  function table(after) {
    const node = document.createElement("table");
    const head = node.createTHead().insertRow();
    for (const text of ["", "now", "without"]) put("th", text, head, text ? "n" : "").scope = "col";
    const body = node.createTBody();
    const row = (label, before, then) => {
      const line = body.insertRow();
      put("th", label, line).scope = "row";
      put("td", before, line, "n");
      put("td", then, line, before === then ? "n" : "n strong");
    };
    data.buckets.forEach((bucket, at) => row(bucket.name, now.split[at], after.split[at]));
    row("gross FTE-weeks", now.gross, after.gross);
    row("net FTE-weeks", now.net, after.net);
    if (after.skills) {
      row("first loss, people", now.skills.firstLoss, after.skills.firstLoss);
      row("half loss, people", now.skills.halfLoss, after.skills.halfLoss);
    }
    return node;
  }

  // The matrix shows it too: who is away, and how many are left of each skill.
  function mark(away, skills) {
    for (const head of document.querySelectorAll("th[data-person]")) {
      for (const row of head.closest("table").rows) {
        if (row.cells.length > head.cellIndex) row.cells[head.cellIndex].classList.toggle("gone", away.has(Number(head.dataset.person)));
      }
    }
    if (!skills) return;
    for (const row of document.querySelectorAll("[data-skill]")) {
      const at = Number(row.dataset.skill), n = skills.held[at].by.length;
      const state = n < 2 ? n : n < 3 && data.skills.skills[at].critical ? 2 : 3;
      const [name, sign, word] = data.skills.states[state];
      row.className = name;
      const cell = row.querySelector(".state");
      cell.textContent = "";
      put("span", sign, cell).setAttribute("aria-hidden", "true");
      cell.append(` ${word}`);
    }
  }

  function show() {
    const away = new Set(boxes.filter((box) => box.checked).map((box) => Number(box.value)));
    const after = without(away);
    said.textContent = "";
    mark(away, after.skills);
    if (away.size === 0) {
      put("p", "Nobody is away.", said);
    } else {
      const names = [...away].map((at) => data.people[at].name);
      put("p", `Without ${names.join(", ")}: ${after.share} of gross capacity is left`, said, "strong");
      said.append(table(after));
      if (after.skills) {
        put("p", after.skills.lost.length ? `Lost: ${after.skills.lost.join(", ")}` : "No covered skill is lost.", said);
        if (after.skills.single.length) put("p", `Left with one person: ${after.skills.single.join(", ")}`, said);
      }
    }
    const ids = [...away].map((at) => encodeURIComponent(data.people[at].id));
    const hash = ids.length ? `#without=${ids.join(",")}` : "";
    if (location.hash.startsWith("#without=") || hash) {
      try { history.replaceState(null, "", hash || location.pathname + location.search); } catch { location.hash = hash; }
    }
  }

  function read() {
    if (!location.hash.startsWith("#without=")) return;
    const ids = new Set(location.hash.slice("#without=".length).split(",").map((id) => { try { return decodeURIComponent(id); } catch { return ""; } }));
    for (const box of boxes) box.checked = ids.has(data.people[Number(box.value)].id);
  }

  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", () => { read(); if (location.hash.startsWith("#without=")) show(); });
  read();
  show();
})();
