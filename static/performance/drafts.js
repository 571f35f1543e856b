// What is being typed on a phone survives a lost line: kept in this browser as it is typed, put back
// after a reload, sent when there is a connection again. Every form works without this file; its
// hidden key makes a second sending harmless.
(() => {
  "use strict";
  const PREFIX = "luzhi.draft.";
  const KEEP_DAYS = 30;
  const RETRY = 20000;
  const PATIENCE = 45000;

  const store = (() => {
    try {
      window.localStorage.setItem(`${PREFIX}test`, "1");
      window.localStorage.removeItem(`${PREFIX}test`);
      return window.localStorage;
    } catch { return null; }
  })();
  const names = () => (store ? Object.keys(store).filter((name) => name.startsWith(PREFIX)) : []);
  const read = (name) => {
    try { return JSON.parse(store.getItem(name)); } catch { return null; }
  };
  names().forEach((name) => {
    const draft = read(name);
    if (!draft || Date.now() - draft.at > KEEP_DAYS * 86400000) store.removeItem(name);
  });

  // On the page of tiles: what is still unsent, each leading back to its form.
  const list = document.querySelector("[data-drafts-of]");
  if (list) {
    names().filter((name) => name.startsWith(`${PREFIX}${list.dataset.draftsOf}.`)).forEach((name) => {
      const draft = read(name);
      const link = document.createElement("a");
      link.href = draft.url;
      const strong = document.createElement("strong");
      strong.textContent = draft.name;
      const said = document.createElement("span");
      said.textContent = (draft.fields.title || [""])[0].slice(0, 24);
      const note = document.createElement("small");
      note.textContent = list.dataset.words;
      link.append(strong, said, note);
      const line = document.createElement("li");
      line.append(link);
      list.append(line);
      list.hidden = false;
    });
  }

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const words = form.dataset;
  const name = PREFIX + words.draft;
  const box = form.querySelector("[data-draft-note]");
  const quiet = document.createElement("p");
  quiet.className = "sr-kept-quiet";
  quiet.setAttribute("role", "status");
  form.querySelector(".lz-submit").after(quiet);
  let pending = false;
  let busy = false;
  let gone = false; // sent or discarded: leaving the page keeps nothing

  // Today and yesterday by one touch; the days are the server's, not the phone's.
  const day = form.querySelector("[name=on]");
  if (day && day.max) {
    const row = document.createElement("div");
    row.className = "sr-days";
    const before = new Date(`${day.max}T00:00:00Z`);
    before.setUTCDate(before.getUTCDate() - 1);
    [[words.today, day.max], [words.yesterday, before.toISOString().slice(0, 10)]].forEach(([label, value]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-secondary";
      button.textContent = label;
      button.addEventListener("click", () => { day.value = value; keep(); });
      row.append(button);
    });
    day.after(row);
  }

  // How much of the sentence is used.
  const sentence = form.querySelector("textarea[maxlength]");
  if (sentence) {
    const count = document.createElement("p");
    count.className = "sr-count lz-muted lz-small";
    const show = () => { count.textContent = `${[...sentence.value].length} / ${sentence.maxLength}`; };
    sentence.addEventListener("input", show);
    sentence.after(count);
    show();
  }

  const fields = () => {
    const found = {};
    for (const [field, value] of new FormData(form)) {
      if (field === "csrfmiddlewaretoken" || field === "mandate" || value instanceof File) continue;
      (found[field] = found[field] || []).push(value);
    }
    return found;
  };
  const photo = () => [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
  const typed = () => [...form.querySelectorAll("textarea, input[type=text]:not([name=place])")]
    .some((input) => input.value.trim() !== input.defaultValue.trim());

  function keep() {
    if (!store || gone || (!typed() && !pending)) return;
    const draft = {
      fields: fields(), name: words.draftName, url: location.pathname + location.search,
      at: Date.now(), pending, photo: photo(),
    };
    try {
      store.setItem(name, JSON.stringify(draft));
      quiet.textContent = words.kept;
    } catch { /* a full or locked store: nothing to keep it in */ }
  }
  const forget = () => { gone = true; if (store) store.removeItem(name); };

  function put(draft) {
    for (const [field, values] of Object.entries(draft.fields)) {
      for (const control of form.querySelectorAll(`[name="${CSS.escape(field)}"]`)) {
        if (control.type === "checkbox" || control.type === "radio") {
          control.checked = values.includes(control.value);
        } else if (control.type !== "file") control.value = values[0];
      }
    }
    if (sentence) sentence.dispatchEvent(new Event("input"));
  }

  function note(text, ...buttons) {
    box.textContent = "";
    const line = document.createElement("p");
    line.textContent = text;
    box.append(line);
    if (buttons.length) {
      const row = document.createElement("div");
      row.className = "lz-actions";
      buttons.forEach(([label, run, kind]) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = `btn btn-${kind}`;
        button.textContent = label;
        button.addEventListener("click", run);
        row.append(button);
      });
      box.append(row);
    }
    box.hidden = !text;
  }
  const discard = [words.discard, () => { pending = false; forget(); location.reload(); }, "secondary"];

  function waiting() {
    pending = true;
    keep();
    note(words.offline, [words.sendNow, send, "primary"], discard);
    box.scrollIntoView({ block: "nearest" });
  }

  async function send() {
    if (busy) return;
    busy = true;
    pending = true;
    keep();
    note(words.sending);
    const stop = new AbortController();
    const clock = window.setTimeout(() => stop.abort(), PATIENCE);
    let answer;
    try {
      answer = await fetch(form.action || location.href, {
        method: "POST", body: new FormData(form), credentials: "same-origin",
        headers: { "X-Luzhi-Draft": "1" }, signal: stop.signal,
      });
    } catch {
      busy = false;
      waiting();
      return;
    } finally {
      window.clearTimeout(clock);
    }
    busy = false;
    if (answer.ok && (answer.headers.get("Content-Type") || "").includes("json")) {
      const { next } = await answer.json();
      pending = false;
      forget();
      location.assign(next);
      return;
    }
    if (answer.status >= 502 && answer.status <= 504) { waiting(); return; }
    pending = false;
    keep();
    if (answer.status === 403) {
      note(words.again);
      location.reload(); // the page's token had grown old; what was typed comes back
      return;
    }
    HTMLFormElement.prototype.submit.call(form); // let the page itself say what is wrong
  }

  form.addEventListener("submit", (event) => {
    if (!window.fetch || !store) return;
    event.preventDefault();
    send();
  });
  const kept = store && read(name);
  const refused = form.querySelector(".lz-error, .alert-danger");
  if (kept && !refused) {
    put(kept);
    const say = kept.photo ? `${words.restored} ${words.photoAgain}` : words.restored;
    pending = kept.pending && !kept.photo;
    if (pending) send();
    else note(say, discard);
  }
  let typing;
  form.addEventListener("input", () => {
    window.clearTimeout(typing);
    typing = window.setTimeout(keep, 250);
  });
  form.addEventListener("change", keep);
  window.addEventListener("pagehide", keep);
  const retry = () => { if (pending && !busy && navigator.onLine !== false) send(); };
  window.addEventListener("online", retry);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) retry(); });
  window.setInterval(retry, RETRY);
})();
