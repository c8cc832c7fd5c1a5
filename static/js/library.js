// What a member does with titles: shown at once, told to the site behind it, taken back with a word when that fails.
// Every button is a form's button, and works without this file.
//
// Keys, on a title's page or on the card that has the focus: F favourite, W watchlist, L lists, 1 to 9 and 0 for ten
// rate, + and - by half a point, Delete takes the rating back. Among the stars the arrows move.

const HOVERS = matchMedia("(any-hover: hover)").matches;
const doForm = document.getElementById("do");

// ---- Showing what was done before the site has said that it is ---------------------------------------------------

function paint(acts, button) {
  if (button.dataset.mark) {
    button.setAttribute("aria-pressed", button.value === "1");
    return;
  }
  const value = Number(button.value) || 0;
  acts.dataset.value = button.value;
  for (const half of acts.querySelectorAll(".half")) {
    half.toggleAttribute("data-on", Number(half.value) <= value);
    half.toggleAttribute("aria-pressed", false);
  }
  const shown = acts.querySelector(".stars-value");
  if (shown) shown.textContent = button.value;
  const link = acts.querySelector("[data-rate]");
  if (link) {
    link.classList.toggle("act-rated", value > 0);
    (link.querySelector("span") ?? link.appendChild(document.createElement("span"))).textContent = button.value;
  }
}

function say(text, again) {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.dataset.level = "error";
  const words = document.createElement("p");
  words.className = "toast-text";
  words.textContent = text;
  const retry = document.createElement("button");
  retry.className = "button button-quiet";
  retry.type = "button";
  retry.dataset.dismiss = "";
  retry.textContent = "Try again";
  retry.addEventListener("click", again);
  toast.append(words, retry);
  document.getElementById("toasts").append(toast);
}

// ---- Telling the site, one thing after the other; of several wishes for the same thing the last ------------------

const under = new Map(); // a title's address: {busy, next: Map(what: button's values), known: HTML that the site sent}

function press(acts, button) {
  const base = acts.dataset.base;
  const queue = under.get(base) ?? { busy: false, next: new Map(), known: acts.outerHTML };
  if (!queue.busy) queue.known = acts.outerHTML;
  under.set(base, queue);
  const { name, value } = button;
  const action = button.getAttribute("formaction");
  queue.next.set(action, { name, value, focus: focusOf(button), as: acts.dataset.acts });
  paint(acts, button);
  if (!queue.busy) send(base, queue);
}

async function send(base, queue) {
  const [action, wish] = queue.next.entries().next().value;
  queue.next.delete(action);
  queue.busy = true;
  const body = new FormData(doForm);
  body.set(wish.name, wish.value);
  body.set("as", wish.as);
  const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  try {
    const response = await fetch(action, { method: "POST", body, headers, signal: AbortSignal.timeout(15000) });
    const away = response.headers.get("HX-Redirect");
    if (away) return void (location.href = away);
    if (!response.ok) throw new Error(response.status);
    queue.known = await response.text();
    queue.busy = false;
    if (queue.next.size) send(base, queue);
    else settle(base, queue.known, wish.focus);
  } catch (error) {
    queue.busy = false;
    queue.next.clear();
    settle(base, queue.known, wish.focus);
    const why = error.message === "400" || error.message === "404" ? "That can't be done." : navigator.onLine ? "The site didn't answer." : "You are offline.";
    say(`${why} Nothing was changed.`, () => {
      const acts = actsOf(base);
      const button = { name: wish.name, value: wish.value, dataset: {}, getAttribute: () => action };
      if (acts) press(acts, wish.name === "on" ? (acts.querySelector(`[formaction="${action}"]`) ?? button) : button);
    });
  }
}

const actsOf = (base) => document.querySelector(`[data-acts][data-base="${base}"]`);
const focusOf = (button) =>
  button.dataset.mark ? `[data-mark="${button.dataset.mark}"]` : button.value ? `.half[value="${button.value}"], [data-rate]` : ".half, [data-rate]";

function settle(base, html, focus) {
  const made = document.createElement("template");
  made.innerHTML = html.trim();
  const kind = made.content.firstElementChild.dataset.acts;
  // A film may stand on two shelves of a page.
  for (const acts of document.querySelectorAll(`[data-acts="${kind}"][data-base="${base}"]`)) {
    const had = acts.contains(document.activeElement);
    const fresh = made.content.firstElementChild.cloneNode(true);
    acts.replaceWith(fresh);
    htmx.process(fresh);
    rove(fresh);
    if (had) fresh.querySelector(focus)?.focus({ preventScroll: true });
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-acts] button[formaction]");
  if (!button || button.closest("[data-acts=rate], [data-acts=guest_stars]")) return;
  event.preventDefault();
  press(button.closest("[data-acts]"), button);
});

// ---- Stars: one stop for the Tab key, arrows between them; on cards they open in place ---------------------------

function rove(place) {
  for (const row of place.querySelectorAll(".stars-row")) {
    const halves = [...row.children];
    const current = halves.findLast((half) => half.hasAttribute("data-on")) ?? halves.at(-1);
    for (const half of halves) half.tabIndex = half === current ? 0 : -1;
  }
}
rove(document);

function walk(event) {
  const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
  const half = step && event.target.closest?.(".half");
  if (!half) return false;
  const halves = [...half.parentElement.children];
  const next = halves[halves.indexOf(half) + step];
  if (next) next.focus();
  event.preventDefault();
  return true;
}

// With a mouse the stars come up over a card's link to them: one click on the value that is meant.
const scale = document.createElement("div");
scale.className = "scale";
scale.setAttribute("aria-hidden", "true");
scale.innerHTML = '<span class="scale-row"></span><span class="scale-row scale-on"></span><span class="scale-value"></span>';

function valueAt(event) {
  const box = scale.firstElementChild.getBoundingClientRect();
  return Math.min(20, Math.max(1, Math.ceil(((event.clientX - box.left) / box.width) * 20))) / 2;
}

function fill(value) {
  scale.style.setProperty("--part", `${value * 10}%`);
  scale.lastElementChild.textContent = value || "";
}

if (HOVERS) {
  document.addEventListener("pointerover", (event) => {
    const link = event.pointerType === "mouse" && event.target.closest?.("[data-rate]");
    if (!link || link.contains(scale)) return;
    if (!scale.firstElementChild.childElementCount) {
      for (const row of scale.querySelectorAll(".scale-row")) for (let number = 0; number < 10; number++) row.append(link.querySelector("svg").cloneNode(true));
    }
    link.closest("[data-acts]").prepend(scale);
    fill(Number(link.closest("[data-acts]").dataset.value) || 0);
  });
  document.addEventListener("pointermove", (event) => {
    if (scale.isConnected && event.target.closest?.(".scale")) fill(valueAt(event));
    else if (scale.isConnected && !event.target.closest?.(".scale, [data-rate]")) scale.remove();
  });
  scale.addEventListener("click", (event) => {
    const [acts, value] = [scale.parentElement, valueAt(event)];
    scale.remove();
    rate(acts, value);
  });
}

function rate(acts, value) {
  press(acts, { name: "value", value: value ? String(value) : "", dataset: {}, getAttribute: () => `${acts.dataset.base}rating/` });
}

// Without a mouse: the link opens the stars where it stands.
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("[data-rate]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const base = link.closest("[data-acts]").dataset.base;
  const response = await fetch(link.href, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!response?.ok) return void (location.href = link.href);
  settle(base, await response.text(), ".half[tabindex='0']");
  actsOf(base)?.querySelector(".half[tabindex='0']")?.focus({ preventScroll: true });
});

// A film's lists open below its buttons.
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("[data-keep]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const open = document.getElementById("keep");
  if (open) return void open.remove();
  const response = await fetch(link.href, { headers: { "HX-Request": "true", "HX-Current-URL": location.href } }).catch(() => null);
  if (!response?.ok || response.headers.get("HX-Redirect")) return void (location.href = link.href);
  link.closest("[data-acts]").insertAdjacentHTML("afterend", await response.text());
  htmx.process(document.getElementById("keep"));
  document.querySelector("#keep a, #keep button")?.focus({ preventScroll: true });
});

// ---- Keys --------------------------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  if (event.target.closest?.("input, textarea, select, [contenteditable]") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (walk(event)) return;
  const near = event.target.closest?.(".card, .episode-row, .title");
  const acts = near?.querySelector("[data-acts]") ?? document.querySelector(".title [data-acts]");
  if (!acts) return;
  const value = Number(acts.dataset.value) || 0;
  if (event.key === "f") acts.querySelector("[data-mark=favorite]")?.click();
  else if (event.key === "w") acts.querySelector("[data-mark=watchlist]")?.click();
  else if (event.key === "l") acts.querySelector("[data-keep]")?.click();
  else if (/^[0-9]$/.test(event.key)) rate(acts, Number(event.key) || 10);
  else if (event.key === "+" && value < 10) rate(acts, value + 0.5);
  else if (event.key === "-" && value > 0.5) rate(acts, value - 0.5);
  else if (event.key === "Delete" && value) rate(acts, 0);
  else if (event.key === "Escape") document.getElementById("keep")?.remove();
});

// What htmx swaps in by itself keeps the focus where it was.
let focused = "";
document.addEventListener("htmx:beforeSwap", (event) => {
  const here = document.activeElement?.closest("[data-acts] *");
  focused = here && event.detail.target.contains(here) && here.matches("button") ? focusOf(here) : "";
});
document.addEventListener("htmx:afterSettle", (event) => {
  rove(document);
  const kept = document.querySelectorAll("#keep [aria-pressed=true]").length;
  const lists = event.detail.target?.id === "keep" && document.querySelector("[data-keep] span");
  if (lists) lists.textContent = kept ? `On ${kept} list${kept > 1 ? "s" : ""}` : "Lists";
  if (focused) document.querySelector(`[data-acts] :is(${focused})`)?.focus({ preventScroll: true });
  focused = "";
});
