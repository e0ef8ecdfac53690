// Lists and notes in a browser: without script on a phone, with a selection on a desktop; each page in order for a screen
// reader, in two directions, light and dark.
import test from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { comeIn, noFaults } from "./people.mjs";
import { everyPage, invented, openBrowser, openPage, openSite } from "./site.mjs";

const site = await openSite(invented());
const browser = await openBrowser();
const finder = await openPage(browser);
const article = (await everyPage(finder, site.base, "en-gb")).get("article");
const id = article.slice(-13);
await finder.context().close();
test.after(async () => {
  await browser.close();
  await site.stop();
});

const join = (name, role, options) => comeIn(site, browser, name, role, options);

test("a list is made without script, filled from an article, made public and read by somebody else", async () => {
  const ada = await join("Ada Quay", "reader", { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await ada.goto(`${site.base}/en-gb/my/lists`);
  await noFaultsWithout(ada, "/en-gb/my/lists");
  await ada.fill("#name", "Canals");
  await ada.fill("#about", "Why they leak, and who pays.");
  await ada.check("[name=public]");
  await ada.locator(".entry .main").click();
  const own = ada.url();
  assert.match(own, /\/my\/lists\/[a-z2-7]{13}$/);
  await ada.goto(site.base + article);
  await ada.locator("a.keep").click();
  await ada.check("[name=list]");
  await ada.fill("#said", "The best of them.");
  await ada.locator(".entry", { has: ada.locator("[name=list]") }).locator("button").click();
  assert.ok(await ada.locator("[name=list]").isChecked());
  await ada.goto(own);
  assert.match(await ada.locator(".word").innerText(), /The best of them/);
  const shown = await ada.locator("a", { hasText: "See it as others do" }).getAttribute("href");
  const stranger = await openPage(browser, { viewport: { width: 390, height: 844 } });
  await stranger.goto(site.base + shown);
  assert.match(await stranger.locator("main").innerText(), /A list by Ada Quay/);
  assert.equal((await stranger.request.get(`${site.base}${shown}/feed.json`)).status(), 200);
  await noFaults(stranger, "a public list, phone");
  await stranger.context().close();
  const bo = await join("Bo Lind", "moderator", { colorScheme: "dark" });
  await bo.goto(site.base + shown);
  await noFaults(bo, "a public list, dark");
  await bo.click("text=Report this list");
  await noFaults(bo, "the report of a list");
  await bo.locator(".choice", { hasText: "Advertising" }).click();
  await bo.locator(".entry fieldset ~ p button").click();
  await bo.locator(".said").waitFor();
  await bo.goto(`${site.base}/en-gb/admin/lists`);
  await noFaults(bo, "the desk of lists");
  await bo.click("text=Take out of public view");
  await bo.locator("text=Let everybody see it again").waitFor();
  assert.equal((await bo.request.get(site.base + shown)).status(), 404);
  await ada.goto(own);
  assert.match(await ada.locator("main").innerText(), /A moderator took this list out of public view/);
  // The same by the command line, beside the running site.
  const lists = (...words) => spawnSync(process.env.OCTAVO_BINARY, ["admin", "lists", ...words, "--data", site.data], { encoding: "utf8", timeout: 60000 });
  const [listed] = lists("reported", "--json").stdout.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual([listed.name, listed.by, listed.hidden], ["Canals", "Ada Quay", true]);
  assert.equal(lists("show", listed.id).status, 0);
  assert.equal((await bo.request.get(site.base + shown)).status(), 200);
  assert.match(lists().stdout, /Canals/);
  assert.equal(lists("hide", listed.id).status, 0);
  assert.equal((await bo.request.get(site.base + shown)).status(), 404);
  assert.notEqual(lists("hide", "bvq3k2vs5h7la").status, 0);
  const state = await ada.context().storageState();
  for (const [edition, options] of [["en-gb", {}], ["ar-ae", { viewport: { width: 390, height: 844 } }], ["ar-ae", { colorScheme: "dark" }]])
    for (const place of ["my/lists", own.slice(own.indexOf("my/lists")), `my/save/${id}`]) {
      const page = await openPage(browser, { storageState: state, ...options });
      await page.goto(`${site.base}/${edition}/${place}`);
      await page.evaluate(() => document.querySelectorAll("details:not(.menu-of)").forEach((one) => (one.open = true)));
      await noFaults(page, `${edition} ${place.replace(/[a-z2-7]{13}/, "one")} ${options.colorScheme ?? ""}${options.viewport ? " phone" : ""}`);
      assert.deepEqual(page.foreign, []);
      await page.context().close();
    }
  await ada.goto(own);
  await ada.locator("summary", { hasText: "Name and readers" }).click();
  await ada.locator("button", { hasText: "Delete the list" }).click();
  assert.match(await ada.locator(".said").innerText(), /The list is deleted/);
  await ada.locator(".said button").click();
  await ada.locator(".kept a", { hasText: "Canals" }).waitFor();
  await ada.context().close();
  await bo.context().close();
});

// Where no script runs, axe cannot: the same page in another tab of the same reader.
async function noFaultsWithout(page, place) {
  const other = await openPage(browser, { storageState: await page.context().storageState(), viewport: { width: 390, height: 844 } });
  await other.goto(site.base + place);
  await noFaults(other, `${place}, empty`);
  await other.context().close();
}

test("a passage is copied by hand, without script", async () => {
  const cy = await join("Cy Weir", "reader", { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await cy.goto(site.base + article);
  const words = (await cy.locator(".body p").first().innerText()).slice(0, 30).trim();
  await cy.click("#notes");
  await cy.fill("#exact", words);
  await cy.fill("#note", "Says who?");
  await cy.locator("#marking .main").click();
  assert.match(await cy.locator(".comment blockquote").innerText(), new RegExp(words.slice(0, 10)));
  await cy.goto(`${site.base}/en-gb/my/notes`);
  assert.match(await cy.locator(".noted").innerText(), /Says who\?/);
  await cy.goto(`${site.base}/en-gb/my/notes/${id}`);
  await cy.locator("button", { hasText: "Delete" }).click();
  assert.match(await cy.locator(".said").innerText(), /The note is deleted/);
  await cy.locator(".said button").click();
  assert.match(await cy.locator(".comment").innerText(), /Says who\?/);
  await cy.context().close();
});

test("a selection is offered to be marked, and is shown on the article from then on", async () => {
  const di = await join("Di Lock", "reader");
  await di.goto(site.base + article);
  const select = (nth) =>
    di.evaluate((nth) => {
      const node = document.createTreeWalker(document.querySelectorAll(".body p")[nth], NodeFilter.SHOW_TEXT).nextNode();
      getSelection().setBaseAndExtent(node, 4, node, 24);
      return getSelection().toString().trim();
    }, nth);
  const exact = await select(0);
  await di.locator(".marking").waitFor();
  await noFaults(di, "an article with a selection");
  await di.locator("[data-mark=note]").click();
  await di.waitForURL(/my\/notes\//);
  assert.equal(await di.inputValue("#exact"), exact);
  assert.equal(await di.evaluate(() => document.activeElement.id), "note");
  assert.doesNotMatch(di.url(), /exact/);
  await di.fill("#note", "This is it.");
  await di.locator("#marking .main").click();
  await di.locator(".comment").waitFor();
  await noFaults(di, "the notes of an article");
  await di.goto(site.base + article);
  await di.waitForFunction(() => CSS.highlights.get("noted")?.size === 1);
  assert.equal(await di.evaluate(() => [...CSS.highlights.get("noted")][0].toString()), exact);
  assert.match(await di.innerText("#notes"), /Notes \(1\)/);
  await noFaults(di, "an article with a mark");
  // A browser without highlights is given elements.
  const state = await di.context().storageState();
  const old = await openPage(browser, { storageState: state });
  await old.addInitScript(() => delete window.Highlight);
  await old.goto(site.base + article);
  await old.locator("mark.noted").waitFor();
  assert.equal(await old.locator("mark.noted").innerText(), exact);
  await old.context().close();
  for (const [edition, options] of [["en-gb", {}], ["ar-ae", { viewport: { width: 390, height: 844 } }], ["ar-ae", { colorScheme: "dark" }]])
    for (const place of ["my/notes", `my/notes/${id}`, "my/notes?q=nothing-at-all"]) {
      const page = await openPage(browser, { storageState: state, ...options });
      await page.goto(`${site.base}/${edition}/${place}`);
      await noFaults(page, `${edition} ${place.replace(/[a-z2-7]{13}/, "one")} ${options.colorScheme ?? ""}${options.viewport ? " phone" : ""}`);
      await page.context().close();
    }
  // Who is not signed in is asked for nothing, and offered the door.
  const stranger = await openPage(browser);
  const asked = [];
  stranger.on("request", (request) => asked.push(request.url()));
  await stranger.goto(site.base + article);
  await stranger.waitForLoadState("networkidle");
  assert.deepEqual(asked.filter((url) => url.includes("/my/")), []);
  await stranger.click("#notes");
  await stranger.waitForURL(/sign-in/);
  await stranger.context().close();
  await di.context().close();
});
