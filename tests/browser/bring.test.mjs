// What a reader brings along from another reader, reads, marks and keeps, in a browser: a file chosen and taken in,
// its report, and back; folders; news marked as read and unread again; a link saved by a bookmark's address; an editor
// who decides about feeds. No fault of access on any page, in two directions.
import test from "node:test";
import assert from "node:assert/strict";
import { comeIn, noFaults } from "./people.mjs";
import { invented, openBrowser, openPage, openSite } from "./site.mjs";

const site = await openSite(invented());
const browser = await openBrowser();
test.after(async () => {
  await browser.close();
  await site.stop();
});
const join = (role, name, options) => comeIn(site, browser, name, role, options);
const list = `<opml version="2.0"><body><outline text="Water"><outline text="New harbour" xmlUrl="https://new.example/feed"/>
<outline text="Private" xmlUrl="http://127.0.0.1/feed"/></outline></body></opml>`;

let reader;
test("a file is chosen and taken in without script; its report says what came of it, and takes it back", async () => {
  reader = await join("reader", "Bo Lind", { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await reader.goto(`${site.base}/en-gb/my/bring`);
  await reader.setInputFiles("#file", { name: "feeds.opml", mimeType: "text/xml", buffer: Buffer.from(list) });
  await reader.click(".entry button");
  await reader.waitForURL(/report=/);
  const report = reader.url();
  const sums = await reader.locator(".sums").innerText();
  assert.match(sums, /Feeds in the file\s+2/);
  assert.match(sums, /to be looked at\s+1/);
  assert.match(sums, /not public\s+1/);
  await reader.goto(`${site.base}/en-gb/my/follows`);
  assert.match(await reader.locator(".kept").nth(1).innerText(), /New harbour\s+waits for an editor/);
  await reader.goto(report);
  await reader.click(".entry button");
  assert.match(await reader.locator(".said").innerText(), /what it brought is gone/);
  await reader.setInputFiles("#file", { name: "x.txt", mimeType: "text/plain", buffer: Buffer.from("nothing") });
  await reader.click(".entry button");
  assert.match(await reader.locator(".fault").innerText(), /Nothing could be taken in/);
});

test("news is marked as read, shown unread only, and unread again", async () => {
  await reader.goto(`${site.base}/en-gb/my`);
  await reader.locator(".choices label").filter({ hasText: "Sport" }).click();
  await reader.locator("form:has(.choices) button").click();
  const all = await reader.locator("article.row").count();
  assert.ok(all > 0);
  await reader.locator("article.row h3 a").first().click();
  await reader.waitForURL(/\/a\//);
  await reader.goto(`${site.base}/en-gb/my/history`);
  for (let i = 0; i < 20 && (await reader.locator("article.row").count()) === 0; ++i) await reader.reload();
  assert.equal(await reader.locator("article.row").count(), 1);
  await reader.goto(`${site.base}/en-gb/my`);
  assert.equal(await reader.locator(".seen").count(), 1);
  await reader.getByRole("button", { name: "Mark all as read" }).click();
  assert.equal(await reader.locator(".seen").count(), all);
  await reader.getByRole("button", { name: "Undo" }).click();
  assert.equal(await reader.locator(".seen").count(), 1);
  await reader.getByRole("button", { name: "Unread only" }).click();
  assert.equal(await reader.locator("article.row").count(), all - 1);
});

test("a link of anywhere goes on the reading list; what is followed goes into a folder", async () => {
  await reader.goto(`${site.base}/add?url=https%3A%2F%2Felsewhere.example%2Fx&title=A%20page`);
  assert.equal(await reader.inputValue("#url"), "https://elsewhere.example/x");
  await reader.locator("form:has(#url) button").click();
  assert.match(await reader.locator("article.row").innerText(), /A page\s+elsewhere\.example/);
  await reader.goto(`${site.base}/en-gb/my/follows`);
  await reader.locator(".filing summary").first().click();
  await reader.fill(".filing input[name=folder]", "Games");
  await reader.locator(".filing button").first().click();
  await reader.goto(`${site.base}/en-gb/my`);
  assert.equal(await reader.getByRole("link", { name: "Games" }).count(), 1);
});

test("an editor says which feeds are followed", async () => {
  await reader.goto(`${site.base}/en-gb/my/follows`);
  await reader.fill("#feed", "new.example");
  await reader.locator("form:has(#feed) button").click();
  const editor = await join("editor", "Ed Lock");
  await editor.goto(`${site.base}/en-gb/admin/wishes`);
  assert.match(await editor.locator(".kept").innerText(), /new\.example/);
  await noFaults(editor, "feeds asked for");
  await editor.getByRole("button", { name: "Follow it" }).click();
  assert.match(await editor.locator(".empty").innerText(), /Nobody is waiting/);
  await reader.reload();
  assert.match(await reader.locator("#feeds ~ .kept").first().innerText(), /is being looked at/);
});

test("no fault of access on any of these pages, in two directions", async () => {
  const page = await openPage(browser, { viewport: { width: 390, height: 844 } });
  await page.context().addCookies(await reader.context().cookies());
  for (const edition of ["en-gb", "ar-eg"])
    for (const place of ["my", "my?folder=Games", "my/history", "my/saved", "my/follows", "my/bring", "my/link"]) {
      await page.goto(`${site.base}/${edition}/${place}`);
      await noFaults(page, `${edition}/${place}`);
    }
});
