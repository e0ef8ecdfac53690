// Before the first paint, so that nothing flashes: how this reader wants pages to look. Kept in this browser alone.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const { look, size, aids } = JSON.parse(localStorage.getItem("reading") || "{}");
    if (look) root.dataset.look = look;
    if (size) root.dataset.size = size;
    if (aids) root.dataset.aids = aids;
  } catch {
    // A browser that keeps nothing shows pages as they come.
  }
})();
