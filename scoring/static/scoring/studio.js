/* In the text of a measure: "line 12" goes to that line. Everything works without it. */
(function () {
  "use strict";
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-sc-line]");
    const area = document.querySelector("textarea.sc-code[name=text]");
    if (!link || !area) return;
    event.preventDefault();
    const lines = area.value.split("\n");
    const line = Math.min(Number(link.dataset.scLine), lines.length) - 1;
    const start = lines.slice(0, line).join("\n").length + (line > 0 ? 1 : 0);
    area.focus();
    area.setSelectionRange(start, start + lines[line].length);
    const height = parseFloat(getComputedStyle(area).lineHeight) || 24;
    area.scrollTop = Math.max(0, line * height - area.clientHeight / 3);
    area.scrollIntoView({ block: "center" });
  });
})();
