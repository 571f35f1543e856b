{% autoescape off %}// Keeps the check-in page and its static files for moments without network. It never keeps a page
// that belongs to somebody: only the addresses listed here.
const KEEP = "luzhi-check-in-{{ version }}";
const PAGE = {{ page }};
const SHELL = {{ shell }};
const ASSETS = {{ assets }};
const PATIENCE = 6000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEEP).then((kept) => kept.addAll([SHELL, ...ASSETS])));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("luzhi-check-in-") && name !== KEEP) await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

function network(request) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("slow")), PATIENCE);
    fetch(request).then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function kept(address) {
  return (await (await caches.open(KEEP)).match(address)) || Response.error();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && address.pathname === PAGE) {
    event.respondWith(network(request).catch(() => kept(SHELL)));
  } else if (ASSETS.includes(address.pathname)) {
    event.respondWith(fetch(request).catch(() => kept(address.pathname)));
  }
});
{% endautoescape %}
