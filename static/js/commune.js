// A line that asks for a commune becomes a combobox (WAI-ARIA 1.2): suggestions while one types, arrows and Enter to
// choose. Without this file the text is sent as it is; see territories/areas/forms.py.

const WAIT = 150; // milliseconds after the last key

class Commune {
  constructor(box, number) {
    this.box = box;
    this.input = box.querySelector("input[type=text]");
    this.list = box.querySelector("[role=listbox]");
    this.status = box.querySelector("[role=status]");
    this.list.id = `${this.input.id || this.input.name}-list-${number}`;
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    }))
      this.input.setAttribute(name, value);
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  typed() {
    this.box.querySelector(".combobox__choices")?.remove();
    this.code().value = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  code() {
    let code = this.box.querySelector("[data-code]");
    if (!code) {
      code = Object.assign(document.createElement("input"), { type: "hidden", name: `${this.input.name}-code` });
      code.dataset.code = "";
      this.box.append(code);
    }
    return code;
  }

  async ask() {
    this.request?.abort();
    this.request = new AbortController();
    const url = new URL(this.box.dataset.commune, window.location.href);
    url.searchParams.set("q", this.input.value);
    try {
      const answer = await fetch(url, { signal: this.request.signal });
      if (answer.ok) this.show((await answer.json()).results);
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // the network failed: the text is still sent
    }
  }

  show(found) {
    this.list.replaceChildren(...found.map((commune, index) => this.option(commune, index)));
    const { none, one, many } = this.status.dataset;
    const said = found.length ? (found.length === 1 ? one : many.replace("%n", found.length)) : none;
    this.status.textContent = this.input.value ? said : "";
    this.open(found.length > 0);
  }

  option({ code, label, note }, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.code = code;
    option.dataset.label = label;
    const aside = document.createElement("span");
    aside.className = "meta";
    aside.textContent = note;
    option.append(label, " ", aside);
    return option;
  }

  open(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    clearTimeout(this.timer);
    this.open(false);
  }

  pressed(event) {
    const options = [...this.list.children];
    const active = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Enter" && !this.list.hidden && active >= 0) this.choose(options[active]);
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = active < 0 && step < 0 ? options.length - 1 : (active + step + options.length) % options.length;
      this.open(true);
      options.forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
      this.input.setAttribute("aria-activedescendant", options[next].id);
      options[next].scrollIntoView({ block: "nearest" });
    } else return;
    event.preventDefault();
  }

  choose(option) {
    if (!option) return;
    this.input.value = option.dataset.label;
    this.box.querySelector("[data-for]").value = option.dataset.label;
    this.code().value = option.dataset.code;
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

let number = 0;

function startAll(root) {
  for (const box of root.querySelectorAll("[data-commune]:not(.is-ready)")) {
    box.classList.add("is-ready");
    new Commune(box, (number += 1));
  }
}

startAll(document);
document.addEventListener("htmx:load", (event) => startAll(event.target));
