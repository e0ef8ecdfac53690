// A reader without script, one with a keyboard alone, and one who sets how pages look.
import test from "node:test";
import assert from "node:assert/strict";
import { everyPage, invented, openBrowser, openPage, openSite } from "./site.mjs";

const site = await openSite(invented());
const browser = await openBrowser();
test.after(async () => {
  await browser.close();
  await site.stop();
});

test("without script every page is whole, and leads on", async () => {
  const page = await openPage(browser, { javaScriptEnabled: false });
  const pages = await everyPage(page, site.base, "en-gb");
  for (const [name, path] of pages) {
    const answer = await page.goto(site.base + path);
    assert.equal(answer.status(), name === "missing" ? 404 : 200, name);
    assert.ok((await page.locator("h1").innerText()).trim(), `${name} has a title`);
    assert.ok(await page.locator("main a").count() > 0 || ["privacy", "ranking", "status", "search", "trending"].includes(name), `${name} leads on`);
    assert.equal(await page.locator(".looks").isVisible(), false, "what needs script is not shown");
  }
  await page.goto(`${site.base}/en-gb`);
  await page.locator("#q").fill("lyon");
  await page.locator("form.find button").first().click();
  assert.match(page.url(), /search\?q=lyon/);
  assert.ok(await page.locator("main article").count() >= 10);
  await page.locator("main article h3 a").first().click();
  assert.match(page.url(), /\/en-gb\/a\//);
  await page.goto(`${site.base}/en-gb/src`);
  await page.locator("details.editions:not(.looks) summary").click();
  await page.getByRole("link", { name: "الإمارات" }).click();
  assert.match(page.url(), /\/ar-ae\/src$/, "the same page in the other edition");
  assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
  await page.context().close();
});

test("by keyboard alone everything is reached, seen, and nothing holds the focus", async () => {
  const page = await openPage(browser);
  const pages = await everyPage(page, site.base, "en-gb");
  for (const name of ["today", "article", "story", "search", "archive", "sources"]) {
    await page.goto(site.base + pages.get(name));
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip", `${name}: the way past the menus is first`);
    const wanted = await page.evaluate(() => [...document.querySelectorAll("a[href],button,input,select,summary,[tabindex='0']")]
      .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0 && e.type !== "radio").length);
    const seen = new Set();
    for (let i = 0; i < wanted + 20; ++i) {
      const state = await page.evaluate(() => {
        const e = document.activeElement;
        if (!e || e === document.body) return null;
        e.dataset.stop ??= String(document.querySelectorAll("[data-stop]").length);
        const box = e.getBoundingClientRect();
        const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 20) / 2);
        return { at: e.dataset.stop, inside: box.bottom > 0 && box.top < innerHeight, radio: e.type === "radio",
          covered: Boolean(middle && middle !== e && !e.contains(middle) && !middle.contains(e)),
          outline: getComputedStyle(e).outlineStyle !== "none" || getComputedStyle(e.closest(".find") ?? e).borderColor !== "" , html: e.outerHTML.slice(0, 120) };
      });
      if (!state) break; // past the end
      if (!state.radio) seen.add(state.at);
      assert.ok(state.inside, `${name}: focus out of sight: ${state.html}`);
      assert.ok(!state.covered, `${name}: focus covered: ${state.html}`);
      assert.ok(state.outline, `${name}: focus not shown: ${state.html}`);
      await page.keyboard.press("Tab");
    }
    assert.ok(seen.size >= wanted, `${name}: ${seen.size} of ${wanted} places were reached`);
  }
  await page.context().close();
});

test("single keys step through stories, open one, go to pages, and can be turned off", async () => {
  const page = await openPage(browser);
  await page.goto(`${site.base}/en-gb`);
  const focused = () => page.evaluate(() => document.activeElement.closest("article") && document.activeElement.getAttribute("href"));
  await page.keyboard.press("j");
  const first = await focused();
  await page.keyboard.press("j");
  const second = await focused();
  assert.ok(first && second && first !== second);
  await page.keyboard.press("k");
  assert.equal(await focused(), first);
  await page.keyboard.press("o");
  await page.waitForURL(`**${first}`);
  await page.keyboard.press("g");
  await page.keyboard.press("h");
  await page.waitForURL("**/en-gb");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.type("jjj?");
  assert.equal(await page.locator("#q").inputValue(), "jjj?", "typing is typing");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  const dialog = page.locator("dialog.keys");
  assert.ok(await dialog.isVisible());
  await dialog.locator("input[type=checkbox]").uncheck();
  await page.keyboard.press("Escape");
  assert.equal(await dialog.isVisible(), false);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("j");
  assert.equal(await focused(), null, "off is off");
  await page.context().close();
});

test("how pages look is kept, in every tab, and shown before the first paint", async () => {
  const page = await openPage(browser);
  await page.goto(`${site.base}/en-gb`);
  const paper = (p) => p.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper(page);
  const other = await page.context().newPage();
  await other.goto(`${site.base}/en-gb/about`);
  await page.locator(".looks summary").click();
  await page.getByLabel("Dark").check();
  assert.notEqual(await paper(page), light);
  await other.waitForFunction(() => document.documentElement.dataset.look === "dark");
  await page.getByLabel("Sepia").check();
  await page.getByRole("button", { name: "Larger" }).click();
  await page.locator("main h2 a, main h3 a").first().click();
  await page.waitForURL("**/a/**");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.look), "sepia");
  assert.equal(await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector(".body")).fontSize)), 22);
  await page.locator(".looks summary").click();
  await page.getByLabel("Automatic").check();
  assert.equal(await paper(page), light);
  await page.context().close();
});

test("what is new since the last visit is marked and counted", async () => {
  const page = await openPage(browser);
  await page.goto(`${site.base}/en-gb`);
  assert.equal(await page.locator(".since").count(), 0, "nobody was here before");
  await page.evaluate(() => localStorage.setItem("visit", JSON.stringify({ last: Date.now() - 45 * 60000, before: 0 })));
  await page.reload();
  const marked = await page.locator(".kind.new").count();
  assert.ok(marked >= 1);
  assert.match(await page.locator(".since").innerText(), new RegExp(`^${marked} new stor`));
  await page.context().close();
});
