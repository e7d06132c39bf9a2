// The built page in each engine: Chromium in a window without any flag about graphics, Firefox and WebKitGTK as Debian has them.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { dist, startServer, whenClosed } from '../harness.mjs';
import { display } from './display.mjs';
import { DrivenPage } from './driven_page.mjs';
import { firefox, webkit } from './webdriver.mjs';

export const engines = ['Chromium', 'Firefox', 'WebKitGTK'];
const size = { width: 1280, height: 800 };

// The browser itself: Debian's script of that name adds flags about graphics of its own. Playwright's flag about them is left out too.
async function chromiumWindow(whatElse) {
  const executablePath = ['/usr/lib/chromium/chromium', process.env.EMIC_CHROMIUM ?? ''].find(existsSync);
  const browser = await chromium.launch({
    executablePath, headless: false, chromiumSandbox: false, env: { ...process.env, DISPLAY: await display() },
    args: ['--no-first-run', '--disable-background-networking', '--window-size=1280,900'], ignoreDefaultArgs: ['--enable-unsafe-swiftshader'],
  });
  const context = await browser.newContext({ viewport: size, acceptDownloads: true, ...whatElse });
  return { page: await context.newPage(), close: () => browser.close() };
}

async function driven(start, whatElse) {
  const downloads = mkdtempSync(join(tmpdir(), 'emic-downloads-'));
  const session = await start({ ...whatElse, downloads, size });
  const page = new DrivenPage(session, { downloads });
  const close = async () => {
    await page.close();
    rmSync(downloads, { recursive: true, force: true });
  };
  try {
    await page.setViewportSize(size);
  } catch (error) {
    await close();
    throw error;
  }
  return { page, close };
}

// Opens the page over http (or, `over` 'file', the single file) in one of the engines, in a fresh profile. Returns page, address and close().
// `whatElse` is for the browser: `preferences` and `args` of Firefox, Playwright's context options for Chromium.
export async function openIn(engine, { over = 'http', whatElse = {} } = {}) {
  const server = over === 'http' ? await startServer() : null;
  const address = server?.address ?? pathToFileURL(join(dist, 'emic.html')).href;
  const { page, close } = engine === 'Chromium' ? await chromiumWindow(whatElse) : await driven(engine === 'Firefox' ? firefox : webkit, whatElse);
  const closed = whenClosed(async () => { await close(); await server?.close(); });
  await page.goto(address);
  return { page, address, close: closed };
}
