// What a phone on a slow network sees: LCP, CLS and INP (https://web.dev/articles/vitals), what is transferred of each kind,
// and how many requests, of each kind of page. Lighthouse's slow 4G (1.6 Mbit/s, 150 ms) and a fourth of the processor.
//
//   OCTAVO_BINARY=build/release/octavo OCTAVO_NODE_MODULES=.deps/browser node bench/vitals.mjs
import { everyPage, invented, openBrowser, openPage, openSite } from "../tests/browser/site.mjs";

const runs = 5;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const site = await openSite(invented());
const browser = await openBrowser();
try {
  const finder = await openPage(browser);
  const pages = await everyPage(finder, site.base, "en-gb");
  await finder.context().close();
  console.log("page       LCP s   CLS   INP ms  html  script style  font KB  requests");
  for (const name of ["today", "article", "story", "section", "search", "archive"]) {
    const seen = { lcp: [], cls: [], inp: [] };
    let sizes = {};
    for (let run = 0; run < runs; ++run) {
      const page = await openPage(browser, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true });
      const devtools = await page.context().newCDPSession(page);
      await devtools.send("Network.enable");
      await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
      await devtools.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 });
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      sizes = { requests: 0, Document: 0, Script: 0, Stylesheet: 0, Font: 0 };
      const kinds = new Map();
      devtools.on("Network.responseReceived", (event) => kinds.set(event.requestId, event.type));
      devtools.on("Network.loadingFinished", (event) => {
        const kind = kinds.get(event.requestId);
        sizes[kind] = (sizes[kind] ?? 0) + event.encodedDataLength;
        sizes.requests += 1;
      });
      await page.addInitScript(() => {
        window.vitals = { lcp: 0, cls: 0, inp: 0 };
        new PerformanceObserver((list) => list.getEntries().forEach((e) => (vitals.lcp = e.startTime))).observe({ type: "largest-contentful-paint", buffered: true });
        new PerformanceObserver((list) => list.getEntries().forEach((e) => e.hadRecentInput || (vitals.cls += e.value))).observe({ type: "layout-shift", buffered: true });
        new PerformanceObserver((list) => list.getEntries().forEach((e) => (vitals.inp = Math.max(vitals.inp, e.duration)))).observe({ type: "event", buffered: true, durationThreshold: 16 });
      });
      await page.goto(site.base + pages.get(name), { waitUntil: "load" });
      await page.waitForTimeout(700);
      const lcp = await page.evaluate(() => vitals.lcp);
      await page.locator(".looks summary").tap();
      await page.getByLabel("Sepia").check();
      await page.keyboard.press("Escape");
      await page.waitForTimeout(300);
      const rest = await page.evaluate(() => vitals);
      seen.lcp.push(lcp);
      seen.cls.push(rest.cls);
      seen.inp.push(rest.inp);
      await page.context().close();
    }
    const kb = (n) => (n / 1024).toFixed(1).padStart(5);
    console.log(name.padEnd(9), (median(seen.lcp) / 1000).toFixed(2).padStart(6), median(seen.cls).toFixed(3).padStart(7), String(Math.round(median(seen.inp))).padStart(6),
      kb(sizes.Document), kb(sizes.Script), kb(sizes.Stylesheet), kb(sizes.Font), String(sizes.requests).padStart(9));
  }
} finally {
  await browser.close();
  await site.stop();
}
