// Looks for a receipt in the public log, on this device: the whole list comes here, its tree is built here, and the
// receipt that was typed never leaves the page.

const form = document.querySelector("[data-receipt]");

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

const hash = (kind, ...parts) => {
  const whole = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  whole[0] = kind;
  parts.reduce((place, part) => { whole.set(part, place); return place + part.length; }, 1);
  return crypto.subtle.digest("SHA-256", whole).then((digest) => new Uint8Array(digest));
};

// RFC 6962: leaves begin with 0, inner nodes with 1; an odd hash at the end of a row goes up as it is.
const root = async (commitments) => {
  let row = await Promise.all(commitments.map((one) => hash(0, bytes(one))));
  while (row.length > 1) {
    const above = [];
    for (let place = 0; place < row.length; place += 2) {
      above.push(place + 1 < row.length ? hash(1, row[place], row[place + 1]) : row[place]);
    }
    row = await Promise.all(above);
  }
  return hex(row[0]);
};

// true, false, or undefined where this browser does not know Ed25519.
const signed = async (head) => {
  const text = `crois-sens/head/1\n${head.log}\n${head.size}\n${head.root}\n${head.at}\n`;
  try {
    const key = await crypto.subtle.importKey("raw", bytes(head.key), { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, bytes(head.signature), new TextEncoder().encode(text));
  } catch {
    return undefined;
  }
};

const lines = async (address) => (await (await fetch(address)).text()).split("\n").filter(Boolean);

if (form && globalThis.crypto?.subtle) {
  const answer = form.querySelector("[data-answer]");
  const say = (name, ...values) => {
    const told = form.querySelector(`template[data-says="${name}"]`).content.textContent.trim();
    answer.append(Object.assign(document.createElement("p"), {
      className: `notice notice--${name.split(" ")[0]}`,
      textContent: values.reduce((text, value) => text.replace("{}", value), told),
    }));
  };

  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = new FormData(form).get("code").replace(/\s/g, "").toLowerCase();
    const button = form.querySelector("button");
    answer.replaceChildren();
    if (!/^[0-9a-f]{64}$/.test(wanted)) return say("warn shape");
    button.disabled = true;
    try {
      const head = await (await fetch(form.dataset.head)).json();
      const commitments = await lines(`${form.dataset.log}?size=${head.size}`);
      if (commitments.length !== head.size || await root(commitments) !== head.root) return say("bad tree");
      if (await signed(head) === false || head.key !== form.dataset.key) return say("bad signature");
      const place = commitments.indexOf(wanted);
      if (place < 0) return say("warn absent");
      say("ok found", place + 1, head.size);
      if (form.dataset.final) {
        const kept = await lines(form.dataset.final);
        say(kept.includes(wanted) ? "ok counted" : "info replaced", kept.length);
      }
    } catch {
      say("bad network");
    } finally {
      button.disabled = false;
    }
  });
}
