// Keys on a title's page: F favourite, W watchlist, 1 to 9 and 0 for ten rate it. Not while somebody types.
const press = (selector) => document.querySelector(`.title [data-acts] ${selector}`)?.click();

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "f") press("[data-mark=favorite]");
  else if (event.key === "w") press("[data-mark=watchlist]");
  else if (/^[0-9]$/.test(event.key)) press(`.half[value="${event.key === "0" ? 10 : event.key}"]`);
});

// The button that was pressed is replaced by its next state: the focus stays where it was.
let pressed = "";
document.addEventListener("htmx:beforeRequest", (event) => {
  const button = event.target.closest?.("[data-acts] button");
  pressed = button ? `[hx-post="${button.getAttribute("hx-post")}"]${button.classList.contains("half") ? `[value="${button.value}"]` : ""}` : "";
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (pressed && event.detail.target) (document.querySelector(`[data-acts] ${pressed}`) ?? document.querySelector("[data-acts] a"))?.focus({ preventScroll: true });
  pressed = "";
});
