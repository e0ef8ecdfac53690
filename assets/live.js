// News as it comes: one connection for all tabs of this browser, and a button that shows what it brought. Nothing moves
// before the reader says so.

const line = document.querySelector(".dateline[data-news]");
const channel = new BroadcastChannel("octavo-news");
const shown = () => [...document.querySelectorAll("main article :is(h2,h3) a")].map((a) => a.getAttribute("href"));
let looking = false;
let missed = false; // there was news while we could not look
let fresh = null; // the page as it is now

// The page as it is now is asked for with its ETag: mostly the answer is that nothing changed.
async function look() {
  if (looking || document.visibilityState !== "visible") {
    missed = true;
    return;
  }
  missed = false;
  looking = true;
  try {
    const answer = await fetch(location.href, { cache: "no-cache" });
    if (!answer.ok) return;
    const page = Document.parseHTMLUnsafe ? Document.parseHTMLUnsafe(policy.createHTML(await answer.text())) : null;
    if (!page) return;
    const here = new Set(shown());
    const there = [...page.querySelectorAll("main article :is(h2,h3) a")].map((a) => a.getAttribute("href"));
    if (there.some((href) => !here.has(href))) offer(page);
  } catch {
    // offline, perhaps: the next news asks again
  } finally {
    setTimeout(() => {
      looking = false;
      if (missed) look();
    }, 30000);
  }
}
// Our own page, of our own server: it is put in the place of what it was made by.
const policy = window.trustedTypes?.createPolicy("octavo", { createHTML: (html) => html }) ?? { createHTML: (html) => html };

function offer(page) {
  fresh = page;
  if (document.querySelector(".arrived")) return;
  const button = document.createElement("button");
  button.className = "arrived btn";
  button.type = "button";
  button.textContent = line.dataset.news;
  button.addEventListener("click", () => {
    button.remove();
    const show = () => {
      document.querySelector("main").replaceWith(document.adoptNode(fresh.querySelector("main")));
      scrollTo(0, 0);
      document.querySelector("h1").setAttribute("tabindex", "-1");
      document.querySelector("h1").focus({ preventScroll: true });
    };
    document.startViewTransition ? document.startViewTransition(show) : show();
  });
  const status = document.createElement("div");
  status.className = "arrivals";
  status.setAttribute("role", "status");
  status.append(button);
  document.body.append(status);
}

channel.addEventListener("message", look);
document.addEventListener("visibilitychange", () => missed && look());
// Whoever holds the lock listens for all; when its tab closes, another takes over.
navigator.locks?.request("octavo-news", () => new Promise(() => {
  const open = () => {
    const source = new EventSource("/events");
    source.addEventListener("news", () => {
      channel.postMessage("news");
      look();
    });
    // Turned away for good (too many listen): later again.
    source.addEventListener("error", () => source.readyState === EventSource.CLOSED && setTimeout(open, 60000));
  };
  open();
}));
