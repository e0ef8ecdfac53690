// The site as an app: the worker that keeps what was read (sw.js), and the button that installs it. Both only where the
// browser offers them, which it does over https and on the machine itself.
const worker = navigator.serviceWorker;

// Of a site that has no worker (any more), one of before goes, with what it kept.
async function leave() {
  const there = await fetch("/sw.js", { method: "HEAD" }).catch(() => null);
  if (there?.status !== 404) return;
  await (await worker.getRegistration())?.unregister();
  for (const name of await caches.keys()) if (name.startsWith("octavo-")) await caches.delete(name);
}

if (worker) {
  const policy = globalThis.trustedTypes?.createPolicy("octavo-worker", {
    createScriptURL: (address) => (address === "/sw.js" ? address : ""),
  });
  const address = policy ? policy.createScriptURL("/sw.js") : "/sw.js";
  const start = () => worker.register(address, { updateViaCache: "none" }).catch(leave);
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true }); // the page first

  // What was loaded ahead of the reader is read only now, and the worker let it pass.
  const read = () => worker.controller?.postMessage("read");
  const [load] = performance.getEntriesByType("navigation");
  if (document.prerendering) document.addEventListener("prerenderingchange", read, { once: true });
  else if (load?.deliveryType === "navigational-prefetch") read();
}

const install = document.getElementById("install");
if (install) {
  let offer = null;
  const done = () => {
    install.hidden = true;
    document.getElementById("installed").hidden = false;
  };
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event;
    install.hidden = false;
  });
  install.addEventListener("click", () => {
    install.hidden = true; // an offer can be taken up once
    offer?.prompt();
    offer = null;
  });
  addEventListener("appinstalled", done);
  if (matchMedia("(display-mode: standalone)").matches || navigator.standalone) done();

  // The reader's own way is marked, as far as the browser says what it is.
  const said = `${navigator.userAgentData?.platform ?? ""} ${navigator.userAgent}`;
  const touchMac = /Macintosh/.test(said) && navigator.maxTouchPoints > 1; // an iPad
  const own = [
    ["android", /Android/],
    ["ios", /iPhone|iPad/],
    ["firefox", /Firefox/],
    ["mac", /Macintosh/],
    ["desktop", /Windows|Linux|CrOS/],
  ].find(([, sign]) => sign.test(said));
  document.querySelector(`[data-platform="${touchMac ? "ios" : own?.[0]}"]`)?.classList.add("own");
}

// A file that was opened with the app (its manifest's file_handlers) stands in the form that takes it in.
globalThis.launchQueue?.setConsumer(async ({ files }) => {
  const field = document.querySelector("input[type=file][name=file]");
  if (!field || !files?.length) return;
  const chosen = new DataTransfer();
  chosen.items.add(await files[0].getFile());
  field.files = chosen.files;
  field.focus();
});
