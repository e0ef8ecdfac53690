// An operator's first day, in a browser: a source added from this machine and seen well, one address refused by the gate, a
// story titled, an article taken down and found nowhere, a publisher left out and refused when added again; each page of
// the desk in order for a screen reader, on a phone, in two directions.
import test from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { comeIn, noFaults } from "./people.mjs";
import { everyPage, invented, openBrowser, openPage, openSite } from "./site.mjs";

// A publisher on this machine: a feed with three articles.
const matters = ["", "The mill pond froze early, and skaters from nine villages asked whether the ice would carry a fair. Wardens measured it each morning.",
  "A bakery moved into the empty granary, where ovens of the last century were found behind a wall, and the baker means to fire them at Easter.",
  "Bell ringers practise again on Thursdays after a crack in the smallest bell was filed out by a smith who came over the hills with a cart."];
const report = (n) => `<!doctype html><html lang="en"><head><title>Report ${n}</title></head><body><article><h1>The mill council hears report ${n}</h1>
  ${[1, 2, 3, 4].map((p) => `<p>${matters[n]} This was said in part ${p}, and nobody at the table of report ${n} spoke against it for long.</p>`).join("")}</article></body></html>`;
const origin = createServer((request, response) => {
  const page = /^\/news\/(\d)$/.exec(request.url);
  const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>The Mill</title><link>http://mill.example/</link><language>en</language>
    ${[1, 2, 3].map((n) => `<item><title>The mill council hears report ${n}</title><link>http://mill.example/news/${n}</link></item>`).join("")}</channel></rss>`;
  if (page) return response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(report(Number(page[1])));
  if (request.url === "/feed.xml") return response.writeHead(200, { "content-type": "application/rss+xml" }).end(feed);
  response.writeHead(404).end();
});
await new Promise((resolve) => origin.listen(0, "127.0.0.1", resolve));
const site = await openSite(invented(), { origin: origin.address().port });
const browser = await openBrowser();
test.after(async () => {
  await browser.close();
  await site.stop();
  await new Promise((resolve) => {
    origin.close(resolve);
    origin.closeAllConnections();
  });
});
const octavo = (...words) => spawnSync(process.env.OCTAVO_BINARY, [...words, "--data", site.data], { encoding: "utf8", timeout: 60000 });
const phone = { width: 390, height: 844 };

const join = (role, name) => comeIn(site, browser, name, role);

let boss;
test("the operator comes to an overview that says what lacks, and adds a source, which is told and soon well", async () => {
  boss = await join("operator", "Ada Quay");
  assert.match(await boss.locator(".needs").innerText(), /^Feeds: 0$/);
  await boss.click("nav.tabs >> text=Sources");
  await boss.fill("#address", "http://mill.example/feed.xml");
  await boss.click("form:has(#address) button");
  await boss.locator(".said").waitFor();
  assert.match(await boss.locator("main").innerText(), /Followed now/);
  assert.match(await boss.locator("main").innerText(), /The Mill/);
  for (let tries = 0; ; ++tries) {
    await boss.goto(`${site.base}/en-gb/admin/sources/mill.example`);
    if (/healthy/.test(await boss.locator("main").innerText()) && /3 articles/.test(await boss.locator("main").innerText())) break;
    assert.ok(tries < 120, await boss.locator("main").innerText());
    await boss.waitForTimeout(250);
  }
  await boss.goto(`${site.base}/en-gb/admin`);
  assert.match(await boss.locator("main").innerText(), /All is calm/);
});

test("an address that may not be fetched is refused with a word, and stays in the field", async () => {
  await boss.goto(`${site.base}/en-gb/admin/sources`);
  await boss.fill("#address", "http://192.168.1.1/feed.xml");
  await boss.click("form:has(#address) button");
  await boss.locator(".fault").waitFor();
  assert.match(await boss.locator(".fault").innerText(), /It was not done/);
  assert.equal(await boss.inputValue("#address"), "http://192.168.1.1/feed.xml");
  await noFaults(boss, "a refused source");
});

test("a source is named, paused and let go on", async () => {
  await boss.goto(`${site.base}/en-gb/admin/sources/mill.example`);
  await boss.fill("#name", "The Old Mill");
  await boss.selectOption("#kind", "business");
  await boss.click("form:has(#name) button");
  await boss.locator(".said").waitFor();
  assert.match(await boss.locator("h1").innerText(), /The Old Mill/);
  await boss.click("text=Pause it");
  await boss.locator("text=Paused since").waitFor();
  await boss.goto(`${site.base}/en-gb/admin/sources?state=paused`);
  assert.match(await boss.locator("main").innerText(), /The Old Mill/);
  await boss.goto(`${site.base}/en-gb/admin/sources/mill.example`);
  await boss.click("text=Let it go on");
  await boss.locator("text=Pause it").waitFor();
});

test("rules of a source are tried on kept pages, saved, in force at once, brought back and deleted", async () => {
  await boss.goto(`${site.base}/en-gb/admin/sources/mill.example`);
  await boss.click("main >> text=Extraction");
  assert.match(await boss.locator("main").innerText(), /There are no rules for it/);
  assert.equal(await boss.locator("input[name=page]").count(), 3);
  await boss.fill("#rules", "title: //h1\nstrip: //p[[\n");
  await boss.click("button[value=try]");
  await boss.locator(".fault").waitFor();
  assert.match(await boss.locator(".fault").innerText(), /mill\.example\.txt:2: strip/);
  assert.match(await boss.inputValue("#rules"), /^title: \/\/h1\nstrip: \/\/p\[\[/);
  await noFaults(boss, "rules that cannot be read");
  await boss.fill("#rules", "strip: //article/p[1]\n");
  await boss.click("button[value=try]");
  await boss.locator(".sides").first().waitFor();
  assert.equal(await boss.locator(".tried").count(), 2);
  assert.match(await boss.locator(".sides del").first().innerText(), /part 1,/);
  await noFaults(boss, "a preview of rules");
  if (process.env.OCTAVO_SHOTS)
    for (const viewport of [phone, { width: 1280, height: 900 }]) {
      await boss.setViewportSize(viewport);
      await boss.screenshot({ path: `${process.env.OCTAVO_SHOTS}/preview-${viewport.width}.png`, fullPage: true });
    }
  assert.equal(octavo("rules", "--json").stdout, ""); // nothing was saved
  await boss.click("button[value=set]");
  await boss.locator(".said").waitFor();
  assert.match(await boss.locator("main").innerText(), /In force: .?mill\.example\.txt/);
  assert.equal(octavo("rules", "show", "mill.example").stdout, "strip: //article/p[1]\n");
  const text = () => octavo("search", "mill", "council", "--json").stdout;
  const articles = JSON.parse(text().split("\n")[0]).id;
  for (let tries = 0; octavo("show", articles).stdout.includes("part 1,"); ++tries) {
    assert.ok(tries < 60, "kept pages are read again in spare time");
    await boss.waitForTimeout(250);
  }
  await boss.fill("#rules", "strip: //article/p[2]\n");
  await boss.click("button[value=set]");
  await boss.locator(".said").waitFor();
  await boss.click("text=Bring back what stood before");
  await boss.locator(".said").waitFor();
  assert.equal(await boss.inputValue("#rules"), "strip: //article/p[1]\n");
  await boss.click("summary >> text=Delete the rules");
  await boss.locator("details[open] [name=sure]").check();
  await boss.locator("details[open] button").click();
  await boss.locator(".said").waitFor();
  assert.match(await boss.locator("main").innerText(), /There are no rules for it/);
  assert.match(octavo("admin", "log").stdout, /rules/);
});

let story;
test("a story gets the editor's title, which is said to be; undone it has its own again", async () => {
  const finder = await openPage(browser);
  story = (await everyPage(finder, site.base, "en-gb")).get("story");
  await finder.goto(site.base + story);
  const before = await finder.locator("h1").innerText();
  await boss.goto(`${site.base}/en-gb/admin/stories`);
  await boss.fill("#story", site.base + story);
  await boss.click("form:has(#story) button");
  await boss.locator("#title").waitFor();
  await boss.fill("#title", "Two locks, one river");
  await boss.click("form:has(#title) button");
  await boss.locator(".said").waitFor();
  await finder.goto(site.base + story);
  assert.equal(await finder.locator("h1").innerText(), "Two locks, one river");
  assert.match(await finder.locator("main").innerText(), /The title is the editor/);
  await noFaults(finder, "a titled story");
  await boss.goto(`${site.base}/en-gb/admin/stories`);
  await boss.locator("table button").first().click();
  await boss.locator(".said").waitFor();
  await finder.goto(site.base + story);
  // The desk answers when it is written; pages are made anew a moment later.
  for (let i = 0; i < 20 && (await finder.locator("h1").innerText()) !== before; ++i) await finder.reload();
  assert.equal(await finder.locator("h1").innerText(), before);
  await finder.context().close();
});

test("an account's limit is set at its page and by command, and named to the reader who asks for more", async () => {
  const reader = await join("reader", "Bo Lind");
  await boss.goto(`${site.base}/en-gb/admin/accounts`);
  await boss.click("main >> text=Bo Lind");
  await boss.fill("#quota-saved", "1");
  await boss.click("form:has(#quota-saved) button");
  await boss.waitForLoadState();
  assert.equal(await boss.inputValue("#quota-saved"), "1");
  await noFaults(boss, "an account's limits");
  if (process.env.OCTAVO_SHOTS)
    for (const viewport of [phone, { width: 1280, height: 900 }]) {
      await boss.setViewportSize(viewport);
      await boss.screenshot({ path: `${process.env.OCTAVO_SHOTS}/limits-${viewport.width}.png`, fullPage: true });
    }
  const articles = octavo("search", "mill", "council", "--json").stdout.trim().split("\n").map((line) => JSON.parse(line).id);
  for (const id of articles.slice(0, 2)) {
    await reader.goto(`${site.base}/en-gb/my/save/${id}`);
    await reader.click("form.entry button");
    await reader.waitForLoadState();
  }
  assert.match(await reader.locator(".fault").innerText(), /The limit of this account is reached: .?Articles saved: 1/);
  await noFaults(reader, "a limit that is reached");
  assert.match(octavo("admin", "quota", "Bo Lind", "saved=").stdout, /saved +1 +50,000/);
  assert.match(octavo("admin", "log").stdout, /quota +Bo Lind +saved 1/);
  await reader.context().close();
});

test("an article is taken down: gone from search, its address says so, and the command takes it back", async () => {
  const stranger = await openPage(browser);
  await stranger.goto(`${site.base}/en-gb/search?q=mill+report+2`);
  const link = await stranger.locator("main a[href*='/a/']", { hasText: "report 2" }).first().getAttribute("href");
  await boss.goto(`${site.base}/en-gb/admin/takedowns`);
  await boss.fill("#article", site.base + link);
  await boss.fill("#why", "asked for by letter");
  await boss.click("form:has(#article) button.main");
  await boss.locator(".said").waitFor();
  assert.match(await boss.locator("table").first().innerText(), /mill\.example/);
  const answer = await stranger.goto(site.base + link);
  assert.equal(answer.status(), 410);
  assert.match(await stranger.locator("h1").innerText(), /was taken down/);
  await noFaults(stranger, "in the place of what was taken down");
  await stranger.goto(`${site.base}/en-gb/search?q=mill+report+2`);
  assert.equal(await stranger.locator("main a[href*='/a/']", { hasText: "report 2" }).count(), 0);
  await stranger.goto(`${site.base}/en-gb/src/mill.example`);
  assert.equal(await stranger.locator("main a[href*='/a/']", { hasText: "report 2" }).count(), 0);
  assert.equal(octavo("fetch", "--all").status, 0);
  await stranger.goto(`${site.base}/en-gb/search?q=mill+report+2`);
  assert.equal(await stranger.locator("main a[href*='/a/']", { hasText: "report 2" }).count(), 0);
  const id = link.slice(-13);
  const undone = octavo("takedown", "undo", id);
  assert.equal(undone.status, 0, undone.stderr);
  assert.match(octavo("admin", "log").stdout, /takedown/);
  await stranger.context().close();
});

test("a publisher is left out: nothing of it is there, it says why, and nobody can add it", async () => {
  await boss.goto(`${site.base}/en-gb/admin/sources/mill.example`);
  await boss.locator("summary", { hasText: "Leave this publisher out" }).click();
  await boss.locator("details[open] #why").fill("by letter of 3 May");
  await boss.locator("details[open] [name=sure]").check();
  await boss.locator("details[open] button").click();
  await boss.waitForURL(/admin\/sources$/);
  const stranger = await openPage(browser);
  const answer = await stranger.goto(`${site.base}/en-gb/src/mill.example`);
  assert.equal(answer.status(), 410);
  assert.match(await stranger.locator("h1").innerText(), /asked to be left out/);
  await stranger.click("main >> text=For publishers");
  await noFaults(stranger, "for publishers");
  await stranger.goto(`${site.base}/en-gb/search?q=mill`);
  assert.equal(await stranger.locator("main a[href*='/a/']", { hasText: "mill council" }).count(), 0);
  await boss.fill("#address", "http://mill.example/feed.xml");
  await boss.click("form:has(#address) button");
  await boss.locator(".fault").waitFor();
  assert.match(await boss.locator(".fault").innerText(), /asked to be left out/);
  assert.notEqual(octavo("add", "http://mill.example/feed.xml").status, 0);
  await boss.goto(`${site.base}/en-gb/admin/log`);
  assert.match(await boss.locator("main").innerText(), /optout/);
  assert.match(await boss.locator("main").innerText(), /Ada Quay/);
  await stranger.context().close();
});

test("a backup is made while the site runs, and restores into an empty folder", async () => {
  await boss.goto(`${site.base}/en-gb/admin/backups`);
  await boss.click("form.entry button");
  await boss.locator(".said").waitFor();
  const name = (await boss.locator("td bdi").first().innerText()).trim();
  const done = spawnSync(process.env.OCTAVO_BINARY, ["restore", `${site.data}/backups/${name}`, "--data", `${site.data}-restored`],
    { encoding: "utf8", timeout: 60000 });
  assert.equal(done.status, 0, done.stderr);
  const stats = spawnSync(process.env.OCTAVO_BINARY, ["stats", "--json", "--data", `${site.data}-restored`], { encoding: "utf8" });
  assert.ok(JSON.parse(stats.stdout).real_articles >= 40, stats.stdout);
  assert.equal(octavo("restore", `${site.data}/backups/${name}`).status, 3); // somebody is at work there
});

test("every page of the desk is in order: two directions, dark and light, on a phone; an editor sees what is theirs", async () => {
  const state = await boss.context().storageState();
  const places = ["admin", "admin/sources", "admin/sources/harbour.example", "admin/catalogue", "admin/takedowns", "admin/stories",
    "admin/sources/harbour.example/rules", "admin/services", `admin/stories/${story.slice(-13)}`, "admin/tags", "admin/accounts", "admin/work", "admin/backups", "admin/config", "admin/log", "publishers"];
  for (const [edition, colorScheme, viewport] of [["en-gb", "light", phone], ["ar-ae", "dark", phone], ["en-gb", "dark", { width: 1280, height: 900 }]]) {
    const page = await openPage(browser, { storageState: state, colorScheme, viewport });
    for (const place of places) {
      const answer = await page.goto(`${site.base}/${edition}/${place}`);
      assert.equal(answer.status(), 200, place);
      await noFaults(page, `${edition}/${place}`);
      if (process.env.OCTAVO_SHOTS)
        await page.screenshot({ path: `${process.env.OCTAVO_SHOTS}/${edition}-${viewport.width}-${place.replaceAll("/", "-")}.png`, fullPage: true });
    }
    assert.deepEqual(page.foreign, []);
    assert.deepEqual(page.trouble, []);
    await page.context().close();
  }
  const editor = await join("editor", "Ed Hume");
  await editor.goto(`${site.base}/en-gb/admin`);
  assert.equal(await editor.locator("nav.tabs >> text=Sources").count(), 0);
  await editor.click("nav.tabs >> text=Hashtags");
  await editor.fill("#tag-ban", "Spectators");
  await editor.click("form:has(#tag-ban) button");
  await editor.locator(".said").waitFor();
  assert.match(await editor.locator("table").innerText(), /Shown nowhere/);
  await editor.context().close();
});
