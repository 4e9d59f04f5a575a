"use strict";

// Disables the buttons of a form once it is sent, so that a second click does not send it again.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", () => {
    setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }));
  });
}

// Reloads a page that the browser restores from its back/forward cache: its buttons are disabled and its data is old.
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// A one-time link carries its code in the fragment, which browsers do not send. Moves the code into the form and removes
// it from the address.
const codeForm = document.querySelector("form[data-takes-code]");
if (codeForm && location.hash.length > 1) {
  const code = location.hash;
  codeForm.elements.code.value = code.slice(1);
  // If the form is refused, the new page reads the code from the fragment again.
  codeForm.action += code;
  history.replaceState(null, "", location.pathname);
  codeForm.elements.password?.focus();
}

// Shows and hides the password that is being typed.
for (const button of document.querySelectorAll("[data-show]")) {
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.show);
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.firstChild.textContent = shown ? "Show" : "Hide";
    button.setAttribute("aria-pressed", String(!shown));
  });
}

// Days are in the reader's time zone. Sends the zone to the server, and offers only days that the server accepts.
for (const field of document.querySelectorAll("[data-zone]")) {
  field.value = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}
for (const note of document.querySelectorAll("[data-utc]")) note.remove();
function localDay(time, later) {
  const at = new Date(time);
  const day = new Date(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate() + later));
  return day.toISOString().slice(0, 10);
}
for (const date of document.querySelectorAll("[data-until]")) {
  date.min = localDay(date.dataset.after, 0);
  date.max = localDay(date.dataset.until, -1);
  if (!date.hasAttribute("aria-invalid") && date.value > date.max) date.value = date.max;
}
for (const date of document.querySelectorAll("input[name=date]")) {
  date.addEventListener("input", () => {
    const custom = date.form.querySelector("input[value=custom]");
    if (custom) custom.checked = true;
  });
}

// Keeps what was typed into these forms in this tab until the server answers, so that it survives the end of the
// session and server errors. It is restored only for the same user. Hidden fields and secrets are never kept, nor are
// URLs, which often contain a secret.
const KEPT = "keyfob-typed";
const account = document.querySelector(".who strong")?.textContent;
function typedFields(form) {
  return [...form.elements].filter((field) => field.name && !["hidden", "password", "search", "submit", "url"].includes(field.type));
}
for (const form of document.querySelectorAll("form[data-keep]")) {
  form.addEventListener("submit", () => {
    const fields = typedFields(form).map(({ name, value, checked }) => ({ name, value, checked }));
    sessionStorage.setItem(KEPT, JSON.stringify({ account, action: form.getAttribute("action"), fields }));
  });
}
const typed = JSON.parse(sessionStorage.getItem(KEPT));
if (typed && document.querySelector("[data-resume]")) {
  sessionStorage.setItem(KEPT, JSON.stringify({ ...typed, lost: true }));
} else if (typed) {
  sessionStorage.removeItem(KEPT);
  const form = [...document.querySelectorAll("form[data-keep]")].find((each) => each.getAttribute("action") === typed.action);
  if (form && typed.lost && typed.account === account) {
    for (const field of typedFields(form)) {
      const isChoice = ["checkbox", "radio"].includes(field.type);
      const known = typed.fields.find((each) => each.name === field.name && (!isChoice || each.value === field.value));
      if (!known) continue;
      if (isChoice) field.checked = known.checked;
      else field.value = known.value;
    }
    for (const part of form.querySelectorAll("details")) part.open = true;
    say(form, "status", "What you typed is here again. Nothing was changed: check it, and send it once more.");
  }
}
function say(place, role, words) {
  const notice = document.createElement("p");
  notice.className = role === "status" ? "notice" : "notice soon";
  notice.setAttribute("role", role);
  notice.textContent = words;
  place.prepend(notice);
  return notice;
}

// Warns the user two minutes before the session ends.
const left = Number(document.body.dataset.secondsLeft);
if (left) {
  setTimeout(() => {
    const stay = document.createElement("a");
    Object.assign(stay, { href: "/settings/profile", target: "_blank", textContent: "Stay signed in" });
    say(document.querySelector("main"), "alert", "Your session ends soon unless you use it. ").append(stay);
  }, Math.max(left - 120, left / 2) * 1000);
}

// Stops marking a field as wrong when the user edits it.
document.addEventListener("input", (event) => event.target.removeAttribute("aria-invalid"));

// Converts times from UTC, as the server writes them, to the reader's time zone, and keeps relative times up to date.
// A formatter takes up to 30 ms to create, so each one is created when a page first needs it.
const calendar = { day: "numeric", month: "short", year: "numeric" };
const formatters = {
  day: () => new Intl.DateTimeFormat("en-GB", calendar),
  weekday: () => new Intl.DateTimeFormat("en-GB", { weekday: "short", ...calendar }),
  exact: () => new Intl.DateTimeFormat("en-GB", { ...calendar, hour: "2-digit", minute: "2-digit" }),
  full: () => new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" }),
  relative: () => new Intl.RelativeTimeFormat("en", { numeric: "auto" }),
};
const created = {};
function formatter(name) {
  return created[name] ??= formatters[name]();
}
function showTimes() {
  for (const time of document.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    time.title = formatter("full").format(at);
    // A token that expires at midnight works last on the day before.
    const shown = new Date(at - (time.dataset.end ? 1 : 0));
    for (const part of time.querySelectorAll("[data-shown]")) part.textContent = formatter(part.dataset.shown).format(shown);
    const ago = time.querySelector("[data-ago]");
    const seconds = (at - Date.now()) / 1000;
    const size = Math.abs(seconds);
    // Below one minute the server's words stay, because the server knows how exact the time is.
    if (!ago || size < 60) continue;
    if (size < 3570) ago.textContent = formatter("relative").format(Math.round(seconds / 60), "minute");
    else if (size < 84600) ago.textContent = formatter("relative").format(Math.round(seconds / 3600), "hour");
    else ago.textContent = formatter("relative").format(Math.round(seconds / 86400), "day");
  }
}
showTimes();
setInterval(showTimes, 30000);

// Shows the controls that need this script.
for (const control of document.querySelectorAll("[data-scripted]")) control.hidden = false;

// Copies a text and returns whether the browser allowed it. On plain http there is no clipboard API.
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (missing) {
    const focused = document.activeElement;
    const field = document.createElement("textarea");
    field.className = "hidden";
    field.readOnly = true;
    field.value = text;
    (focused?.closest("dialog") ?? document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    focused?.focus();
    return done;
  }
}
for (const button of document.querySelectorAll("[data-copy], [data-copy-code]")) {
  button.addEventListener("click", async () => {
    const copied = button.parentElement.querySelector("[data-copied]");
    copied.textContent = "";
    const shown = button.dataset.copy ?? button.closest(".code").querySelector("code").textContent;
    // In the commands below a new token, copy the token itself, as long as the page holds it.
    const text = generated && secret ? shown.replace(obfuscated, secret) : shown;
    copied.textContent = await copyText(text) ? "Copied" : "This browser does not copy: select the text instead.";
  });
}

// A new token: removes its parameter from the address at once, and its secret from the page when the user leaves.
const generated = document.querySelector("[data-generated]");
let secret = "";
let obfuscated = "";
const address = new URL(location.href);
for (const once of ["generated", "rotated", "deleted"]) address.searchParams.delete(once);
if (address.href !== location.href) history.replaceState(null, "", address);
if (generated) {
  const box = generated.querySelector("[data-secret]");
  const value = generated.querySelector("[data-value]");
  const shownAt = generated.querySelectorAll("[data-value], [data-value-again]");
  const copied = generated.querySelector("[data-copied]");
  const reveal = generated.querySelector("[data-reveal]");
  obfuscated = value.textContent;
  secret = box.dataset.secret;
  box.removeAttribute("data-secret");
  generated.querySelector("h2").focus();

  reveal.addEventListener("click", () => {
    const shown = reveal.getAttribute("aria-pressed") === "true";
    for (const place of shownAt) place.textContent = shown ? obfuscated : secret;
    reveal.textContent = shown ? "Reveal" : "Hide";
    reveal.setAttribute("aria-pressed", String(!shown));
  });

  generated.querySelector("[data-copy-secret]").addEventListener("click", async () => {
    copied.textContent = "";
    if (await copyText(secret)) {
      copied.textContent = "Copied";
    } else {
      value.textContent = secret;
      getSelection().selectAllChildren(value);
      copied.textContent = "The secret is selected: press Ctrl+C (or ⌘C) to copy it.";
    }
  });

  window.addEventListener("pagehide", () => {
    secret = "";
    generated.remove();
  });
}

// Asks in a dialog before a token is deleted. Without this script a separate page asks.
const dialog = document.querySelector("[data-dialog]");
if (dialog) {
  const typedName = dialog.querySelector("[data-typed]");
  const typedField = typedName.querySelector("input");
  const name = dialog.querySelector("[data-name]");
  // To delete a token that is in use, the user must type its name.
  const allow = () => {
    dialog.querySelector(".danger").disabled = !typedName.hidden && typedField.value.trim() !== name.textContent;
  };
  typedField.addEventListener("input", allow);
  for (const link of document.querySelectorAll("[data-delete]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      name.textContent = link.dataset.delete;
      typedName.hidden = !link.dataset.inUse;
      typedField.value = "";
      allow();
      dialog.querySelector("[data-used]").textContent = link.closest("tr").querySelector("[data-label='Last used']").textContent.trim();
      dialog.querySelector("form").action = link.getAttribute("href");
      dialog.showModal();
      dialog.querySelector("[data-cancel]").focus();
    });
  }
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
}

// Closes menus on Escape and on a click outside.
for (const menu of document.querySelectorAll("details.menu, details[data-menu]")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
}

// Shows the number of selected tokens on the button, and enables it if there are any.
const count = document.querySelector("[data-count]");
if (count) {
  const showCount = () => {
    const chosen = document.querySelectorAll("input[form=chosen]:checked").length;
    count.disabled = chosen === 0;
    count.textContent = chosen === 0 ? "Delete selected tokens" : chosen === 1 ? "Delete 1 token" : `Delete ${chosen} tokens`;
  };
  document.addEventListener("change", showCount);
  showCount();
}

// Selects several permissions at once: those of a template, all that are shown, or none.
for (const limits of document.querySelectorAll("details.limits")) {
  const boxes = [...limits.querySelectorAll("input[name=permission]")];
  const tick = (isTicked) => {
    for (const box of boxes) if (!box.closest("label").hidden) box.checked = isTicked(box);
    limits.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const filter = limits.querySelector("[data-filter]");
  const show = () => {
    for (const box of boxes) {
      const row = box.closest("label");
      row.hidden = Boolean(filter) && !row.textContent.toLowerCase().includes(filter.value.trim().toLowerCase());
    }
  };
  filter?.addEventListener("input", show);
  filter?.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  for (const button of limits.querySelectorAll("[data-tick]")) {
    button.addEventListener("click", () => tick(() => Boolean(button.dataset.tick)));
  }
  for (const link of limits.querySelectorAll("[data-template]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (filter) filter.value = "";
      show();
      tick((box) => link.dataset.template.split(" ").includes(box.value));
    });
  }
}

// Describes the token that will be generated, above the button.
const summary = document.querySelector("[data-summary]");
if (summary) {
  const form = summary.closest("form");
  const summarise = () => {
    const expires = form.querySelector("input[name=expires]:checked");
    const date = form.elements.date.value && formatter("day").format(new Date(`${form.elements.date.value}T12:00`));
    const end = expires?.parentElement.querySelector("[data-shown]")?.textContent;
    const life = end ? `until ${end}` : expires?.value === "never" ? "without an end" : date ? `until ${date}` : "until a day that you choose";
    const boxes = [...form.querySelectorAll("input[name=permission]")];
    const ticked = boxes.filter((box) => box.checked);
    const names = ticked.map((box) => box.value).join(", ");
    const may = boxes.length === 0 ? "" : ticked.length === boxes.length ? ", with all permissions" : ticked.length === 0 ? ", without a permission" : `, with ${names}`;
    const networks = form.elements.networks?.value.trim();
    const name = form.elements.name.value.trim();
    summary.textContent = `${name ? `“${name}”` : "The token"} works ${life}${may}, from ${networks || "any network"}.`;
  };
  form.addEventListener("input", summarise);
  summarise();
}

// Single-key shortcuts, unless they are switched off or the user is typing.
const shortcuts = document.querySelector("[data-shortcuts]");
if (shortcuts) {
  const KEYS = "keyfob-keys";
  const wanted = shortcuts.querySelector("[data-keys]");
  wanted.checked = localStorage.getItem(KEYS) !== "off";
  wanted.addEventListener("change", () => localStorage.setItem(KEYS, wanted.checked ? "on" : "off"));
  document.querySelector("[data-help]").addEventListener("click", () => shortcuts.showModal());
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input:not([type=checkbox], [type=radio]), select, textarea, dialog");
    if (!wanted.checked || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const search = document.querySelector("main input[type=search]:not([data-filter])");
    if (event.key === "?") shortcuts.showModal();
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });
}
