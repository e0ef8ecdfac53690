// Reading aids in place: a press on one opens its page's content under the row, a second press closes it. Questions asked
// there are answered there. Without this file the row's links lead to the same pages.
const row = document.querySelector(".aids");
const policy = window.trustedTypes?.createPolicy("octavo", { createHTML: (html) => html }) ?? { createHTML: (html) => html };
let open = null; // the link whose content is shown
let wanted = 0; // counts what was asked for: only the last of it is shown

const here = document.createElement("div");
here.id = "aid-here";
here.setAttribute("role", "region");
here.setAttribute("aria-live", "polite");
here.tabIndex = -1;
row?.after(here);

// Our own page, of our own server; nothing in it runs.
async function read(address, method = "get") {
  const answer = await fetch(address, { method, referrerPolicy: "same-origin" });
  const page = Document.parseHTMLUnsafe?.(policy.createHTML(await answer.text()));
  return { answer, page, aid: answer.ok ? page?.getElementById("aid") : null };
}
const unfinished = (aid) => aid.querySelector("[data-again]");
const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

// In place of what is shown. What was typed meanwhile stays, and so does the place of the keyboard.
function show(aid) {
  const field = here.querySelector("input[name=q]");
  const at = document.activeElement;
  const range = at === field && [field.selectionStart, field.selectionEnd];
  const inside = here.contains(at);
  here.replaceChildren(document.adoptNode(aid));
  const now = here.querySelector("input[name=q]");
  if (field && now && field.value !== field.defaultValue) now.value = field.value;
  if (range) {
    now?.focus({ preventScroll: true });
    now?.setSelectionRange(...range);
  } else if (inside) here.focus({ preventScroll: true });
}

async function bring(address) {
  const mine = ++wanted;
  const { answer, aid } = await read(address);
  if (mine !== wanted) return false;
  if (!aid) throw new Error("no such aid");
  const again = unfinished(aid);
  here.replaceChildren();
  show(aid);
  if (again) watch(answer.url, () => mine === wanted).then((done) => done && show(done));
  return true;
}

// Asks for a page until it is finished, as long as it is wanted; an error is waited out.
async function watch(address, still) {
  for (let tries = 0; tries < 200; ++tries) {
    await pause(3);
    if (!still()) return null;
    const { answer, aid } = await read(address).catch(() => ({}));
    if (!still()) return null;
    if (aid && !unfinished(aid)) return aid;
    if (answer && !answer.ok) await pause(parseInt(answer.headers.get("Retry-After"), 10) || 5);
  }
  return null;
}

// Has a service write: it is said at once that it does, and why not when it does not.
async function press(form) {
  const button = form.querySelector("button");
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  const mine = ++wanted;
  const still = () => mine === wanted;
  here.querySelector(".told")?.remove();
  const told = Object.assign(document.createElement("p"), { className: "verdict told", textContent: form.dataset.soon });
  told.setAttribute("role", "status");
  form.after(told);
  const { answer, page, aid } = await read(form.action, "post").catch(() => ({}));
  if (!still()) return;
  const done = aid && unfinished(aid) ? await watch(answer.url, still) : aid;
  if (!still()) return;
  if (done) {
    show(done);
    here.querySelector(".written, [role=status]")?.scrollIntoView({ block: "nearest" });
  } else {
    told.textContent = page?.querySelector("h1")?.textContent ?? "";
    button.ariaDisabled = "false";
  }
}

async function toggle(link) {
  if (open) open.setAttribute("aria-expanded", "false");
  if (open === link) {
    open = null;
    ++wanted;
    return here.replaceChildren();
  }
  open = link;
  link.setAttribute("aria-expanded", "true");
  here.setAttribute("aria-label", link.textContent);
  try {
    const shown = await bring(link.href);
    if (shown && !here.querySelector(".summary")) here.querySelector("input[name=q]")?.focus({ preventScroll: true });
  } catch {
    location.href = link.href; // it shows what is wrong
  }
}

for (const link of row?.querySelectorAll("a") ?? []) {
  link.setAttribute("aria-expanded", "false");
  link.setAttribute("aria-controls", here.id);
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    toggle(link);
  });
}

here.addEventListener("submit", (event) => {
  const form = event.target;
  event.preventDefault();
  if (form.method === "post") return press(form);
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  bring(address).then(
    (shown) => shown && here.querySelector("input[name=q]")?.focus({ preventScroll: true }),
    () => (location.href = address),
  );
});
// The page itself is unfinished: it is looked at again, unless somebody writes on it.
if (!row && document.querySelector("#aid [data-again]"))
  watch(location.href, () => true).then((done) => {
    const field = document.querySelector("#aid input[name=q]");
    if (done && field?.value === field?.defaultValue) location.reload();
  });
// A sentence that stands on this page is shown where it stands. (Left to itself the browser would find it in the panel.)
function rangeOf(paragraph, words) {
  const nodes = [];
  let text = "";
  const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    nodes.push([text.length, walk.currentNode]);
    text += walk.currentNode.data;
  }
  const at = text.indexOf(words);
  if (at < 0) return null;
  const place = (offset) => {
    const [begin, node] = nodes.findLast(([start]) => start <= offset);
    return [node, offset - begin];
  };
  const range = new Range();
  range.setStart(...place(at));
  const [node, offset] = place(at + words.length - 1);
  range.setEnd(node, offset + 1);
  return range;
}
here.addEventListener("click", (event) => {
  const link = event.target.closest(".cite a");
  const paragraph = link?.pathname === location.pathname && document.getElementById(link.hash.slice(1).split(":~:")[0]);
  if (!paragraph || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const range = rangeOf(paragraph, link.title || (link.closest(".cite").previousElementSibling?.textContent ?? ""));
  if (range && CSS.highlights) CSS.highlights.set("cited", new Highlight(range));
  else location.hash = paragraph.id;
  paragraph.tabIndex = -1;
  paragraph.focus({ preventScroll: true });
  paragraph.scrollIntoView({ block: "center" });
});
here.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !open) return;
  const link = open;
  toggle(link);
  link.focus();
});
