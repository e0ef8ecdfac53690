// A page a reader makes for is fetched ahead (assets/ahead.json); a link that changes something never is.
import test from "node:test";
import assert from "node:assert/strict";
import { invented, openBrowser, openPage, openSite } from "./site.mjs";

const site = await openSite(invented());
const browser = await openBrowser();
test.after(async () => {
  await browser.close();
  await site.stop();
});

test("articles are fetched ahead; editions, searches, feeds and files are not", async () => {
  const page = await openPage(browser);
  const devtools = await page.context().newCDPSession(page);
  const ahead = new Set();
  devtools.on("Preload.preloadingAttemptSourcesUpdated", (event) => event.preloadingAttemptSources.forEach((a) => ahead.add(a.key.url)));
  const ready = new Promise((resolve) => devtools.on("Preload.prefetchStatusUpdated", (e) => e.status === "Ready" && resolve(e.key.url)));
  await devtools.send("Preload.enable");
  await page.goto(`${site.base}/en-gb`);
  const headline = page.locator("main :is(h2, h3) a").first();
  const address = await headline.evaluate((a) => a.href);
  await headline.hover();
  assert.equal(await ready, address);
  assert.ok(ahead.size > 5);
  for (const url of ahead) assert.doesNotMatch(url, /\?|\.(xml|atom|json|opml|webmanifest)$|\/(assets|p|api|events|drawing)\//);
  assert.deepEqual(page.trouble, []);
  await page.context().close();
});
