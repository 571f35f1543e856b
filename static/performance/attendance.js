// The attendance sheet under the fingers: arrow keys move, a number marks and goes down, counts
// stay live, and leaving with unsaved marks asks first. The sheet is a plain form without it.
(() => {
  const form = document.querySelector("[data-pf-sheet]");
  if (!form) return;
  const rows = [...form.querySelectorAll("table.pf-sheet tbody tr")]
    .map((row) => [...row.querySelectorAll("td")].map((cell) => cell.querySelector("select")))
    .filter((cells) => cells.length);
  const place = new Map();
  rows.forEach((cells, y) => cells.forEach((select, x) => { if (select) place.set(select, [y, x]); }));

  const KEYS = {
    0: "expected", 1: "present", 2: "late", 3: "left_early", 4: "leave_health", 5: "leave_work",
    6: "absent", 7: "not_obliged", 8: "guest",
  };
  const TONE = {
    present: "success", guest: "success", late: "warning", left_early: "warning",
    absent: "danger", leave_refused: "danger",
  };
  const COUNT = {
    present: "came", late: "came", left_early: "came", guest: "came", expected: "open",
    not_obliged: "free", absent: "absent", leave_refused: "absent",
  };
  const tone = (code) => TONE[code] || (code.startsWith("leave_") ? "info" : "neutral");
  const opened = new Map([...place.keys()].map((select) => [select, select.value]));
  const firstCount = {};
  form.querySelectorAll("[data-pf-count]").forEach((out) => {
    firstCount[out.dataset.pfCount] = Number(out.textContent);
  });
  const countOf = (code) => COUNT[code] || (code.startsWith("leave_") ? "leave" : null);

  function refresh() {
    const counts = { ...firstCount };
    let changed = 0;
    for (const [select, was] of opened) {
      if (select.value === was) continue;
      changed += 1;
      const [from, to] = [countOf(was), countOf(select.value)];
      if (from) counts[from] -= 1;
      if (to) counts[to] += 1;
    }
    form.querySelectorAll("[data-pf-count]").forEach((out) => {
      out.textContent = counts[out.dataset.pfCount];
    });
    form.classList.toggle("pf-changed", changed > 0);
    return changed;
  }

  function paint(select) {
    select.className = `pf-mark pf-${tone(select.value)}`;
    select.classList.toggle("pf-touched", select.value !== opened.get(select));
  }

  function set(select, code) {
    if (![...select.options].some((option) => option.value === code)) return false;
    select.value = code;
    paint(select);
    refresh();
    return true;
  }

  function go(y, x, dy, dx) {
    for (let row = y + dy, column = x + dx; rows[row] && column >= 0 && column < rows[row].length;
      row += dy, column += dx) {
      if (rows[row][column]) { rows[row][column].focus(); return; }
    }
  }

  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  form.addEventListener("keydown", (event) => {
    const at = place.get(event.target);
    if (!at || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in STEPS) {
      event.preventDefault();
      go(...at, ...STEPS[event.key]);
    } else if (event.key in KEYS) {
      event.preventDefault();
      if (set(event.target, KEYS[event.key])) go(...at, 1, 0);
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(...at, 1, 0);
    }
  });
  form.addEventListener("change", (event) => {
    if (place.has(event.target)) { paint(event.target); refresh(); }
  });

  const rest = form.querySelector("[data-pf-rest]");
  if (rest) {
    rest.addEventListener("click", (event) => {
      event.preventDefault();
      place.forEach((_at, select) => { if (select.value === "expected") set(select, "present"); });
    });
  }

  let leaving = false;
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && refresh()) event.preventDefault();
  });
  const keys = form.querySelector("[data-pf-keys]");
  if (keys) keys.hidden = false;
  refresh();
})();
