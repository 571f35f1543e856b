/* Marks the numbers that differ from the measure, so a person sees what is being tried, and asks
   for those alone: a measure may hold more numbers than an address does. */
(function () {
  "use strict";

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.dataset || field.dataset.was === undefined) return;
    field.closest("label").classList.toggle("wi-changed", field.value.trim() !== field.dataset.was);
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const form = event.target;
    if (form.id !== "what-if-form") return;
    const asked = event.detail.parameters;
    delete asked.csrfmiddlewaretoken;
    form.querySelectorAll("[data-was]").forEach((field) => {
      if (field.value.trim() === field.dataset.was) delete asked[field.name];
    });
  });
})();
