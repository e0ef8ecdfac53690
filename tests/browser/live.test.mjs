// News as it comes: one stream for all tabs, nothing moves until the reader says so.
import test from "node:test";
import assert from "node:assert/strict";
import { invented, openBrowser, openPage, openSite } from "./site.mjs";

const site = await openSite(invented());
const browser = await openBrowser();
test.after(async () => {
  await browser.close();
  await site.stop();
});

test("what arrives is offered in every tab, shown on a tap, over one connection", async () => {
  const page = await openPage(browser);
  let streams = 0;
  page.context().on("request", (request) => (streams += new URL(request.url()).pathname === "/events"));
  await page.goto(`${site.base}/en-gb`);
  const other = await page.context().newPage();
  await other.goto(`${site.base}/en-gb`);
  await page.bringToFront();
  await page.waitForTimeout(500);
  assert.equal(streams, 1, "tabs share a stream");
  const before = await page.evaluate(() => document.querySelector("main").innerHTML);
  await site.bring([{ url: "https://harbour.example/late", title: "A late word from Port Alder", lang: "en",
    published: new Date().toISOString(), text: "The ferry to Skerry Head sails again tonight, the harbour office said. ".repeat(6) }]);
  const button = page.locator(".arrived");
  await button.waitFor({ timeout: 30000 });
  assert.equal(await page.evaluate(() => document.querySelector("main").innerHTML), before, "nothing moved");
  await button.click();
  await page.getByRole("link", { name: "A late word from Port Alder" }).first().waitFor();
  assert.equal(await button.count(), 0);
  assert.deepEqual(page.trouble, []);
  await page.context().close();
});
