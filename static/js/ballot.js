// The ballot, live: how many projects, how much money, what still fits; one step back; and nothing lost, as each tick is
// kept on this device until the vote closes. The server checks again; without this the form works all the same.

const ballot = document.querySelector("[data-ballot]");

if (ballot) {
  const { cookie, path, lasts, unit, currency } = ballot.dataset;
  const boxes = [...ballot.querySelectorAll("input[name=choices]")];
  const most = Number(ballot.dataset.max) || Infinity;
  const envelope = ballot.dataset.envelope ? Number(ballot.dataset.envelope) : Infinity;
  const bar = ballot.querySelector("[data-bar]");
  const undo = ballot.querySelector("[data-undo]");
  const past = [];
  const say = (name, text) => ballot.querySelectorAll(`[data-${name}]`).forEach((node) => { node.textContent = text; });
  const ticked = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const money = (cents) => {
    const digits = cents % unit ? 2 : 0;
    const style = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: 2 };
    return new Intl.NumberFormat("fr-FR", style).format(cents / unit);
  };
  const kept = () => document.cookie.split("; ").find((one) => one.startsWith(`${cookie}=`))?.split("=")[1];

  const keep = () => {
    if (!cookie) return; // a rehearsal keeps nothing
    const secure = window.location.protocol === "https:" ? "; secure" : "";
    const numbers = ticked().join(".");
    const age = numbers ? lasts : 0;
    document.cookie = `${cookie}=${numbers}; path=${path}; max-age=${age}; samesite=lax${secure}`;
  };

  const update = () => {
    const chosen = boxes.filter((box) => box.checked);
    const spent = chosen.reduce((sum, box) => sum + Number(box.dataset.cost), 0);
    for (const box of boxes) {
      const fits = chosen.length < most && spent + Number(box.dataset.cost) <= envelope;
      // Not disabled: a box that does not fit can still be reached and read; it says so and gives way.
      box.setAttribute("aria-disabled", String(!box.checked && !fits));
      box.closest(".choice").classList.toggle("choice--full", !box.checked && !fits);
      box.closest(".choice").classList.toggle("choice--chosen", box.checked);
    }
    say("number", String(chosen.length));
    say("spent", money(spent));
    say("left", money(envelope - spent));
    bar.value = Number.isFinite(envelope) ? spent : chosen.length;
    undo.hidden = past.length < 2;
  };

  const tick = (numbers) => {
    for (const box of boxes) box.checked = numbers.includes(box.value);
    update();
  };

  ballot.addEventListener("click", (event) => {
    if (event.target.matches("input[name=choices][aria-disabled=true]") && event.target.checked) event.preventDefault();
  });
  ballot.addEventListener("change", (event) => {
    if (event.target.name !== "choices") return;
    past.push(ticked());
    keep();
    update();
  });
  undo.addEventListener("click", () => {
    past.pop();
    tick(past.at(-1));
    keep();
    if (undo.hidden) ballot.querySelector("input[name=choices]").focus();
  });
  // Coming back by the browser's arrow shows the page as it was; what is kept on the device is newer.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && cookie) tick(kept()?.split(".") ?? []);
  });

  past.push(ticked());
  ballot.querySelector("[data-sum]").hidden = false;
  update();
}
