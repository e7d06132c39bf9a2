// Opens and drives the probe: a page that stands on the real port with a small program of its own (probe.cpp).
import { join } from 'node:path';
import { atRest, openPage, root, startServer, started } from '../harness.mjs';

export const probeDir = process.env.EMIC_PROBE ?? join(root, 'build/web/platform_probe_page');

// The numbers of platform::Key.
export const key = { enter: 1, escape: 2, tab: 3, up: 10, down: 11, f2: 17, right: 9 };

export async function openProbe({ over = 'http', address, ...options } = {}) {
  const server = over === 'http' && !address ? await startServer({ dir: probeDir }) : undefined;
  const opened = await openPage({ over, path: join(probeDir, 'emic.html'), address: address ?? server?.address, ...options });
  await started(opened.page);
  await opened.page.waitForFunction(() => Number(document.getElementById('canvas').dataset.frames) > 0);
  return { ...opened, server };
}

export const probe = (page, command) => page.evaluate((each) => globalThis.probe(each), command);
export const events = (page) => page.evaluate(() => globalThis.probeEvents);
export const anyOf = (is) => (event) => event.is === is;

// Waits for the first event that fits, also among the earlier ones.
export async function heard(page, fits, milliseconds = 10000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const all = await events(page), found = all.find(fits);
    if (found) return found;
    if (Date.now() > end) throw new Error(`not heard: ${fits}\nbut: ${JSON.stringify(all).slice(-1500)}`);
    await page.waitForFunction((known) => globalThis.probeEvents.length > known, all.length, { timeout: milliseconds }).catch(() => {});
  }
}

// Resolves when no frame is on its way any more.
export const quiet = (page) => atRest(page);
