// Keeps the page usable without a network. One build is one cache; a new build waits until the person takes it, so an open page never changes
// under its feet. After the precache nothing is ever asked of the network.
'use strict';
const build = 'EMIC_BUILD';
const files = EMIC_FILES;
const ours = `emic ${registration.scope} `;
const cacheName = ours + build;

addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: 'reload' })))));
});

addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) =>
    Promise.all(names.filter((name) => name.startsWith(ours) && name !== cacheName).map((name) => caches.delete(name)))));
});

addEventListener('message', (event) => {
  if (event.data === 'take over') skipWaiting();
});

addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET' || !event.request.url.startsWith(registration.scope)) return;
  const wanted = event.request.mode === 'navigate' ? 'index.html' : event.request;
  event.respondWith(caches.open(cacheName)
    .then((cache) => cache.match(wanted, { ignoreSearch: true }))
    .then((found) => found ?? new Response('Not part of Emic.', { status: 404 })));
});
