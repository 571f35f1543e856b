// Check-in on a phone: reads the code with the camera, sends it, and keeps it when there is no
// network until there is. Without this file the code is typed and the form is sent as any other.
(() => {
  const app = document.querySelector("[data-ci-app]");
  if (!app) return;
  const part = (name) => app.querySelector(`[data-ci-${name}]`);
  const QUEUE = "luzhi.check-in.kept";
  const OWNER = "luzhi.check-in.owner";
  const page = app.dataset.page;

  // What is kept on this phone, and for whom; storage may be refused altogether.
  const store = {
    get(name) { try { return localStorage.getItem(name) || ""; } catch { return ""; } },
    set(name, value) { try { localStorage.setItem(name, value); return true; } catch { return false; } },
  };
  if (app.dataset.owner) store.set(OWNER, app.dataset.owner);
  const owner = app.dataset.owner || store.get(OWNER);
  const queue = () => { try { return JSON.parse(store.get(QUEUE)) || []; } catch { return []; } };
  const mine = () => queue().filter((item) => !item.owner || item.owner === owner);

  function say(words) {
    const box = part("said");
    box.textContent = words;
    box.hidden = !words;
  }

  function show() {
    const waiting = mine().length;
    part("kept").hidden = waiting === 0;
    part("number").textContent = waiting;
  }

  function nonce() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function keep(code, at) {
    const waiting = queue();
    if (!waiting.some((item) => item.code === code && item.owner === owner)) {
      waiting.push({ code, nonce: nonce(), device_at: at, owner });
      store.set(QUEUE, JSON.stringify(waiting));
    }
    part("form").reset();
    part("read").hidden = true;
    show();
    part("kept").scrollIntoView({ block: "nearest" });
  }

  function drop(item) {
    store.set(QUEUE, JSON.stringify(queue().filter((other) => other.nonce !== item.nonce)));
    show();
  }

  async function token() {
    const read = () => (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || "";
    if (!read()) await fetch(page, { cache: "no-store" });
    return read();
  }

  // One scan to the server: {status, url, message}. Throws where there is no network.
  async function post(fields) {
    const stop = new AbortController();
    const timer = window.setTimeout(() => stop.abort(), 10000);
    try {
      const answer = await fetch(page, {
        method: "POST",
        body: new URLSearchParams(fields),
        headers: { Accept: "application/json", "X-CSRFToken": await token() },
        signal: stop.signal,
      });
      if (![200, 401, 422].includes(answer.status)) throw new Error(String(answer.status));
      return { status: answer.status, ...(await answer.json()) };
    } finally {
      window.clearTimeout(timer);
    }
  }

  async function send(code) {
    const at = new Date().toISOString();
    say("");
    if (!navigator.onLine) { keep(code, at); return; }
    try {
      const answer = await post({ code, nonce: nonce(), device_at: at });
      if (answer.status === 200) window.location.assign(answer.url);
      else say(answer.message);
    } catch {
      keep(code, at);
    }
  }

  let sending = false;
  async function sendKept() {
    if (sending || !navigator.onLine) return;
    sending = true;
    try {
      for (const item of mine()) {
        const { code, nonce: number, device_at: at } = item;
        const answer = await post({ code, nonce: number, device_at: at, later: "1" });
        if (answer.status === 401) { say(answer.message); break; }
        drop(item);
        if (answer.status === 200) {
          part("sent").hidden = false;
          part("result").href = answer.url;
        } else {
          say(answer.message);
        }
      }
    } catch {
      show();
    }
    sending = false;
  }

  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    send(part("form").elements.code.value.trim());
  });
  part("send").addEventListener("click", sendKept);
  window.addEventListener("online", sendKept);

  // The camera. Nothing here may fail on a phone or computer that has none.
  const video = part("video");
  let stream = null;
  function stopCamera() {
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = null;
    video.hidden = true;
  }
  function noCamera() {
    stopCamera();
    part("nocamera").hidden = false;
    part("start").hidden = true;
  }
  function heard(text) {
    stopCamera();
    part("start").hidden = true;
    part("read").hidden = false;
    part("confirm").onclick = () => send(text);
    part("confirm").focus();
  }

  async function reader() {
    if ("BarcodeDetector" in window) {
      const formats = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
      if (formats.includes("qr_code")) {
        const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
        return async () => ((await detector.detect(video))[0] || {}).rawValue;
      }
    }
    await new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = app.dataset.reader;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    return async () => {
      const scale = Math.min(1, 640 / video.videoWidth);
      canvas.width = video.videoWidth * scale;
      canvas.height = video.videoHeight * scale;
      pen.drawImage(video, 0, 0, canvas.width, canvas.height);
      const picture = pen.getImageData(0, 0, canvas.width, canvas.height);
      return (window.jsQR(picture.data, picture.width, picture.height) || {}).data;
    };
  }

  async function openCamera() {
    part("start").disabled = true;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const read = await reader();
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
      const look = async () => {
        if (!stream) return;
        const text = video.videoWidth ? await read().catch(() => "") : "";
        if (text) heard(text);
        else window.setTimeout(look, 200);
      };
      look();
    } catch {
      noCamera();
    }
    part("start").disabled = false;
  }

  const scan = part("scan");
  const asked = new URLSearchParams(window.location.search).get("c");
  if (asked && !app.dataset.owner) {  // the phone's own camera opened this page without network
    scan.hidden = false;
    heard(asked);
  } else if (navigator.mediaDevices && navigator.mediaDevices.getUserMedia) {
    scan.hidden = false;
    part("start").addEventListener("click", openCamera);
  }

  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register(app.dataset.worker, { scope: "/my/" }).catch(() => {});
  }
  show();
  sendKept();
})();
