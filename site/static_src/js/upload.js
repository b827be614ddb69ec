// Sends a film in pieces, for the form described in docs/features/upload.md.
import { Upload, defaultOptions } from "tus-js-client";

// As large as a part on S3, so that no piece is stored twice there; see docs/adr/0023.
const PIECE = 5 * 1024 * 1024;
const SAMPLE = 64 * 1024;
const SILENCE = 30_000;
const WAITS = [500, 1000, 2000, 4000, 8000, 15_000];

// --- What the file itself says ---------------------------------------------------------------

const bytes = async (file, from, to) => new DataView(await file.slice(from, to).arrayBuffer());
const word = (view, at) => String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));

// The first box called `name` between two positions, as [start of its content, end].
async function box(file, name, from, to) {
  for (let at = from, looked = 0; at + 8 <= to && looked < 200; looked++) {
    const head = await bytes(file, at, Math.min(at + 16, to));
    let size = head.getUint32(0);
    let skip = 8;
    if (size === 1 && head.byteLength === 16) {
      size = Number(head.getBigUint64(8));
      skip = 16;
    }
    if (size === 0) size = to - at;
    if (size < skip) return null;
    if (word(head, 4) === name) return [at + skip, Math.min(at + size, to)];
    at += size;
  }
  return null;
}

// Seconds of an MP4, MOV or 3GP; null where the file does not say.
async function seconds(file) {
  const moov = await box(file, "moov", 0, file.size);
  const mvhd = moov && (await box(file, "mvhd", ...moov));
  if (!mvhd) return null;
  const view = await bytes(file, mvhd[0], mvhd[0] + 32);
  if (view.byteLength < 32) return null;
  const long = view.getUint8(0) === 1;
  const scale = view.getUint32(long ? 20 : 12);
  const length = long ? Number(view.getBigUint64(24)) : view.getUint32(16);
  return scale && length && length !== 0xffffffff ? length / scale : null;
}

// The same film picked twice has the same print, whatever the phone calls it the second time.
async function print(file) {
  let [high, low] = [0xdeadbeef ^ file.size, 0x41c6ce57 ^ (file.size / 2 ** 32)];
  for (const from of [0, Math.max(0, file.size - SAMPLE)]) {
    const view = new Uint8Array(await file.slice(from, from + SAMPLE).arrayBuffer());
    for (const byte of view) {
      high = Math.imul(high ^ byte, 2654435761);
      low = Math.imul(low ^ byte, 1597334677);
      high ^= high >>> 15;
      low ^= low >>> 13;
    }
  }
  return `${file.size}-${(high >>> 0).toString(36)}${(low >>> 0).toString(36)}`;
}

// --- One form ----------------------------------------------------------------------------------

function enhance(form) {
  const find = (name) => form.querySelector(`[data-upload-${name}]`);
  const input = form.querySelector('input[type="file"]');
  const hidden = form.querySelector('input[type="hidden"][name="upload"]');
  const panel = find("panel");
  const status = find("status");
  const bar = form.querySelector("progress");
  const buttons = { pause: find("pause"), "carry-on": find("carry-on"), restart: find("restart") };
  const messages = JSON.parse(form.dataset.messages || "{}");
  const journey = `heard-${form.dataset.uploadJourney || ""}-`;
  const most = Number(form.dataset.maxBytes) || Infinity;
  const longest = Number(form.dataset.maxSeconds) || Infinity;
  const memory = defaultOptions.urlStorage;

  let upload = null;
  let percent = 0;
  let heard = 0;
  let tries = 0;
  let timer = 0;
  let run = 0; // one for each chosen file; what belongs to an earlier one is not listened to
  let isSubmitAsked = false;
  let state = "idle";

  const say = (name) => {
    const size = `${Math.floor(most / 1024 ** 2).toLocaleString(document.documentElement.lang || "en")} MB`;
    const text = (messages[name] || "").replace("{percent}", percent).replace("{size}", size);
    if (text && status.textContent !== text) status.textContent = text;
  };

  const become = (next, message) => {
    state = form.dataset.uploadState = next;
    panel.hidden = next === "idle";
    bar.hidden = next === "stopped" || next === "checking";
    bar.value = percent;
    const shown = { sending: ["pause"], paused: ["carry-on", "restart"], waiting: ["carry-on"], done: ["restart"] }[next] || [];
    const hadFocus = Object.values(buttons).includes(document.activeElement);
    for (const [name, button] of Object.entries(buttons)) button.hidden = !shown.includes(name);
    // A button that goes away must not take a keyboard's place in the page with it.
    if (hadFocus && !shown.some((name) => buttons[name] === document.activeElement)) (buttons[shown[0]] || input).focus();
    if (message) say(message);
  };

  const mine = async () =>
    (await memory.findAllUploads()).filter((known) => known.urlStorageKey.includes(`::${journey}`));

  const forget = async () => {
    for (const known of await mine()) await memory.removeUpload(known.urlStorageKey);
  };

  const ask = async (address, method) => {
    const answer = await fetch(address, { method, headers: { "Tus-Resumable": "1.0.0" }, credentials: "same-origin" });
    return { status: answer.status, at: Number(answer.headers.get("Upload-Offset")), of: Number(answer.headers.get("Upload-Length")) };
  };

  const stop = (message) => {
    clearTimeout(timer);
    run++;
    upload = null;
    isSubmitAsked = false;
    input.value = "";
    become("stopped", message);
    input.setAttribute("aria-describedby", status.id);
    input.focus();
  };

  const finish = (address) => {
    clearTimeout(timer);
    hidden.value = address.split("/").pop();
    percent = 100;
    input.required = false;
    become("done", "done");
    if (isSubmitAsked) form.requestSubmit();
  };

  const go = () => {
    clearTimeout(timer);
    heard = Date.now();
    become("sending", isSubmitAsked ? "then" : "sending");
    upload.start();
  };

  const wait = (message) => {
    clearTimeout(timer);
    become("waiting", message);
    timer = setTimeout(go, WAITS[Math.min(tries++, WAITS.length - 1)]);
  };

  const failed = (error) => {
    const code = error.originalResponse?.getStatus() || 0;
    if (code === 413) return stop("big");
    if (code === 507) return stop("full");
    if (code === 429) return stop("many");
    if (code === 410 || code === 404) return forget().then(() => stop("gone"));
    if (code === 409 || code === 423 || code === 460) return wait("busy");
    if (code >= 400 && code < 500) return stop("failed");
    wait(navigator.onLine && code ? "busy" : "waiting");
  };

  const send = async (file) => {
    const mark = ++run;
    clearTimeout(timer);
    upload?.abort();
    hidden.value = "";
    percent = tries = 0;
    input.removeAttribute("aria-describedby");
    become("checking", "checking");
    if (!file.size) return stop("empty");
    if (file.size > most) return stop("big");
    const length = await seconds(file).catch(() => null);
    if (mark !== run) return;
    if (length > longest) return stop("long");
    const known = `${journey}${await print(file)}`;
    const before = await mine();
    if (mark !== run) return;
    const making = new Upload(file, {
      endpoint: form.dataset.uploadUrl,
      chunkSize: PIECE,
      retryDelays: null,
      fingerprint: async () => known,
      onProgress: (sent, all) => {
        if (mark !== run || !all) return;
        heard = Date.now();
        percent = Math.min(99, Math.floor((100 * sent) / all));
        bar.value = percent;
        // Said aloud at every tenth, not at every percent.
        if (percent % 10 === 0 && !isSubmitAsked) say("sending");
      },
      onChunkComplete: () => {
        tries = 0;
      },
      onSuccess: () => mark === run && finish(making.url),
      onError: (error) => mark === run && failed(error),
    });
    upload = making;
    const same = before.find((entry) => entry.urlStorageKey.includes(`::${known}::`));
    if (same) making.resumeFromPreviousUpload(same);
    for (const entry of before) {
      if (entry === same) continue;
      say("other");
      ask(entry.uploadUrl, "DELETE").catch(() => {});
      await memory.removeUpload(entry.urlStorageKey);
    }
    go();
  };

  input.addEventListener("change", () => input.files[0] && send(input.files[0]));

  buttons.pause.addEventListener("click", () => {
    clearTimeout(timer);
    upload.abort();
    become("paused", "paused");
  });
  buttons["carry-on"].addEventListener("click", () => {
    tries = 0;
    go();
  });
  buttons.restart.addEventListener("click", async () => {
    const address = upload?.url;
    run++;
    clearTimeout(timer);
    upload?.abort();
    upload = null;
    hidden.value = "";
    if (address) ask(address, "DELETE").catch(() => {});
    await forget();
    input.value = "";
    become("idle");
    input.focus();
    input.click();
  });

  const camera = find("camera");
  if (camera && matchMedia("(pointer: coarse)").matches) {
    camera.hidden = false;
    camera.addEventListener("click", () => {
      const lens = Object.assign(document.createElement("input"), { type: "file", accept: input.accept });
      lens.setAttribute("capture", "environment");
      lens.addEventListener("change", () => {
        if (!lens.files[0]) return;
        input.files = lens.files;
        send(lens.files[0]);
      });
      lens.click();
    });
  }

  form.addEventListener("submit", (event) => {
    if (state === "checking" || state === "sending" || state === "waiting" || state === "paused") {
      event.preventDefault();
      isSubmitAsked = true;
      if (state === "paused") go();
      say("then");
    }
  });
  form.addEventListener("formdata", (event) => {
    if (!hidden.value) return;
    // The bytes are there already.
    event.formData.delete(input.name);
    forget();
  });

  addEventListener("online", () => state === "waiting" && go());
  document.addEventListener("visibilitychange", () => !document.hidden && state === "waiting" && go());
  addEventListener("beforeunload", (event) => {
    if (state === "sending" && !isSubmitAsked) event.preventDefault();
  });
  // A phone that slept may hold a connection that is dead and does not know it.
  setInterval(() => {
    if (state !== "sending" || Date.now() - heard < SILENCE) return;
    upload.abort();
    wait("waiting");
  }, 3000);

  // After a reload: all there, part of it there, or nothing.
  const remember = async () => {
    if (hidden.value) {
      percent = 100;
      return become("done", "done");
    }
    const known = (await mine())[0];
    if (!known?.uploadUrl || run) return;
    // The server may still be putting down what arrived before the reload.
    for (let look = 0; look < 4; look++) {
      const { status: code, at, of } = await ask(known.uploadUrl, "HEAD");
      if (run) return;
      if (code >= 400) return become("idle") ?? memory.removeUpload(known.urlStorageKey);
      if (at === of) return finish(known.uploadUrl);
      percent = Math.floor((100 * at) / of);
      become("stopped", percent ? "again" : "begun");
      bar.hidden = false;
      if (percent) return;
      await new Promise((done) => setTimeout(done, 1500));
      if (run) return;
    }
  };
  form.dataset.uploadState = state;
  remember().catch(() => {});
}

for (const form of document.querySelectorAll("form[data-upload]")) enhance(form);
