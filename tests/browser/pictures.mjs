// Pictures of the page to look at: `node pictures.mjs PROGRAM FOLDER [CHROMIUM]`, in this folder, after `npm ci`. Each sample at three
// sizes, light and dark, and as it prints; and docs/page.png, the picture of the README, as readme.png.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const [program, folder] = [process.argv[2] ?? join(root, "target/debug/teamcap"), process.argv[3] ?? "pictures"].map((path) => resolve(path));
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.argv[4] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const sizes = { phone: [320, 640], desk: [1280, 900], wall: [3840, 2160] };

for (const sample of ["releng-fy2016-q3", "platform-2026-q2", "hostile-names"]) {
  const file = join(folder, `${sample}.html`);
  execFileSync(program, ["review", join(root, "samples", sample), "--format", "html", "-o", file]);
  const address = pathToFileURL(file).href;
  for (const [size, [width, height]] of Object.entries(sizes)) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await browser.newPage({ viewport: { width, height }, colorScheme });
      await page.goto(address);
      await page.screenshot({ path: join(folder, `${sample}-${size}-${colorScheme}.png`), fullPage: true });
      await page.close();
    }
  }
  const page = await browser.newPage();
  await page.goto(address);
  await page.pdf({ path: join(folder, `${sample}.pdf`), preferCSSPageSize: true, printBackground: true });
  await page.close();
}

const page = await browser.newPage({ viewport: { width: 1100, height: 700 } });
await page.goto(`${pathToFileURL(join(folder, "releng-fy2016-q3.html")).href}#without=antoine`);
const y = await page.locator("#skills").evaluate((section) => section.getBoundingClientRect().top + scrollY);
await page.screenshot({ path: join(folder, "readme.png"), fullPage: true, clip: { x: 0, y, width: 1100, height: 1330 } });
await browser.close();
