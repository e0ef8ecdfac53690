// Films and sounds: an article loads nothing of them; the player's page does when its reader starts it, from the one host
// that has the file.
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axeSource, openBrowser, openPage, openSite } from "./site.mjs";

const words = "The tram to the harbour of Port Alder opened on Monday, and the first passengers spoke of a quiet ride. ".repeat(4);
const site = await openSite([{ url: "https://harbour.example/tram", title: "The tram opens", lang: "en", published: new Date().toISOString(),
  html: `<p>${words}</p><audio src="https://cdn.example/tram.wav" title="The sound of it"></audio><p>${words}</p>`
    + "<iframe src=\"https://www.youtube.com/embed/x\" title=\"A film of it\"></iframe><video><source src=\"https://films.example/tram.mp4\"></video>" }]);
// No name leads anywhere: what is asked for is seen all the same.
const browser = await openBrowser(["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"]);
test.after(async () => {
  await browser.close();
  await site.stop();
});

for (const javaScriptEnabled of [true, false]) {
  test(`an article loads none of what it plays, ${javaScriptEnabled ? "with" : "without"} script`, async () => {
    const page = await openPage(browser, { javaScriptEnabled });
    await page.goto(`${site.base}/en-gb/src/harbour.example`);
    await page.getByRole("link", { name: "The tram opens", exact: true }).first().click();
    await page.waitForURL("**/a/**");
    assert.equal(await page.locator(".medium").count(), 3);
    assert.equal(await page.locator("audio,video,iframe").count(), 0);
    assert.match(await page.locator(".medium").nth(0).innerText(), /The sound of it[^]*Audio[^]*cdn\.example[^]*Play/);
    assert.equal(await page.getByRole("link", { name: "Play" }).count(), 2, "a frame of another house is a link to it");
    await page.getByRole("link", { name: "Play" }).first().click();
    await page.waitForURL("**/media/1");
    assert.equal(await page.locator("audio[controls][preload=none]").count(), 1);
    assert.match(await page.locator("main").innerText(), /loads the file from cdn\.example/);
    await page.waitForLoadState("networkidle");
    assert.deepEqual(page.foreign, [], "nothing before it is started");
    assert.deepEqual(page.trouble, []);
    await page.context().close();
  });
}

test("the player is without fault in both directions and lights, and no wider than a phone", async () => {
  const page = await openPage(browser);
  await page.goto(`${site.base}/en-gb/src/harbour.example`);
  const article = await page.getByRole("link", { name: "The tram opens", exact: true }).first().getAttribute("href");
  for (const [edition, colorScheme] of [["en-gb", "light"], ["ar-ae", "dark"]])
    for (const place of ["", "/media/1", "/media/3"]) {
      await page.emulateMedia({ colorScheme });
      await page.goto(site.base + article.replace("en-gb", edition) + place);
      await page.evaluate(`${readFileSync(axeSource, "utf8")};0`);
      const faults = await page.evaluate(async () => (await axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations
        .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html).join(" | ")}`));
      assert.deepEqual(faults, [], `${edition}${place}`);
      await page.setViewportSize({ width: 320, height: 640 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  await page.context().close();
});

test("started, the player asks the one host that has the file, and can ask no other", async () => {
  const page = await openPage(browser);
  await page.goto(`${site.base}/en-gb/src/harbour.example`);
  const article = await page.getByRole("link", { name: "The tram opens", exact: true }).first().getAttribute("href");
  await page.goto(`${site.base}${article}/media/1`);
  assert.deepEqual(page.foreign, []);
  const [asked] = await Promise.all([
    page.waitForRequest((request) => !request.url().startsWith(site.base)),
    page.locator("audio").evaluate((audio) => audio.play().catch(() => {})),
  ]);
  assert.equal(asked.url(), "https://cdn.example/tram.wav");
  assert.equal(asked.headers().referer ?? "", "", "nor is it told from where");
  const refused = await page.evaluate(() => new Promise((resolve) => {
    addEventListener("securitypolicyviolation", (event) => resolve(`${event.effectiveDirective} ${new URL(event.blockedURI).host}`), { once: true });
    const other = new Audio("https://other.example/a.wav");
    other.load();
  }));
  assert.equal(refused, "media-src other.example");
  assert.deepEqual([...new Set(page.foreign)], ["https://cdn.example/tram.wav"]);
  await page.context().close();
});
