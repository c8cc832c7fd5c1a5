// Small things: a film plays where it stands once it is asked for, a message goes when it is told to, filters show
// their results at once and their sheet closes on Escape, the current tab is in sight, and a poster grows into its
// film's page and back.

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
