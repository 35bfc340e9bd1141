// What the checks of a browser share: the program, a browser, named checks with their count.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = fileURLToPath(new URL(".", import.meta.url));
export const root = resolve(here, "../..");
export const program = resolve(process.argv[2] ?? join(root, "target/debug/teamcap"));
export const axe = readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8");
export const scratch = mkdtempSync(join(tmpdir(), "teamcap-page-"));
export const browser = await chromium.launch({ executablePath: process.argv[3] ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
let [passed, failed] = [0, 0];

export async function test(name, body) {
  try {
    await body();
    passed += 1;
  } catch (fault) {
    failed += 1;
    console.error(`FAILED ${name}\n${fault.stack ?? fault}\n`);
  }
}

export function equal(found, expected, what) {
  const [a, b] = [found, expected].map((value) => JSON.stringify(value, null, 1));
  if (a !== b) throw new Error(`${what}\nfound ${a}\nexpected ${b}`);
}

// Says how many there were, and ends.
export async function finish() {
  await browser.close();
  rmSync(scratch, { recursive: true });
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed ? 1 : 0);
}
