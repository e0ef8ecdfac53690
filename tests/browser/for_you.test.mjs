// An order of one's own, what is asked more or less of, rules and the end of today's page, in a browser: without script
// on a phone, with it, and from right to left. No fault of access on any page.
import test from "node:test";
import assert from "node:assert/strict";
import { comeIn, noFaults } from "./people.mjs";
import { invented, openBrowser, openPage, openSite } from "./site.mjs";

const site = await openSite(invented());
const browser = await openBrowser();
test.after(async () => {
  await browser.close();
  await site.stop();
});
const join = (name, options) => comeIn(site, browser, name, "reader", options);

let reader, first;
test("what is followed stands in an order with its reasons; less of a source takes it out, and as it comes brings it back", async () => {
  reader = await join("Bo Lind", { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await reader.goto(`${site.base}/en-gb/my/for-you`);
  assert.match(await reader.locator(".empty").innerText(), /Follow something first/);
  await reader.goto(`${site.base}/en-gb/my`);
  for (const label of await reader.locator(".choices label").all()) await label.click();
  await reader.locator("form:has(.choices) button").click();
  await reader.goto(`${site.base}/en-gb/my/for-you`);
  const all = await reader.locator("article.row").count();
  assert.ok(all > 0, `${all} articles`);
  await reader.locator(".sum summary").first().click();
  assert.match(await reader.locator(".sums").first().innerText(), /\+\d\.\d/);
  first = (await reader.locator("article.row h3").first().innerText()).trim();
  await reader.locator("a[href*='/my/tune/']").first().click();
  const rows = reader.locator("fieldset.tune");
  await rows.last().getByLabel("Less").check();
  await reader.getByRole("button", { name: "Save" }).click();
  await reader.waitForURL(/for-you$/);
  assert.ok(!(await reader.locator("article.row h3").allInnerTexts()).some((title) => title.trim() === first));
  await reader.locator("summary", { hasText: "What you asked more or less of" }).click();
  await reader.getByRole("button", { name: "Forget" }).click();
  assert.ok((await reader.locator("article.row h3").allInnerTexts()).some((title) => title.trim() === first));
});

test("sliders count, and the order is turned off and on", async () => {
  await reader.getByText("What counts how much").click();
  await reader.locator("#kind1").fill("0");
  await reader.locator("#kind3").fill("0");
  await reader.locator("#beyond").fill("0");
  await reader.getByRole("button", { name: "Save" }).click();
  assert.match(await reader.locator(".empty").innerText(), /Nothing new/);
  await reader.getByRole("button", { name: "Turn “For you” off" }).click();
  assert.match(await reader.locator(".empty").innerText(), /is off/);
  await reader.getByRole("button", { name: "Turn it on" }).click();
  await reader.getByText("What counts how much").click();
  for (const id of ["#kind1", "#kind3"]) await reader.locator(id).fill("2");
  await reader.getByRole("button", { name: "Save" }).click();
  assert.ok((await reader.locator("article.row").count()) > 0);
});

test("a rule is tried, made, works on what is there, and is taken back", async () => {
  await reader.goto(`${site.base}/en-gb/my`);
  const title = (await reader.locator("article.row h3").first().innerText()).trim();
  const word = title.split(/\s+/).sort((a, b) => b.length - a.length)[0].replace(/[^\p{L}]/gu, "");
  await reader.goto(`${site.base}/en-gb/my/rules`);
  await reader.fill("#query", word);
  await reader.getByRole("button", { name: "Try it" }).click();
  assert.match(await reader.locator(".said").innerText(), /of the newest articles/);
  assert.equal(await reader.locator(".kept").count(), 0);
  await reader.getByLabel("Also with what is there already").check();
  await reader.getByRole("button", { name: "Make the rule" }).click();
  assert.match(await reader.locator(".kept").innerText(), /For everything/);
  const shown = async () => (await reader.goto(`${site.base}/en-gb/my`)) && (await reader.locator("article.row h3").allInnerTexts()).map((t) => t.trim());
  assert.ok(!(await shown()).includes(title));
  await reader.goto(`${site.base}/en-gb/my/rules`);
  await reader.getByRole("button", { name: "Remove" }).click();
  await reader.getByRole("button", { name: "Undo" }).click();
  assert.ok(!(await shown()).includes(title));
  await reader.goto(`${site.base}/en-gb/my/rules`);
  await reader.getByRole("button", { name: "Remove" }).click();
  assert.ok((await shown()).includes(title));
});

test("today ends with what is new since the last visit", async () => {
  const page = await openPage(browser);
  await page.goto(`${site.base}/en-gb`);
  assert.doesNotMatch(await page.locator(".end").innerText(), /last visit/);
  await page.evaluate(() => localStorage.setItem("visit", JSON.stringify({ last: Date.now() - 5 * 3600e3, before: 0 })));
  await page.reload();
  assert.match(await page.locator(".end").innerText(), /since your last visit \(5 hours ago\)/);
  await page.close();
});

test("the pages have no fault of access, on a desktop in the dark and from right to left on a phone", async () => {
  for (const [name, edition, options] of [
    ["Cy Moor", "en-gb", { colorScheme: "dark" }],
    ["Di Vale", "ar-eg", { viewport: { width: 390, height: 844 } }],
  ]) {
    const page = await join(name, options);
    for (const label of await page.locator(".choices label").all()) await label.click();
    await page.locator("form:has(.choices) button").click();
    await page.goto(`${site.base}/${edition}/my/for-you`);
    for (const one of await page.locator("details > summary").all()) await one.click();
    await noFaults(page, `${edition}/my/for-you`);
    const tune = await page.locator("a[href*='/my/tune/']").first().getAttribute("href");
    await page.goto(site.base + tune);
    await noFaults(page, tune);
    await page.goto(`${site.base}/${edition}/my/rules`);
    await page.fill("#query", "lang:en");
    await page.locator("button[value=try]").click();
    await page.waitForSelector(".said");
    await page.locator("button[value=add]").click();
    await page.waitForSelector(".kept");
    await noFaults(page, `${edition}/my/rules`);
    await page.close();
  }
});
