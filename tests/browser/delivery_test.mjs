// The two deliverables as such: they start, ask for nothing, keep working without a network, and refuse what their policy forbids.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, dist, openPage, startServer, started, test, trouble } from './harness.mjs';

const scratch = async (work) => {
  const folder = mkdtempSync(join(tmpdir(), 'emic-delivery-'));
  try { await work(folder); } finally { rmSync(folder, { recursive: true, force: true }); }
};
// Resolves when the service worker has its copy of the page and is in charge of the next load.
const serviceWorkerActive = (page) => page.evaluate(async () => {
  const { active } = await navigator.serviceWorker.ready;
  while (active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', done, { once: true }));
});

for (const over of ['http', 'file']) {
  test(`starts over ${over} and asks for nothing but itself`, async () => {
    const { page, address, requests, complaints } = await openPage({ over });
    await started(page);
    if (over === 'http') await serviceWorkerActive(page);
    const own = over === 'file' ? [address] : ['', 'index.html', 'sw.js', 'manifest.webmanifest']
      .map((name) => address + name);
    assert.deepEqual(requests.filter((url) => !own.includes(url)), []);
    assert.deepEqual(complaints, []);
  });

  test(`the policy over ${over} stops requests, foreign script and code from text`, async () => {
    const { page } = await openPage({ over });
    await started(page);
    const outcome = await page.evaluate(async () => {
      const broken = [];
      document.addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective));
      await new Promise((done) => setTimeout(done)); // out of the test tool's own call, which may use eval
      const refused = async (work) => { try { await work(); return false; } catch { return true; } };
      const results = {
        request: await refused(() => fetch('https://example.invalid/leak')),
        own: await refused(() => fetch('data:text/plain,x')),
        eval: await refused(() => (0, eval)('1')),
        html: await refused(() => { document.createElement('div').innerHTML = '<b>x</b>'; }),
        policy: await refused(() => trustedTypes.createPolicy('other', {})),
      };
      const script = document.createElement('script');
      script.append('globalThis.intruder = true');
      await refused(() => document.body.append(script));
      const image = new Image();
      image.src = 'https://example.invalid/leak.png';
      await new Promise((done) => setTimeout(done, 200));
      return { ...results, intruder: globalThis.intruder === true, broken: [...new Set(broken)].sort() };
    });
    assert.deepEqual({ ...outcome, broken: undefined },
      { request: true, own: true, eval: true, html: true, policy: true, intruder: false, broken: undefined });
    for (const directive of ['connect-src', 'img-src', 'require-trusted-types-for', 'trusted-types'])
      assert.ok(outcome.broken.some((name) => name.startsWith(directive)), `${directive} was not reported: ${outcome.broken}`);
  });
}

test('works without the server once it was there', async () => {
  const { page, server } = await openPage();
  await started(page);
  await serviceWorkerActive(page);
  await server.close();
  await page.reload();
  await started(page);
  assert.ok(await page.evaluate(() => navigator.serviceWorker.controller !== null));
});

test('a new version waits until it is wanted', () => scratch(async (folder) => {
  cpSync(dist, folder, { recursive: true });
  const server = await startServer({ dir: folder });
  const { page } = await openPage({ address: server.address });
  await started(page);
  await serviceWorkerActive(page);
  await page.reload();
  await started(page);
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  writeFileSync(join(folder, 'index.html'), html.replace('<title>Emic</title>', '<title>Emic, newer</title>'));
  const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
  writeFileSync(join(folder, 'sw.js'), worker.replace(/const build = '\w+'/, "const build = 'newer'"));
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
  assert.equal((await page.evaluate(() => caches.keys())).length, 1, 'the older copy is removed');
}));

test('a damaged file says so and starts nothing', () => scratch(async (folder) => {
  const html = readFileSync(join(dist, 'emic.html'), 'utf8');
  const at = html.indexOf('<script id="engine"') + 2000;
  const other = html[at] === 'A' ? 'B' : 'A';
  const path = join(folder, 'emic.html');
  writeFileSync(path, html.slice(0, at) + other + html.slice(at + 1));
  const { page } = await openPage({ over: 'file', path });
  await page.waitForFunction(() => !document.getElementById('trouble').hidden);
  assert.match(await trouble(page), /damaged/);
  assert.equal(await page.evaluate(() => typeof globalThis.emic), 'undefined');
}));

test('a browser that cannot draw is told so in plain words', async () => {
  const { page } = await openPage({ over: 'file', before: (fresh) => fresh.addInitScript(() => { delete globalThis.WebGL2RenderingContext; }) });
  await page.waitForFunction(() => !document.getElementById('trouble').hidden);
  assert.match(await trouble(page), /WebGL 2/);
});

test('the server sends the agreed headers', async () => {
  const server = await startServer();
  const page = await fetch(server.address);
  assert.match(page.headers.get('content-security-policy'), /connect-src 'none'.*frame-ancestors 'none'; sandbox allow-scripts allow-same-origin allow-downloads allow-modals$/);
  assert.equal(page.headers.get('cross-origin-opener-policy'), 'same-origin');
  assert.equal(page.headers.get('cross-origin-embedder-policy'), 'require-corp');
  assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
  assert.match((await fetch(`${server.address}sw.js`)).headers.get('content-security-policy'), /connect-src 'self'/);
  assert.equal((await fetch(`${server.address}..%2f..%2fCMakeLists.txt`)).status, 404);
});
