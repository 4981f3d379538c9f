// A letter's square leads here with its code after « # », which browsers keep for themselves: put it in its field. It
// waits on the device while the person signs in. Without this the code is typed.

const WAITING = "code-de-vote";
const carried = decodeURIComponent(window.location.hash.slice(1));

if (/^[A-Z2-9-]{12,16}$/.test(carried)) {
  sessionStorage.setItem(WAITING, carried);
  history.replaceState(null, "", window.location.pathname + window.location.search);
}

const field = document.querySelector("input[name=code]");
const code = sessionStorage.getItem(WAITING);

if (field && code && !field.value) {
  field.value = code;
  field.form.addEventListener("submit", () => sessionStorage.removeItem(WAITING));
}
