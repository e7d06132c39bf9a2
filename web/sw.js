// Keeps the page usable without a network. One build is one cache; a new build waits until the person takes it or no page of another build runs,
// so an open page never changes under its feet. While its copy is whole, nothing is ever asked of the network. Where the browser has lost the
// copy, what is missing is asked for again, of this site only, and kept: nobody may be locked out of their projects for want of a copy.
'use strict';
const build = 'EMIC_BUILD';
const files = EMIC_FILES;
const scope = registration.scope;
const ours = `emic ${scope} `;
const cacheName = ours + build;

// Which of Emic's files an address means; undefined for none. Whoever goes to an address here gets the page, whatever stands behind a "?".
const fileOf = ({ mode, url }) => {
  const name = new URL(url).pathname.slice(new URL(scope).pathname.length) || 'index.html';
  return mode === 'navigate' ? 'index.html' : files.find((file) => file === name);
};

// The answer with its content read whole, when it is the file of that name; otherwise null: a cut copy, an error, or the page on which
// a network asks people to log in.
const sound = async (file, answer) => {
  if (answer?.status !== 200 || (answer.redirected && !answer.url.startsWith(scope))) return null;
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const text = (from, to) => new TextDecoder().decode(bytes.subarray(from, to));
  const right = file.endsWith('.html')
    ? /^<!doctype html>/i.test(text(0, 100)) && text(0, 32768).includes('<script id="engine"') && /<\/html>\s*$/.test(text(-100))
    : text(0, 1000).includes('"Emic"');
  return right ? new Response(bytes, { status: 200, headers: answer.headers }) : null;
};

const kept = async (file) => sound(file, await (await caches.open(cacheName)).match(file));
const keep = async (file, answer) => (await caches.open(cacheName)).put(file, answer);

// ------------------------------------------------------------ a new build

// Pages of Emic hold a lock that names their build as long as they are open, and one for the project that is open in them.
const othersRun = async () => {
  if (!navigator.locks) return true;
  const { held } = await navigator.locks.query();
  const alike = new Set(held.filter(({ name }) => name === `emic page ${scope} ${build}`).map(({ clientId }) => clientId));
  return held.some(({ name, clientId }) => name.startsWith('emic ') && !alike.has(clientId));
};

const install = async () => {
  const answers = await Promise.all(files.map(async (file) => {
    const answer = await sound(file, await fetch(new Request(file, { cache: 'reload' })));
    if (!answer) throw new Error(`The site does not give ${file}`);
    return [file, answer];
  }));
  try {
    for (const [file, answer] of answers) await keep(file, answer);
  } catch (error) {
    // No room for a copy. An earlier build that has one stays in charge; where there is none, this one works by asking the site.
    await caches.delete(cacheName).catch(() => false);
    const earlier = (await caches.keys().catch(() => [])).filter((name) => name.startsWith(ours));
    for (const name of earlier) if (await (await caches.open(name)).match('index.html')) throw error;
  }
  if (!await othersRun()) await skipWaiting();
};

addEventListener('install', (event) => event.waitUntil(install()));

addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) =>
    Promise.all(names.filter((name) => name.startsWith(ours) && name !== cacheName).map((name) => caches.delete(name)))));
});

addEventListener('message', (event) => {
  if (event.data === 'take over') skipWaiting();
});

// ------------------------------------------------------------ answers

const explained = (what) => new Response(`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Emic cannot be opened now</title><body><h1>Emic cannot be opened now</h1>
<p>The browser has removed Emic’s own copy from this device, and ${what}.</p>
<p><strong>Your projects are kept apart from that copy; this page does not touch them.</strong> Do not clear this site’s data: that would erase them.</p>
<p>Connect to the network, wait a moment, and <a href="">try again</a>.</p></body></html>`,
{ status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'" } });

const answer = async (event, file) => {
  const found = await kept(file).catch(() => null);
  if (found) return found;
  let given;
  try {
    given = await fetch(event.request);
  } catch {
    return event.request.mode === 'navigate' ? explained('the site it comes from cannot be reached') : Response.error();
  }
  const fresh = await sound(file, given.clone()).catch(() => null);
  if (fresh) {
    event.waitUntil(keep(file, fresh.clone()).catch(() => {}));
    return fresh;
  }
  if (event.request.mode !== 'navigate') return given;
  // Something else than Emic answers at its address. Without a copy this worker is of no use and only in the way of whatever the person
  // has to do there (log in, accept); the page registers it again as soon as it is back.
  await registration.unregister();
  return given.status >= 400 ? explained(`the site it comes from answers with an error (${given.status})`) : given;
};

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
  const file = fileOf(request);
  if (file) event.respondWith(answer(event, file));
});
