// Niceties; every page is whole without them. No framework, no other host, and what is kept about the reader (settings,
// last visit) stays in this browser.
import "./app.js";

const root = document.documentElement;
const kept = {
  get(name) {
    try {
      return JSON.parse(localStorage.getItem(name) ?? "null");
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // nothing is kept, then
    }
  },
};

// ---- "3 hours ago" goes on being true while a page stays open (or comes back from the browser's cache).
const language = root.lang;
const digits = language.startsWith("ar") ? "-u-nu-arab" : "";
const relative = new Intl.RelativeTimeFormat(language + digits, { numeric: "always" });
const now = new Intl.RelativeTimeFormat(language + digits, { numeric: "auto" });

function age(time) {
  const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60000);
  if (!(minutes < 7 * 24 * 60)) return null; // the date stands there already
  if (minutes < 1) return now.format(0, "second");
  if (minutes < 60) return relative.format(-minutes, "minute");
  if (minutes < 24 * 60) return relative.format(-Math.floor(minutes / 60), "hour");
  return relative.format(-Math.floor(minutes / (24 * 60)), "day");
}

function refresh() {
  for (const time of document.querySelectorAll("time[title]")) {
    const text = age(time);
    if (text && text !== time.textContent) time.textContent = text;
  }
}
setInterval(() => document.visibilityState === "visible" && refresh(), 60000);
addEventListener("pageshow", (event) => event.persisted && refresh());

// ---- menus close when the reader looks elsewhere, and on Escape.
for (const menu of document.querySelectorAll("details.menu-of")) {
  addEventListener("click", (event) => menu.open && !menu.contains(event.target) && (menu.open = false));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// ---- how pages look: light, dark, sepia, contrast; the size of what is read.
const reading = kept.get("reading") ?? {};
const sizes = ["s", "", "l", "xl", "xxl"];
const settings = document.getElementById("reading");
function show() {
  for (const name of ["look", "size", "aids"]) {
    if (reading[name]) root.dataset[name] = reading[name];
    else delete root.dataset[name];
  }
  kept.set("reading", reading);
  if (!settings) return;
  for (const input of settings.querySelectorAll("input[name=look]")) input.checked = input.value === (reading.look ?? "");
  const at = Math.max(0, sizes.indexOf(reading.size ?? ""));
  const aids = settings.querySelector("input[name=aids]");
  if (aids) aids.checked = reading.aids !== "off";
  settings.querySelector("[data-step='-1']").disabled = at === 0;
  settings.querySelector("[data-step='1']").disabled = at === sizes.length - 1;
}
if (settings) {
  show();
  settings.addEventListener("change", (event) => {
    if (event.target.name === "keys") return kept.set("keys", event.target.checked);
    if (event.target.name === "aids") reading.aids = event.target.checked ? undefined : "off";
    else reading.look = event.target.value || undefined;
    show();
  });
  settings.addEventListener("click", (event) => {
    const step = Number(event.target.dataset?.step);
    if (!step) return;
    const at = Math.min(sizes.length - 1, Math.max(0, sizes.indexOf(reading.size ?? "") + step));
    reading.size = sizes[at] || undefined;
    show();
  });
}
// Other tabs follow.
addEventListener("storage", (event) => {
  if (event.key !== "reading") return;
  const other = kept.get("reading") ?? {};
  reading.look = other.look;
  reading.size = other.size;
  reading.aids = other.aids;
  show();
});

// ---- share, copy, print
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-act]");
  if (!button) return;
  const address = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  if (button.dataset.act === "print") return print();
  if (navigator.share && button.dataset.act === "share") {
    return navigator.share({ title: document.querySelector("h1")?.textContent, url: address }).catch(() => {});
  }
  await navigator.clipboard?.writeText(address).catch(() => {});
  const word = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => (button.textContent = word), 2000);
});

// ---- today: what came since the last visit. A visit ends half an hour after its last page.
const line = document.querySelector(".dateline[data-new]");
if (line) {
  const visit = kept.get("visit") ?? { last: 0, before: 0 };
  if (Date.now() - visit.last > 30 * 60000) visit.before = visit.last;
  visit.last = Date.now();
  kept.set("visit", visit);
  if (visit.before) {
    let count = 0;
    for (const card of document.querySelectorAll("main article")) {
      const time = card.querySelector(".meta time");
      if (!time || Date.parse(time.dateTime) <= visit.before) continue;
      count += 1;
      const mark = document.createElement("span");
      mark.className = "kind new";
      mark.textContent = line.dataset.mark;
      time.after(mark);
    }
    if (count) {
      const forms = Object.fromEntries(line.dataset.new.split("|").map((form) => form.split(/:(.*)/s, 2)));
      const said = forms[new Intl.PluralRules(language).select(count)] ?? forms.other;
      const note = document.createElement("span");
      note.className = "since";
      note.textContent = said.replace("#", new Intl.NumberFormat(language + digits).format(count));
      line.append(note);
    }
    // The end of the page is the end of the news for this reader.
    const end = document.querySelector(".end[data-seen]");
    if (end) {
      const minutes = (visit.before - Date.now()) / 60000;
      const units = [["day", 1440], ["hour", 60], ["minute", 1]];
      const [unit, size] = units.find(([, size]) => -minutes >= size) ?? units[2];
      const when = new Intl.RelativeTimeFormat(language + digits, { numeric: "auto" }).format(Math.round(minutes / size), unit);
      const said = document.createElement("p");
      said.textContent = (count ? end.dataset.seen : end.dataset.nothing).replace("#", when);
      end.firstElementChild.after(said);
    }
  }
}

// ---- keys. All but Escape can be turned off (WCAG 2.2, 2.1.4); the help is in the reading settings, too.
const field = document.getElementById("q");
const headlines = () => [...document.querySelectorAll("main article :is(h2,h3) a")].filter((a) => a.offsetParent);
const first = (selector) => document.querySelector(selector)?.click();
let gone = 0; // when "g" was pressed

function step(by) {
  const all = headlines();
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.closest("article").scrollIntoView({ block: "nearest" });
}

function help() {
  let dialog = document.querySelector("dialog.keys");
  if (!dialog) {
    dialog = document.getElementById("keys").content.firstElementChild.cloneNode(true);
    document.body.append(dialog);
    const box = dialog.querySelector("input");
    box.checked = kept.get("keys") !== false;
    box.addEventListener("change", () => kept.set("keys", box.checked));
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }
  dialog.open ? dialog.close() : dialog.showModal();
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const typing = event.target instanceof Element && event.target.closest("input:not([type=radio],[type=checkbox]), textarea, select, [contenteditable]");
  if (event.key === "Escape" && event.target === field) return field.blur();
  if (typing || kept.get("keys") === false) return;
  if (event.key === "/" && field?.offsetParent) {
    event.preventDefault();
    field.focus();
    return field.select();
  }
  const after = Date.now() - gone < 1500;
  gone = 0;
  if (after) {
    if (event.key === "h") return first(".mast .name");
    if (event.key === "s") return first(".menu a[href$='/src']");
    if (event.key === "t") return first(".sections a[href$='/t']");
  }
  if (event.key === "j" || event.key === "n") step(1);
  else if (event.key === "k" || event.key === "p") step(-1);
  else if (event.key === "o" && headlines().includes(document.activeElement)) document.activeElement.click();
  else if (event.key === "g") gone = Date.now();
  else if (event.key === "?") help();
});
document.getElementById("show-keys")?.addEventListener("click", help);

// ---- somebody has been signed in here: pages that are the same for all may ask what is theirs (notes.js).
if (document.querySelector("main.mine")) kept.set("mine", true);

// ---- who was answered is told at the door to their own pages, on all others; asked for every few minutes at most.
const who = document.querySelector("a.who");
const tell = ({ count, words }) => {
  if (!count) return;
  who.dataset.new = count;
  who.title = words;
  who.setAttribute("aria-label", `${who.ariaLabel}, ${words}`);
};
if (who?.hasAttribute("aria-current")) kept.set("told", null); // its tabs tell; and what is seen there is new no more
else if (who && kept.get("mine")) {
  const told = kept.get("told");
  if (told && Date.now() - told.at < 5 * 60e3) tell(told);
  else
    fetch(`${who.pathname}/replies.json`)
      .then(async (answer) => {
        if (answer.redirected) return localStorage.removeItem("mine"); // signed out meanwhile: nothing is asked for any more
        const { new: count, words } = answer.ok ? await answer.json() : {};
        kept.set("told", { at: Date.now(), count, words });
        tell({ count, words });
      })
      .catch(() => {});
}

// ---- "follow" and "read later" in one press, in place of the page that asks; a second one leads there, where it can be
// taken back. Who is not signed in is led to the door.
addEventListener("click", async (event) => {
  const link = event.target instanceof Element && event.target.closest("a.keep");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.dataset.kept) return;
  event.preventDefault();
  try {
    const asked = await fetch(link.href);
    const form = asked.ok && !asked.redirected ? await asked.text() : "";
    const value = (name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(form)?.[1];
    const [token, what] = [value("token"), value("do")];
    if (!token || !what) return location.assign(link.href);
    const body = new URLSearchParams({ token, do: what });
    if (!what.startsWith("un") && !(await fetch(link.href, { method: "POST", body, referrerPolicy: "same-origin" })).ok) return location.assign(link.href);
    link.dataset.kept = "yes";
    link.textContent = link.dataset.then;
  } catch {
    location.assign(link.href);
  }
});
