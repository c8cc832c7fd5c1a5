// Small things: what failed is said with a way out, a film plays where it stands once it is asked for, a message goes when it is told to, filters show
// their results at once and their sheet closes on Escape, the current tab is in sight, and a poster grows into its
// film's page and back.

// ---- What failed -------------------------------------------------------------------------------------------------

const REFUSALS = {
  403: "You aren’t allowed to do that. Nothing was changed.",
  404: "This is no longer here. Nothing was changed.",
  413: "That was too much at once. Nothing was changed.",
  414: "That was too much at once. Nothing was changed.",
};

function wait(seconds) {
  const [number, unit] = seconds < 90 ? [seconds, "second"] : [Math.ceil(seconds / 60), "minute"];
  return `Try again in ${number} ${unit}${number === 1 ? "" : "s"}.`;
}

// The sentence that the site sent, else one for the status; of no answer at all, why there is none.
async function sentence(response) {
  if (!response) return navigator.onLine ? "The site didn’t answer. Your change may not have been saved." : "You are offline. Nothing was changed.";
  if (response.headers.get("Content-Type")?.startsWith("text/plain")) return await response.text();
  const then = wait(Number(response.headers.get("Retry-After")) || 30);
  if (response.status === 429) return `Too many requests. Nothing was changed. ${then}`;
  if (response.status === 503) return `The site is busy. Nothing was changed. ${then}`;
  if (response.status >= 500) return "Something went wrong on the site. Nothing was changed.";
  return REFUSALS[response.status] ?? "That can’t be done. Nothing was changed.";
}

function toast(text, label, act) {
  const box = document.createElement("div");
  box.className = "toast";
  box.dataset.level = "error";
  const words = document.createElement("p");
  words.className = "toast-text";
  words.textContent = text;
  box.append(words);
  for (const [word, press] of [[label, act], ["Dismiss", () => {}]]) {
    if (!word) continue;
    const button = document.createElement("button");
    button.className = "button button-quiet";
    button.type = "button";
    button.textContent = word;
    button.addEventListener("click", () => {
      box.remove();
      press();
    });
    box.append(button);
  }
  document.getElementById("toasts").append(box);
}

// `again` sends it once more. A form's token that has expired doesn't get better by that: the page is loaded anew.
async function tell({ response, again }) {
  const text = await sentence(response);
  if ([403, 404].includes(response?.status)) toast(text, "Reload page", () => location.reload());
  else toast(text, again && "Try again", again);
}

document.addEventListener("failure", (event) => tell(event.detail));

// What htmx fetches because somebody chose or pressed something; what it looks up by itself fails in silence.
for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, ({ detail: { elt, xhr } }) => {
    if (!elt.matches("form")) return;
    const headers = { get: (header) => xhr.getResponseHeader(header) };
    const response = xhr?.status ? { status: xhr.status, headers, text: async () => xhr.responseText } : undefined;
    tell({ response, again: () => htmx.trigger(elt, elt.matches(".filters-form") ? "filtered" : "submit") });
  });
}

// A guest's page that the browser kept as it was left may show an old rating.
addEventListener("pageshow", (event) => {
  if (event.persisted && document.querySelector("[data-acts]") && !document.querySelector("[data-acts][data-base]")) location.reload();
});

// ------------------------------------------------------------------------------------------------------------------

function play(link) {
  const frame = document.createElement("iframe");
  frame.src = link.dataset.embed;
  frame.title = link.dataset.title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.className = "video-frame";
  link.replaceWith(frame);
  frame.focus();
}

document.addEventListener("click", (event) => {
  const video = event.target.closest("[data-embed]");
  if (video && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    play(video);
  }
  event.target.closest("[data-dismiss]")?.closest(".toast")?.remove();
});

document.addEventListener("keydown", (event) => {
  const sheet = event.key === "Escape" && event.target.closest(".filters[open]");
  if (sheet) {
    sheet.open = false;
    sheet.querySelector("summary").focus();
  }
});

for (const tab of document.querySelectorAll(".tab[aria-current]")) {
  const row = tab.closest(".tabs");
  row.scrollLeft = tab.getBoundingClientRect().right - row.getBoundingClientRect().right + row.clientWidth / 3;
}

// Typed names wait for the button: they are looked up first.
document.addEventListener("change", (event) => {
  const form = event.target.closest(".filters-form");
  if (form && event.target.type !== "text") form.dispatchEvent(new Event("filtered"));
});

document.addEventListener("htmx:afterSettle", (event) => {
  const found = document.querySelector("#results > p");
  if (found && event.detail.requestConfig?.elt.matches(".filters-form")) document.getElementById("announcer").textContent = found.textContent;
});

function grow(url, transition) {
  const card = [...document.querySelectorAll(".card-link")].find((link) => link.href === url)?.querySelector(".card-poster");
  if (!card) return;
  const own = document.querySelector(".title-poster");
  if (own) own.style.viewTransitionName = "none";
  card.style.viewTransitionName = "poster";
  transition.finished.finally(() => {
    card.style.viewTransitionName = "";
    if (own) own.style.viewTransitionName = "";
  });
}

addEventListener("pageswap", (event) => {
  if (event.viewTransition && event.activation) grow(event.activation.entry.url, event.viewTransition);
});
addEventListener("pagereveal", (event) => {
  const came = window.navigation?.activation;
  if (event.viewTransition && came?.navigationType === "traverse" && came.from) grow(came.from.url, event.viewTransition);
});
