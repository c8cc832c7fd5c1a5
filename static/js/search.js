// The search box as a combobox: arrows choose among the suggestions, Enter goes there, Escape closes; "/" is the way in.
// htmx fetches the suggestions; without JavaScript the box is a plain form.

const input = document.getElementById("search");
const place = document.getElementById("suggestions");

const options = () => [...place.querySelectorAll("[role=option]")];
const chosen = () => place.querySelector("[aria-selected=true]");
const isTyping = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
}

function show(open) {
  place.hidden = !open;
  input.setAttribute("aria-expanded", String(open && options().length > 0));
  if (!open) choose(null);
}

function step(by) {
  const all = options();
  if (!all.length) return;
  show(true);
  // One place more than there are suggestions: the text itself.
  const at = (all.indexOf(chosen()) + 1 + by + all.length + 1) % (all.length + 1);
  choose(all[at - 1]);
}

function onKey(event) {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && chosen() && !place.hidden) {
    event.preventDefault();
    chosen().click();
  } else if (event.key === "Escape" && !place.hidden && place.childElementCount) {
    event.preventDefault();
    show(false);
  }
}

if (input && place) {
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": "suggestions", "aria-expanded": "false" })) {
    input.setAttribute(name, value);
  }
  input.addEventListener("keydown", onKey);
  input.addEventListener("focus", () => show(place.childElementCount > 0));
  input.addEventListener("input", () => choose(null));
  // 429 comes with a sentence for this place (catalog/views.py, suggest).
  place.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.xhr.status === 429) event.detail.shouldSwap = true; });
  place.addEventListener("htmx:afterSwap", () => show(document.activeElement === input));
  document.addEventListener("focusin", (event) => event.target.closest(".search") || show(false));
  document.addEventListener("pointerdown", (event) => event.target.closest(".search") || show(false));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
