// A field becomes a combobox (WAI-ARIA 1.2): suggestions while one types, arrows and Enter to choose, Escape to leave.
// Without this file the text is sent as it is. Two of them: the commune of a form (territories/areas/forms.py), and
// the field of the search, whose suggestions lead to their page (data-leads).

const WAIT = 150; // milliseconds after the last key

class Combobox {
  constructor(box, number) {
    this.box = box;
    this.input = box.querySelector("input:not([type=hidden]):not([type=radio])");
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
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    this.request?.abort();
    this.request = new AbortController();
    const url = new URL(this.box.dataset.combobox, window.location.href);
    url.searchParams.set("q", this.input.value);
    try {
      const answer = await fetch(url, { signal: this.request.signal });
      if (answer.ok && this.input.matches(":focus")) this.show((await answer.json()).results);
    } catch (error) {
      if (error.name !== "AbortError") this.close(); // the network failed: the text is still sent
    }
  }

  show(found) {
    this.list.replaceChildren(...found.map((one, index) => this.option(one, index)));
    const { none, one, many } = this.status.dataset;
    const said = found.length ? (found.length === 1 ? one : many.replace("%n", found.length)) : none;
    this.status.textContent = this.input.value ? said : "";
    this.open(found.length > 0);
  }

  option({ label, note, ...more }, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    Object.assign(option.dataset, { label, ...more });
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
    this.request?.abort();
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
    event.stopPropagation();
  }

  choose(option) {
    if (!option) return;
    this.close();
    this.take(option.dataset);
  }
}

class Commune extends Combobox {
  typed() {
    this.box.querySelector(".combobox__choices")?.remove();
    this.code().value = "";
    super.typed();
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

  take({ label, code }) {
    this.input.value = label;
    this.box.querySelector("[data-for]").value = label;
    this.code().value = code;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

class Search extends Combobox {
  take({ url }) {
    window.location.assign(url);
  }
}

let number = 0;

function startAll(root) {
  for (const box of root.querySelectorAll("[data-combobox]:not(.is-ready)")) {
    box.classList.add("is-ready");
    new ("leads" in box.dataset ? Search : Commune)(box, (number += 1));
  }
}

startAll(document);
document.addEventListener("htmx:load", (event) => startAll(event.target));
