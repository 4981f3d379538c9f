// What the projects that somebody chose became, worked out on this device from what the page holds: nothing is sent,
// and the boxes have no name, so that no form and no browser keeps them.

const part = document.querySelector("[data-mine]");

if (part) {
  const { unit, currency, share } = part.dataset;
  const boxes = [...part.querySelectorAll("input")];
  const answer = part.querySelector("[data-answer]");
  const money = (amount) => {
    const style = { style: "currency", currency, minimumFractionDigits: amount % unit ? 2 : 0, maximumFractionDigits: 2 };
    return new Intl.NumberFormat("fr-FR", style).format(amount / unit);
  };
  // Amounts with six decimals of the smallest one, as whole numbers: a share is shared exactly.
  const exact = (written) => BigInt(written.includes(".") ? written.replace(".", "") : `${written}000000`);
  const rounded = (amount) => Number((amount + 500000n) / 1000000n);
  const say = (name, values) => {
    const told = part.querySelector(`template[data-says="${name}"]`).content.textContent.trim();
    return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), told);
  };
  const add = (tag, text, to = answer) => to.appendChild(Object.assign(document.createElement(tag), { textContent: text }));

  // A box that is ticked is one point; a field holds as many as are written.
  const given = (box) => (box.type === "checkbox" ? Number(box.checked) : Math.max(0, Math.trunc(Number(box.value)) || 0));

  // Whoever chose a project pays its price, for each point given, in the order in which projects were bought, or all
  // that is left to them.
  const pay = (kept) => kept.reduce((left, box) => {
    const price = exact(box.dataset.price) * BigInt(given(box));
    return left > price ? left - price : 0n;
  }, exact(share));

  const update = () => {
    const chosen = boxes.filter(given);
    const kept = chosen.filter((box) => box.dataset.order).sort((a, b) => a.dataset.order - b.dataset.order);
    answer.replaceChildren();
    if (!chosen.length) return;
    const spent = kept.reduce((sum, box) => sum + Number(box.dataset.cost), 0);
    const many = (number) => ["none", "one"][number] ?? "many";
    add("p", say(`${many(kept.length)} of ${many(chosen.length)}`, { won: kept.length, chosen: chosen.length, money: money(spent) })).className = "lead";
    if (share) {
      const all = rounded(exact(share)), left = rounded(pay(kept));
      const name = left === 0 ? "whole share" : left === all ? "no share" : "part of the share";
      add("p", say(name, { share: money(all), paid: money(all - left), left: money(left) }));
    }
    const list = add("ul", "");
    list.className = "list";
    for (const box of chosen) {
      const line = add("li", "", list);
      add("strong", box.closest("label").querySelector("[data-name]").textContent, line);
      line.append(` ${box.dataset.reason}`);
    }
  };

  part.addEventListener("change", update);
  part.hidden = false;
}
