// Every kind of page, in both directions and both lights: no fault that axe-core knows (https://github.com/dequelabs/axe-core),
// no request to another host, no error, no breach of the content policy, nothing wider than the narrowest phone.
import test from "node:test";
import assert from "node:assert/strict";
import { axeSource, everyPage, invented, openBrowser, openPage, openSite } from "./site.mjs";

const site = await openSite(invented());
const browser = await openBrowser();
test.after(async () => {
  await browser.close();
  await site.stop();
});

for (const edition of ["en-gb", "ar-ae"]) {
  test(`pages of ${edition}`, async (t) => {
    const page = await openPage(browser);
    const pages = await everyPage(page, site.base, edition);
    for (const name of ["article", "story", "source", "author", "hashtag", "place", "day"])
      if (edition === "en-gb") assert.ok(pages.has(name), `no ${name} page was found`);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const [name, path] of pages) {
        await t.test(`${name}, ${colorScheme}`, async () => {
          await page.setViewportSize({ width: 1280, height: 900 });
          await page.goto(site.base + path);
          await page.evaluate(`${(await import("node:fs")).readFileSync(axeSource, "utf8")};0`);
          const faults = await page.evaluate(async () => (await axe.run(document, {
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })).violations
            .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html).join(" | ")}`));
          assert.deepEqual(faults, []);
          assert.equal(await page.locator("h1").count(), 1, "one h1");
          await page.setViewportSize({ width: 320, height: 640 });
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          assert.ok(over <= 0, `wider than 320 px by ${over}`);
        });
      }
    }
    assert.deepEqual(page.foreign, []);
    assert.deepEqual(page.trouble, []);
    await page.context().close();
  });
}
