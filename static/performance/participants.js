// Finding a name among many and counting those ticked. Without this file every box is still there.
(() => {
  "use strict";
  const set = document.querySelector("[data-participants]");
  if (!set) return;
  const out = set.querySelector("[data-ticked]");
  const count = () => { out.textContent = set.querySelectorAll("input[type=checkbox]:checked").length || ""; };
  set.addEventListener("change", count);
  count();
  const find = set.querySelector(".sr-find");
  find.hidden = false;
  const opened = new Map([...set.querySelectorAll("details")].map((one) => [one, one.open]));
  find.querySelector("input").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const [one, was] of opened) {
      let any = false;
      one.querySelectorAll("label").forEach((label) => {
        const fits = label.textContent.toLowerCase().includes(wanted);
        label.hidden = !fits;
        any = any || fits;
      });
      one.hidden = !any;
      one.open = wanted ? any : was;
    }
  });
})();
