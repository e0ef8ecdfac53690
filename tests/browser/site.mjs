// A running Octavo over an archive of its own, and a Chromium to look at it. Bounded: whatever happens, both end.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRequire } from "node:module";

const require = createRequire(join(process.env.OCTAVO_NODE_MODULES ?? import.meta.dirname, "x"));
const { chromium } = require("playwright-core");
export const axeSource = require.resolve("axe-core/axe.min.js");

const binary = process.env.OCTAVO_BINARY;
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

// Rows of JSONL to import -> a running site. `origin`: the port of one that stands for every publisher's host, from which
// pictures are fetched; without one the site serves and asks nobody. `settings`: more of the environment.
export async function openSite(rows = [], { more = [], origin, settings = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "octavo-browser-"));
  const data = join(folder, "data");
  const env = { ...process.env, OCTAVO_FOLLOW_CATALOGUE: "false", OCTAVO_FOLLOW_SAMPLE: "false", ...settings,
    ...(origin && { OCTAVO_FETCH_NEWSROOM_PORT: String(origin), OCTAVO_FETCH_HOST_DELAY_SECONDS: "0" }) };
  const bring = async (some) => {
    const file = join(folder, "rows.jsonl");
    writeFileSync(file, some.map((row) => JSON.stringify(row) + "\n").join(""));
    const done = spawnSync(binary, ["import", file, "--data", data], { timeout: 60000, encoding: "utf8" });
    if (done.status > 1) throw new Error(`import: ${done.status} ${done.stderr}`);
  };
  if (rows.length) await bring(rows);
  let running;
  // A test that breaks off leaves nobody behind, for whom the runner would wait.
  process.on("exit", () => running?.kill("SIGKILL"));
  const start = (port) => new Promise((resolve, reject) => {
    running = spawn(binary, [origin ? "run" : "serve", "--port", port, "--data", data, ...more], { env,
      stdio: ["ignore", "pipe", "inherit"] });
    const late = setTimeout(() => reject(new Error("the site did not start")), 60000);
    let said = "";
    running.stdout.on("data", (bytes) => {
      said += bytes;
      const found = /The site: .*?:(\d+)/.exec(said);
      if (!found) return;
      clearTimeout(late);
      resolve(found[1]);
    });
    running.on("exit", (code) => reject(new Error(`the site ended with ${code}`)));
  });
  const gone = () => running.exitCode !== null || running.signalCode !== null;
  const end = () => new Promise((resolve) => {
    const ending = running;
    if (gone()) return resolve();
    const late = setTimeout(() => ending.kill("SIGKILL"), 10000);
    ending.on("exit", () => {
      clearTimeout(late);
      resolve();
    });
    ending.kill("SIGTERM");
  });
  const port = await start("0");
  return {
    base: `http://localhost:${port}`,
    data, // its folder, for commands
    bring, // more rows, while the site runs
    away: end, // nobody is at its address any more ...
    back: async () => gone() && (await start(port)), // ... and now somebody is again
    stop: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function openBrowser(more = []) {
  const browser = await chromium.launch({ executablePath: process.env.OCTAVO_CHROMIUM ?? "/usr/bin/chromium", args: [...flags, ...more] });
  return browser;
}

// A page that keeps what must not happen: requests to other hosts, errors, breaches of the content policy.
export async function openPage(browser, options = {}) {
  // While one page turns into the next a press may miss, and where script is off the driver has no timer to try again by.
  const still = options.javaScriptEnabled === false ? { reducedMotion: "reduce" } : {};
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block", ...still, ...options });
  const page = await context.newPage();
  page.foreign = [];
  page.trouble = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.hostname !== "localhost") page.foreign.push(request.url());
  });
  page.on("pageerror", (error) => page.trouble.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of (404|410|403)/.test(message.text())) page.trouble.push(message.text());
  });
  page.on("dialog", (dialog) => {
    page.trouble.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.setDefaultTimeout(60000);
  // A page's script comes after its paint (assets/theme.js): to go to a page is to wait for both.
  if (options.javaScriptEnabled !== false)
    for (const move of ["goto", "reload", "goBack", "goForward", "waitForURL"]) {
      const plain = page[move].bind(page);
      page[move] = async (...where) => {
        const answer = await plain(...where);
        await page.waitForFunction(() => document.documentElement.matches(".ready, :not(:has(script[data-then]))"));
        return answer;
      };
    }
  return page;
}

// ---- made-up news: three publishers, two languages that run against each other, a story told by all of them

const minute = 60000;
const now = Date.now();
const at = (minutes) => new Date(now - minutes * minute).toISOString();
const harbour = "The council of Port Alder agreed on Tuesday to rebuild the northern lock before winter. The work is to "
  + "cost 41 million and will close the ferry to Skerry Head for six weeks, said Ada Lindqvist, who leads the harbour office. "
  + "Fishing crews had asked for a second landing stage, and the council promised one by spring. ";

export function invented() {
  const rows = [];
  const papers = ["harbour.example", "canal.example", "river.example"];
  papers.forEach((paper, i) => {
    rows.push({ url: `https://${paper}/news/lock`, title: `Port Alder rebuilds its northern lock${i ? `, report ${i}` : ""}`,
      text: harbour + `The ${paper.split(".")[0]} desk saw the plans at number ${i + 3} in the old hall. ` + harbour,
      published: at(30 + 20 * i), lang: "en", authors: ["Jane Doe"], category: "politics" });
  });
  for (let i = 0; i < 36; ++i) {
    const paper = papers[i % 3];
    rows.push({ url: `https://${paper}/sport/${i}`, title: `Match ${i}: the rowers of Lyon win against crew number ${i * 7}`,
      text: `In heat ${i} the rowers of Lyon in France were faster than crew number ${i * 7} by ${i + 2} seconds. `
        + `The boat of year ${1900 + i} was repaired with ${i * 13} nails. The trainer spoke of luck and of lane ${i % 6}. `
        + `Spectators number ${i * 100 + 17} came to see regatta ${i}, which the city of Lyon holds each autumn.`,
      published: at(100 + 40 * i), lang: "en", category: "sports" });
  }
  for (let i = 0; i < 4; ++i)
    rows.push({ url: `https://sahifa.example/${i}`, title: `مجلس المدينة يوافق على بناء المدرسة رقم ${i}`,
      text: `وافق مجلس المدينة يوم الثلاثاء على بناء المدرسة رقم ${i} في الحي الشمالي. وقال رئيس المجلس إن العمل سيبدأ في الربيع `
        + `وإن كلفة البناء تبلغ ${i + 3} ملايين درهم. وطلب الأهالي طريقا آمنة إلى المدرسة الجديدة قبل افتتاحها.`,
      published: at(60 + 50 * i), lang: "ar" });
  return rows;
}

// Every kind of page, found by following the site's own links.
export async function everyPage(page, base, edition) {
  const found = new Map([["today", `/${edition}`], ["sources", `/${edition}/src`], ["places", `/${edition}/l`],
    ["trending", `/${edition}/t`], ["archive", `/${edition}/archive`], ["about", `/${edition}/about`],
    ["privacy", `/${edition}/privacy`], ["ranking", `/${edition}/ranking`], ["apps", `/${edition}/apps`], ["api", `/${edition}/api`], ["offline", `/${edition}/offline`], ["style", `/${edition}/style`], ["section", `/${edition}/c/sports`],
    ["search", `/${edition}/search`], ["found", `/${edition}/search?q=lyon`], ["status", `/${edition}/status`],
    ["missing", `/${edition}/a/rowers-lyon-bvq3k2vs5h7la`]]);
  const look = async (from, patterns) => {
    await page.goto(base + from);
    const links = await page.$$eval("a[href]", (all) => all.map((a) => a.getAttribute("href")));
    for (const [name, pattern] of patterns) {
      const link = links.find((href) => pattern.test(href));
      if (link && !found.has(name)) found.set(name, link);
    }
  };
  await look(`/${edition}`, [["article", new RegExp(`^/${edition}/a/`)], ["story", new RegExp(`^/${edition}/s/`)],
    ["source", new RegExp(`^/${edition}/src/`)]]);
  await look(`/${edition}/search?q=lock`, [["signed", new RegExp(`^/${edition}/a/`)]]);
  if (found.has("signed"))
    await look(found.get("signed"), [["author", /\/by\//], ["hashtag", new RegExp(`^/${edition}/t/.`)], ["story", new RegExp(`^/${edition}/s/`)]]);
  await look(`/${edition}/search?q=lyon`, [["sport", new RegExp(`^/${edition}/a/`)]]);
  if (found.has("sport")) await look(found.get("sport"), [["place", new RegExp(`^/${edition}/l/.`)], ["hashtag", new RegExp(`^/${edition}/t/.`)]]);
  found.set("ask", `/${edition}/ask?q=When+did+the+lock+open`);
  if (found.has("signed")) await look(found.get("signed"), [["brief", /\/brief$/], ["ask-article", /\/a\/.*\/ask$/]]);
  if (found.has("story")) await look(found.get("story"), [["compare", /\/compare$/]]);
  await look(`/${edition}/archive`, [["day", /archive\/\d+-\d+-\d+$/]]);
  return found;
}
