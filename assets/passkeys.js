// Passkeys: asks the browser for one, and sends what it says with the form it stands in. Without this file, or where a
// browser knows no passkeys, pages show passwords alone. What is said is verified by the server (src/readers/webauthn.cpp).
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer ?? [])))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
const lasts = 4 * 60000; // of a challenge, a minute less than the server says
let waiting = null; // what listens on the name's field; one question at a time

// The page's own challenge; a new one once that is old, or was sent.
const loaded = Date.now();
let sent = false;
async function challengeOf(part) {
  if (Date.now() - loaded < lasts && !sent) return part.dataset.challenge;
  const page = await (await fetch(part.querySelector("form").action)).text();
  return /data-challenge="([\w-]+)"/.exec(page)?.[1] ?? part.dataset.challenge;
}

function send(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(field);
  }
  sent = true;
  form.submit();
}

async function show(part, how = {}) {
  const challenge = await challengeOf(part);
  const { id, response } = await navigator.credentials.get({
    ...how,
    publicKey: { challenge: bytes(challenge), userVerification: "required", timeout: lasts },
  });
  send(part.querySelector("form"), {
    challenge,
    id,
    user: text(response.userHandle),
    client: text(response.clientDataJSON),
    data: text(response.authenticatorData),
    signature: text(response.signature),
  });
}

async function make(part) {
  const challenge = await challengeOf(part);
  const { user, person, site, known } = part.dataset;
  const { response } = await navigator.credentials.create({
    publicKey: {
      challenge: bytes(challenge),
      rp: { name: site },
      user: { id: bytes(user), name: person, displayName: person },
      pubKeyCredParams: [-8, -7].map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: known.split(" ").filter(Boolean).map((id) => ({ type: "public-key", id: bytes(id) })),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      attestation: "none",
      timeout: lasts,
    },
  });
  send(part.querySelector("form"), {
    challenge,
    client: text(response.clientDataJSON),
    attestation: text(response.attestationObject),
  });
}

// A browser that can offers passkeys where the name is typed. https://w3c.github.io/webauthn/#sctn-conditional-mediation
async function listen(part) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  waiting = new AbortController();
  const mine = waiting;
  const late = setTimeout(() => {
    mine.abort();
    listen(part).catch(() => {});
  }, lasts);
  try {
    await show(part, { mediation: "conditional", signal: mine.signal });
  } catch {
    // Nobody chose one: the form stands as it did.
  } finally {
    clearTimeout(late);
  }
}

if (window.PublicKeyCredential)
  for (const part of document.querySelectorAll("[data-passkey]")) {
    part.hidden = false;
    part.nextElementSibling?.matches("[data-no-passkey]") && part.nextElementSibling.remove();
    part.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      waiting?.abort();
      // Who closes the device's window, or waits too long, has decided nothing.
      (part.dataset.passkey === "get" ? show(part) : make(part)).catch(({ name }) => {
        if (name === "InvalidStateError") part.querySelector("[role=status]").textContent = part.dataset.there;
      });
    });
    if (document.querySelector("[autocomplete~=webauthn]")) listen(part);
  }
