// A conversation and its moderation in a browser, without script and with: somebody comments, is answered, reported; a
// moderator looks; each page in order for a screen reader, in two directions.
import test from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { comeIn, noFaults } from "./people.mjs";
import { everyPage, invented, openBrowser, openPage, openSite } from "./site.mjs";

const site = await openSite(invented());
const browser = await openBrowser();
const finder = await openPage(browser);
const story = (await everyPage(finder, site.base, "en-gb")).get("story");
await finder.goto(site.base + story);
const report = await finder.locator("article.row h3 a").first().getAttribute("href");
await finder.context().close();
test.after(async () => {
  await browser.close();
  await site.stop();
});

const join = (name, role, options) => comeIn(site, browser, name, role, options);

test("a reader comments on a report without script; the first one waits for a moderator, who shows it", async () => {
  const ada = await join("Ada Quay", "reader", { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await ada.goto(site.base + report);
  assert.match(await ada.locator("#comments").innerText(), /No comments yet\. Say what the coverage misses\./);
  await ada.locator("#comments a.btn").click();
  await ada.fill("#text", "The minutes of the council say otherwise.\n\n> before winter\nNot before spring.");
  await ada.locator(".entry .main").click();
  assert.match(await ada.locator(".said").innerText(), /A moderator looks at this/);
  assert.match(await ada.locator(".comment").first().innerText(), /minutes of the council/);
  const stranger = await openPage(browser);
  await stranger.goto(`${site.base}${report}/comments`);
  assert.doesNotMatch(await stranger.locator("main").innerText(), /minutes of the council/);
  const mod = await join("Mo Dell", "moderator");
  await mod.goto(`${site.base}/en-gb/me`);
  await mod.click("text=Operator’s desk");
  await mod.waitForURL(/admin\/comments$/);
  await noFaults(mod, "the queue");
  await mod.locator(".decide button").first().click();
  await mod.waitForFunction(() => /Nothing waits/.test(document.body.innerText));
  for (const place of [report, `${report}/comments`, story, `${story}/comments`]) {
    await stranger.goto(site.base + place);
    assert.match(await stranger.locator(".comment").first().innerText(), /minutes of the council/, place);
    assert.match(await stranger.locator(".comment blockquote").first().innerText(), /before winter/);
    await noFaults(stranger, place);
  }
  await stranger.context().close();
  await mod.context().close();
  await ada.context().close();
});

test("an answer and a report by somebody else, in place by keyboard; two directions, dark", async () => {
  const bo = await join("Bo Lind", "moderator");
  await bo.goto(`${site.base}${story}/comments`);
  await bo.locator(".acts-on a", { hasText: "Reply" }).first().focus();
  await bo.keyboard.press("Enter");
  await bo.waitForURL(/answer=/);
  await bo.fill("#text", "Which page of the minutes?");
  await bo.locator(".comment .entry .main").click();
  await bo.locator(".answers .comment").waitFor();
  assert.match(await bo.locator(".answers .comment").innerText(), /Which page/);
  await bo.locator(".acts-on a", { hasText: "Report" }).first().click();
  await bo.locator(".choice", { hasText: "False claim" }).click();
  await noFaults(bo, "a report");
  await bo.locator(".entry fieldset ~ p button").click();
  await bo.locator(".said").waitFor();
  assert.match(await bo.locator(".said").innerText(), /A moderator will look at it/);
  const state = await bo.context().storageState();
  for (const place of ["comments", "comments?answer=1"]) {
    const page = await openPage(browser, { storageState: state, colorScheme: "dark", viewport: { width: 390, height: 844 } });
    await page.goto(`${site.base}${story.replace("/en-gb/", "/ar-ae/")}/${place}`);
    await noFaults(page, `ar-ae ${place}`);
    assert.deepEqual(page.foreign, []);
    await page.context().close();
  }
  await bo.locator(".answers .acts-on button").first().click();
  await bo.waitForFunction(() => !document.querySelector(".answers"));
  await bo.context().close();
});

test("a vote, the order and a reply without script; the desk takes back, stops, slows and looks again", async () => {
  const cy = await join("Cy Moor", "moderator", { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const talk = `${site.base}${story}/comments`;
  await cy.goto(talk);
  await cy.locator(".acts-on button", { hasText: "Helpful" }).first().click();
  assert.match(await cy.locator(".acts-on").first().innerText(), /helpful to 1 reader/);
  assert.equal(await cy.locator(".acts-on button[aria-pressed=true]").count(), 1);
  await cy.locator(".acts-on a", { hasText: "Reply" }).first().click();
  await cy.fill("#text", "Page four, and five.");
  await cy.locator(".comment .entry .main").click();
  await cy.goto(talk);
  await cy.locator("nav.tabs a", { hasText: "Most helpful first" }).click();
  assert.match(cy.url(), /sort=best/);
  const desk = await join("Di Hale", "moderator");
  await desk.goto(`${site.base}/en-gb/admin/comments`);
  await noFaults(desk, "the desk");
  // What was decided is taken back, and decided again.
  await desk.locator(".decided button").first().click();
  await desk.waitForFunction(() => /1 waits/.test(document.body.innerText));
  await noFaults(desk, "the desk, with one that waits");
  await desk.locator("article.comment a").first().click();
  await desk.waitForURL(/admin\/comments\/[a-z2-7]{13}$/);
  await noFaults(desk, "all of one account");
  await desk.locator(".decide button", { hasText: "Show it" }).first().click();
  await desk.locator("button", { hasText: "For a day" }).click();
  await desk.waitForFunction(() => /Cannot write until/.test(document.body.innerText));
  await desk.goto(talk);
  await desk.selectOption("#slow", "10");
  await desk.locator(".entry:has(#slow) button").click();
  await desk.waitForFunction(() => /in slow mode/.test(document.body.innerText));
  await noFaults(desk, "a slow conversation");
  // Ada, who was answered and stopped, sees both on a page of hers, and asks for another look.
  const ada = await openPage(browser);
  await ada.goto(`${site.base}/en-gb/sign-in`);
  await ada.fill("#name", "Ada Quay");
  await ada.fill("#password", "correct horse battery");
  await ada.click(".entry button");
  await ada.waitForURL(/\/my$/);
  // It is told at the door to her pages, on those that are the same for all, until she has seen it.
  const door = ada.locator("a.who");
  await ada.goto(`${site.base}/en-gb`);
  await ada.locator("a.who[data-new]").waitFor();
  assert.match(await door.getAttribute("aria-label"), /^My news, \d+ new repl/);
  await noFaults(ada, "a page that tells of a reply");
  await door.click();
  await ada.locator("nav.tabs a", { hasText: /new repl/ }).click();
  assert.match(await ada.locator("main").innerText(), /Page four/);
  assert.match(await ada.locator("main").innerText(), /You cannot comment here until/);
  await noFaults(ada, "replies");
  const asked = ada.waitForResponse(/replies\.json$/);
  await ada.goto(`${site.base}/en-gb`);
  assert.equal((await (await asked).json()).new, 0);
  assert.equal(await door.getAttribute("data-new"), null);
  await ada.goBack();
  await ada.locator("main a", { hasText: "Ask for another look" }).click();
  await noFaults(ada, "asking for another look");
  await ada.fill("#text", "It was a quotation.");
  await ada.locator(".entry:has(#text) button").click();
  await ada.waitForFunction(() => /It waits for a moderator/.test(document.body.innerText));
  await cy.goto(`${site.base}/en-gb/admin/comments`);
  assert.match(await cy.locator("main").innerText(), /It was a quotation/);
  await cy.locator("button", { hasText: "Decide otherwise" }).click();
  await ada.goto(`${site.base}/en-gb/my/replies`);
  assert.doesNotMatch(await ada.locator("main").innerText(), /You cannot comment/);
  const feed = await ada.request.get(`${talk}/feed.atom`);
  assert.match(await feed.text(), /Page four, and five/);
  const state = await desk.context().storageState();
  for (const place of ["admin/comments", "my/replies"]) {
    const page = await openPage(browser, { storageState: state, colorScheme: "dark", viewport: { width: 390, height: 844 } });
    await page.goto(`${site.base}/ar-ae/${place}`);
    await noFaults(page, `ar-ae ${place}`);
    await page.context().close();
  }
  for (const page of [cy, desk, ada]) await page.context().close();
});

test("the command line decides beside the running site, which shows it", async () => {
  const comments = (...words) => {
    const done = spawnSync(process.env.OCTAVO_BINARY, ["comments", ...words, "--json", "--data", site.data], { encoding: "utf8", timeout: 60000 });
    return { status: done.status, rows: done.stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line)), error: done.stderr };
  };
  const mine = comments("by", "Ada Quay").rows.find((row) => row.state === "shown");
  assert.match(mine.text, /minutes of the council/);
  const page = await openPage(browser);
  const stands = async () => (await page.goto(site.base + report), /minutes of the council/.test(await page.locator("main").innerText()));
  assert.ok(await stands());
  const gone = comments("remove", String(mine.number));
  assert.equal(gone.status, 0, gone.error);
  await assert.doesNotReject(async () => {
    for (let i = 0; i < 40 && (await stands()); ++i) await page.waitForTimeout(250);
  });
  assert.ok(!(await stands()), "it is gone from pages that are kept");
  assert.equal(comments("decisions").rows[0].decision, gone.rows[0].decision);
  assert.equal(comments("undo", String(gone.rows[0].decision)).status, 0);
  assert.equal(comments("ban", "Ada Quay", "week").status, 0);
  assert.equal(comments("allow", "Ada Quay").status, 0);
  assert.equal(comments("slow", "0").status, 0);
  assert.deepEqual(comments("appeals").rows, []);
  for (const wrong of [["nothing"], ["remove"], ["remove", "x"], ["slow", "3"], ["ban", "Nobody"], ["ban", "Ada Quay", "year"], ["undo", "999"]])
    assert.notEqual(comments(...wrong).status, 0, wrong.join(" "));
  await page.context().close();
});

test("what was typed under a login that ended is carried through the door and sent after it", async () => {
  const cy = await join("Cy Dale", "moderator", { viewport: { width: 390, height: 844 } });
  await cy.goto(`${site.base}${report}/comments`);
  await cy.fill("#text", "Two thoughts,\nof some length.");
  await cy.context().clearCookies();
  await cy.locator(".comments > .entry .main, form:has(#text) .main").last().click();
  await cy.locator(".kept-text").waitFor();
  assert.match(await cy.locator(".kept-text").innerText(), /Two thoughts,\nof some length\./);
  await noFaults(cy, "the door with a text");
  await cy.fill("#name", "Cy Dale");
  await cy.fill("#password", "correct horse battery");
  await cy.locator(".entry .main").first().click();
  await cy.locator("textarea#text").waitFor();
  assert.equal(await cy.inputValue("#text"), "Two thoughts,\nof some length.");
  await noFaults(cy, "the text, to be sent");
  await cy.locator(".entry .main").click();
  await cy.locator(".comment", { hasText: "Two thoughts" }).waitFor();
  await cy.context().close();
});

test("a comment's own address leads to it, whole; on an account's first day it says from when its votes count", async () => {
  const mo = await join("Em Hart", "moderator", { viewport: { width: 390, height: 844 } });
  const talk = `${site.base}${story}/comments`;
  const cli = spawnSync(process.env.OCTAVO_BINARY, ["comments", "slow", "0", "--data", site.data], { encoding: "utf8", timeout: 60000 });
  assert.equal(cli.status, 0, cli.stderr);
  // One hand may say something twice a minute: several of them, then.
  const hands = [mo];
  for (const name of ["Fi Gray", "Gus Hill", "Ida Jones", "Kit Lamb"]) hands.push(await join(name, "moderator", { javaScriptEnabled: false }));
  const say = async (hand, text) => {
    await hand.goto(talk);
    await hand.fill("#text", text);
    await hand.locator(".entry:has(#text) .main").click();
    await hand.waitForURL(/c=\d+/);
    return Number(/c=(\d+)/.exec(hand.url())?.[1]);
  };
  let first = 0;
  const thoughts = hands.length;
  for (let i = 0; i < thoughts; ++i) {
    const number = await say(hands[i], `Thought ${i}. ${"It is in the minutes, and more than once. ".repeat(i === 0 ? 40 : 1)}`);
    assert.ok(number > 0, hands[i].url());
    if (i === 0) first = number;
  }
  await mo.goto(`${talk}?c=${first}`);
  await noFaults(mo, "one thread alone");
  assert.match(await mo.locator("main").innerText(), /The whole conversation/);
  await mo.goto(`${talk}?sort=newest`);
  const long = mo.locator(`#c${first}`);
  await long.locator("a", { hasText: "Read all of it" }).click();
  await mo.waitForURL(new RegExp(`c=${first}`));
  assert.equal(await mo.locator("main a", { hasText: "Read all of it" }).count(), 0);
  // Of a reader's first day: no votes, and why.
  const ned = await join("Ned Oak", "reader", { colorScheme: "dark", viewport: { width: 390, height: 844 } });
  await ned.goto(talk);
  assert.match(await ned.locator("main").innerText(), /when your account is a day old/);
  assert.equal(await ned.locator(".acts-on button", { hasText: "Helpful" }).count(), 0);
  await noFaults(ned, "a conversation on an account's first day");
  await ned.goto(`${site.base}/ar-ae${story.replace("/en-gb", "")}/comments?c=${first}`);
  await noFaults(ned, "ar-ae one thread");
  await ned.goto(`${site.base}/en-gb/privacy`);
  assert.match(await ned.locator("main").innerText(), /how you vote is told to nobody/);
  for (const page of [...hands, ned]) await page.context().close();
});
