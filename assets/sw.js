// The worker between the pages and the network: what was read can be read again without one.
//
// Pages come from the network first. A listing or an article that was kept stands in when there is no network, or none
// within three seconds. Scripts and type are named by their bytes and come from the shell, which each build
// brings. Articles stay through builds; a page of an earlier build runs with the present shell (its style is in it). Nothing but pages,
// their files and pictures is touched: feeds, the API, event streams, what is posted and parts of files pass by.
//
// Road not taken: pages from the shelf first, and a look for newer ones behind it. Quicker, but yesterday's front page
// is the one thing a newspaper must not hand out. Checked by tests/browser/offline.test.mjs.
const build = null; // { version, shell }: src/web/manifest.cpp puts them in

const prefix = "octavo-shell-";
const shell = prefix + build.version;
const lasting = { articles: "octavo-articles-2", listings: "octavo-listings-2", pictures: "octavo-pictures-1" };
const most = { articles: 200, listings: 60, pictures: 400 };
const patience = 3000; // ms

// ---- caches. Keys are addresses as text, so that no header has a say in what is found.

const find = async (name, key) => (await caches.open(name)).match(key, { ignoreVary: true });

async function keep(kind, key, response) {
  const cache = await caches.open(lasting[kind]);
  await cache.delete(key, { ignoreVary: true }); // so that it becomes the newest
  await cache.put(key, response);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - most[kind]))) await cache.delete(old, { ignoreVary: true });
}

const worthKeeping = (response) =>
  response.status === 200 &&
  response.type === "basic" &&
  !response.redirected &&
  !/no-store|private/.test(response.headers.get("cache-control") ?? "");

// The headline goes with the page, for the list of what is kept (offline.js).
async function titled(response) {
  const html = await response.text();
  const signs = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
  const title = /<meta property="og:title" content="([^"]*)"/.exec(html)?.[1] ?? "";
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set("octavo-title", encodeURIComponent(title.replace(/&(amp|lt|gt|quot|#39);/g, (sign) => signs[sign])));
  return new Response(html, { headers });
}

// ---- pages

// What an address inside an edition is; absent for what is left to the network.
function placeOf(url) {
  if (url.pathname === "/") return { edition: url.searchParams.get("edition") };
  const [, edition, path = ""] = /^\/([a-z]{2,3}(?:-[a-z0-9]{2,8})+)(?:\/(.*))?$/.exec(url.pathname) ?? [];
  if (!edition || path === "status" || path === "shared" || /\.(xml|atom|json|webmanifest)$/.test(path)) return null;
  if (/^a\/[^/]+$/.test(path)) return { edition, key: url.pathname, kind: "articles" };
  if (/^[as]\/[^/]+\/./.test(path)) return { edition }; // parts of an article or a story leave with it: never kept
  return { edition, key: url.pathname, kind: url.search || path === "offline" ? undefined : "listings" };
}

// Nothing that failed, moved or is marked as nobody's to keep.
async function remember({ edition, kind, key }, response) {
  if (response.status === 404 && (await leftForGood())) return;
  if (kind && (response.status === 404 || response.status === 410))
    await (await caches.open(lasting[kind])).delete(key, { ignoreVary: true }); // withdrawn: here, too
  if (!edition || !worthKeeping(response) || !/^text\/html/.test(response.headers.get("content-type") ?? "")) return;
  if (kind) await keep(kind, key, kind === "articles" ? await titled(response) : response);
  if (!(await find(shell, `/${edition}/offline`))) await keepOffline(edition);
}

async function keepOffline(edition) {
  const response = await fetch(`/${edition}/offline`, { cache: "no-cache" });
  if (worthKeeping(response)) await (await caches.open(shell)).put(`/${edition}/offline`, response);
}

// In the reader's edition, else in one that there is.
async function offline(edition) {
  const page = edition && (await find(shell, `/${edition}/offline`));
  if (page) return page;
  const keys = await (await caches.open(shell)).keys();
  const other = keys.map((request) => new URL(request.url).pathname).find((path) => path.endsWith("/offline"));
  return (other && (await find(shell, other))) ?? Response.error();
}

async function page(event, place) {
  const answer = Promise.resolve(event.preloadResponse).then((loaded) => loaded ?? fetch(event.request));
  event.waitUntil(answer.then((response) => remember(place, response.clone())).catch(() => {}));
  const kept = place.kind && (await find(lasting[place.kind], place.key));
  try {
    if (!kept) return await answer;
    const late = new Promise((resolve) => setTimeout(resolve, patience));
    const response = await Promise.race([answer, late]);
    return response && response.status < 500 ? response : kept;
  } catch {
    if (kept) return kept;
    return place.key ? offline(place.edition) : home(place.edition);
  }
}

// "/" without a network: the edition chosen, else the one that was read.
async function home(edition) {
  const known = edition ?? (await offlineEditions([shell]))[0];
  return known ? Response.redirect(`/${known}`) : Response.error();
}

// ---- the files and pictures of pages

const nameOf = (address) => address.replace(/\.[a-z2-7]{13}(?=\.\w+$)/, "");

async function asset(event, path) {
  const kept = await find(shell, path);
  if (kept) return kept;
  const answer = await fetch(event.request).catch(() => null);
  if (answer?.ok) return answer;
  const now = build.shell.find((address) => nameOf(address) === nameOf(path)); // its name in this build
  return (now && (await find(shell, now))) ?? answer ?? Response.error();
}

async function picture(event, key) {
  const kept = await find(lasting.pictures, key);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (worthKeeping(response)) event.waitUntil(keep("pictures", key, response.clone()).catch(() => {}));
  return response;
}

// ---- coming and going

// The editions whose offline page these caches have.
async function offlineEditions(names) {
  const editions = new Set();
  for (const name of names)
    for (const { url } of await (await caches.open(name)).keys()) {
      const [, edition] = /^\/([^/]+)\/offline$/.exec(new URL(url).pathname) ?? [];
      if (edition) editions.add(edition);
    }
  return [...editions];
}

const openPages = async () =>
  (await clients.matchAll({ type: "window", includeUncontrolled: true })).map((client) => new URL(client.url));

addEventListener("install", (event) => {
  // Where the browser can, these never wake the worker.
  const pass = ["/api/*", "/events", "/events/*", "/*/feed.*", "/opml"];
  event.addRoutes?.({ condition: { or: pass.map((urlPattern) => ({ urlPattern })) }, source: "network" }).catch(() => {});
  event.waitUntil(
    (async () => {
      await (await caches.open(shell)).addAll(build.shell);
      const editions = new Set(await offlineEditions((await caches.keys()).filter((name) => name.startsWith(prefix))));
      for (const url of await openPages()) editions.add(placeOf(url)?.edition);
      await Promise.allSettled([...editions].filter(Boolean).map(keepOffline));
      await skipWaiting(); // open pages go on: what they may still ask for is answered by name
    })(),
  );
});

addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const ours = [shell, ...Object.values(lasting)];
      for (const name of await caches.keys())
        if (name.startsWith("octavo-") && !ours.includes(name)) await caches.delete(name);
      await registration.navigationPreload?.enable();
      await clients.claim();
      // What was opened before there was a worker.
      for (const url of await openPages()) {
        const place = placeOf(url);
        if (place?.kind && !(await find(lasting[place.kind], place.key)))
          await fetch(url).then((response) => remember(place, response), () => {});
      }
    })(),
  );
});

// The site went on without a worker.
async function leftForGood() {
  const { status } = await fetch("/sw.js", { cache: "no-store" });
  if (status !== 404 && status !== 410) return false;
  await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith("octavo-")) await caches.delete(name);
  return true;
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || request.headers.has("range")) return;
  if (/prefetch/.test(request.headers.get("sec-purpose") ?? "")) return; // not read yet; app.js tells when it is
  if (url.pathname.startsWith("/assets/")) return event.respondWith(asset(event, url.pathname));
  if (request.destination === "image" && /^\/(p|drawing)\//.test(url.pathname))
    return event.respondWith(picture(event, url.pathname + url.search));
  const place = request.mode === "navigate" && placeOf(url);
  if (place) event.respondWith(page(event, place));
});

addEventListener("message", (event) => {
  const url = event.data === "read" && event.source ? new URL(event.source.url) : null;
  const place = url && placeOf(url);
  if (place?.kind) event.waitUntil(fetch(url).then((response) => remember(place, response)).catch(() => {}));
});
