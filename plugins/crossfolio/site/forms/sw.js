/* Keeps the page "New evidence" for when there is no network: its own files and no others. */
"use strict";

const PREFIX = `crossfolio-new-evidence ${self.registration.scope} `;
const NAME = `${PREFIX}@VERSION@`; // Of the bytes of all files: another site is another version.
const FILES = ["index.html", "new-evidence.css", "evidence-file.js", "criteria.js", "new-evidence.js", "manifest.webmanifest", "icon-192.png", "icon-512.png"];
const PATIENCE = 2500; // Milliseconds: a phone with one bar is to wait no longer.

self.addEventListener("install", (event) => {
  const fresh = FILES.map((it) => new Request(it, { cache: "reload" }));
  event.waitUntil(caches.open(NAME).then((it) => it.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((it) => it.startsWith(PREFIX) && it !== NAME).map((it) => caches.delete(it)));
    await self.clients.claim();
  };
  event.waitUntil(old());
});

/* The network first, since what is open may have changed; what is kept when it does not answer. */
async function answer(request) {
  const kept = await caches.open(NAME);
  const known = await kept.match(request.mode === "navigate" ? "index.html" : request, { ignoreSearch: true });
  const asked = fetch(request).then((found) => (found.ok || !known ? found : known));
  if (!known) return asked;
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE, known); });
  return Promise.race([asked.catch(() => known), late]);
}

self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && event.request.url.startsWith(self.registration.scope)) {
    event.respondWith(answer(event.request));
  }
});
