/* Marks the numbers that differ from the measure, so a person sees what is being tried. */
(function () {
  "use strict";

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.dataset || field.dataset.was === undefined) return;
    field.closest("label").classList.toggle("wi-changed", field.value.trim() !== field.dataset.was);
  });
})();
