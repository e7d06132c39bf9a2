// The two deliverables as such: they start, ask for nothing, keep working without a network, and refuse what their policy forbids.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, dist, openPage, serviceWorkerActive, startServer, started, test, trouble } from './harness.mjs';
import { Researcher } from './researcher.mjs';

const scratch = async (work) => {
  const folder = mkdtempSync(join(tmpdir(), 'emic-delivery-'));
  try { await work(folder); } finally { rmSync(folder, { recursive: true, force: true }); }
};
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
      const wanted = ['connect-src', 'img-src', 'require-trusted-types-for', 'trusted-types'];
      while (!wanted.every((directive) => broken.some((name) => name.startsWith(directive)))) // else the test's own time runs out
        await new Promise((done) => document.addEventListener('securitypolicyviolation', done, { once: true }));
      return { ...results, intruder: globalThis.intruder === true, broken: [...new Set(broken)].sort() };
    });
    assert.deepEqual({ ...outcome, broken: undefined },
      { request: true, own: true, eval: true, html: true, policy: true, intruder: false, broken: undefined });
    for (const directive of ['connect-src', 'img-src', 'require-trusted-types-for', 'trusted-types'])
      assert.ok(outcome.broken.some((name) => name.startsWith(directive)), `${directive} was not reported: ${outcome.broken}`);
  });
}

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
  const { page } = await openPage({ over: 'file', before: (fresh) => fresh.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; }) });
  await page.waitForFunction(() => !document.getElementById('trouble').hidden);
  assert.match(await trouble(page), /nothing to draw on/);
});

test('the server sends the agreed headers', async () => {
  const server = await startServer();
  const page = await fetch(server.address);
  assert.match(page.headers.get('content-security-policy'), /connect-src 'none'.*frame-ancestors 'none'; sandbox allow-scripts allow-same-origin allow-downloads allow-modals$/);
  assert.match(page.headers.get('content-security-policy'), /(^|; )webrtc 'block'(;|$)/);
  assert.match((await fetch(`${server.address}sw.js`)).headers.get('content-security-policy'), /connect-src 'self'/);
  for (const name of ['', 'emic.html', 'sw.js', 'manifest.webmanifest', 'missing.html']) {
    const { headers } = await fetch(server.address + name);
    const off = ['camera', 'microphone', 'geolocation', 'usb', 'serial', 'bluetooth', 'hid', 'midi', 'display-capture'];
    assert.equal(headers.get('permissions-policy'), off.map((feature) => `${feature}=()`).join(', '), name);
    for (const [header, value] of [['cross-origin-opener-policy', 'same-origin'], ['cross-origin-embedder-policy', 'require-corp'],
      ['cross-origin-resource-policy', 'same-origin'], ['referrer-policy', 'no-referrer'], ['x-content-type-options', 'nosniff'], ['x-dns-prefetch-control', 'off']])
      assert.equal(headers.get(header), value, `${header} of ${name || 'the page'}`);
  }
  assert.equal((await fetch(`${server.address}..%2f..%2fCMakeLists.txt`)).status, 404);
});

// Page translators send what they translate to somebody's server; so do spell checkers and writing aids with what is written.
test('nothing of the researcher is offered to translators and spell checkers', async () => {
  const { page } = await openPage({ before: (fresh) => fresh.addInitScript(() => { globalThis.print = () => {}; }) });
  const me = new Researcher(page);
  await started(page);
  await me.home();
  await me.click('button', 'Start from the sample study');
  await me.shown('document', 'P01');
  // The elements whose own words a translator would take, or whose content a spell checker would.
  const offered = () => page.evaluate(() => {
    const shell = (element) => element.closest('script, style, noscript, title, #trouble, #update');
    const found = { words: 0, translated: [], checked: [] };
    for (const element of document.querySelectorAll('*')) {
      if (shell(element)) continue;
      const named = ['aria-label', 'aria-description', 'placeholder', 'title'].some((name) => element.getAttribute(name));
      const worded = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      if ((named || worded) && element.id !== 'canvas') {
        found.words++;
        if (element.translate) found.translated.push(element.outerHTML.slice(0, 200));
      }
      if (element.matches('input, textarea') && (element.spellcheck || element.getAttribute('writingsuggestions') !== 'false')) found.checked.push(element.outerHTML.slice(0, 200));
    }
    return found;
  });
  const nothing = async (where) => {
    const { words, translated, checked } = await offered();
    assert.ok(words > 10, where);
    assert.deepEqual({ translated, checked }, { translated: [], checked: [] }, where);
  };
  await nothing('a transcript');
  await me.press('Control+k');
  await me.field('Search or run a command');
  await nothing('a field');
  await me.press('Escape');
  await me.noField();
  await me.mode('Report');
  await me.click('button', 'Print…');
  await page.waitForFunction(() => document.getElementById('print'));
  await nothing('a report for the printer');
});
