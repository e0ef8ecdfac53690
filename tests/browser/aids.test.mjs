// Reading aids in place: opened under the row, asked, followed to the words they quote, closed; and turned off.
import test from "node:test";
import assert from "node:assert/strict";
import { everyPage, invented, openBrowser, openPage, openSite } from "./site.mjs";

const site = await openSite(invented());
const browser = await openBrowser();
const finder = await openPage(browser);
const pages = await everyPage(finder, site.base, "en-gb");
await finder.context().close();
test.after(async () => {
  await browser.close();
  await site.stop();
});
const article = pages.get("brief")?.replace(/\/brief$/, "");

test("in brief opens in place, leads to the sentence, and closes", async () => {
  assert.ok(article, "an article has the row of aids");
  const page = await openPage(browser, { viewport: { width: 390, height: 844 } });
  await page.goto(site.base + article);
  const button = page.locator(".aids a").first();
  await button.click();
  const aid = page.locator("#aid-here .aid");
  await aid.waitFor();
  assert.equal(await button.getAttribute("aria-expanded"), "true");
  const link = aid.locator(".cite a").last();
  const words = await link.evaluate((a) => a.closest(".cite").previousElementSibling.textContent);
  await link.click();
  assert.equal(page.url(), site.base + article, "we are still on the page");
  const marked = await page.evaluate(() => [...(CSS.highlights.get("cited") ?? [])].map(String).join());
  assert.equal(marked, words, "the words are marked where they stand");
  assert.ok(await page.evaluate(() => document.activeElement.closest(".body") !== null), "and the keyboard goes on there");
  await button.click();
  assert.equal(await aid.count(), 0);
  assert.equal(await button.getAttribute("aria-expanded"), "false");
  assert.deepEqual(page.trouble, []);
  await page.context().close();
});

test("a question is answered in place by the article's own sentences", async () => {
  const page = await openPage(browser);
  await page.goto(site.base + article);
  const whole = await page.locator(".body").innerText();
  await page.locator(".aids a").nth(1).click();
  const field = page.locator("#aid-here input[name=q]");
  await field.fill(`What about ${whole.split(/\s+/).filter((word) => word.length > 5).slice(3, 6).join(" ")}?`);
  await field.press("Enter");
  await page.locator("#aid-here .answers").waitFor();
  const said = await page.locator("#aid-here .answers q").allInnerTexts();
  assert.ok(said.length > 0);
  const squeezed = (text) => text.replace(/\s+/g, " ").trim();
  for (const sentence of said) assert.ok(squeezed(whole).includes(squeezed(sentence)), sentence);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#aid-here .aid").count(), 0);
  assert.deepEqual(page.trouble, []);
  await page.context().close();
});

test("a reader can do without", async () => {
  const page = await openPage(browser);
  await page.goto(site.base + article);
  assert.ok(await page.locator(".aids").isVisible());
  await page.locator(".looks summary").click();
  await page.locator("input[name=aids]").uncheck();
  assert.equal(await page.locator(".aids").isVisible(), false);
  await page.reload();
  assert.equal(await page.locator(".aids").isVisible(), false, "and it is remembered");
  await page.context().close();
});
