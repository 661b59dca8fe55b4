/* The page without network: one shell and its parts, kept together under one version. Only GET of these
   is answered here; what is sent goes straight to the network, so that no answer is ever an old one. */
"use strict";
/* self.FIELD = {version, shell, parts} and FieldStore are loaded before this file. */
const CACHE = `tai-cho-${self.FIELD.version}`;

self.addEventListener("install", (event) => {
  const fresh = [self.FIELD.shell, ...self.FIELD.parts].map((url) => new Request(url, { cache: "reload", redirect: "error" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const clean = async () => {
    for (const name of await caches.keys()) if (name.startsWith("tai-cho-") && name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

const kept = async (address) => {
  const cache = await caches.open(CACHE);
  return (await cache.match(address, { ignoreSearch: true })) || fetch(address);
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname === self.FIELD.shell) event.respondWith(kept(self.FIELD.shell));
  else if (self.FIELD.parts.includes(url.pathname)) event.respondWith(kept(url.pathname));
});

/* Where the browser knows it, sending goes on after the tab was closed. A promise that fails is asked again. */
self.addEventListener("sync", (event) => {
  if (event.tag !== "gui-phat-hien") return;
  event.waitUntil(FieldStore.sendAll().then(async ({ state }) => {
    for (const client of await self.clients.matchAll()) client.postMessage("sent");
    if (state === "offline" || state === "later") throw new Error(state);
  }));
});
