// Listening by the browser's own voice. A headless browser has none: a recorder on the page stands in, keeps what is
// said, and ends a sentence when told.
import test from "node:test";
import assert from "node:assert/strict";
import { invented, openBrowser, openPage, openSite } from "./site.mjs";

const site = await openSite(invented());
const browser = await openBrowser();
test.after(async () => {
  await browser.close();
  await site.stop();
});

function recorder(languages) {
  const said = [];
  window.heard = { said, pauses: 0, resumes: 0, cancels: 0, end: () => said.at(-1)?.onend?.({}) };
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  const voices = languages.map((lang) => ({ lang, localService: true, name: lang }));
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => voices, speak: (one) => said.push(one), pause: () => (window.heard.pauses += 1),
    resume: () => (window.heard.resumes += 1), cancel: () => (window.heard.cancels += 1), addEventListener() {} } });
}

async function article(page) {
  await page.goto(`${site.base}/en-gb`);
  return page.locator('main article a[href*="/a/"]').first().getAttribute("href");
}

test("an article is read sentence by sentence, marked, paused, gone on with and stopped", async () => {
  const page = await openPage(browser);
  await page.addInitScript(recorder, ["en-GB"]);
  await page.goto(site.base + (await article(page)));
  const play = page.locator("[data-listen] button").first();
  await play.waitFor();
  assert.equal(await play.textContent(), "Listen");
  await play.focus();
  await page.keyboard.press("Enter");
  const heard = () => page.evaluate(() => heard.said.map((one) => ({ text: one.text, lang: one.lang })));
  const title = await page.locator("h1").textContent();
  assert.equal((await heard())[0].text, title.trim());
  assert.equal((await heard())[0].lang, await page.locator("main article").getAttribute("lang"));
  await page.evaluate(() => heard.end());
  await page.evaluate(() => heard.end());
  assert.equal((await heard()).length, 3);
  const marked = await page.evaluate(() => [...(CSS.highlights?.get("said") ?? [])].map((range) => range.toString().trim()));
  if (marked.length) assert.equal(marked[0], (await heard())[2].text, "the sentence that is said is marked");
  assert.equal(await play.textContent(), "Pause");
  await play.click();
  assert.equal(await play.textContent(), "Continue");
  await play.click();
  assert.equal(await page.evaluate(() => heard.pauses * 10 + heard.resumes), 11);
  await page.keyboard.press("Escape");
  assert.equal(await play.textContent(), "Listen");
  assert.equal(await page.locator("[data-listen] button").nth(1).isHidden(), true);
  const before = (await heard()).length;
  await page.evaluate(() => heard.end());
  assert.equal((await heard()).length, before, "what was stopped does not go on");
  assert.equal(await page.locator("[aria-live]:not([aria-live=off])").filter({ hasText: title.trim() }).count(), 0, "a screen reader is not talked over");
  assert.deepEqual(page.trouble, []);
  await page.context().close();
});

test("all of an article is said, each sentence once, and it ends", async () => {
  const page = await openPage(browser);
  await page.addInitScript(recorder, ["en-US"]);
  await page.goto(site.base + (await article(page)));
  await page.locator("[data-listen] button").first().click();
  for (let i = 0; i < 500 && (await page.locator("[data-listen] button").first().textContent()) === "Pause"; ++i)
    await page.evaluate(() => heard.end());
  const text = await page.evaluate(() => heard.said.map((one) => one.text).join(" ").replace(/\s+/g, " "));
  const body = await page.evaluate(() => [...document.querySelectorAll("article h1,article .stand,article .body p")].map((p) => p.textContent.trim()).join(" ").replace(/\s+/g, " "));
  assert.equal(text, body);
  await page.context().close();
});

test("without a voice for the language there is no button", async () => {
  const page = await openPage(browser);
  await page.addInitScript(recorder, ["de-DE"]);
  await page.goto(site.base + (await article(page)));
  assert.equal(await page.locator("[data-listen] button").count(), 0);
  await page.context().close();
});

test("the briefing is read in its order", async () => {
  const page = await openPage(browser);
  await page.addInitScript(recorder, ["en-GB", "ar"]);
  for (const edition of ["en-gb", "ar-ae"]) {
    await page.goto(`${site.base}/${edition}/briefing`);
    await page.locator("[data-listen] button").first().click();
    const first = await page.evaluate(() => heard.said[0].text);
    assert.ok((await page.locator("[data-say]").first().textContent()).trim().startsWith(first));
  }
  assert.deepEqual(page.trouble, []);
  await page.context().close();
});
