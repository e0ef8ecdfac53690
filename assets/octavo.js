// Niceties; every page is whole without them. No framework, no other host, nothing kept about the reader.
import "./app.js";

// "3 hours ago" goes on being true while a page stays open (or comes back from the browser's cache).
const language = document.documentElement.lang;
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

// "/" goes to the search field, Escape leaves it; never while something else is being typed.
const field = document.getElementById("q");
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !field) return;
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && field.offsetParent) {
    event.preventDefault();
    field.focus();
    field.select();
  } else if (event.key === "Escape" && event.target === field) {
    field.blur();
  }
});

// The edition menu closes when the reader looks elsewhere.
const menu = document.querySelector("details.editions");
if (menu) {
  addEventListener("click", (event) => menu.open && !menu.contains(event.target) && (menu.open = false));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
