// The ballot, live: how many projects, how much money, what still fits. The server checks again; without this the
// form works all the same.

const ballot = document.querySelector("[data-ballot]");

if (ballot) {
  const boxes = [...ballot.querySelectorAll("input[name=choices]")];
  const most = Number(ballot.dataset.max) || Infinity;
  const envelope = ballot.dataset.envelope ? Number(ballot.dataset.envelope) : Infinity;
  const say = (name, text) => ballot.querySelectorAll(`[data-${name}]`).forEach((node) => { node.textContent = text; });
  const euros = (cents) => new Intl.NumberFormat("fr-FR", {
    style: "currency", currency: "EUR", minimumFractionDigits: cents % 100 ? 2 : 0, maximumFractionDigits: 2,
  }).format(cents / 100);

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
    say("spent", euros(spent));
    say("left", euros(envelope - spent));
  };

  ballot.addEventListener("click", (event) => {
    if (event.target.matches("input[name=choices][aria-disabled=true]") && event.target.checked) event.preventDefault();
  });
  ballot.addEventListener("change", update);
  ballot.querySelector("[data-sum]").hidden = false;
  update();
}
