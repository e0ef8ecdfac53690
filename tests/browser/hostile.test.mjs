// Hostile text in every field there is: none of it runs, none of it loads, all of it is read as text.
import test from "node:test";
import assert from "node:assert/strict";
import { everyPage, openBrowser, openPage, openSite } from "./site.mjs";

const hostile = [
  "<script>window.pwned=1</script>", "\"><img src=x onerror=window.pwned=1>", "'-window.pwned=1-'", "</title><svg onload=window.pwned=1>",
  "javascript:window.pwned=1", "<iframe src=javascript:parent.pwned=1>", "{{constructor.constructor('window.pwned=1')()}}",
  "<!--<script>--><script>window.pwned=1</script>", "\u202e<b>gninrut</b>\u202c", "<style>*{background:url(http://evil.example/)}</style>",
  "<base href=http://evil.example/>", "<meta http-equiv=refresh content=0;url=http://evil.example/>", "\u2028window.pwned=1\u2029",
  "]]><script>window.pwned=1</script>", "<math><mtext></form><form><mglyph><style></math><img src onerror=window.pwned=1>",
  "<a href=\"  javascript:window.pwned=1\">x</a>", "<svg><use href=\"data:image/svg+xml,<svg id='x' onload='window.pwned=1'/>#x\">", "\0<img src=x onerror=window.pwned=1>",
];
const rows = hostile.map((text, i) => ({
  url: `https://evil${i}.example/a?x=${encodeURIComponent(text)}`, title: `${text} title ${i}`, authors: [`${text} author`], tags: [text, `tag${i}`], category: text,
  published: new Date(Date.now() - i * 600000).toISOString(), lang: i % 2 ? "en" : "ar",
  html: `<p>${text} and quite ordinary words about the rowers of Lyon, number ${i}, that make it long enough to be read. </p>`.repeat(4),
}));
const site = await openSite(rows);
const browser = await openBrowser();
test.after(async () => {
  await browser.close();
  await site.stop();
});

test("hostile text stays text on every page", async () => {
  const page = await openPage(browser);
  const reports = [];
  page.on("console", (message) => /Content Security Policy/i.test(message.text()) && reports.push(message.text()));
  await page.exposeFunction("octavoReport", (text) => reports.push(text));
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (event) => window.octavoReport(`${event.violatedDirective} ${event.blockedURI}`)));
  const visited = new Set();
  const visit = async (path) => {
    if (visited.has(path) || visited.size > 120) return [];
    visited.add(path);
    await page.goto(site.base + path);
    assert.equal(await page.evaluate(() => window.pwned), undefined, path);
    return page.$$eval("a[href]", (all) => all.map((a) => a.getAttribute("href")));
  };
  for (const edition of ["en-gb", "ar-ae"]) {
    for (const [, path] of await everyPage(page, site.base, edition)) {
      for (const link of await visit(path)) if (/^\/[a-z]{2}-[a-z]{2}\/(a|s|t|src|l)\//.test(link) && visited.size < 120) await visit(link);
    }
  }
  for (const text of hostile) await visit(`/en-gb/search?q=${encodeURIComponent(text)}`);
  assert.ok(visited.size > 60, `${visited.size} pages`);
  assert.deepEqual(reports, []);
  assert.deepEqual(page.foreign, []);
  assert.deepEqual(page.trouble, []);
  await page.context().close();
});
