// WebDriver sessions of browsers that Playwright does not drive: `run(command, parameters)` as the W3C names them. WebKitGTK has them over HTTP;
// Firefox, without a program between, takes the same commands on a socket of its own (Marionette).
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { display } from './display.mjs';

const patience = 60000; // milliseconds for a browser to start
const between = 50;     // milliseconds between two tries to reach it

const freePort = () => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

const until = async (what, attempt) => {
  for (const end = Date.now() + patience; ; await pause(between)) {
    const found = await attempt().catch(() => null);
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what} did not start within ${patience / 1000} s`);
  }
};

// A program in a group of its own, so that all it has started ends with it. `words()`: what it has said.
async function start(command, args, environment = {}) {
  const child = spawn(command, args, { env: { ...process.env, DISPLAY: await display(), ...environment }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => { said = (said + part).slice(-20000); });
  const ended = new Promise((resolve) => { child.once('exit', resolve).once('error', (error) => { said += error; resolve(); }); });
  const kill = () => { try { process.kill(-child.pid, 'SIGKILL'); } catch { /* it has ended */ } };
  process.once('exit', kill);
  const stop = async () => { kill(); await ended; process.off('exit', kill); };
  return { stop, words: () => said };
}

const failed = (command, { error, message }) => Object.assign(new Error(`${command}: ${error}: ${message}`), { code: error });

// ---------------------------------------------------------------- Firefox

const preferences = {
  'browser.shell.checkDefaultBrowser': false, 'browser.startup.homepage_override.mstone': 'ignore', 'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false, 'toolkit.telemetry.reportingpolicy.firstRun': false, 'app.update.enabled': false,
  'app.normandy.enabled': false, 'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false,
  'browser.topsites.contile.enabled': false, 'services.settings.server': 'data:,', 'extensions.getAddons.cache.enabled': false,
  'browser.tabs.warnOnClose': false, 'dom.disable_beforeunload': false, 'termsofuse.bypassNotification': true,
};

// `downloads`: the folder that files are saved in; `size`: of the page, about.
export async function firefox({ preferences: further = {}, args = [], downloads, size }) {
  const folder = mkdtempSync(join(tmpdir(), 'emic-firefox-')), port = await freePort();
  const all = { ...preferences, 'browser.download.folderList': 2, 'browser.download.dir': downloads, 'marionette.port': port, ...further };
  const bars = 85; // pixels above the page
  writeFileSync(join(folder, 'user.js'), Object.entries(all).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
  const program = await start('firefox-esr', ['--marionette', '--no-remote', '--profile', folder, '-width', String(size.width), '-height', String(size.height + bars), ...args, 'about:blank'], { MOZ_CRASHREPORTER_DISABLE: '1' });
  const socket = await until('Firefox', () => new Promise((resolve, reject) => {
    const attempt = connect(port, '127.0.0.1', () => resolve(attempt)).once('error', reject);
  })).catch(async (error) => { await program.stop(); throw new Error(`${error.message}\n${program.words()}`); });
  // Each message is its length, a colon and JSON: [0, id, command, parameters] there, [1, id, error, value] back. The first says who is there.
  const waiting = new Map();
  let bytes = Buffer.alloc(0), last = 0, greeted;
  const greeting = new Promise((resolve) => { greeted = resolve; });
  const lost = () => { for (const { reject } of waiting.values()) reject(new Error(`Firefox has gone\n${program.words()}`)); waiting.clear(); };
  socket.on('close', lost).on('error', lost).on('data', (part) => {
    bytes = Buffer.concat([bytes, part]);
    for (;;) {
      const colon = bytes.indexOf(':'), length = Number(bytes.subarray(0, colon));
      if (colon < 0 || bytes.length < colon + 1 + length) return;
      const message = JSON.parse(bytes.subarray(colon + 1, colon + 1 + length));
      bytes = bytes.subarray(colon + 1 + length);
      if (!Array.isArray(message)) { greeted(); continue; }
      const [, id, error, value] = message, { name, resolve, reject } = waiting.get(id);
      waiting.delete(id);
      error ? reject(failed(name, error)) : resolve(value && 'value' in value ? value.value : value);
    }
  });
  await greeting;
  const run = (name, parameters = {}) => new Promise((resolve, reject) => {
    const id = ++last, text = JSON.stringify([0, id, `WebDriver:${name}`, parameters]);
    waiting.set(id, { name, resolve, reject });
    socket.write(`${Buffer.byteLength(text)}:${text}`);
  });
  const close = async () => {
    socket.destroy();
    await program.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await run('NewSession', { capabilities: { alwaysMatch: { unhandledPromptBehavior: 'accept', strictFileInteractability: false } } });
  } catch (error) {
    await close();
    throw error;
  }
  return { run, close, name: 'Firefox' };
}

// ---------------------------------------------------------------- WebKitGTK

// Method and path of each command that is used; {id} stands for an element.
const paths = {
  Navigate: ['POST', '/url'], Refresh: ['POST', '/refresh'], SetWindowRect: ['POST', '/window/rect'], GetWindowRect: ['GET', '/window/rect'], TakeScreenshot: ['GET', '/screenshot'],
  ExecuteAsyncScript: ['POST', '/execute/async'], SetTimeouts: ['POST', '/timeouts'], PerformActions: ['POST', '/actions'],
  ElementSendKeys: ['POST', '/element/{id}/value'],
};

const ask = async (method, url, body) => {
  const answer = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = await answer.json();
  if (!answer.ok) throw failed(`${method} ${new URL(url).pathname}`, value);
  return value;
};

export async function webkit({ downloads }) {
  const folder = mkdtempSync(join(tmpdir(), 'emic-webkit-')), port = await freePort(), address = `http://127.0.0.1:${port}`;
  mkdirSync(join(folder, 'config'));
  writeFileSync(join(folder, 'config/user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  const program = await start('WebKitWebDriver', [`--port=${port}`], {
    HOME: folder, XDG_DATA_HOME: join(folder, 'data'), XDG_CACHE_HOME: join(folder, 'cache'), XDG_CONFIG_HOME: join(folder, 'config'), NO_AT_BRIDGE: '1',
  });
  let session = '';
  const close = async () => {
    if (session) await ask('DELETE', session).catch(() => {});
    await program.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await until('WebKitWebDriver', () => fetch(`${address}/status`));
    const { sessionId } = await ask('POST', `${address}/session`, { capabilities: { alwaysMatch: { unhandledPromptBehavior: 'accept' } } });
    session = `${address}/session/${sessionId}`;
  } catch (error) {
    await close();
    throw new Error(`${error.message}\n${program.words()}`);
  }
  const run = (name, parameters = {}) => {
    const [method, path] = paths[name];
    return ask(method, session + path.replace('{id}', parameters.id), method === 'GET' ? undefined : parameters);
  };
  return { run, close, name: 'WebKitGTK' };
}
