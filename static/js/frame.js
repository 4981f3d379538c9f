// What the frame of the admin lacks for keyboards and for readers of screens: Unfold writes its icons as words, lets
// spans and headings be clicked by a mouse alone, and names no landmark. The names are words of the page (on #page).

const CLICKED = "[x-on\\:click]";
const BY_ITSELF = "a[href], button, input, select, textarea, summary, label";
const ICON = ".material-symbols-outlined";
const words = document.querySelector("#page")?.dataset ?? {};
const signs = { dock_to_right: words.menu, close: words.close, arrow_back: words.back, search: words.search };

const mended = new WeakSet();

function asButton(part) {
  if (mended.has(part)) return;
  mended.add(part);
  if (part.matches(BY_ITSELF) || part.hasAttribute("role") || !part.textContent.trim()) return;
  if (part.matches("h2")) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "frame-button" });
    button.append(...part.childNodes);
    part.append(button);
    return;
  }
  part.setAttribute("role", "button");
  part.tabIndex = 0;
  part.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    part.click();
  });
}

function mend(root) {
  for (const part of root.querySelectorAll(CLICKED)) asButton(part);
  for (const icon of root.querySelectorAll(ICON)) {
    const name = signs[icon.textContent.trim()];
    const bearer = icon.closest("[role=button], button, a");
    const says = bearer?.textContent.replace(icon.textContent, "").trim();
    if (bearer && !says && name && !bearer.hasAttribute("aria-label")) bearer.setAttribute("aria-label", name);
    if (bearer !== icon) icon.setAttribute("aria-hidden", "true");
  }
  for (const [part, name] of Object.entries({ "#nav-sidebar-inner": words.rooms, "#tabs-items": words.tabs })) {
    root.querySelector(part)?.setAttribute("aria-label", name);
  }
}

mend(document);
document.addEventListener("htmx:load", (event) => mend(event.target));
// A box that scrolls may be focused, which makes no landmark of it: there are several on a page, all of one name.
window.addEventListener("load", () => {
  for (const box of document.querySelectorAll(".simplebar-content-wrapper")) box.setAttribute("role", "group");
});
