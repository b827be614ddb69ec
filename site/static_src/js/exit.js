// Leaves the page at once: by its link, or by three presses of Shift (S31). Nothing stays behind to go back to.
const link = document.querySelector("[data-exit]");
const WITHIN = 2000;
let presses = [];

const leave = (event) => {
  event?.preventDefault();
  document.body.replaceChildren();
  document.title = "";
  location.replace(link.href);
};

if (link) {
  link.addEventListener("click", leave);
  addEventListener("keyup", (event) => {
    const now = Date.now();
    presses = event.key === "Shift" ? [...presses.filter((at) => now - at < WITHIN), now] : [];
    if (presses.length >= 3) leave();
  });
}
