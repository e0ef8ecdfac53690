// A language model of the operator's choice, on the pages: it writes when a reader presses and not before, in place, on a
// page of its own, by keyboard, without script; and when it fails, what the article says itself is still there.
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openModel } from "./model.mjs";
import { axeSource, everyPage, invented, openBrowser, openPage, openSite } from "./site.mjs";

const model = await openModel();
const site = await openSite(invented(), { settings: model.settings });
const browser = await openBrowser();
const finder = await openPage(browser);
const pages = await everyPage(finder, site.base, "en-gb");
await finder.context().close();
test.after(async () => {
  await browser.close();
  await site.stop();
  await model.stop();
});
const brief = pages.get("brief");
const article = brief.replace(/\/brief$/, "");
const sentencesOf = (page) => page.locator(".written p > span:first-child").allInnerTexts();

test("looking at every page asks the model nothing", async () => {
  const page = await openPage(browser);
  for (const path of pages.values()) await page.goto(site.base + path);
  await page.goto(`${site.base}${article}/ask?q=What+happened%3F`);
  assert.equal(model.asked.length, 0);
  assert.match(await page.locator(".let").innerText(), new RegExp(`parrot.*${model.host}`, "s"), "who would write, and where");
  assert.match(await page.locator(".let").getAttribute("data-soon"), /parrot.* is writing/);
  await page.context().close();
});

test("without script a press leads to the page with what was written", async () => {
  const page = await openPage(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await page.goto(site.base + brief);
  await page.locator(".let button").click();
  await page.locator(".written").waitFor();
  assert.equal(page.url(), site.base + brief, "one page, which can be kept and sent on");
  assert.match(await page.locator(".written h2").innerText(), /parrot.*, a language model/);
  assert.ok((await sentencesOf(page)).length >= 2);
  assert.equal(await page.locator(".let").count(), 0);
  await page.context().close();
});

test("in place: kept from before, led to the sentence it stands on, no fault of access in four looks", async () => {
  const before = model.asked.length;
  for (const colorScheme of ["light", "dark"]) for (const edition of ["en-gb", "ar-ae"]) {
    const page = await openPage(browser, { colorScheme });
    await page.goto(site.base + article.replace("/en-gb/", `/${edition}/`));
    await page.locator(".aids a").first().click();
    await page.locator("#aid-here .written").waitFor();
    await page.evaluate(`${readFileSync(axeSource, "utf8")};0`);
    const faults = await page.evaluate(async () => (await axe.run("#aid-here")).violations.map((v) => `${v.id}: ${v.nodes[0].html}`));
    assert.deepEqual(faults, []);
    await page.locator("#aid-here .written .cite a").first().click();
    const marked = await page.evaluate(() => [...(CSS.highlights.get("cited") ?? [])].map(String).join());
    assert.ok((await sentencesOf(page))[0].startsWith(marked.slice(0, 20)) && marked.length > 20, marked);
    assert.deepEqual(page.trouble, []);
    await page.context().close();
  }
  assert.equal(model.asked.length, before, "it was paid for once");
});

test("an answer: asked in place by keyboard, waited for, shown when it comes", async () => {
  const page = await openPage(browser);
  await page.goto(site.base + article);
  await page.locator(".aids a").nth(1).click();
  const field = page.locator("#aid-here input[name=q]");
  await field.fill("What happened there?");
  await field.press("Enter");
  const press = page.locator("#aid-here .let button");
  await press.waitFor();
  model.hold();
  await press.focus();
  await page.keyboard.press("Enter");
  await page.locator("#aid-here .told", { hasText: "is writing" }).waitFor({ timeout: 3000 }); // said at once
  assert.ok(await press.evaluate((button) => document.activeElement === button), "the keyboard stays where it was");
  await field.fill("Another questi");
  await page.route("**/ask?*", (route) => route.fulfill({ status: 429, headers: { "Retry-After": "1" }, body: "" }), { times: 1 });
  await page.waitForResponse((response) => response.status() === 429);
  assert.equal(await field.inputValue(), "Another questi", "what is typed meanwhile stays");
  assert.equal(await page.locator("#aid-here .written").count(), 0);
  model.go();
  await page.locator("#aid-here .written").waitFor();
  assert.equal(await field.inputValue(), "Another questi");
  assert.ok(await field.evaluate((input) => document.activeElement === input));
  page.trouble = page.trouble.filter((one) => !one.includes("429"));
  assert.equal(await page.locator("#aid-here .let").count(), 0);
  assert.ok(await page.locator("#aid-here .written").isVisible());
  assert.deepEqual(page.trouble, []);
  await page.context().close();
});

test("a model that fails is said to have failed, and may be asked again", async () => {
  const page = await openPage(browser);
  model.fail(true);
  await page.goto(`${site.base}${article}/ask?q=Who+was+there%3F`);
  await page.locator(".let button").click();
  await page.locator("[role=status]", { hasText: /parrot.? did not answer/ }).waitFor();
  model.fail(false);
  await page.locator(".let button").click();
  await page.locator(".written").waitFor();
  await page.context().close();
});

test("a press that is not taken says why, and can be pressed again", async () => {
  const page = await openPage(browser);
  await page.goto(site.base + article);
  await page.locator(".aids a").nth(1).click();
  await page.locator("#aid-here input[name=q]").fill("Why did they come?");
  await page.locator("#aid-here input[name=q]").press("Enter");
  const press = page.locator("#aid-here .let button");
  await press.waitFor();
  await page.route("**/ask?*", (route) => route.fulfill({ status: 503, contentType: "text/html", body: "<h1>Too much at once</h1>" }), { times: 1 });
  await press.click();
  await page.locator("#aid-here .told", { hasText: "Too much at once" }).waitFor();
  assert.equal(page.url(), site.base + article);
  await press.click();
  await page.locator("#aid-here .written").waitFor();
  await page.context().close();
});

test("another site's form does not make it write", async () => {
  const page = await openPage(browser);
  const before = model.asked.length;
  const address = `${site.base}${article}/ask?q=Who+pays%3F`;
  await page.goto(`data:text/html,<form method=post action="${address}"><button>press</button></form>`);
  await page.locator("button").click();
  await page.locator("h1", { hasText: "another site" }).waitFor();
  assert.equal(model.asked.length, before);
  await page.context().close();
});
