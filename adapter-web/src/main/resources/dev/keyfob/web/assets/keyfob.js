"use strict";

// A form is sent once: a second click finds its button disabled.
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", () => {
    setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }));
  });
}

// A page that comes back from the browser's memory is asked for again: its buttons are disabled and its list is old.
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// Days are those of the reader's zone: the server is told which, and offers none that it would refuse.
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
}
const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric" });
for (const time of document.querySelectorAll("time[data-day]")) time.textContent = day.format(new Date(time.dateTime));

for (const date of document.querySelectorAll("input[name=date]")) {
  date.addEventListener("input", () => {
    const custom = date.form.querySelector("input[value=custom]");
    if (custom) custom.checked = true;
  });
}

// Times: relative in words, exact on hover, in the reader's zone.
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });
function showTimes() {
  for (const time of document.querySelectorAll("time[datetime]:not([data-day])")) {
    const at = new Date(time.dateTime);
    const seconds = (at - Date.now()) / 1000;
    const size = Math.abs(seconds);
    time.title = exact.format(at);
    // Under a minute the page's own words stay: it knows how exact they are.
    if (size < 60) continue;
    if (size < 3570) time.textContent = relative.format(Math.round(seconds / 60), "minute");
    else if (size < 84600) time.textContent = relative.format(Math.round(seconds / 3600), "hour");
    else time.textContent = relative.format(Math.round(seconds / 86400), "day");
  }
}
showTimes();
setInterval(showTimes, 30000);

// The new token: it leaves the address at once, and the page when the page is left.
const generated = document.querySelector("[data-generated]");
if (/[?&](generated|rotated)=/.test(location.search) || location.search.includes("deleted")) {
  history.replaceState(null, "", location.pathname);
}
if (generated) {
  const box = generated.querySelector("[data-secret]");
  const value = generated.querySelector("[data-value]");
  const copied = generated.querySelector("[data-copied]");
  const reveal = generated.querySelector("[data-reveal]");
  const obfuscated = value.textContent;
  let secret = box.dataset.secret;
  box.removeAttribute("data-secret");
  generated.querySelector("h2").focus();

  reveal.addEventListener("click", () => {
    const shown = reveal.getAttribute("aria-pressed") === "true";
    value.textContent = shown ? obfuscated : secret;
    reveal.textContent = shown ? "Reveal" : "Hide";
    reveal.setAttribute("aria-pressed", String(!shown));
  });

  generated.querySelector("[data-copy]").addEventListener("click", async () => {
    copied.textContent = "";
    let done = false;
    try {
      // Missing on plain http; refused where the page has no leave.
      await navigator.clipboard.writeText(secret);
      done = true;
    } catch (missing) {
      done = copyBySelection();
    }
    if (done) {
      copied.textContent = "Copied";
    } else {
      value.textContent = secret;
      getSelection().selectAllChildren(value);
      copied.textContent = "The token is selected: press Ctrl+C (or ⌘C) to copy it.";
    }
  });

  function copyBySelection() {
    const before = value.textContent;
    value.textContent = secret;
    getSelection().selectAllChildren(value);
    const done = document.execCommand("copy");
    value.textContent = before;
    getSelection().removeAllRanges();
    return done;
  }

  window.addEventListener("pagehide", () => {
    secret = "";
    generated.remove();
  });
}

// Deleting asks in a dialog; without this script, on a page of its own.
const dialog = document.querySelector("[data-dialog]");
if (dialog) {
  for (const link of document.querySelectorAll("[data-delete]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.querySelector("[data-name]").textContent = link.dataset.delete;
      dialog.querySelector("form").action = link.getAttribute("href");
      dialog.showModal();
    });
  }
  dialog.querySelector("[data-keep]").addEventListener("click", () => dialog.close());
}

// The menu closes by Escape and by a click beside it.
const menu = document.querySelector("details.menu");
if (menu) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
}
