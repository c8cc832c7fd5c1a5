// What went wrong with a passkey, said where other short messages are. allauth's script tells of it by an event.
const ADDRESS = "Passkeys work under the site’s own name, with HTTPS: not under a number.";
const SENTENCES = {
  Error: "The site didn’t answer, or these were too many tries. Try again in some minutes.",
  SecurityError: ADDRESS,
  NotAllowedError: "Nothing was chosen, or it took too long. Try again.",
  InvalidStateError: "This device has a passkey for you already.",
};

function sentence(error) {
  return window.isSecureContext ? SENTENCES[error.name] ?? "This browser or device can’t do that." : ADDRESS;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const toast = document.createElement("div");
  const text = document.createElement("p");
  toast.className = "toast";
  toast.dataset.level = "error";
  text.className = "toast-text";
  text.textContent = sentence(event.detail.exception);
  toast.append(text);
  document.getElementById("toasts").replaceChildren(toast);
});
