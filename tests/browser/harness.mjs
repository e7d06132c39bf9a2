// What every browser test file stands on: test(), a browser, the built page over http or as a file, and a log of all it asks for.
//   import { assert, openPage, test } from './harness.mjs';
//   test('opens', async () => { const { page, close } = await openPage({ over: 'file' }); ...; await close(); });
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from '../../web/serve.mjs';

export { assert, serve };
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const dist = join(root, 'dist');

// The folder of the shared corpora, or null. Tests that need it say { needs: 'corpora' } and are skipped visibly without it.
export const corpora = process.env.EMIC_CORPORA ?? [join(root, '../shared/corpora')].find(existsSync) ?? null;

export const registered = [];
// `options.needs`: 'corpora'; `options.unless`: says why the test cannot run here, if so; `options.seconds`: limit of time (240 if not given).
export const test = (name, options, run) => registered.push(typeof options === 'function' ? { name, run: options } : { name, run, ...options });

// No flag about graphics: without a graphics card this browser draws on the 2D canvas, as it does for people. Only where a test asks for WebGL
// is it drawn in software.
const flags = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const software = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const launchOptions = (renderer) => ({
  executablePath: process.env.EMIC_CHROMIUM ?? '/usr/bin/chromium', args: renderer === 'webgl' ? [...flags, ...software] : flags, chromiumSandbox: false,
  ignoreDefaultArgs: renderer === 'webgl' ? [] : ['--enable-unsafe-swiftshader'], // Playwright's own
});

// Whatever a failed test left open is closed by the runner.
const open = new Set();
export const whenClosed = (close) => {
  const once = async () => { if (open.delete(once)) await close(); };
  open.add(once);
  return once;
};
export const closeAll = async () => { for (const close of [...open].reverse()) await close().catch(() => {}); };

const shared = {}; // one browser for all tests that need no profile of their own, by renderer
const sharedBrowser = async (renderer = '') => shared[renderer] ??= await chromium.launch(launchOptions(renderer));
export async function closeSharedBrowser() {
  for (const renderer of Object.keys(shared)) {
    await shared[renderer].close();
    delete shared[renderer];
  }
}

// A browser of its own for a page.
const ownBrowser = async ({ args = [], ...options }) => {
  const usual = launchOptions(), browser = await chromium.launch({ ...usual, args: [...usual.args, ...args], ...options });
  whenClosed(() => browser.close());
  return browser;
};

// A profile folder that outlives a browser, for tests that kill and reopen it.
export function newProfile() {
  const folder = mkdtempSync(join(tmpdir(), 'emic-profile-'));
  return { folder, remove: whenClosed(async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })) };
}

// Serves a folder (dist/ if not given) on a free port.
export async function startServer(options = {}) {
  const server = await serve({ dir: dist, port: 0, ...options });
  return { ...server, close: whenClosed(server.close) };
}

// Opens the built page in a fresh context (or, with `profile`, in a browser of its own on that profile folder).
//   over: 'http' (a server of its own unless `address` is given) or 'file'; path: another single file; context: Playwright's context options;
//   renderer: 'webgl' or '2d' instead of what the page chooses; launch: further options of Playwright's for a browser of its own;
//   untold: the browser answers itself whether it promises to keep what is stored
// Returns page, context, browser (its own only with `profile`), address, requests (every URL asked for), complaints (console errors and
// exceptions), close().
export async function openPage({ over = 'http', address, path = join(dist, 'emic.html'), profile, context: contextOptions = {}, before, renderer, launch, untold } = {}) {
  const server = over === 'http' && !address ? await startServer() : undefined;
  const url = (over === 'file' ? pathToFileURL(path).href : address ?? server.address) + (renderer ? `?renderer=${renderer}` : '');
  const settings = { viewport: { width: 1280, height: 800 }, acceptDownloads: true, ...contextOptions };
  const context = profile ? await chromium.launchPersistentContext(profile.folder, { ...launchOptions(renderer), ...settings })
    : await (await (launch ? ownBrowser(launch) : sharedBrowser(renderer))).newContext(settings);
  if (!untold) await context.addInitScript(() => { if (globalThis.StorageManager) StorageManager.prototype.persist = async () => true; });
  context.setDefaultTimeout(90000); // a machine busy with other work draws and compiles slowly
  const requests = [];
  const complaints = [];
  context.on('request', (request) => requests.push(request.url()));
  const page = context.pages()[0] ?? await context.newPage();
  // The policy says `webrtc 'block'` for the browsers that will know it; today's say that they do not.
  const known = (words) => /Content-Security-Policy directive 'webrtc'/.test(words);
  page.on('console', (message) => { if (message.type() === 'error' && !known(message.text())) complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(String(error)));
  if (before) await before(page, context);
  await page.goto(url);
  const close = whenClosed(async () => { await context.close().catch(() => {}); await server?.close(); });
  return { page, context, browser: profile ? context.browser() : undefined, address: url, server, requests, complaints, close };
}

// Resolves when the program runs, rejects with what the page says when it could not start.
export async function started(page, timeout = 90000) {
  await page.waitForFunction(() => globalThis.emic || !document.getElementById('trouble').hidden, undefined, { timeout });
  assert.equal(await trouble(page), '');
}

// Waits until the page says that no frame is on its way any more: everything asked of it until now has been done and is told in the mirror.
export const atRest = (page, timeout) => page.waitForFunction(() => document.getElementById('canvas').dataset.rest === 'yes', undefined, { timeout });

// Waits for so many turns in which the browser could have drawn: time as the page has it, however busy the machine is.
export const turns = (page, count) => page.evaluate((rest) => new Promise((done) => {
  const turn = () => rest-- > 0 ? requestAnimationFrame(turn) : done();
  turn();
}), count);

export const framesDrawn = (page) => page.evaluate(() => Number(document.getElementById('canvas').dataset.frames));

// The words of the page's panel of trouble; empty when it is not shown.
export const trouble = (page) => page.evaluate(() => { const panel = document.getElementById('trouble'); return panel.hidden ? '' : panel.innerText; });

// Waits until what `work` promises in the page is true. Playwright's waitForFunction takes the promise itself for true.
export async function becomesTrue(page, work, { timeout = 90000 } = {}) {
  const until = Date.now() + timeout;
  while (!(await page.evaluate(work))) {
    if (Date.now() > until) throw new Error(`not true within ${timeout} ms: ${work}`);
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(next)));
  }
}

// Resolves when the service worker has its copy of the page and is in charge of the next load.
export const serviceWorkerActive = (page) => page.evaluate(async () => {
  const { active } = await navigator.serviceWorker.ready;
  while (active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', done, { once: true }));
});

// Runs `work(pixels of each picture, argument)` in a page without a policy; pixels are { width, height, data } as ImageData has them.
export async function judge(pictures, work, argument) {
  const page = await (await sharedBrowser()).newPage();
  try {
    return await page.evaluate(async ([images, judging, given]) => {
      const pixels = await Promise.all(images.map(async (data) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      }));
      return (0, eval)(`(${judging})`)(pixels, given);
    }, [pictures.map((picture) => picture.toString('base64')), String(work), argument]);
  } finally {
    await page.close();
  }
}

// How many of two pictures' dots differ by more than `tolerance` (of 255) in a colour, and how many there are.
export const different = (one, other, tolerance = 12) => judge([one, other], ([{ data: a }, { data: b }], limit) => {
  let off = 0;
  for (let i = 0; i < a.length; i += 4)
    if ([0, 1, 2].some((colour) => Math.abs(a[i + colour] - b[i + colour]) > limit)) off++;
  return { off, dots: a.length / 4 };
}, tolerance);
