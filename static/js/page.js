// Three small things: a film plays where it stands once it is asked for, a message goes when it is told to,
// and Escape closes the sheet of filters.

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
