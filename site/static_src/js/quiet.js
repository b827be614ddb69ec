// Keeps everything a child does here in one entry of the browser's history, so that leaving takes all of it (S31).
// Pages come by fetch and take the place of the one that is shown; without scripts the same links and forms work.
const shown = () => document.querySelector("main");

const show = async (answer) => {
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const main = next.querySelector("main");
  if (!main?.querySelector("[data-quiet-page]")) return location.replace(answer.url);
  document.title = next.title;
  shown().replaceWith(main);
  history.replaceState(null, "", answer.url);
  scrollTo(0, 0);
  (main.querySelector("#errors") ?? main).focus();
};

const go = async (address, options) => {
  document.body.ariaBusy = "true";
  try {
    await show(await fetch(address, { credentials: "same-origin", cache: "no-store", ...options }));
    return true;
  } catch {
    return false;
  } finally {
    document.body.ariaBusy = null;
  }
};

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-quiet]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  if (!(document.querySelector("[data-quiet-page]") && (await go(link.href)))) location.replace(link.href);
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.closest("[data-quiet-page]") || form.dataset.plain) return;
  event.preventDefault();
  if (document.body.ariaBusy === "true") return;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  if (await go(form.action || location.href, { method: "POST", body })) return;
  form.dataset.plain = "yes";
  form.requestSubmit(event.submitter);
});

// A page that the browser kept in memory is not shown again to whoever goes back.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.body.replaceChildren();
  location.reload();
});
