// The officer's list under the thumb: rows are found while typing, a tap is sent without leaving the
// page. "/" goes to the search, Enter ticks the first one found. A plain form without it.
(() => {
  const form = document.querySelector("[data-rc-list]");
  if (!form) return;
  const find = document.querySelector("[data-rc-find]");
  const said = form.querySelector("[data-rc-said]");
  const count = document.querySelector("[data-rc-count] strong");
  const rows = [...form.querySelectorAll("[data-find]")];

  function narrow() {
    const wanted = find.value.toLowerCase().replace(/\s+/g, "");
    rows.forEach((row) => { row.hidden = !row.dataset.find.includes(wanted); });
  }
  find.addEventListener("input", narrow);
  find.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = rows.find((row) => !row.hidden && row.querySelector(".rc-tick:not([hidden])"));
    if (!first) return;
    first.querySelector(".rc-tick").click();
    find.select();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== find) {
      event.preventDefault();
      find.focus();
    }
  });

  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button || !button.name) return;
    event.preventDefault();
    const row = button.closest("[data-find]");
    const data = new FormData(form);
    data.set(button.name, button.value);
    button.disabled = true;
    try {
      const answer = await fetch(window.location.pathname, {
        method: "POST", body: data, headers: { Accept: "application/json" },
      });
      const now = await answer.json();
      said.textContent = now.message;
      row.classList.toggle("rc-here", now.here);
      row.querySelector("[data-rc-text]").textContent = now.text;
      row.querySelector(".rc-tick").hidden = now.here;
      row.querySelector(".rc-undo").hidden = !now.here;
      if (count) count.textContent = now.count;
    } catch {
      window.location.reload();
    }
    button.disabled = false;
  });
})();
