/* Comfort at the review desk. Without it every verdict still works. */
const desk = document.querySelector("[data-desk]");
const KEYS = "desk-keys";

function setUp() {
  const video = desk.querySelector("[data-video]");
  const controls = desk.querySelector("[data-controls]");
  if (video && controls) {
    controls.hidden = false;
    watchControls(video, controls);
  }
  showReplies();
  listenForKeys(video, controls);
}

function watchControls(video, controls) {
  // How a film starts is the person's own choice, kept on the server; these change it for this look alone.
  const shown = [video.closest("[data-player]"), desk.querySelector("[data-sheet]")].filter(Boolean);
  for (const button of controls.querySelectorAll("[data-look]")) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      for (const one of shown) one.classList.toggle(button.dataset.look, on);
      button.setAttribute("aria-pressed", String(on));
    });
  }
  desk.addEventListener("click", (event) => {
    const moment = event.target.closest("[data-seek]");
    if (moment) video.currentTime = Number(moment.dataset.seek);
  });
  const speed = controls.querySelector("[data-speed]");
  const keepSpeed = () => { video.playbackRate = Number(speed.value); };
  speed.addEventListener("change", keepSpeed);
  video.addEventListener("loadedmetadata", keepSpeed);
  controls.querySelector("[data-rendition]")?.addEventListener("change", (event) => {
    const at = video.currentTime;
    video.src = event.target.value;
    video.addEventListener("loadedmetadata", () => { video.currentTime = at; }, { once: true });
    video.load();
  });
  // A verdict opens once the film was watched: the page is read again when the film has ended.
  video.addEventListener("play", () => { desk.dataset.watched = "yes"; }, { once: true });
  video.addEventListener("pause", refreshVerdicts);
  video.addEventListener("ended", refreshVerdicts);
}

async function refreshVerdicts() {
  if (desk.dataset.watched !== "yes" || desk.dataset.fresh === "yes") return;
  desk.dataset.fresh = "yes";
  const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = desk.querySelector("[aria-labelledby='verdict']");
  const then = page.querySelector("[aria-labelledby='verdict']");
  if (now && then && !now.contains(document.activeElement)) {
    now.replaceWith(then);
    showReplies();
  } else {
    desk.dataset.fresh = "";
  }
}

function showReplies() {
  const source = document.getElementById("desk-replies");
  if (!source) return;
  const replies = JSON.parse(source.textContent);
  for (const select of desk.querySelectorAll("select[name$='reason']")) {
    const place = select.form.querySelector("[data-reply]");
    const show = () => {
      place.textContent = replies[select.value] || "";
      place.hidden = !select.value;
    };
    select.addEventListener("change", show);
    show();
  }
}

function listenForKeys(video, controls) {
  const box = controls?.querySelector("[data-keys]");
  if (box) {
    try { box.checked = localStorage.getItem(KEYS) !== "off"; } catch { /* private window */ }
    box.addEventListener("change", () => {
      try { localStorage.setItem(KEYS, box.checked ? "on" : "off"); } catch { /* private window */ }
    });
  }
  const verdicts = { a: "approve", r: "refuse", c: "ask_change", h: "hold" };
  document.addEventListener("keydown", (event) => {
    if (!box?.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, button, summary, a, video, [contenteditable]")) return;
    const key = event.key.toLowerCase();
    if (verdicts[key]) {
      const choice = desk.querySelector(`[data-verdict="${verdicts[key]}"]`);
      if (!choice) return;
      choice.open = true;
      (choice.querySelector("select") || choice.querySelector("textarea, summary")).focus();
    } else if (key === " " && video) {
      if (video.paused) video.play(); else video.pause();
    } else if (key === "arrowleft" && video) {
      video.currentTime -= 5;
    } else if (key === "arrowright" && video) {
      video.currentTime += 5;
    } else return;
    event.preventDefault();
  });
}

if (desk) setUp();
