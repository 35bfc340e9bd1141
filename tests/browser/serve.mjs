// What a browser says of the live page: `npm ci && node serve.mjs PROGRAM [CHROMIUM] [PICTURES]`, in this folder, with a program built
// with `--features serve`. A saved sheet is seen without a hand on the browser, a broken one tells its problems above the last good
// figures, a mended one takes them away; what-if and the place on the page stay; nothing is asked of any other place.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { axe, browser, equal, finish, program, root, scratch, test } from "./checks.mjs";

const pictures = process.argv[4];
const running = [];

// A copy of a sample that is served: `save` writes beside and renames, as editors do.
async function served(name, change = (text) => text) {
  const folder = join(scratch, name);
  cpSync(join(root, "samples/releng-fy2016-q3"), folder, { recursive: true });
  const sheet = join(folder, "effort.csv");
  const save = (change) => {
    writeFileSync(join(scratch, "new"), change(readFileSync(sheet, "utf8")));
    renameSync(join(scratch, "new"), sheet);
  };
  save(change);
  const child = spawn(program, ["serve", folder], { stdio: ["ignore", "pipe", "ignore"] });
  running.push(child);
  const address = await new Promise((done) => createInterface(child.stdout).once("line", done));
  return { address, save, end: () => new Promise((done) => { child.once("exit", done); child.kill(); }) };
}

async function opened(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = [];
  page.on("request", (request) => { if (!request.url().startsWith(address.split("#")[0])) seen.push(`request ${request.url()}`); });
  page.on("console", (message) => seen.push(`console ${message.text()}`));
  page.on("pageerror", (error) => seen.push(`error ${error}`));
  await page.goto(address);
  return { page, seen, close: () => context.close() };
}

const ROW = "2016-W01,Chad,0%,5%,20%,40%,35%";
const mean = (page) => page.locator('td[data-f="person.chad.ci-scaling"]').innerText();
const banner = (page) => page.locator("#live details");
const gone = (page) => page.locator("#live > p");
async function until(what, condition) {
  for (const begun = Date.now(); Date.now() - begun < 10000; await new Promise((done) => setTimeout(done, 50))) {
    if (await condition().catch(() => false)) return;
  }
  throw new Error(`not within ten seconds: ${what}`);
}

{
  const { address, save, end } = await served("q3");
  const { page, seen, close } = await opened(`${address}#without=antoine`);
  const place = () => page.evaluate(() => Math.round(scrollY));
  const away = () => page.locator("#what-if-result p").first().innerText();
  const [before, taken] = [await mean(page), await away()];

  await test("a sheet that is saved is seen, where the page was, with the same people away", async () => {
    equal(before, "0.00", "before");
    await page.evaluate(() => scrollTo(0, 700));
    const at = await place();
    save((text) => text.replace(ROW, "2016-W01,Chad,12%,5%,20%,40%,23%"));
    await until("another figure", async () => await mean(page) !== before);
    equal(await mean(page), "1.00", "12 % in one of 12 weeks");
    equal([await place(), await away(), new URL(page.url()).hash], [at, taken, "#without=antoine"], "place, what-if, address");
    equal(await banner(page).isVisible(), false, "no problems");
  });
  await test("a broken sheet tells its problem above the last good figures", async () => {
    await page.evaluate(() => { window.same = true; });
    save((text) => text.replace("Chad,12%", "Chad,1o%"));
    await until("the problem", () => banner(page).isVisible());
    const text = await page.locator("#live pre").innerText();
    const excerpt = '  2 | 2016-W01,Chad,1o%,5%,20%,40%,23%\n    |               ^^^\n';
    if (!text.startsWith("effort.csv:2:3: error: unreadable-number: ") || !text.includes(excerpt)) throw new Error(text);
    equal(await page.locator("#live summary").innerText(), "The files have errors: below is the last good review.", "word");
    equal([await mean(page), await away(), await page.evaluate(() => window.same)], ["1.00", taken, true], "the last good review, not loaded again");
    const box = await banner(page).boundingBox();
    if (box.y < 0 || box.y > 100) throw new Error(`the problems are not at the top of what is seen: ${JSON.stringify(box)}`);
  });
  for (const [name, options] of [
    ["light", {}],
    ["in the dark", { colorScheme: "dark" }],
    ["on a phone", { viewport: { width: 320, height: 640 } }],
  ]) {
    await test(`the problems, ${name}: there from the beginning, nothing overflows, axe finds nothing serious`, async () => {
      const other = await opened(address, { ...options, bypassCSP: true });
      equal([await banner(other.page).isVisible(), await mean(other.page)], [true, "1.00"], "problems and figures");
      const over = await other.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (over > 0) throw new Error(`${over} pixels wider than the screen`);
      await other.page.addScriptTag({ content: axe });
      const found = await other.page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
      const serious = found.violations.filter((violation) => ["serious", "critical"].includes(violation.impact));
      equal(serious.map((violation) => [violation.id, violation.nodes.map((node) => node.html).slice(0, 3)]), [], "axe");
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        await other.page.screenshot({ path: join(pictures, `problems-${name.replaceAll(" ", "-")}.png`) });
        await other.page.locator("nav a").last().click();
        await other.page.screenshot({ path: join(pictures, `problems-${name.replaceAll(" ", "-")}-below.png`) });
      }
      await other.close();
    });
  }
  await test("what is jumped to is not hidden behind the problems", async () => {
    const other = await opened(address);
    await other.page.locator("nav a").nth(2).click();
    const [under, heading] = [await banner(other.page).boundingBox(), await other.page.locator("main > section").nth(2).boundingBox()];
    if (heading.y < under.y + under.height - 1) throw new Error(`${JSON.stringify(heading)} under ${JSON.stringify(under)}`);
    equal(other.seen, [], "asked for, or said");
    await other.close();
  });
  await test("a mended sheet takes the problem away", async () => {
    save((text) => text.replace("Chad,1o%", "Chad,12%"));
    await until("no problem", async () => !await banner(page).isVisible());
    equal([await mean(page), await away(), await page.evaluate(() => window.same)], ["1.00", taken, true], "the same page");
  });
  await test("nothing is asked of another place, and nothing is said", () => equal(seen, [], "seen"));
  await test("when the program has ended the page says so, and stays", async () => {
    equal(await gone(page).isVisible(), false, "before");
    await end();
    await until("a word", () => gone(page).isVisible());
    equal([await gone(page).innerText(), await mean(page)], ["teamcap serve does not answer: this is what it showed last.", "1.00"], "word and figures");
    if (pictures) await page.screenshot({ path: join(pictures, "gone.png") });
  });
  await close();
}

{
  const { address, save } = await served("never-good", (text) => text.replace(ROW, "2016-W01,Chad,0%,5%,20%,4o%,35%"));
  const { page, seen, close } = await opened(address);
  await test("without a good review the problems stand alone, and the first good one comes by itself", async () => {
    equal(await page.locator("#live summary").innerText(), "The files have errors, and there was no good review yet.", "word");
    equal(await page.locator("main > section").count(), 0, "sections");
    if (pictures) await page.screenshot({ path: join(pictures, "never-good.png") });
    save((text) => text.replace("4o%", "40%"));
    await until("the review", async () => await mean(page) === "0.00");
    equal(await banner(page).isVisible(), false, "problems");
    equal(seen, [], "asked for, or said");
  });
  await close();
}

running.forEach((child) => child.kill());
await finish();
