// Passkeys in a browser with a virtual device (https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/): made,
// used to come in with and without a press, refused when it is said twice; recovery codes; and what is there without
// script.
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
const password = "correct horse battery";
const phone = { width: 390, height: 844 };

// A device with a lock of its own, which its owner opens at once.
async function withDevice(page, options = {}) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true,
      isUserVerified: true, automaticPresenceSimulation: true, ...options },
  });
  return { devtools, authenticatorId };
}
async function signUp(page, name) {
  const done = spawnSync(process.env.OCTAVO_BINARY, ["admin", "invite", "--json", "--data", site.data], { encoding: "utf8", timeout: 60000 });
  assert.equal(done.status, 0, done.stderr);
  await page.goto(site.base + new URL(JSON.parse(done.stdout).link).pathname);
  await page.fill("#name", name);
  await page.fill("#password", password);
  await page.click(".entry button");
  await page.waitForURL(/\/my$/);
}
const signOut = (page) => page.context().clearCookies();

let page, device;
const present = (enabled) =>
  device.devtools.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId: device.authenticatorId, enabled });
test("a passkey is made on one's own page and signs in without a name or a password", async () => {
  page = await openPage(browser, { viewport: phone });
  device = await withDevice(page);
  await signUp(page, "Ada Quay");
  await page.goto(`${site.base}/en-gb/me/keys`);
  await noFaults(page, "me/keys, fresh");
  assert.match(await page.inputValue("#called"), /Chrom/);
  await page.fill("#called", "The blue key");
  await page.click("[data-passkey] button");
  await page.locator(".kept b").waitFor();
  assert.equal(await page.locator(".kept b").innerText(), "The blue key");
  // Nobody has the same one twice.
  await page.goto(`${site.base}/en-gb/me/keys`);
  await page.click("[data-passkey] button");
  await page.locator("[data-passkey] [role=status]:not(:empty)").waitFor();
  await signOut(page);
  // Without this, Chromium would choose it by itself where the name is typed: the next test has that.
  await present(false);
  await page.goto(`${site.base}/en-gb/sign-in?at=my/saved`);
  await noFaults(page, "sign-in with a passkey");
  await present(true);
  await page.click("[data-passkey] button");
  await page.waitForURL(/\/my\/saved$/);
  await page.goto(`${site.base}/en-gb/me`);
  assert.equal(await page.locator("h1").innerText(), "Ada Quay");
});

test("where the name is typed a passkey may be chosen; what it said, sent again, opens nothing", async () => {
  await signOut(page);
  let sent;
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().includes("sign-in")) sent = request.postData();
  });
  // The virtual device offers its key as soon as the field listens, as somebody does who taps on it.
  await page.goto(`${site.base}/en-gb/sign-in`, { waitUntil: "commit" }).catch(() => {});
  await page.waitForURL(/\/my$/);
  assert.match(sent, /signature=/);
  const again = await fetch(`${site.base}/en-gb/sign-in`, { method: "POST", body: sent, redirect: "manual",
    headers: { "Content-Type": "application/x-www-form-urlencoded" } });
  assert.equal(again.status, 422);
  assert.equal(again.headers.get("set-cookie"), null);
  assert.match(await again.text(), /This passkey did not open anything/);
});

test("a device that does not know its owner, or has no key of this site, signs nobody in", async () => {
  await signOut(page);
  await device.devtools.send("WebAuthn.setUserVerified", { authenticatorId: device.authenticatorId, isUserVerified: false });
  await page.goto(`${site.base}/en-gb/sign-in`);
  await page.click("[data-passkey] button");
  await page.waitForTimeout(1000);
  assert.match(page.url(), /sign-in$/);
  assert.deepEqual(await page.context().cookies(), []);
  await present(false);
  await device.devtools.send("WebAuthn.setUserVerified", { authenticatorId: device.authenticatorId, isUserVerified: true });
});

test("codes are shown once, and one opens the door", async () => {
  await page.goto(`${site.base}/en-gb/sign-in`);
  await page.fill("#name", "Ada Quay");
  await page.fill("#password", password);
  await page.locator(".entry button").first().click();
  await page.waitForURL(/\/my$/);
  await page.goto(`${site.base}/en-gb/me/keys`);
  await page.locator("form:has([value=codes]) button").click();
  await page.locator(".codes code").first().waitFor();
  const codes = await page.locator(".codes code").allInnerTexts();
  assert.equal(new Set(codes).size, 10);
  await noFaults(page, "codes");
  await signOut(page);
  const plain = await openPage(browser, { javaScriptEnabled: false, viewport: phone });
  await plain.goto(`${site.base}/en-gb/sign-in`);
  assert.equal(await plain.locator("[data-passkey]").isVisible(), false);
  await plain.locator("a[href$=recover]").click();
  await plain.fill("#name", "Ada Quay");
  await plain.fill("#code", codes[3]);
  await plain.fill("#password", "another long password");
  await plain.click(".entry button");
  await plain.waitForURL(/\/me\/keys$/);
  assert.match(await plain.locator("main").innerText(), /Codes left: 9/);
  assert.equal(await plain.locator("[data-no-passkey]").isVisible(), true);
  await plain.locator(".kept .filing summary").first().click();
  await plain.locator(".filing[open] input[name=renamed]").fill("The green key");
  await plain.locator(".filing[open] button").click();
  assert.equal(await plain.locator(".kept b").first().innerText(), "The green key");
  await plain.locator(".kept").getByRole("button", { name: "Remove" }).first().click();
  await plain.goto(`${site.base}/en-gb/me/keys`);
  assert.equal(await plain.locator(".kept b").count(), 0);
  await plain.context().close();
  assert.deepEqual(page.foreign, []);
  assert.deepEqual(page.trouble.filter((one) => !/422/.test(one)), []);
  await page.context().close();
});

test("the pages are in order in another direction and in the dark", async () => {
  const dark = await openPage(browser, { colorScheme: "dark", viewport: phone });
  await withDevice(dark);
  await signUp(dark, "Bo Lind");
  for (const place of ["me/keys", "recover"]) {
    await dark.goto(`${site.base}/ar-ae/${place}`);
    await noFaults(dark, `ar-ae/${place}`);
  }
  await dark.goto(`${site.base}/en-gb/me/keys`);
  await dark.click("[data-passkey] button");
  await dark.locator(".kept b").waitFor();
  assert.deepEqual(dark.trouble, []);
  await dark.context().close();
});
