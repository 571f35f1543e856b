/* Small comforts only: every page works without this file. */
(function () {
  "use strict";

  // Menus made of <details> close when the reader clicks elsewhere or presses Escape.
  const menus = () => document.querySelectorAll("details.lz-popover[open], details.lz-drawer[open]");
  document.addEventListener("click", (event) => {
    menus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus().forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // A print button appears only where it can do something.
  document.querySelectorAll("[data-lz-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // <select data-lz-submit> sends its form at once; the button beside it stays for everyone else.
  document.querySelectorAll("select[data-lz-submit]").forEach((select) => {
    select.addEventListener("change", () => select.form.requestSubmit());
  });

  // One click, one form: a second press on a slow line does nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.lzSent) { event.preventDefault(); return; }
    form.dataset.lzSent = "1";
    window.setTimeout(() => { delete form.dataset.lzSent; }, 4000);
  });

  // Signing out leaves nothing typed and unsent behind on this phone.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-lz-sign-out]")) return;
    try {
      Object.keys(window.localStorage).filter((name) => name.startsWith("luzhi."))
        .forEach((name) => window.localStorage.removeItem(name));
    } catch { /* no store, nothing kept */ }
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-lz-sent]").forEach((form) => { delete form.dataset.lzSent; });
  });

  // Signing out forgets whose phone this is and what was kept for moments without network.
  document.addEventListener("submit", (event) => {
    if (!event.target.action.endsWith("/sign-out/")) return;
    try { localStorage.removeItem("luzhi.check-in.owner"); } catch { /* nothing is kept then */ }
    if ("caches" in window) {
      caches.keys().then((names) => names.forEach((name) => {
        if (name.startsWith("luzhi-check-in-")) caches.delete(name);
      }));
    }
    if ("serviceWorker" in navigator) {
      navigator.serviceWorker.getRegistrations().then((all) => all.forEach((one) => one.unregister()));
    }
  });
})();
