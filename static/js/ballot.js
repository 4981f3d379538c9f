// The ballot, live: how many projects, how much money, what still fits, how many points are left; one step back; and
// nothing lost, as each mark is kept on this device until the vote closes. The server checks again; without this the
// form works all the same.

const ballot = document.querySelector("[data-ballot]");

if (ballot) {
  const { cookie, path, lasts, unit, currency } = ballot.dataset;
  const boxes = [...ballot.querySelectorAll("input[name=choices]")];
  const numbers = [...ballot.querySelectorAll("[data-points]")];
  const most = Number(ballot.dataset.max) || Infinity;
  const envelope = ballot.dataset.envelope ? Number(ballot.dataset.envelope) : Infinity;
  const give = Number(ballot.dataset.give);
  const sum = ballot.querySelector("[data-sum]");
  const bar = ballot.querySelector("[data-bar]");
  const undo = ballot.querySelector("[data-undo]");
  const past = [];
  const say = (name, text) => ballot.querySelectorAll(`[data-${name}]`).forEach((node) => { node.textContent = text; });
  const points = (field) => (field.type === "radio" && !field.checked ? 0 : Math.max(0, Math.trunc(Number(field.value)) || 0));
  const marked = (field) => (field.dataset.points ? points(field) > 0 : field.checked);
  // What stands in the cookie: the numbers chosen, each with its points where the ballot gives some.
  const marks = () => [
    ...boxes.filter(marked).map((box) => box.value),
    ...numbers.filter(marked).map((field) => `${field.dataset.points}-${points(field)}`),
  ];
  const money = (cents) => {
    const digits = cents % unit ? 2 : 0;
    const style = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: 2 };
    return new Intl.NumberFormat("fr-FR", style).format(cents / unit);
  };
  const kept = () => document.cookie.split("; ").find((one) => one.startsWith(`${cookie}=`))?.split("=")[1];

  const keep = () => {
    if (!cookie) return; // a rehearsal keeps nothing
    const secure = window.location.protocol === "https:" ? "; secure" : "";
    const written = marks().join(".");
    const age = written ? lasts : 0;
    document.cookie = `${cookie}=${written}; path=${path}; max-age=${age}; samesite=lax${secure}`;
  };

  const update = () => {
    const fields = [...boxes, ...numbers];
    const chosen = fields.filter(marked);
    const spent = chosen.reduce((all, field) => all + Number(field.dataset.cost), 0);
    const given = numbers.reduce((all, field) => all + points(field), 0);
    for (const card of ballot.querySelectorAll(".choice")) {
      card.classList.toggle("choice--chosen", chosen.some((field) => card.contains(field)));
    }
    for (const field of fields) {
      const mark = marked(field);
      if (field.type !== "checkbox") continue;
      const fits = chosen.length < most && spent + Number(field.dataset.cost) <= envelope;
      // Not disabled: a box that does not fit can still be reached and read; it says so and gives way.
      field.setAttribute("aria-disabled", String(!mark && !fits));
      field.closest(".choice").classList.toggle("choice--full", !mark && !fits);
    }
    if (!sum) return;
    say("number", String(give ? given : chosen.length));
    say("spent", money(spent));
    say("left", give ? String(give - given) : money(envelope - spent));
    sum.classList.toggle("ballot__state--over", give > 0 && given > give);
    bar.value = give ? given : Number.isFinite(envelope) ? spent : chosen.length;
    undo.hidden = past.length < 2;
  };

  const restore = (written) => {
    for (const box of boxes) box.checked = written.includes(box.value);
    const given = new Map(written.map((mark) => mark.split("-")));
    for (const field of numbers) {
      const number = given.get(field.dataset.points) ?? "";
      if (field.type === "radio") field.checked = field.value === number;
      else field.value = number;
    }
    update();
  };

  ballot.addEventListener("click", (event) => {
    if (event.target.matches("input[name=choices][aria-disabled=true]") && event.target.checked) event.preventDefault();
  });
  ballot.addEventListener("change", (event) => {
    if (event.target.name !== "choices" && !event.target.dataset.points) return;
    past.push(marks());
    keep();
    update();
  });
  ballot.addEventListener("input", (event) => { if (event.target.dataset.points) update(); });
  undo?.addEventListener("click", () => {
    past.pop();
    restore(past.at(-1));
    keep();
    if (undo.hidden) (boxes[0] ?? numbers[0]).focus();
  });
  // Coming back by the browser's arrow shows the page as it was; what is kept on the device is newer.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && cookie) restore(kept()?.split(".") ?? []);
  });

  past.push(marks());
  if (sum) sum.hidden = false;
  update();
}
