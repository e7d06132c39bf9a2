// The copy that the service worker keeps: it serves without a network, gives way to a new build when it may, and is mended when the browser has
// lost it. Whatever happens to it, the page can be opened again.
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, becomesTrue, dist, openPage, serviceWorkerActive, startServer, started, test, trouble } from './harness.mjs';
import { Researcher } from './researcher.mjs';

// A site of its own whose files can change and whose answers can go wrong: `site.instead(path)` is sent where it gives something.
async function withSite(work, { worker } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'emic-site-'));
  try {
    cpSync(dist, folder, { recursive: true });
    const site = { asked: [], instead: () => undefined };
    const server = await startServer({ dir: folder, onRequest: (path) => { site.asked.push(path); return site.instead(path); } });
    const change = (name, edit) => writeFileSync(join(folder, name), edit(readFileSync(join(folder, name), 'utf8')));
    site.publish = (name) => {
      change('index.html', (html) => {
        const script = html.match(/<script>([\s\S]*?)<\/script>/)[1], other = script.replace(/EMIC_BUILD = '\w+'/, `EMIC_BUILD = '${name}'`);
        const hash = (content) => `sha256-${createHash('sha256').update(content).digest('base64')}`;
        return html.replace(hash(script), hash(other)).replace(script, () => other).replace(/<title>Emic[^<]*</, `<title>Emic, ${name}<`);
      });
      writeFileSync(join(folder, 'sw.js'), readFileSync(join(dist, 'sw.js'), 'utf8').replace(/const build = '\w+'/, `const build = '${name}'`));
    };
    if (worker) writeFileSync(join(folder, 'sw.js'), worker);
    const opened = await openPage({ address: server.address });
    await started(opened.page);
    await serviceWorkerActive(opened.page);
    await work({ ...opened, server, site });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const caching = (page, work) => page.evaluate(work);
const loseCopy = (page) => caching(page, async () => { for (const name of await caches.keys()) await caches.delete(name); });
// The copies of the page, by the names of their caches; other caches are none of the worker's.
const copies = (page) => caching(page, async () => {
  const found = {};
  for (const name of (await caches.keys()).filter((each) => each.startsWith('emic http'))) found[name] = (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname).sort();
  return found;
});
const whole = ['/index.html', '/manifest.webmanifest'];
const registered = (page) => page.evaluate(async () => Boolean(await navigator.serviceWorker.getRegistration()));
const noBanner = (page) => page.evaluate(() => document.getElementById('update').hidden);
const errorPage = (status) => () => ({ status, headers: { 'Content-Type': 'text/html' }, body: '<h1>An error of the server</h1>' });

test('works without the server once it was there, whatever stands behind its address', async () => {
  const { page, server, address } = await openPage({ context: { bypassCSP: true } });
  await started(page);
  await serviceWorkerActive(page);
  await server.close();
  for (const name of ['', '?from=a%20mail', 'index.html?v=2#top', 'emic.html?x']) {
    await page.goto(address + name);
    await started(page);
    assert.ok(await page.evaluate(() => navigator.serviceWorker.controller !== null));
  }
  // What the page itself asks for carries such parts too, where a site puts them there.
  const given = await page.evaluate(async () => {
    const asked = async (name) => { const answer = await fetch(new URL(name, location.origin)); return [answer.status, (await answer.text()).length]; };
    return { plain: await asked('manifest.webmanifest'), more: await asked('manifest.webmanifest?v=2'), page: await asked('index.html?v=2') };
  });
  assert.equal(given.plain[0], 200);
  assert.deepEqual(given.more, given.plain);
  assert.equal(given.page[0], 200);
});

test('while the copy is whole nothing is asked of the site', () => withSite(async ({ page, site }) => {
  await page.reload();
  await started(page);
  site.asked.length = 0;
  for (let i = 0; i < 2; i++) {
    await page.reload();
    await started(page);
  }
  assert.deepEqual(site.asked.filter((path) => path !== '/sw.js'), []);
  assert.deepEqual(Object.values(await copies(page)), [whole]);
}));

test('a new version waits until it is wanted', () => withSite(async ({ page, site }) => {
  await page.reload();
  await started(page);
  site.publish('newer');
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.waitForFunction(() => !document.getElementById('update').hidden);
  assert.equal(await page.title(), 'Emic');
  await page.reload();
  await started(page);
  assert.equal(await page.title(), 'Emic', 'a reload alone must not take the new version');
  await page.waitForFunction(() => !document.getElementById('update').hidden);
  await Promise.all([page.waitForEvent('load'), page.click('#update button[value=accept]')]);
  await started(page);
  assert.equal(await page.title(), 'Emic, newer');
  assert.equal(Object.keys(await copies(page)).length, 1, 'the older copy is removed');
}));

for (const [what, lose] of [
  ['the whole copy', loseCopy],
  ['the page in the copy', (page) => caching(page, async () => { for (const name of await caches.keys()) await (await caches.open(name)).delete('index.html'); })],
  ['the end of the page in the copy', (page) => caching(page, async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name), html = await (await cache.match('index.html')).text();
      await cache.put('index.html', new Response(html.slice(0, html.length / 2), { headers: { 'Content-Type': 'text/html' } }));
    }
  })],
  ['the letters of the engine in the copy', (page) => caching(page, async () => {
    for (const name of await caches.keys()) {
      const cache = await caches.open(name), html = await (await cache.match('index.html')).text(), from = html.indexOf('<script id="engine"');
      const middle = Math.floor((from + html.indexOf('</script>', from)) / 2), part = html.slice(middle, middle + 2000);
      const other = [...part].reverse().join('');
      if (other === part) throw new Error('nothing is damaged');
      await cache.put('index.html', new Response(html.slice(0, middle) + other + html.slice(middle + 2000), { headers: { 'Content-Type': 'text/html' } }));
    }
  })],
]) {
  test(`lost: ${what}; the site is asked, the copy mended`, () => withSite(async ({ page, server }) => {
    const me = new Researcher(page), study = what === 'the whole copy';
    if (study) {
      await me.home();
      await me.click('button', 'Start from the sample study');
      await me.shown('document', 'P01');
      await me.saved();
    }
    await lose(page);
    await page.reload();
    if (what.includes('letters')) {
      // Only the page itself can tell; it makes room for a fresh copy.
      await page.waitForFunction(() => globalThis.emic || !document.getElementById('trouble').hidden);
      assert.match(await trouble(page), /damaged[\s\S]*start again/);
      await Promise.all([page.waitForEvent('load'), page.click('#trouble button')]);
    }
    await started(page);
    if (study) await me.shown('document', 'P01');
    await becomesTrue(page, async () => (await caches.match('index.html', { ignoreVary: true }))?.ok);
    await server.close();
    await page.reload();
    await started(page);
    if (study) await me.shown('document', 'P01');
  }));
}

test('lost: the copy, while the site cannot be reached: what is so is said, and the next try works', () => withSite(async ({ page, server, site }) => {
  await page.reload();
  await started(page);
  await loseCopy(page);
  const { port } = server;
  await server.close();
  await page.reload();
  const said = await page.locator('body').innerText();
  assert.match(said, /own copy[\s\S]*cannot be reached[\s\S]*projects are kept[\s\S]*Do not clear/);
  const again = await startServer({ port, onRequest: (path) => { site.asked.push(path); } });
  await Promise.all([page.waitForEvent('load'), page.click('a')]);
  await started(page);
  await serviceWorkerActive(page);
  await becomesTrue(page, async () => (await caches.keys()).some((name) => name.startsWith('emic http')));
  await again.close();
  await page.reload();
  await started(page);
}));

for (const [what, instead, told] of [
  ['404', errorPage(404), /answers with an error \(404\)[\s\S]*Do not clear/],
  ['500', errorPage(500), /answers with an error \(500\)[\s\S]*Do not clear/],
  ['the page of a network that wants a login', () => ({ status: 200, headers: { 'Content-Type': 'text/html' }, body: '<!doctype html><title>Guest network</title><h1>Please accept</h1></html>' }), /Please accept/],
  ['a way to another page', (path) => (path === '/login.html' ? { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<h1>Please log in</h1>' }
    : { status: 302, headers: { Location: '/login.html' } }), /Please log in/],
]) {
  test(`lost: the copy, and the site answers with ${what}: nothing of that is kept, and Emic comes back with the site`, () => withSite(async ({ page, address, site }) => {
    await page.reload();
    await started(page);
    await loseCopy(page);
    site.instead = instead;
    await page.reload();
    assert.match(await page.locator('body').innerText(), told);
    await page.goto(address); // and again, without the worker in between
    site.instead = () => undefined;
    await page.goto(address);
    await started(page);
    await serviceWorkerActive(page);
    assert.deepEqual(Object.values(await copies(page)), [whole]);
    await page.reload();
    await started(page);
  }));
}

test('an installation that gets something else than Emic keeps the former copy', () => withSite(async ({ page, server, site }) => {
  await page.reload();
  await started(page);
  site.publish('newer');
  site.instead = (path) => (path === '/index.html' ? { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<!doctype html><title>Guest network</title></html>' } : undefined);
  const outcome = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const installing = new Promise((done) => registration.addEventListener('updatefound', () => done(registration.installing), { once: true }));
    await registration.update().catch(() => {});
    const worker = await installing;
    while (!['redundant', 'installed', 'activated'].includes(worker.state)) await new Promise((done) => worker.addEventListener('statechange', done, { once: true }));
    return worker.state;
  });
  assert.equal(outcome, 'redundant');
  assert.ok(await noBanner(page));
  await server.close();
  await page.reload();
  await started(page);
  assert.equal(await page.title(), 'Emic');
}));

// The first landed worker: what its cache lacked was answered with 404, for good.
const formerWorker = `'use strict';
const cacheName = 'emic ' + registration.scope + ' former';
addEventListener('install', (event) => event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(['./', 'index.html', 'manifest.webmanifest']))));
addEventListener('message', (event) => { if (event.data === 'take over') skipWaiting(); });
addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  event.respondWith(caches.open(cacheName).then((cache) => cache.match(event.request.mode === 'navigate' ? 'index.html' : event.request, { ignoreSearch: true }))
    .then((found) => found ?? new Response('Not part of Emic.', { status: 404 })));
});`;

test('a new build takes over from a worker that answers nothing but 404, when no page of Emic runs', () => withSite(async ({ page, address, site }) => {
  await page.reload();
  await started(page);
  await loseCopy(page);
  await page.reload();
  assert.match(await page.locator('body').innerText(), /Not part of Emic/);
  site.publish('newer');
  // What a person does: try again. The browser looks for a new worker each time.
  for (let i = 0; i < 100 && await page.title() !== 'Emic, newer'; i++) {
    await page.goto(address);
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update().catch(() => {}));
  }
  await started(page);
  assert.equal(await page.title(), 'Emic, newer');
}, { worker: formerWorker }));

test('a new build does not take over under a page of a former one', () => withSite(async ({ page, context, address, site }) => {
  await page.reload();
  await started(page);
  site.publish('newer');
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await becomesTrue(page, async () => (await navigator.serviceWorker.getRegistration()).waiting !== null);
  const second = await context.newPage();
  await second.goto(address);
  await started(second);
  assert.equal(await second.title(), 'Emic', 'windows that are open at the same time are of one build');
}));

test('a browser that refuses room for the copy still opens Emic', () => withSite(async ({ page, address, site }) => {
  // The worker of this build with a browser that lets nothing into the cache.
  site.instead = (path) => (path === '/sw.js' ? { status: 200, headers: { 'Content-Type': 'text/javascript' },
    body: `Cache.prototype.put = async () => { throw new DOMException('full', 'QuotaExceededError'); };\n${readFileSync(join(dist, 'sw.js'), 'utf8').replace(/const build = '\w+'/, "const build = 'full'")}` } : undefined);
  await loseCopy(page);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).unregister());
  await page.goto('about:blank');
  for (let i = 0; i < 2; i++) {
    await page.goto(address);
    await started(page);
    await serviceWorkerActive(page);
  }
  assert.ok(await page.evaluate(() => navigator.serviceWorker.controller !== null), 'the worker is in charge without a copy');
  assert.ok(await registered(page));
}));

test('a page that came from the site because the copy was lost is of the new build: nothing is offered to it', () => withSite(async ({ page, server, site }) => {
  await page.reload();
  await started(page);
  await loseCopy(page);
  site.publish('newer');
  await page.reload();
  await started(page);
  assert.equal(await page.title(), 'Emic, newer');
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    while (registration.installing || registration.waiting) {
      const worker = registration.installing ?? registration.waiting;
      await new Promise((done) => worker.addEventListener('statechange', done, { once: true }));
    }
  });
  assert.ok(await noBanner(page));
  await becomesTrue(page, async () => (await caches.keys()).some((name) => name.endsWith(' newer')));
  await server.close();
  await page.reload();
  await started(page);
  assert.equal(await page.title(), 'Emic, newer');
}));
