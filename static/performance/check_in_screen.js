// The organiser's screen: draws the changing part again every three seconds. Without it the browser
// reloads the page. When the line is lost it says so, because an old code helps nobody.
(() => {
  const wall = document.querySelector("[data-ci-now]");
  if (!wall) return;
  const lost = document.querySelector("[data-ci-lost]");
  let failures = 0;

  async function draw() {
    try {
      const answer = await fetch(window.location.href, { cache: "no-store", redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      wall.innerHTML = page.querySelector("[data-ci-now]").innerHTML;
      failures = 0;
    } catch {
      failures += 1;
    }
    lost.hidden = failures < 3;
    wall.classList.toggle("ci-stale", failures >= 8);
    window.setTimeout(draw, 3000);
  }
  window.setTimeout(draw, 3000);

  const full = document.querySelector("[data-ci-full]");
  if (full && document.documentElement.requestFullscreen) {
    full.hidden = false;
    full.addEventListener("click", () => document.documentElement.requestFullscreen());
  }
  // A projector must not go to sleep in the middle of a check-in.
  if ("wakeLock" in navigator) navigator.wakeLock.request("screen").catch(() => {});
})();
