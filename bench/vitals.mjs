// What a phone on a slow network sees: LCP, CLS and INP (https://web.dev/articles/vitals), what is transferred of each kind,
// and how many requests, of each kind of page: medians. Lighthouse's slow 4G (1.6 Mbit/s, 150 ms) and a fourth of the
// processor. The kinds take turns, so that a busy minute of the machine is shared by all.
//
//   OCTAVO_BINARY=build/release/octavo OCTAVO_NODE_MODULES=.deps/browser node bench/vitals.mjs [RUNS [KIND...]]
import { setTimeout as sleep } from "node:timers/promises";
import { everyPage, invented, openBrowser, openPage, openSite } from "../tests/browser/site.mjs";
import { openChromium } from "./devtools.mjs";

const runs = Number(process.argv[2] ?? 7);
const kinds = process.argv.length > 3 ? process.argv.slice(3) : ["today", "article", "story", "section", "search", "archive"];
const phone = { latency: 150, down: 1.6e6 / 8, up: 0.75e6 / 8, slower: 4 };
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

const observe = `window.vitals = { fcp: 0, lcp: 0, cls: 0, inp: 0 };
  const watch = (type, hear, more) => new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true, ...more });
  watch("paint", (e) => e.name === "first-contentful-paint" && (vitals.fcp = e.startTime));
  watch("largest-contentful-paint", (e) => (vitals.lcp = e.startTime));
  watch("layout-shift", (e) => e.hadRecentInput || (vitals.cls += e.value));
  watch("event", (e) => (vitals.inp = Math.max(vitals.inp, e.duration)), { durationThreshold: 16 });`;

async function look(chromium, url) {
  const page = await chromium.openPhone(phone);
  const sizes = { requests: 0, Document: 0, Script: 0, Font: 0 };
  const types = new Map();
  page.on("Network.responseReceived", (event) => types.set(event.requestId, event.type));
  page.on("Network.loadingFinished", (event) => {
    const type = types.get(event.requestId);
    sizes[type] = (sizes[type] ?? 0) + event.encodedDataLength;
    sizes.requests += 1;
  });
  await page.ask("Page.addScriptToEvaluateOnNewDocument", { source: observe });
  await page.goto(url);
  for (let i = 0; i < 50 && !(await page.evaluate("document.documentElement.classList.contains('ready')")); ++i) await sleep(100);
  await sleep(500);
  const { fcp, lcp } = await page.evaluate("vitals");
  await page.tap(".looks summary");
  await sleep(300);
  await page.tap(".looks label:has([value=sepia])");
  await sleep(500);
  if ((await page.evaluate("document.documentElement.dataset.look")) !== "sepia") throw new Error(`${url}: the tap was not heard`);
  const { cls, inp } = await page.evaluate("vitals");
  await page.close();
  return { fcp, lcp, cls, inp, sizes };
}

const site = await openSite(invented());
const chromium = await openChromium();
try {
  const browser = await openBrowser();
  const pages = await everyPage(await openPage(browser), site.base, "en-gb");
  await browser.close();
  const seen = new Map(kinds.map((kind) => [kind, []]));
  for (let run = 0; run < runs; ++run) for (const kind of kinds) seen.get(kind).push(await look(chromium, site.base + pages.get(kind)));
  console.log("page       FCP s  LCP s    CLS  INP ms   html script font KB  requests");
  const kb = (n) => (n / 1024).toFixed(1).padStart(6);
  for (const [kind, all] of seen) {
    const of = (name) => median(all.map((one) => one[name]));
    const { sizes } = all.at(-1);
    console.log(kind.padEnd(9), (of("fcp") / 1000).toFixed(2).padStart(6), (of("lcp") / 1000).toFixed(2).padStart(6), of("cls").toFixed(3).padStart(6),
      String(Math.round(of("inp"))).padStart(7), kb(sizes.Document), kb(sizes.Script), kb(sizes.Font), String(sizes.requests).padStart(9));
  }
} finally {
  await chromium.close();
  await site.stop();
}
