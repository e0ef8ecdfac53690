// A conversation and its moderation in a browser, without script and with: somebody comments, is answered, reported; a
// moderator looks; each page in order for a screen reader, in two directions.
import test from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { axeSource, everyPage, invented, openBrowser, openPage, openSite } from "./site.mjs";

const site = await openSite(invented());
const browser = await openBrowser();
const finder = await openPage(browser);
const story = (await everyPage(finder, site.base, "en-gb")).get("story");
await finder.goto(site.base + story);
const report = await finder.locator("article.row h3 a").first().getAttribute("href");
await finder.context().close();
test.after(async () => {
  await browser.close();
  await site.stop();
});

async function join(name, role, options = {}) {
  const done = spawnSync(process.env.OCTAVO_BINARY, ["admin", "invite", role, "--json", "--data", site.data], { encoding: "utf8", timeout: 60000 });
  const page = await openPage(browser, options);
  await page.goto(site.base + new URL(JSON.parse(done.stdout).link).pathname);
  await page.fill("#name", name);
  await page.fill("#password", "correct horse battery");
  await page.click(".entry button");
  await page.waitForURL(/\/my$/);
  return page;
}
async function noFaults(page, what) {
  await page.evaluate(`${readFileSync(axeSource, "utf8")};0`);
  const faults = await page.evaluate(async () => (await axe.run()).violations.map((v) => `${v.id}: ${v.nodes[0].html}`));
  assert.deepEqual(faults, [], what);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${what} is wider than the screen`);
}

test("a reader comments on a report without script; the first one waits for a moderator, who shows it", async () => {
  const ada = await join("Ada Quay", "reader", { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await ada.goto(site.base + report);
  assert.match(await ada.locator("#comments").innerText(), /No comments yet\. Say what the coverage misses\./);
  await ada.locator("#comments a.btn").click();
  await ada.fill("#text", "The minutes of the council say otherwise.\n\n> before winter\nNot before spring.");
  await ada.locator(".entry .main").click();
  assert.match(await ada.locator(".said").innerText(), /A moderator looks at this/);
  assert.match(await ada.locator(".comment").first().innerText(), /minutes of the council/);
  const stranger = await openPage(browser);
  await stranger.goto(`${site.base}${report}/comments`);
  assert.doesNotMatch(await stranger.locator("main").innerText(), /minutes of the council/);
  const mod = await join("Mo Dell", "moderator");
  await mod.goto(`${site.base}/en-gb/me`);
  await mod.click("text=Operator’s desk");
  await mod.waitForURL(/admin\/comments$/);
  await noFaults(mod, "the queue");
  await mod.locator(".decide button").first().click();
  await mod.waitForFunction(() => /Nothing waits/.test(document.body.innerText));
  for (const place of [report, `${report}/comments`, story, `${story}/comments`]) {
    await stranger.goto(site.base + place);
    assert.match(await stranger.locator(".comment").first().innerText(), /minutes of the council/, place);
    assert.match(await stranger.locator(".comment blockquote").first().innerText(), /before winter/);
    await noFaults(stranger, place);
  }
  await stranger.context().close();
  await mod.context().close();
  await ada.context().close();
});

test("an answer and a report by somebody else, in place by keyboard; two directions, dark", async () => {
  const bo = await join("Bo Lind", "moderator");
  await bo.goto(`${site.base}${story}/comments`);
  await bo.locator(".acts-on a", { hasText: "Reply" }).first().focus();
  await bo.keyboard.press("Enter");
  await bo.waitForURL(/answer=/);
  await bo.fill("#text", "Which page of the minutes?");
  await bo.locator(".comment .entry .main").click();
  await bo.locator(".answers .comment").waitFor();
  assert.match(await bo.locator(".answers .comment").innerText(), /Which page/);
  await bo.locator(".acts-on a", { hasText: "Report" }).first().click();
  await bo.locator(".choice", { hasText: "False claim" }).click();
  await noFaults(bo, "a report");
  await bo.locator(".entry fieldset ~ p button").click();
  await bo.locator(".said").waitFor();
  assert.match(await bo.locator(".said").innerText(), /A moderator will look at it/);
  const state = await bo.context().storageState();
  for (const place of ["comments", "comments?answer=1"]) {
    const page = await openPage(browser, { storageState: state, colorScheme: "dark", viewport: { width: 390, height: 844 } });
    await page.goto(`${site.base}${story.replace("/en-gb/", "/ar-ae/")}/${place}`);
    await noFaults(page, `ar-ae ${place}`);
    assert.deepEqual(page.foreign, []);
    await page.context().close();
  }
  await bo.locator(".answers .acts-on button").first().click();
  await bo.waitForFunction(() => !document.querySelector(".answers"));
  await bo.context().close();
});
