// Before the first paint, so that nothing flashes: how this reader wants pages to look. Kept in this browser alone.
(() => {
  const root = document.documentElement;
  const modules = document.currentScript.dataset.then.split(" ");
  root.classList.add("js");
  try {
    const { look, size, aids } = JSON.parse(localStorage.getItem("reading") || "{}");
    if (look) root.dataset.look = look;
    if (size) root.dataset.size = size;
    if (aids) root.dataset.aids = aids;
  } catch {
    // A browser that keeps nothing shows pages as they come.
  }
  // The page's script comes after its paint: a phone's processor does one of them at a time. A page nobody sees is not
  // painted, and its script need not wait.
  const go = () => Promise.all(modules.map((module) => import(module))).then(() => root.classList.add("ready"));
  const painted = () => (document.hidden ? go() : requestAnimationFrame(() => setTimeout(go)));
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", painted) : painted();
})();
