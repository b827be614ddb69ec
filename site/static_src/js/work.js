// Solves the puzzle of a form (people/proof_of_work.py) while somebody fills it in. ALTCHA's first protocol:
// find the number that, after the salt, hashes to the challenge. Whatever goes wrong here, the form is sent
// as it is, and a stricter limit holds.
const BATCH = 500;
const encoder = new TextEncoder();

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function solve({ algorithm, challenge, maxnumber, salt, signature }) {
  for (let start = 0; start <= maxnumber; start += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, maxnumber - start + 1) }, (_, place) => start + place);
    const hashes = await Promise.all(
      numbers.map((number) => crypto.subtle.digest(algorithm, encoder.encode(salt + number))),
    );
    const place = hashes.findIndex((hash) => hex(hash) === challenge);
    if (place >= 0) return btoa(JSON.stringify({ algorithm, challenge, number: start + place, salt, signature }));
    await new Promise((after) => setTimeout(after)); // typing goes first
  }
  return "";
}

for (const form of document.querySelectorAll("form[data-work]")) {
  const field = form.querySelector("[name=work]");
  let solved = false;
  const work = (globalThis.crypto?.subtle ? solve(JSON.parse(form.dataset.work)) : Promise.resolve(""))
    .then((answer) => { field.value = answer; })
    .catch(() => {})
    .finally(() => { solved = true; });
  form.addEventListener("submit", (event) => {
    if (solved) return;
    event.preventDefault();
    const { submitter } = event;
    // Never longer than this: a slow phone waits two seconds, and then sends without.
    Promise.race([work, new Promise((after) => setTimeout(after, 2000))]).then(() => {
      solved = true;
      form.requestSubmit(submitter ?? undefined);
    });
  });
}
