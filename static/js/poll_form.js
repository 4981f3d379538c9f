// The form of a vote in the admin: a ballot takes its usual rule, and a field that a choice has hidden forgets what was
// typed there. What is hidden is said by the style sheet of the form (participation/ballots/method_fields.py).
const form = document.getElementById("poll_form");
const kind = form?.elements.namedItem("ballot_kind");

function forget(field) {
  if (field instanceof HTMLSelectElement) for (const option of field.options) option.selected = option.defaultSelected;
  else if (field.type === "checkbox") field.checked = field.defaultChecked;
  else field.value = field.defaultValue;
}

function settle() {
  const { rule, other_rule: other } = form.elements;
  const rules = JSON.parse(kind.dataset.rules)[kind.value] ?? {}; // each with those that may be shown beside it
  if (!(rule.value in rules)) rule.value = Object.keys(rules)[0] ?? "";
  if (!rules[rule.value]?.includes(other.value)) other.value = "";
  for (const line of form.querySelectorAll(".field-line:not(.field-rule)")) {
    if (line.checkVisibility()) continue;
    line.querySelectorAll("input, select, textarea").forEach(forget);
  }
}

if (kind instanceof HTMLSelectElement) {
  form.addEventListener("change", ({ target }) => {
    if (["ballot_kind", "rule", "other_rule"].includes(target.name)) settle();
  });
}
