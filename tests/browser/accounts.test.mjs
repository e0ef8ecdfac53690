// A reader's first days and an operator's first hour, in a browser: the printed link, an invitation, what is followed and
// kept, with script and without, a password changed, an account closed and deleted; no fault of access on any page.
import test from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { noFaults } from "./people.mjs";
import { invented, openBrowser, openPage, openSite } from "./site.mjs";

const site = await openSite(invented());
const browser = await openBrowser();
test.after(async () => {
  await browser.close();
  await site.stop();
});
const admin = (...what) => {
  const done = spawnSync(process.env.OCTAVO_BINARY, ["admin", ...what, "--json", "--data", site.data], { encoding: "utf8", timeout: 60000 });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout ? JSON.parse(done.stdout.split("\n")[0]) : null;
};
const here = (link) => site.base + new URL(link).pathname;
const password = "correct horse battery";
const phone = { width: 390, height: 844 };

async function join(page, link, name) {
  await page.goto(here(link));
  await page.fill("#name", name);
  await page.fill("#password", password);
  await page.click(".entry button");
  await page.waitForURL(/\/(my|admin)$/);
}

let boss;
test("the first operator comes in by the link, which works once, and invites somebody", async () => {
  const { link } = admin("invite", "operator");
  assert.equal(new URL(link).origin, site.base); // of the site that runs
  const wrong = admin("invite", "editor").link;
  const [name] = admin("links").name.match(/^.{16}$/);
  assert.equal(admin("take-back", name).done, "take-back");
  assert.equal((await fetch(here(wrong))).status, 410);
  boss = await openPage(browser);
  await boss.goto(here(link));
  await boss.fill("#name", "admin");
  await boss.fill("#password", password);
  await boss.click(".entry button");
  assert.match(await boss.locator(".fault").innerText(), /cannot be a name/);
  assert.equal(await boss.inputValue("#name"), "admin");
  assert.equal(await boss.inputValue("#password"), "");
  await noFaults(boss, "a refused form");
  await join(boss, link, "Ada Quay");
  const other = await openPage(browser);
  await other.goto(here(link));
  assert.match(await other.locator("h1").innerText(), /has been used/);
  await other.context().close();
});

test("a reader joins by the desk's link without script, chooses sections, follows a source, keeps an article", async () => {
  await boss.goto(`${site.base}/en-gb/admin/accounts`);
  await boss.click(".entry button");
  const link = await boss.inputValue("#link");
  const page = await openPage(browser, { javaScriptEnabled: false, viewport: phone });
  await join(page, link, "Bo Lind");
  await page.locator(".choices label").filter({ hasText: "Sport" }).click();
  await page.click(".entry button");
  await page.locator(".why").first().waitFor();
  assert.match(await page.locator(".why").first().innerText(), /You follow Sport/);
  await page.goto(`${site.base}/en-gb/src/harbour.example`);
  await page.click("a.keep");
  await page.click(".entry button");
  assert.match(page.url(), /\/src\/harbour\.example$/);
  await page.locator("article h3 a").first().click();
  await page.click("a.keep");
  await page.click(".entry button");
  await page.goto(`${site.base}/en-gb/my/saved`);
  assert.equal(await page.locator("article.row").count(), 1);
  await page.goto(`${site.base}/en-gb/my/follows`);
  assert.deepEqual(await page.locator(".kept b").allInnerTexts(), ["harbour.example", "Sport"]);
  await page.fill("#what", "lyon");
  await page.click("form:has(#what) button");
  await page.goto(`${site.base}/en-gb/my`);
  assert.doesNotMatch(await page.locator("main").innerText(), /Lyon/);
  await page.context().close();
});

test("with script one press follows and keeps, a second leads to where it is taken back", async () => {
  await boss.goto(`${site.base}/en-gb/c/sports`);
  await boss.click("a.keep");
  await boss.locator("a.keep[data-kept]").waitFor();
  assert.equal(await boss.locator("a.keep").innerText(), "You follow this");
  assert.match(boss.url(), /\/c\/sports$/);
  await boss.click("a.keep");
  await boss.waitForURL(/\/my\/follow\/c\/sports$/);
  assert.match(await boss.locator(".entry button").innerText(), /Stop following/);
  const stranger = await openPage(browser);
  await stranger.goto(`${site.base}/en-gb/c/sports`);
  await stranger.click("a.keep");
  await stranger.waitForURL(/\/sign-in\?at=my\/follow\/c\/sports$/);
  await stranger.fill("#name", "bo lind");
  await stranger.fill("#password", "not it at all");
  await stranger.click(".entry button");
  assert.match(await stranger.locator(".fault").innerText(), /not right/);
  await stranger.fill("#password", password);
  await stranger.click(".entry button");
  await stranger.waitForURL(/\/my\/follow\/c\/sports$/);
  await stranger.context().close();
});

test("every page of an account is in order: two directions, dark and light, on a phone", async () => {
  const state = await boss.context().storageState();
  for (const [edition, colorScheme] of [["en-gb", "light"], ["ar-ae", "dark"]]) {
    const page = await openPage(browser, { storageState: state, colorScheme, viewport: phone });
    for (const place of ["my", "my/saved", "my/follows", "my/follow/src/canal.example", "me", "admin", "admin/accounts", "admin/log", "sign-up"]) {
      await page.goto(`${site.base}/${edition}/${place}`);
      await noFaults(page, `${edition}/${place}`);
    }
    await page.goto(`${site.base}/${edition}/admin/accounts`);
    await page.locator("table a").first().click();
    await page.locator("#role").waitFor();
    await noFaults(page, `${edition}: an account on the desk`);
    assert.deepEqual(page.foreign, []);
    assert.deepEqual(page.trouble, []);
    await page.context().close();
    const stranger = await openPage(browser, { colorScheme, viewport: phone });
    await stranger.goto(`${site.base}/${edition}/me`);
    await noFaults(stranger, `${edition}/sign-in`);
    await stranger.context().close();
  }
});

test("a new password signs out elsewhere; a closed account is out; a deleted one is gone", async () => {
  const { link } = admin("invite");
  const first = await openPage(browser), second = await openPage(browser);
  await join(first, link, "Cy Dale");
  await second.goto(`${site.base}/en-gb/sign-in`);
  await second.fill("#name", "Cy Dale");
  await second.fill("#password", password);
  await second.click(".entry button");
  await second.waitForURL(/\/my$/);
  await first.goto(`${site.base}/en-gb/me`);
  assert.equal(await first.locator(".kept li").count(), 2);
  await first.locator("summary", { hasText: "Change the password" }).click();
  await first.fill("#old", password);
  await first.locator("details[open] #password").fill("another long password");
  await first.locator("details[open] .entry button").click();
  await first.locator(".said").waitFor();
  await second.goto(`${site.base}/en-gb/me`);
  assert.match(second.url(), /sign-in/);
  admin("close", "Cy Dale");
  await first.goto(`${site.base}/en-gb/me`);
  assert.match(first.url(), /sign-in/);
  admin("open", "Cy Dale");
  await first.fill("#name", "Cy Dale");
  await first.fill("#password", "another long password");
  await first.click(".entry button");
  await first.waitForURL(/\/me$/);
  await first.locator("summary", { hasText: "Delete the account" }).click();
  await first.fill("#sure", "another long password");
  await first.locator("details[open] .entry button").click();
  await first.locator(".said").waitFor();
  assert.match(await first.locator(".said").innerText(), /deleted/);
  assert.deepEqual(await first.context().cookies().then((all) => all.filter((one) => one.name === "octavo-sid")), []);
  await first.context().close();
  await second.context().close();
});

test("who is not signed in carries no cookie, and pages are the same for all", async () => {
  const page = await openPage(browser);
  for (const place of ["", "/c/sports", "/search?q=lyon", "/sign-in"]) await page.goto(`${site.base}/en-gb${place}`);
  assert.deepEqual(await page.context().cookies(), []);
  await page.context().close();
  await boss.context().close();
});
