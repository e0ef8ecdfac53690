// Who comes to a site in the tests, and what every page must be for them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { axeSource, openPage } from "./site.mjs";

export const password = "correct horse battery";

// A page of somebody new, who came by an invitation and signed in.
export async function comeIn(site, browser, name, role = "reader", options = {}) {
  const words = ["admin", "invite", role, "--json", "--data", site.data];
  const done = spawnSync(process.env.OCTAVO_BINARY, words, { encoding: "utf8", timeout: 60000 });
  assert.equal(done.status, 0, done.stderr);
  const page = await openPage(browser, options);
  await page.goto(site.base + new URL(JSON.parse(done.stdout.split("\n")[0]).link).pathname);
  await page.fill("#name", name);
  await page.fill("#password", password);
  await page.click(".entry button");
  await page.waitForURL(role === "operator" ? /\/admin$/ : /\/my$/);
  return page;
}

// No fault of access that axe-core knows, and nothing wider than the screen.
export async function noFaults(page, what) {
  await page.evaluate(`${readFileSync(axeSource, "utf8")};0`);
  const faults = await page.evaluate(async () => (await axe.run()).violations.map((v) => `${v.id}: ${v.nodes[0].html}`));
  assert.deepEqual(faults, [], what);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} is wider than the screen`);
}
