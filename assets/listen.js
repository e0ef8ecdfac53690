// Reads a page aloud with the browser's own voice, sentence by sentence, and marks the one that is being said. Costs the
// server nothing. The button is made here, and only where there is a voice for the language: without script, or without
// a voice, there is none. Beside it the moments of a recording move its player, which marks what it says the same way.
//
//   <span data-listen="article" data-listen-word="Listen" data-pause="Pause" data-go-on="Continue" data-stop="Stop"></span>
const box = document.querySelector("[data-listen]");
const synth = window.speechSynthesis;
const still = matchMedia("(prefers-reduced-motion:reduce)").matches;
const marks = window.CSS?.highlights && window.Highlight ? new Highlight() : null;
if (marks) CSS.highlights.set("said", marks);

// What is read, and where it stands: a range of a text each.
function parts() {
  const root = box.dataset.listen === "briefing" ? "[data-say]" : "article h1,article .stand,article .body :is(p,h2,h3,h4,li)";
  const out = [];
  for (const element of document.querySelectorAll(root)) {
    if (element.closest(".ours,figure,table,.embed") || element.querySelector("p,li")) continue;
    const language = element.closest("[lang]").lang;
    const text = element.textContent;
    const cut = window.Intl?.Segmenter ? [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)] : [{ segment: text, index: 0 }];
    for (const { segment, index } of cut) if (segment.trim()) out.push({ element, language, text: segment, index });
  }
  return out;
}

function rangeOf({ element, text, index }) {
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let passed = 0;
  range.selectNodeContents(element);
  for (let begun = false; walker.nextNode(); passed += walker.currentNode.length) {
    const node = walker.currentNode;
    if (!begun && index < passed + node.length) {
      range.setStart(node, index - passed);
      begun = true;
    }
    if (index + text.length <= passed + node.length) {
      range.setEnd(node, index + text.length - passed);
      break;
    }
  }
  return range;
}

function mark(part) {
  marks?.clear();
  for (const old of document.querySelectorAll(".saying")) old.classList.remove("saying");
  if (!part) return;
  if (marks && part.text) marks.add(rangeOf(part));
  else part.element.classList.add("saying");
  const place = part.element.getBoundingClientRect();
  if (place.top < 60 || place.bottom > innerHeight - 20)
    part.element.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}

function voiceFor(language) {
  const tag = (voice) => voice.lang.replace("_", "-").toLowerCase();
  const wanted = language.toLowerCase();
  const voices = synth.getVoices();
  return (
    voices.find((v) => tag(v) === wanted && v.localService) ??
    voices.find((v) => tag(v) === wanted) ??
    voices.find((v) => tag(v).split("-")[0] === wanted.split("-")[0])
  );
}

let list = [];
let at = -1; // -1: silent
let turn = 0; // of whoever speaks now: what an older one says about its end is not heard
let paused = false;
const buttons = {};

function show() {
  buttons.play.textContent = at < 0 ? box.dataset.listenWord : paused ? box.dataset.goOn : box.dataset.pause;
  buttons.stop.hidden = at < 0;
}

function stop() {
  turn += 1;
  at = -1;
  paused = false;
  synth.cancel();
  mark(null);
  show();
}

function say(next) {
  if (next >= list.length) return stop();
  at = next;
  const mine = (turn += 1);
  const utterance = new SpeechSynthesisUtterance(list[at].text.trim());
  utterance.lang = list[at].language;
  utterance.voice = voiceFor(list[at].language) ?? null;
  const over = () => mine === turn && at >= 0 && say(at + 1);
  utterance.onend = over;
  utterance.onerror = (event) => (event.error === "canceled" || event.error === "interrupted" ? null : over());
  mark(list[at]);
  show();
  synth.speak(utterance);
}

function play() {
  if (at < 0) {
    for (const audio of document.querySelectorAll("audio")) audio.pause();
    list = parts();
    synth.cancel();
    return say(0);
  }
  paused = !paused;
  if (paused) synth.pause();
  else synth.resume();
  show();
}

function build() {
  if (buttons.play || !voiceFor(document.querySelector("article")?.lang || document.documentElement.lang)) return;
  for (const [name, act] of [["play", play], ["stop", stop]]) {
    const button = (buttons[name] = document.createElement("button"));
    button.type = "button";
    button.className = "btn";
    button.addEventListener("click", act);
    box.append(button, " ");
  }
  buttons.stop.textContent = box.dataset.stop;
  show();
  addEventListener("pagehide", stop);
  addEventListener("keydown", (event) => event.key === "Escape" && at >= 0 && stop());
}
if (box && synth && window.SpeechSynthesisUtterance) {
  build();
  synth.addEventListener?.("voiceschanged", build);
}

// ---- the recording: its moments, and what it is saying.
const audio = document.querySelector("main.briefing audio");
if (audio) {
  const said = [...document.querySelectorAll("[data-say]")].filter((element) => element.dataset.say >= 0);
  for (const moment of document.querySelectorAll("a[data-at]"))
    moment.addEventListener("click", (event) => {
      event.preventDefault();
      if (buttons.play && at >= 0) stop();
      audio.currentTime = moment.dataset.at / 1000;
      audio.play();
    });
  let shown = null;
  audio.addEventListener("timeupdate", () => {
    const now = audio.currentTime * 1000 + 50;
    const element = said.filter((one) => Number(one.dataset.say) <= now).at(-1);
    if (audio.paused || element === shown) return;
    shown = element;
    mark(element ? { element } : null);
  });
  audio.addEventListener("pause", () => mark((shown = null)));
}
