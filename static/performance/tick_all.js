// "Tick all" in the confirmation queue. Without this script each box is ticked by hand.
(() => {
  const button = document.querySelector("[data-pf-tick-all]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const boxes = [...button.form.querySelectorAll('input[name="record"]')];
    const on = boxes.some((box) => !box.checked);
    boxes.forEach((box) => { box.checked = on; });
  });
})();
