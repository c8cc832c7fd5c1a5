// What a member does with titles: shown at once, told to the site behind it, taken back with a word when that fails.
// Every button is a form's button, and works without this file.
//
// Keys, on a title's page or on the card that has the focus: F favourite, W watchlist, L lists, 1 to 9 and 0 for ten
// rate, + and - by half a point, Delete takes the rating back. Among the stars the arrows move.

const HOVERS = matchMedia("(any-hover: hover)").matches;
const doForm = document.getElementById("do");

// ---- Showing what was done before the site has said that it is ---------------------------------------------------

// A mark's button says the opposite afterwards, so that a second press takes back the first.
function paint(acts, { action, name, value }) {
  if (name === "on") {
    const button = acts.querySelector(`[data-mark][formaction="${action}"]`);
    button?.setAttribute("aria-pressed", value === "1");
    button?.setAttribute("value", value === "1" ? "0" : "1");
    return;
  }
  const rating = Number(value) || 0;
  acts.dataset.value = value;
  for (const half of acts.querySelectorAll(".half")) {
    half.toggleAttribute("data-on", Number(half.value) <= rating);
    half.toggleAttribute("aria-pressed", false);
  }
  const shown = acts.querySelector(".stars-value");
  if (shown) shown.textContent = value;
  const link = acts.querySelector("[data-rate]");
  if (link) {
    link.classList.toggle("act-rated", rating > 0);
    (link.querySelector("span") ?? link.appendChild(document.createElement("span"))).textContent = value;
  }
}

// ---- Telling the site: for each title one thing after the other, and of several for the same thing the last ------

const SEND_TIMEOUT = 15000; // milliseconds
const lanes = new Map(); // by a title's address, or that of its lists

// An intent: {id (two of the same overwrite each other), action, body(), paint()}. A lane: {pending, failed: intents
// by id, sending, known: HTML that the site sent last, show(HTML)}.
function submit(key, intent, known, show) {
  const lane = lanes.get(key) ?? { pending: new Map(), failed: new Map(), sending: false, known };
  lanes.set(key, lane);
  if (!lane.sending) lane.known = known;
  lane.show = show;
  lane.failed.delete(intent.id);
  lane.pending.delete(intent.id);
  lane.pending.set(intent.id, intent);
  intent.paint();
  if (!lane.sending) send(lane);
}

async function send(lane) {
  lane.sending = true;
  let last;
  while (lane.pending.size) {
    [last] = lane.pending.values();
    lane.pending.delete(last.id);
    const answer = await post(last);
    if (answer.away) return leave(lane, answer.away);
    if (answer.html !== undefined) lane.known = answer.html;
    else fail(lane, last, answer);
  }
  lane.sending = false;
  lane.show(lane.known, last);
}

// Who comes back to this page, by Back, finds a lane that sends again.
function leave(lane, address) {
  lane.sending = false;
  location.href = address;
}

async function post({ action, body }) {
  const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  try {
    const signal = AbortSignal.timeout(SEND_TIMEOUT);
    const response = await fetch(action, { method: "POST", body: body(), headers, signal, keepalive: true });
    const away = response.headers.get("HX-Redirect");
    return away ? { away } : response.ok ? { html: await response.text() } : { response };
  } catch (error) {
    return { error };
  }
}

// What waits for its turn while somebody leaves the page is sent at once, and nobody waits for the answers.
addEventListener("pagehide", () => {
  for (const lane of lanes.values()) {
    for (const intent of lane.pending.values()) void post(intent);
    lane.pending.clear();
  }
});

// What the site refuses is over. What it could not take (it, TMDB or the way there is away) is offered again, with all
// that was meant meanwhile: each of it would fail as well.
function fail(lane, intent, { response, error }) {
  const isRefused = response && response.status < 500 && ![403, 408, 429].includes(response.status);
  if (isRefused && lane.pending.has(intent.id)) return; // something else was meant since
  if (!isRefused) {
    for (const one of [intent, ...lane.pending.values()]) lane.failed.set(one.id, one);
    lane.pending.clear();
  }
  lane.show(lane.known, intent);
  for (const one of lane.pending.values()) one.paint();
  const again = isRefused ? undefined : () => resubmit(lane);
  document.dispatchEvent(new CustomEvent("failure", { detail: { response, error, again } }));
}

function resubmit(lane) {
  for (const intent of lane.failed.values()) {
    lane.pending.set(intent.id, intent);
    intent.paint();
  }
  lane.failed.clear();
  if (lane.pending.size && !lane.sending) send(lane);
}

// ---- A title's stars, heart and bookmark -------------------------------------------------------------------------

function press(acts, { name, value, action, focus }) {
  const { base, acts: kind } = acts.dataset;
  const body = () => {
    const form = new FormData(doForm);
    form.set(name, value);
    form.set("as", kind);
    return form;
  };
  const all = () => document.querySelectorAll(`[data-acts="${kind}"][data-base="${base}"]`);
  const intent = { id: action, action, body, focus, paint: () => all().forEach((one) => paint(one, { action, name, value })) };
  submit(base, intent, acts.outerHTML, (html, last) => settle(base, html, last.focus));
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
    if (had && focus) fresh.querySelector(focus)?.focus({ preventScroll: true });
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-acts] button[formaction]");
  if (!button || button.closest("[data-acts=rate], [data-acts=guest_stars]")) return;
  event.preventDefault();
  const { name, value } = button;
  press(button.closest("[data-acts]"), { name, value, action: button.getAttribute("formaction"), focus: focusOf(button) });
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
  const button = { value: value ? String(value) : "", dataset: {} };
  press(acts, { name: "value", value: button.value, action: `${acts.dataset.base}rating/`, focus: focusOf(button) });
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

// Each list is a form with a button. Before htmx sees it: of two quick presses the second would be lost.
document.addEventListener(
  "submit",
  (event) => {
    const panel = event.target.closest?.("#keep");
    if (!panel) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const form = event.target;
    const body = new FormData(form);
    const [list, on] = [body.get("list"), body.get("on")];
    const paintList = () => {
      const shown = document.querySelector(`#keep input[name="list"][value="${list}"]`)?.form;
      shown?.querySelector("button").setAttribute("aria-pressed", on === "1");
      shown?.querySelector('[name="on"]').setAttribute("value", on === "1" ? "0" : "1");
    };
    const action = form.getAttribute("action");
    submit(action, { id: list, action, body: () => body, paint: paintList, focus: `#keep-${list}` }, panel.outerHTML, showKept);
  },
  true,
);

function showKept(html, { focus }) {
  const panel = document.getElementById("keep");
  if (!panel) return;
  const had = panel.contains(document.activeElement);
  panel.outerHTML = html;
  htmx.process(document.getElementById("keep"));
  if (had) document.querySelector(focus)?.focus({ preventScroll: true });
  const kept = document.querySelectorAll("#keep [aria-pressed=true]").length;
  const words = document.querySelector("[data-keep] span");
  if (words) words.textContent = kept ? `On ${kept} list${kept > 1 ? "s" : ""}` : "Lists";
}

// ---- Back --------------------------------------------------------------------------------------------------------

// A page that the browser kept as it was left says what is so now: ratings, marks, the form's token. What it can't say
// in place (other titles, another member, nobody) is loaded anew.
addEventListener("pageshow", async (event) => {
  if (!event.persisted) return;
  const response = await fetch(location.href, { cache: "no-store" }).catch(() => null);
  if (!response?.ok) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  const token = fresh.querySelector("#do [name=csrfmiddlewaretoken]");
  if (!token || shape(fresh) !== shape(document)) return void location.reload();
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token.value;
  document.getElementById("keep")?.remove();
  document.getElementById("toasts").append(...fresh.querySelectorAll("#toasts > .toast"));
  for (const acts of fresh.querySelectorAll("[data-acts][data-base]")) {
    if (!lanes.get(acts.dataset.base)?.sending) settle(acts.dataset.base, acts.outerHTML, "");
  }
});

const shape = (page) => [page.querySelector(".header-account")?.textContent.trim(), ...[...page.querySelectorAll("[data-acts][data-base]")].map((acts) => acts.dataset.base)].join(" ");

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

// What htmx swaps in by itself keeps the focus where it was, and waits where something is on its way.
let focused = "";
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target } = event.detail;
  if (lanes.get(target.dataset.base)?.sending) event.detail.shouldSwap = false;
  const here = document.activeElement?.closest("[data-acts] *");
  focused = here && target.contains(here) && here.matches("button") ? focusOf(here) : "";
});
document.addEventListener("htmx:afterSettle", () => {
  rove(document);
  if (focused) document.querySelector(`[data-acts] :is(${focused})`)?.focus({ preventScroll: true });
  focused = "";
});
