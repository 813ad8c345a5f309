"use strict";
// Everything works without this file. With it a page counts the clock down and renews itself when the room has changed,
// and nobody loses ticks, words being typed or the place where they are.
const by = (id) => document.getElementById(id);
const live = document.body.hasAttribute("data-live");
const SILENCE = 5000, SPREAD = 400, WAIT = 20;  // ms without a stream; ms over which a class asks; s of one long poll

// --- the clock: only lengths of time count, never this device's own clock -----------------------------------------

let ends = 0, runs = false;
function setClock(left, running) {
  if (!by("clock") || left === null) return;
  ends = performance.now() + left * 1000; runs = running;
  if (by("paused")) by("paused").hidden = running;
  showClock(left);
}
function showClock(left) {
  const whole = Math.max(0, Math.ceil(left)), text = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  if (by("clock").textContent !== text) by("clock").textContent = text;
  by("clock").classList.toggle("late", whole < 60);
}
function readClock() {
  const clock = by("clock");
  if (clock) setClock(Number(clock.dataset.left), clock.dataset.runs === "1");
}
setInterval(() => { if (runs && by("clock")) showClock((ends - performance.now()) / 1000); }, 250);
readClock();

// --- renewing the page -------------------------------------------------------------------------------------------------

const told = (text) => { if (by("told") && by("told").textContent !== text) by("told").textContent = text; };
const fields = (part) => [...part.querySelectorAll("input:not([type=hidden]), textarea, select")];
const ticks = (field) => /checkbox|radio/.test(field.type);
const nameOf = (field) => [field.form ? field.form.id : "", field.name, ticks(field) ? field.value : ""].join("|");
function touched(field) {
  if (ticks(field)) return field.checked !== field.defaultChecked;
  if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
  return field.selectedIndex !== Math.max(0, [...field.options].findIndex((x) => x.defaultSelected));
}
function keep(old, fresh) {  // what was begun for the open turn stays, and goes by the state in which it was begun
  const turns = (part) => new Map([...part.querySelectorAll("form[id] > [name=turn]")].map((x) => [x.form.id, x.value]));
  const then = turns(old), now = turns(fresh), over = (form) => form && then.get(form.id) !== now.get(form.id);
  const begun = new Map(fields(old).filter((x) => touched(x) && !over(x.form)).map((x) => [nameOf(x), x]));
  const forms = new Set([...begun.values()].map((x) => x.form && x.form.id).filter(Boolean));
  for (const field of fields(fresh)) {
    const mine = begun.get(nameOf(field));
    if (mine && ticks(field)) field.checked = mine.checked && !field.disabled;
    else if (mine) field.value = mine.value;
  }
  for (const hidden of old.querySelectorAll("form[id] > input[type=hidden]")) {
    const same = forms.has(hidden.form.id) && [...fresh.querySelectorAll("form[id] > input[type=hidden]")]
      .find((x) => x.form.id === hidden.form.id && x.name === hidden.name);
    if (same) same.value = hidden.value;
  }
  for (const open of old.querySelectorAll("details[id][open]")) {
    const same = fresh.querySelector(`#${CSS.escape(open.id)}`);
    if (!same) continue;
    same.open = true;
    if (open.dataset.got) { same.replaceChildren(...open.childNodes); same.dataset.got = 1; }
  }
}
function focusOf() {
  const at = document.activeElement, main = by("main");
  if (!at || !main.contains(at) || at === main) return () => {};
  const field = at.matches("input, textarea, select"), name = nameOf(at), place = (at.closest("[id]") || main).id;
  const range = /^(text|search|textarea)$/.test(at.type || "") ? [at.selectionStart, at.selectionEnd] : null;
  const same = (part) => part && (field ? fields(part).find((x) => nameOf(x) === name)
    : [part, ...part.querySelectorAll(at.tagName)].find((x) => x.outerHTML === at.outerHTML));
  return () => {
    const again = same(by(place)) || same(by("main")) || by("main");
    again.focus({ preventScroll: true });
    if (range && again !== by("main")) again.setSelectionRange(...range);
  };
}
function show(page, quiet) {
  const fresh = page.getElementById("main"), old = by("main"), back = focusOf();
  if (!fresh || !page.getElementById("top")) { location.reload(); return; }
  keep(old, fresh);
  old.replaceWith(document.adoptNode(fresh));
  by("top").replaceWith(document.adoptNode(page.getElementById("top")));
  readClock(); back(); sum();
  if (!quiet) told(by("told").dataset.changed);
}
let asking = false, again = false;
async function renew() {
  if (asking) { again = true; return; }
  asking = true;
  try {
    const tag = by("main").dataset.tag;
    const address = location.href.split("#")[0].replace(/[?&]said=[^&]*/, "");
    const answer = await fetch(address, tag ? { headers: { "if-none-match": tag } } : {});
    if (answer.status === 401 || answer.redirected) location.reload();
    else if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch { told(by("told").dataset.lost); }
  asking = false;
  if (again) { again = false; setTimeout(renew, SPREAD); }
}

// --- news from the room ------------------------------------------------------------------------------------------------

let source = null, polling = null, known = null, deaf = 0;
function heard(status) {
  deaf = 0;
  if (by("told") && by("told").textContent === by("told").dataset.lost) told("");
  setClock(status.left, status.running);
  if (known !== null && known !== status.change) setTimeout(renew, Math.random() * SPREAD);
  else if (known === null) renew();  // the page may be older than the stream
  known = status.change;
}
function listen() {
  hush();
  source = new EventSource("/events");
  source.addEventListener("state", (event) => { stopPolling(); heard(JSON.parse(event.data)); });
  source.onerror = () => {
    told(by("told").dataset.lost);
    if (source && source.readyState === EventSource.CLOSED) deaf = setTimeout(listen, 3000);
  };
  deaf = setTimeout(() => { if (known === null) poll(); }, SILENCE);
}
async function poll() {  // something between here and the host holds the stream back
  const mine = polling = new AbortController();
  while (polling === mine) {
    try {
      const since = `change=${known === null ? -1 : known}&seconds=${WAIT}`;
      const answer = await fetch(`/api/wait?${since}`, { signal: mine.signal });
      if (answer.ok) heard((await answer.json()).status); else throw answer.status;
    } catch { if (polling === mine) await new Promise((done) => setTimeout(done, 3000)); }
  }
}
function stopPolling() { if (polling) { const was = polling; polling = null; was.abort(); } }
function hush() {
  clearTimeout(deaf); stopPolling();
  if (source) source.close();
  source = null; known = null;
}
if (live) {
  listen();
  // A browser has six connections to a host, and a phone sleeps.
  document.addEventListener("visibilitychange", () => (document.hidden ? hush() : listen()));
  addEventListener("pagehide", hush);
  addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
}

// --- at hand -----------------------------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {  // Enter on a tick box does not hand anything in
  if (event.key === "Enter" && event.target.matches("input[type=checkbox], input[type=radio]")) event.preventDefault();
});
document.addEventListener("submit", () => { setTimeout(() => by("told") && told(by("told").dataset.busy), 500); });
function sum() {  // what the ticked orders cost
  const line = by("sum"), ticked = [...document.querySelectorAll("#orders [name=moves]:checked")];
  const cost = ticked.reduce((all, x) => all + Number(x.dataset.cost), 0);
  if (line) line.textContent = line.dataset.words.replace("%cost%", cost);
}
document.addEventListener("change", sum);
sum();
document.addEventListener("toggle", async (event) => {  // a card, fetched where it is opened
  const box = event.target, link = box.open && !box.dataset.got && box.dataset.from;
  if (!link) return;
  box.dataset.got = 1;
  try {
    const page = new DOMParser().parseFromString(await (await fetch(link)).text(), "text/html");
    const card = page.querySelector("#main .details");
    if (card) box.replaceChildren(box.querySelector("summary"), document.adoptNode(card));
  } catch { delete box.dataset.got; }
}, true);
