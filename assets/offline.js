// Lists the articles that are kept on this device, the last read first, on the page that stands in for one that is not.
// sw.js keeps them, under these names.
const articles = "octavo-articles-2";
const list = document.getElementById("kept");

if (globalThis.caches && (await caches.has(articles))) {
  const cache = await caches.open(articles);
  for (const request of (await cache.keys()).reverse()) {
    const page = await cache.match(request);
    const link = document.createElement("a");
    link.href = new URL(request.url).pathname;
    link.dir = "auto";
    link.textContent = decodeURIComponent(page?.headers.get("octavo-title") ?? "") || link.pathname;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
}
if (list.childElementCount > 0) {
  list.hidden = false;
  document.getElementById("detail").hidden = false;
  document.getElementById("none").hidden = true;
}

// The page that was asked for, as soon as it can be had.
if (!location.pathname.endsWith("/offline")) addEventListener("online", () => location.reload());
