// The app without a network: the site's process is ended, so that nobody is at its address, for the page and the worker
// alike. (A browser's emulation of being offline does not reach a service worker.)
import test from "node:test";
import assert from "node:assert/strict";
import { openOrigin } from "./origin.mjs";
import { invented, openBrowser, openPage, openSite } from "./site.mjs";

const browser = await openBrowser();
const origin = await openOrigin(browser, { "/lock.jpg": { width: 900, height: 600, hue: 200 } });
const rows = invented();
rows[0].image = "https://harbour.example/lock.jpg";
const site = await openSite(rows, { origin: origin.port });
test.after(async () => {
  await browser.close();
  await site.stop();
  await origin.stop();
});

// A reader whose browser has taken the worker in.
async function openReader() {
  await site.back(); // were it not there
  const page = await openPage(browser, { serviceWorkers: "allow" });
  await page.goto(`${site.base}/en-gb`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  });
  return page;
}

// Whether the worker keeps an address, under the name that begins so.
const keeps = (page, cache, path) => page.evaluate(async ([begin, address]) => {
  for (const name of await caches.keys())
    if (name.startsWith(begin) && (await (await caches.open(name)).match(address, { ignoreVary: true }))) return true;
  return false;
}, [cache, path]);
async function kept(page, cache, path) {
  for (let tries = 0; tries < 400; ++tries) {
    if (await keeps(page, cache, path)) return;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  assert.fail(`${path} is not in ${cache}`);
}
const linkTo = async (page, title) => page.getByRole("link", { name: title, exact: true }).first().getAttribute("href");
const goto = (page, path) => page.goto(site.base + path);
const title = "Port Alder rebuilds its northern lock";

test("what was read is there without a network, what was not is explained, and the network is taken up again", async () => {
  const page = await openReader();

  // The shell: all that the worker's build names, and the page for what is not kept.
  const shell = await page.evaluate(async () => {
    const script = await (await fetch("/sw.js")).text();
    const build = JSON.parse(/^const build = (\{.*?\});/m.exec(script)[1]);
    const cache = await caches.open(`octavo-shell-${build.version}`);
    return { wanted: build.shell, there: (await cache.keys()).map((request) => new URL(request.url).pathname) };
  });
  assert.ok(shell.wanted.length >= 8, "styles, scripts, type");
  for (const address of [...shell.wanted, "/en-gb/offline"]) assert.ok(shell.there.includes(address), address);
  const linked = await page.$$eval("link[rel=stylesheet],script[src]", (all) => all.map((e) => new URL(e.href ?? e.src).pathname));
  for (const address of linked) assert.ok(shell.there.includes(address), address);

  // Read online: a front in another language, a listing, an article with its picture.
  await goto(page, "/ar-ae");
  await kept(page, "octavo-listings", "/ar-ae");
  await kept(page, "octavo-shell", "/ar-ae/offline");
  await goto(page, "/en-gb/src/canal.example");
  await kept(page, "octavo-listings", "/en-gb/src/canal.example");
  const other = page.locator("main article h3 a").last(); // one that nobody opens
  const unread = await other.getAttribute("href"), unreadTitle = await other.innerText();
  await goto(page, "/en-gb/src/harbour.example");
  const article = await linkTo(page, title);
  await goto(page, article);
  const picture = page.locator("figure.first img.pic");
  await page.waitForFunction(() => {
    const image = document.querySelector("figure.first img.pic");
    return image?.complete && image.naturalWidth > 0;
  });
  const shown = await picture.evaluate((image) => new URL(image.currentSrc).pathname);
  assert.match(shown, /^\/p\//);
  await kept(page, "octavo-pictures", shown);
  await kept(page, "octavo-articles", article);
  assert.ok(origin.asked.includes("harbour.example/lock.jpg"));

  await site.away();
  await assert.rejects(fetch(site.base), "nobody is at the site's address");

  const answer = await goto(page, article);
  assert.ok(answer.fromServiceWorker());
  assert.equal(await page.locator("h1").innerText(), title);
  assert.match(await page.locator(".body").innerText(), /rebuild the northern lock before winter/);
  await page.waitForFunction(() => document.querySelector("figure.first img.pic")?.naturalWidth > 0);
  assert.equal(await page.evaluate(() => [...document.styleSheets].reduce((sum, sheet) => sum + sheet.cssRules.length, 0) > 100), true, "dressed");

  await goto(page, "/en-gb/src/canal.example");
  assert.ok(await page.locator("main article").count() > 5);
  await goto(page, "/");
  assert.match(page.url(), /\/(en-gb|ar-ae)$/, "the front of an edition that was read");

  await goto(page, unread);
  assert.equal(await page.locator("html").getAttribute("lang"), "en-GB");
  assert.ok(page.url().endsWith(unread), "under its own address");
  await page.locator("#kept a").first().waitFor();
  assert.equal(await page.locator("#kept a").first().innerText(), title);
  await goto(page, unread.replace("/en-gb/", "/ar-ae/"));
  assert.equal(await page.locator("html").getAttribute("dir"), "rtl", "in the reader's language");
  await page.getByRole("link", { name: title }).click();
  await page.waitForURL(`**${article}`);
  assert.equal(await page.locator("h1").innerText(), title, "what is kept is one tap away");

  // Back again: the front is today's, and what was not kept comes.
  await site.back();
  await site.bring([{ url: "https://harbour.example/late", title: "A late word from Port Alder", lang: "en",
    published: new Date().toISOString(), text: "The ferry to Skerry Head sails again tonight, the harbour office said. ".repeat(6) }]);
  await goto(page, "/en-gb");
  await page.getByRole("link", { name: "A late word from Port Alder" }).first().waitFor();
  await goto(page, unread);
  assert.equal(await page.locator("h1").innerText(), unreadTitle);
  await kept(page, "octavo-articles", unread);

  // What another app shares leads to the article, or to a search.
  await goto(page, `/en-gb/shared?text=${encodeURIComponent("Look: https://harbour.example/news/lock")}`);
  assert.ok(page.url().endsWith(article));
  await goto(page, "/en-gb/shared?title=regatta%20of%20Lyon");
  assert.match(page.url(), /\/en-gb\/search\?q=regatta/);

  assert.deepEqual(page.foreign, []);
  await page.context().close();
});

test("two hundred articles are kept, the oldest makes room, and what was withdrawn goes", async () => {
  const page = await openReader();
  await goto(page, "/en-gb/src/harbour.example");
  const article = await linkTo(page, title);
  const withdrawn = "/en-gb/a/gone-bvq3k2vs5h7la";
  await page.evaluate(async (gone) => {
    const cache = await caches.open("octavo-articles-2");
    for (const key of [...Array.from({ length: 205 }, (_, i) => `/en-gb/a/old-${i}`), gone]) await cache.put(key, new Response("old"));
  }, withdrawn);
  assert.equal((await goto(page, withdrawn)).status(), 404);
  await page.waitForFunction(async (gone) => !(await (await caches.open("octavo-articles-2")).match(gone)), withdrawn);
  await goto(page, article);
  await kept(page, "octavo-articles", article);
  await page.waitForFunction(async () => (await (await caches.open("octavo-articles-2")).keys()).length <= 200);
  const there = await page.evaluate(async () => (await (await caches.open("octavo-articles-2")).keys()).map((r) => new URL(r.url).pathname));
  assert.equal(there.length, 200);
  assert.equal(there.at(-1), article, "the newest");
  assert.equal(there[0], "/en-gb/a/old-6", "the oldest went");
  await page.context().close();
});
