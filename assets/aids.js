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
row?.after(here);

// Our own page, of our own server; nothing in it runs.
async function bring(address) {
  const mine = ++wanted;
  const answer = await fetch(address).catch(() => null);
  if (mine !== wanted) return false;
  if (!answer) throw new Error("no answer");
  const page = Document.parseHTMLUnsafe?.(policy.createHTML(await answer.text()));
  if (mine !== wanted) return false;
  const aid = page?.getElementById("aid");
  if (!aid) throw new Error("no such aid");
  here.replaceChildren(document.adoptNode(aid));
  return true;
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
  const form = event.target.closest("form.question");
  if (!form) return;
  event.preventDefault();
  const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
  bring(address).then(
    (shown) => shown && here.querySelector("input[name=q]")?.focus({ preventScroll: true }),
    () => (location.href = address),
  );
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
  const range = rangeOf(paragraph, link.closest(".cite").previousElementSibling?.textContent ?? "");
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
