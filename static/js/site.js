// What every page does better with JavaScript; all of it works without.

for (const button of document.querySelectorAll("[data-menu]")) {
  const menu = document.getElementById(button.getAttribute("aria-controls"));
  const show = (open) => {
    menu.classList.toggle("is-open", open);
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      show(false);
      button.focus();
    }
  });
}

// A form that comes back with errors starts at their list.
document.querySelector("[data-focus]")?.focus();

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  });
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", () =>
    navigator.share({ url: button.dataset.share, title: button.dataset.title }).catch(() => {}),
  );
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A form is sent once, however often its button is pressed on a slow network.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  else if (!event.defaultPrevented && form.method === "post" && !form.hasAttribute("hx-post")) form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
