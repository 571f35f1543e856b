// The confirmation queue under the fingers: j and k move, x ticks, c confirms, r returns, o opens.
// Without this script every box, link and button works by itself.
(() => {
  const form = document.querySelector("[data-ev-queue]");
  if (!form) return;
  const rows = [...form.querySelectorAll("[data-ev-row]")];
  const boxes = [...form.querySelectorAll('input[name="record"]')];
  const keys = form.querySelector("[data-ev-keys]");
  const ticked = form.querySelector('button[value="ticked"]');
  if (keys) keys.hidden = false;

  const all = form.querySelector("[data-pf-tick-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("click", () => {
      const on = boxes.some((box) => !box.checked);
      boxes.forEach((box) => { box.checked = on; });
    });
  }

  const here = () => rows.findIndex((row) => row.contains(document.activeElement));
  function go(step) {
    const at = here();
    const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step));
    rows[next].focus();
    rows[next].scrollIntoView({ block: "nearest" });
  }
  const inRow = (selector) => {
    const at = here();
    return at < 0 ? null : rows[at].querySelector(selector);
  };
  const actions = {
    j: () => go(1),
    k: () => go(-1),
    x: () => { const box = inRow('input[name="record"]'); if (box) box.checked = !box.checked; },
    c: () => {
      if (!ticked) return;
      if (!boxes.some((box) => box.checked)) {
        const box = inRow('input[name="record"]');
        if (!box) return;
        box.checked = true;
      }
      form.requestSubmit(ticked);
    },
    r: () => { const link = inRow("[data-ev-return]"); if (link) link.click(); },
    o: () => { const link = inRow("[data-ev-open]"); if (link) link.click(); },
    "?": () => { if (keys) keys.open = !keys.open; },
  };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const typing = event.target.closest("select, textarea, input:not([type=checkbox])");
    if (typing || !(event.key in actions)) return;
    event.preventDefault();
    actions[event.key]();
  });
})();
