// Passages that a reader marks. On an article's page a selection is offered to be marked, and what was marked is shown;
// on the page of an article's notes the form has what was selected. Without this file passages are copied there by hand.
// What was selected goes from page to page in this tab alone, not in an address. The page itself is the same for
// everybody; what is one's own is asked for where somebody has been signed in (octavo.js notes that in this browser).
const link = document.getElementById("notes");
const body = link && document.querySelector("main.page .body");
const around = 64;

const stored = {
  take() {
    const text = sessionStorage.getItem("marked");
    sessionStorage.removeItem("marked");
    return JSON.parse(text ?? "null");
  },
  put: (value) => sessionStorage.setItem("marked", JSON.stringify(value)),
};

// ---- the article's text as the server reads it: blanks squeezed, one between blocks, without pictures and films; and
// where each letter of it stands.
function read(root) {
  const places = [];
  let text = "";
  let block = null;
  const put = (letter, node, at) => {
    if (letter === " " && (text === "" || text.endsWith(" "))) return;
    text += letter;
    places.push([node, at]);
  };
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest("figure, .medium")) continue;
    const own = node.parentElement.closest("p, li, h2, h3, h4, th, td, pre, div");
    if (own !== block) put(" ", node, 0);
    block = own;
    for (let at = 0; at < node.data.length; ++at) put(/\s/.test(node.data[at]) ? " " : node.data[at], node, at);
  }
  return { text, places };
}

// The first of the places of which it is true; they are in order.
function first(places, is) {
  let from = 0;
  let to = places.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (is(places[middle])) to = middle;
    else from = middle + 1;
  }
  return from;
}

function passageOf(range) {
  const { text, places } = read(body);
  const from = first(places, ([node, at]) => range.comparePoint(node, at) >= 0);
  const to = first(places, ([node, at]) => range.comparePoint(node, at + 1) > 0);
  const exact = text.slice(from, to).trim();
  return exact && { exact, prefix: text.slice(Math.max(0, from - around), from), suffix: text.slice(to, to + around) };
}

// How many letters two texts share, going outward from the passage.
function alike(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) ++n;
  return n;
}
const backwards = (text) => [...text.trim()].reverse().join("");

function rangeOf({ exact, prefix, suffix }, { text, places }) {
  let best = -1;
  let score = -1;
  let left = 1000; // as many places as the server looks at
  for (let at = text.indexOf(exact); at >= 0 && left-- > 0; at = text.indexOf(exact, at + 1)) {
    const ahead = alike(backwards(text.slice(Math.max(0, at - around), at)), backwards(prefix));
    const behind = alike(text.slice(at + exact.length, at + exact.length + around).trim(), suffix.trim());
    if (ahead + behind > score) [best, score] = [at, ahead + behind];
  }
  if (best < 0) return null;
  const range = document.createRange();
  const [node, at] = places[best + exact.length - 1];
  range.setStart(...places[best]);
  range.setEnd(node, at + 1);
  return range;
}

// Browsers without highlights are given elements: of each piece of text one.
function wrap(range) {
  const nodes = [];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (range.intersectsNode(node)) nodes.push(node);
  const { startContainer, startOffset, endContainer, endOffset } = range;
  for (const node of nodes) {
    const piece = document.createRange();
    piece.setStart(node, node === startContainer ? startOffset : 0);
    piece.setEnd(node, node === endContainer ? endOffset : node.data.length);
    if (piece.toString().trim()) piece.surroundContents(Object.assign(document.createElement("mark"), { className: "noted" }));
  }
}

async function show() {
  const answer = await fetch(`${link.href}.json`, { referrerPolicy: "same-origin" });
  const signedOut = answer.redirected || !/json/.test(answer.headers.get("content-type") ?? "");
  if (signedOut) localStorage.removeItem("mine");
  const { notes } = signedOut ? { notes: [] } : await answer.json(); // who has left leaves no marks on the page
  for (const mark of body.querySelectorAll("mark.noted")) mark.replaceWith(...mark.childNodes);
  body.normalize();
  const text = read(body);
  const ranges = notes.map((note) => note.exact && rangeOf(note, text)).filter(Boolean);
  if (window.Highlight && CSS.highlights) CSS.highlights.set("noted", new Highlight(...ranges));
  else for (const range of ranges) wrap(range);
  link.dataset.word ??= link.textContent;
  const count = new Intl.NumberFormat(document.documentElement.lang).format(notes.length);
  link.textContent = notes.length ? `${link.dataset.word} (${count})` : link.dataset.word;
  return null;
}

// ---- what is offered beside a selection
let offer = null;
function place() {
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  if (!range || !body.contains(range.commonAncestorContainer) || !selection.toString().trim()) return offer?.remove();
  offer ??= document.getElementById("mark").content.firstElementChild.cloneNode(true);
  if (!offer.isConnected) document.body.append(offer);
  const box = range.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.left + box.width / 2 - offer.offsetWidth / 2), innerWidth - offer.offsetWidth - 8);
  offer.style.left = `${left + scrollX}px`;
  offer.style.top = `${box.bottom + scrollY + 8}px`;
  return null;
}

let soon = 0;
if (body) {
  document.addEventListener("selectionchange", () => {
    clearTimeout(soon);
    soon = setTimeout(place, 200);
  });
  addEventListener("resize", () => offer?.isConnected && place());
  // The press must not take the selection away before it is read.
  document.addEventListener("pointerdown", (event) => offer?.contains(event.target) && event.preventDefault());
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-mark]");
    const passage = button && getSelection().rangeCount && passageOf(getSelection().getRangeAt(0));
    if (!passage) return;
    stored.put({ ...passage, at: new URL(link.href).pathname, then: button.dataset.mark });
    location.assign(link.href);
  });
  const mine = () => localStorage.getItem("mine") && show().catch(() => {});
  mine();
  addEventListener("pageshow", (event) => event.persisted && mine());
}

// ---- the form, with what was selected
const form = document.querySelector("#marking form");
if (form && sessionStorage.getItem("marked")) {
  const marked = stored.take();
  if (marked?.at.endsWith(`/${document.getElementById("marking").dataset.article}`) && !form.elements.exact.value) {
    for (const name of ["exact", "prefix", "suffix"]) form.elements[name].value = marked[name];
    const then = marked.then === "note" ? form.elements.note : form.querySelector("button");
    then.focus();
    form.scrollIntoView({ block: "nearest" });
  }
}
