// What a browser says of the page: `npm ci && node page.mjs PROGRAM [CHROMIUM]`, in this folder. What-if equals `--without` for each
// person, by the keyboard alone; no request leaves the page; nothing is said on the console; axe-core finds nothing serious.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { axe, browser, equal, finish, program, root, scratch, test } from "./checks.mjs";

const samples = ["releng-fy2016-q3", "platform-2026-q2", "hostile-names"];

function made(sample, name, ...more) {
  const file = join(scratch, `${name}.html`);
  execFileSync(program, ["review", resolve(root, "samples", sample), "--format", "html", "-o", file, ...more]);
  return pathToFileURL(file).href;
}

// A page that is watched: whatever it asks for, and whatever it says.
async function opened(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = [];
  page.on("request", (request) => { if (request.url().split("#")[0] !== address.split("#")[0]) seen.push(`request ${request.url()}`); });
  page.on("console", (message) => seen.push(`console ${message.text()}`));
  page.on("pageerror", (error) => seen.push(`error ${error}`));
  page.on("dialog", (dialog) => { seen.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  await page.goto(address);
  return { page, seen, close: () => context.close() };
}

// The cells of the table and the sentences of an element.
const told = (element) => ({
  rows: [...element.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent.trim())),
  sentences: [...element.querySelectorAll("p")].map((p) => p.textContent.trim()).filter((text) => /^(Lost|No covered|Left with)/.test(text)),
});
const toldBy = (page, selector) => page.locator(selector).evaluate(told);

// Every figure of which the page knows something: an address begins with what it has in common with the one before.
function addresses() {
  const all = [];
  for (const [shared, rest] of JSON.parse(document.getElementById("figures").textContent).figures) all.push((all.at(-1) ?? "").slice(0, shared) + rest);
  return all;
}

// What the open dialog lists, in the words of `explain`, spaces aside.
const listed = (dialog) => dialog.evaluate((dialog) => {
  const said = (table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent));
  const tables = Object.fromEntries([...dialog.querySelectorAll("[role=region]")].map((box) => [box.getAttribute("aria-label"), said(box.querySelector("table"))]));
  const lines = [
    ...(tables.Weeks ?? []).map(([week, person, state, row]) => `${week} ${person}: ${state}${row ? ` (${row})` : ""}`),
    ...[...dialog.querySelectorAll(".made-of button")].map((button) => button.textContent),
    ...(tables.Cells ?? []).map(([cell, text, amount, days, person, category]) => `${cell}: ${text} ${amount} ${days} ${person}, ${category}`),
    ...(tables["Cells of the matrix"] ?? []).map(([cell, text, person, counts]) => `${cell}: ${text} ${person}, ${counts}`),
    ...(tables["Capacity, by the roster"] ?? []).map(([person, line]) => `${person}: ${line}`),
  ];
  const blank = dialog.querySelector(".blank");
  return [...lines, ...(blank ? [blank.textContent] : [])].map((line) => line.replace(/\s+/g, " ").trim()).sort();
});

// The same lines of what `explain` prints.
function explained(sample, address) {
  const text = execFileSync(program, ["explain", address, join(root, "samples", sample), "--width", "10000"], { encoding: "utf8" });
  let heading = "";
  const lines = [];
  for (const line of text.split("\n").slice(2)) {
    if (line.startsWith("Blank in these weeks")) lines.push(line);
    if (!line.startsWith("  ")) { heading = line; continue; }
    const isEnd = /^  (sum: |the cells add up)/.test(line), isFormula = /^  (=|average |weeks by |weeks not )/.test(line) || text.split("\n")[3] === line;
    if (heading.startsWith("Made of")) lines.push(line.trim().split(/\s+/)[0]);
    else if (!/weeks? count$|: \d+ weeks?$/.test(heading) && !isEnd && !isFormula) lines.push(line);
  }
  return lines.map((line) => line.replace(/\s+/g, " ").trim()).sort();
}

for (const sample of samples) {
  const address = made(sample, sample);
  const { page, seen, close } = await opened(address);
  const people = await page.locator("#what-if label").evaluateAll((labels) => labels.map((label) => label.textContent.trim()));
  const boxes = page.locator("#what-if input");

  await test(`${sample}: a box for each person`, () => { if (people.length < 2) throw new Error(`${people}`); });
  await test(`${sample}: what-if is --without, for each person, by the keyboard`, async () => {
    for (const [at, name] of people.entries()) {
      await boxes.nth(at).focus();
      await page.keyboard.press("Space");
      const found = await toldBy(page, "#what-if-result");
      const share = await page.locator("#what-if-result p").first().textContent();
      const other = await opened(made(sample, `${sample}-without`, "--without", name));
      const section = other.page.locator("section").filter({ has: other.page.locator("h2", { hasText: /^Without / }) });
      const expected = await section.evaluate(told);
      const aside = await section.locator("h2 small").textContent();
      await other.close();
      equal(found, expected, name);
      if (!share.endsWith(aside.trim())) throw new Error(`${name}: ${share}, not ${aside}`);
      await boxes.nth(at).focus();
      await page.keyboard.press("Space");
    }
  });
  await test(`${sample}: of two people too, and the address says who`, async () => {
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    const found = await toldBy(page, "#what-if-result");
    const other = await opened(made(sample, `${sample}-two`, "--without", people.slice(0, 2).join(",")));
    equal(found, await other.page.locator("section").filter({ has: other.page.locator("h2", { hasText: /^Without / }) }).evaluate(told), "two");
    await other.close();
    const again = await opened(page.url());
    equal(await toldBy(again.page, "#what-if-result"), found, "the address brings it back");
    equal(again.seen, [], "asked for, or said");
    await again.close();
    await page.locator("#what-if button[type=reset]").click();
    await page.waitForFunction(() => document.querySelector("#what-if-result").textContent === "Nobody is away.");
    equal(new URL(page.url()).hash, "", "the address after a reset");
  });
  await test(`${sample}: the bars say what the table says`, async () => {
    const wrong = await page.locator("section").first().evaluate((section) => {
      const rows = [...section.querySelectorAll("tbody tr")].map((row) => [...row.cells].map((cell) => cell.textContent));
      const bars = [...section.querySelectorAll(".lanes > div")];
      return rows.filter((row, at) => [...bars[at].querySelectorAll("text")].some((text) => !row.includes(text.textContent))
        || Math.abs([...bars[at].querySelectorAll("rect")].reduce((all, r) => all + parseFloat(r.getAttribute("width")), 0) - 100) > 0.01
          && bars[at].querySelectorAll("rect").length > 0);
    });
    equal(wrong, [], "rows");
  });
  await test(`${sample}: every figure says where it comes from, by the keyboard`, async () => {
    const known = new Set(await page.evaluate(addresses));
    const onPage = await page.locator("td[data-f]").evaluateAll((cells) => cells.map((cell) => cell.dataset.f));
    equal(onPage.filter((address) => !known.has(address)), [], "figures of which the page knows nothing");
    const csv = execFileSync(program, ["review", join(root, "samples", sample), "--format", "csv"], { encoding: "utf8" });
    const first = page.locator("td[tabindex='0']").first();
    await first.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const text = await page.locator("#source").innerText();
    const address = await page.locator("#source h2").innerText();
    const [, , , , , num, den] = csv.split("\n").find((line) => line.startsWith(`${address},`)).split(",");
    const exact = den === "1" ? num : `${num}/${den}`;
    if (!text.includes(`= ${exact}\n`) || !text.includes(`teamcap explain ${address}`)) throw new Error(`${text}\nnot ${exact}`);
    await page.keyboard.press("Escape");
    const week = page.locator(".heat td.recorded").first();
    await week.click();
    const of = await page.locator("#source h2").innerText();
    const shown = csv.split("\n").find((line) => line.startsWith(`${of},`)).split(",").at(-2);
    equal(await week.innerText(), shown, of);
    await page.keyboard.press("Escape");
    equal(await page.locator("#source").isVisible(), false, "closed");
  });
  await test(`${sample}: the dialog lists what explain prints, and leads on and back`, async () => {
    const all = await page.evaluate(addresses);
    const some = ["capacity.recorded", "capacity.unallocated", "team.mean.total", ...["person.", "split.", "week.", "skill.", "capacity.load.", "concentration."]
      .flatMap((start) => all.filter((address) => address.startsWith(start)).filter((_, at, found) => at === 0 || at === found.length >> 1))];
    const dialog = page.locator("#source");
    let opened = 0;
    for (const address of some) {
      const cell = page.locator(`td[data-f="${address}"]`).first();
      if (!await cell.count()) continue;
      await cell.evaluate((cell) => { cell.tabIndex = 0; });
      await cell.focus();
      await page.keyboard.press("Enter");
      equal(await dialog.locator("h2").innerText(), address, "the dialog of");
      equal(await listed(dialog), explained(sample, address), address);
      opened += 1;
      const part = dialog.locator(".made-of button").first();
      if (await part.count()) {
        const name = await part.innerText();
        await part.focus();
        await page.keyboard.press("Enter");
        equal(await dialog.locator("h2").innerText(), name, "a part of it");
        equal(await listed(dialog), explained(sample, name), name);
        await dialog.getByText(`Back to ${address}`).focus();
        await page.keyboard.press("Enter");
        equal(await dialog.locator("h2").innerText(), address, "back");
      }
      await page.keyboard.press("Escape");
    }
    if (opened < 8) throw new Error(`only ${opened} of ${some}`);
  });
  await test(`${sample}: a table is sorted when asked for, and comes back`, async () => {
    const table = page.locator(".wide > table").first();
    const names = () => table.evaluate((table) => [...table.tBodies[0].rows].map((row) => row.cells[0].textContent));
    const column = () => table.evaluate((table) => [...table.tBodies[0].rows].slice(1).map((row) => parseFloat(row.cells[2].textContent)));
    const given = await names();
    const button = table.locator("thead button.sort").nth(2);
    await button.focus();
    await page.keyboard.press("Enter");
    const up = (await column()).filter((n) => !Number.isNaN(n));
    equal(up, [...up].sort((a, b) => a - b), "ascending");
    await page.keyboard.press("Enter");
    const down = (await column()).filter((n) => !Number.isNaN(n));
    equal(down, [...down].sort((a, b) => b - a), "descending");
    equal((await names())[0], given[0], "the team's row");
    await page.keyboard.press("Enter");
    equal(await names(), given, "as given");
  });
  await test(`${sample}: nothing leaves the page, and nothing is said`, () => equal(seen, [], "seen"));
  await close();

  for (const [name, options] of [
    ["a phone", { viewport: { width: 320, height: 640 } }],
    ["a wall", { viewport: { width: 3840, height: 2160 } }],
    ["in the dark", { colorScheme: "dark" }],
  ]) {
    await test(`${sample}: ${name}: nothing overflows, axe finds nothing serious`, async () => {
      const { page, close } = await opened(address, { ...options, bypassCSP: true });
      const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      const serious = async () => {
        const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
        const serious = found.violations.filter((violation) => ["serious", "critical"].includes(violation.impact));
        return serious.map((violation) => [violation.id, violation.nodes.map((node) => node.html).slice(0, 3)]);
      };
      equal(Math.max(0, await over()), 0, "pixels wider than the screen");
      await page.addScriptTag({ content: axe });
      equal(await serious(), [], "axe");
      // The dialog with the longest list: it is moved by itself, and the dialog stays within the screen.
      for (const [address, box] of [["split.", ".cells"], ["skill.", ".cells"], ["skills.", ".made-of"]]) {
        const cell = page.locator(`td[data-f^="${address}"]`).first();
        if (!await cell.count()) continue;
        await cell.click();
        const sizes = await page.locator("#source").evaluate((dialog, box) => {
          const [frame, list] = [dialog.getBoundingClientRect(), dialog.querySelector(box)];
          return { out: frame.left < 0 || frame.right > innerWidth || frame.top < 0 || frame.bottom > innerHeight, wide: dialog.scrollWidth - dialog.clientWidth, list: list.clientHeight < innerHeight / 2 };
        }, box);
        equal(sizes, { out: false, wide: 0, list: true }, `the dialog of ${address}`);
        equal(await serious(), [], "axe, in the dialog");
        await page.keyboard.press("Escape");
      }
      await close();
    });
  }
  await test(`${sample}: it prints`, async () => {
    const { page, close } = await opened(address);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
    const sections = await page.locator("main > section").count();
    if (pages < sections) throw new Error(`${pages} pages of ${sections} sections`);
    await close();
  });
}

await test("the written parts: tiles say the key figures, links lead to the web or a letter", async () => {
  const { page, seen, close } = await opened(made("harbour-2016-q2", "harbour"));
  const tiles = await page.locator(".tiles li").evaluateAll((tiles) => tiles.map((tile) => tile.innerText.replace(/\s+/g, " ")));
  equal(tiles, [
    "Berth availability 99.962 % ▼ -0.017 percentage points from Q1: worse",
    "Bookings 440 a day, mean ▲ +77.4 % from Q1",
    "Open safety findings redacted ▼ -50 % from Q1: stated, better – from last year",
    "Crane idle time 12.5 hours – from Q1",
  ], "tiles");
  const links = await page.locator(".prose a").evaluateAll((links) => links.map((link) => [link.href, link.rel]));
  equal(links, [["https://example.org/notes/first-move", "noopener noreferrer"]], "links");
  await page.locator('td[data-f="objective.move-all-bookings-to-the-new-system.fte"]').click();
  const text = await page.locator("#source").innerText();
  if (!text.includes("14.66 fte-weeks / 13 weeks")) throw new Error(text);
  equal(seen, [], "seen");
  await close();
});

// More people than subsets are looked at of: the same bound, in the same words.
await test("sixty people: what-if is --without", async () => {
  const folder = join(scratch, "sixty");
  const names = Array.from({ length: 60 }, (_, at) => `Person ${at + 1}`);
  const level = (person, skill) => (person * 7 + skill * skill * 3 + person * skill) % 6;
  const skills = Array.from({ length: 20 }, (_, at) => at);
  mkdirSync(folder);
  writeFileSync(join(folder, "effort.csv"), ["Week,Person,Build,Support", ...names.flatMap((name, at) => [`2024-W01,${name},${at}%,30%`, `2024-W02,${name},50%,${at % 7}%`])].join("\n"));
  writeFileSync(join(folder, "skills.csv"), [`,${skills.map((skill) => `Skill ${skill}`)}`, ...names.map((name, at) => `${name},${skills.map((skill) => level(at, skill))}`)].join("\n"));
  writeFileSync(join(folder, "teamcap.toml"), ['version = 1', 'team = "Sixty"', 'period = "2024-01"', '[[source]]', 'files = ["effort.csv"]', '[skills]', 'matrix = "skills.csv"',
    '[[category]]', 'name = "Build"', 'bucket = "focus"', '[[category]]', 'name = "Support"', 'bucket = "maintenance"', ...names.flatMap((name) => ['[[person]]', `name = "${name}"`])].join("\n"));
  const { page, close } = await opened(made(folder, "sixty"));
  await page.locator("#what-if input").nth(3).check();
  await page.locator("#what-if input").nth(41).check();
  const other = await opened(made(folder, "sixty-without", "--without", `${names[3]},${names[41]}`));
  const section = other.page.locator("section").filter({ has: other.page.locator("h2", { hasText: /^Without / }) });
  const expected = await section.evaluate(told);
  equal(await toldBy(page, "#what-if-result"), expected, "without two of sixty");
  if (!JSON.stringify(expected).includes("not proven")) throw new Error("nothing was bounded");
  await other.close();
  await close();
});

await finish();
