// Starts the page: checks what the browser can do, unpacks and verifies the engine, hands it to the program and keeps the page installable.
// Joined by web/pack.mjs with the program that Emscripten writes (createEmic) into the page's one script.
(() => {
  'use strict';
  const part = (id) => document.getElementById(id);

  // Shows a message in the researcher's words over everything else.
  const trouble = (title, text) => {
    const panel = part('trouble');
    panel.querySelector('h1').textContent = title;
    panel.querySelector('p').textContent = text;
    panel.hidden = false;
    panel.querySelector('button').onclick = () => location.reload();
  };
  const stopped = () => trouble('Emic has stopped',
    'Something went wrong inside the program. Everything it had saved up to now is still on this device. Start again to go on working.');

  const untouched = 'Nothing was opened or changed: projects that are stored in this browser are not touched.';
  const tooOld = ['This browser is too old for Emic', `Please use a current Firefox, Chrome, Edge or Safari. ${untouched}`];
  // Current browsers lack WebAssembly where a setting forbids to compile programs while they run.
  const switchedOff = ['This browser is not allowed to run Emic', `Emic’s program is WebAssembly, and WebAssembly is switched off here. These do so: Lockdown Mode on Apple’s devices, “Enhance your security on the web” in Edge, the security level “Safest” of the Tor Browser, and rules of an IT department against just-in-time compilation (JIT).

Make an exception for this page in that setting, ask your IT department for one, or open Emic in another browser. ${untouched}`];
  const unsafe = () => ['This address is not safe enough for interviews', `Emic was opened over http from another computer (${location.host}). On the way here anybody in the network could change it and read along, and for such an address browsers keep nothing safely. So Emic does not start.

Open it over https instead (whoever runs ${location.hostname} can set that up), or have them give you the file emic.html and open it from your own disk: everything works in it too. ${untouched}`];

  const missing = () => {
    if (!globalThis.isSecureContext && location.protocol === 'http:') return unsafe();
    if (typeof WebAssembly !== 'object') return typeof structuredClone === 'function' && [].findLast ? switchedOff : tooOld;
    if (!globalThis.crypto?.subtle || !globalThis.ResizeObserver) return tooOld;
    return null;
  };

  // Why the program does not begin to run.
  const failure = (error) => {
    const words = String(error?.message ?? error);
    if (/out of memory|allocat/i.test(words) || error instanceof RangeError)
      return ['There is too little memory for Emic', `The browser gives Emic too little memory to start. Please close other tabs and windows of the browser and start again. ${untouched}`];
    if (/disallowed|CompileError|unsafe-eval/i.test(words)) return switchedOff;
    return ['Emic could not start', `This browser could not run the program. Please try a current Firefox, Chrome, Edge or Safari. ${untouched}\n\nWhat the browser says about it: ${words}`];
  };

  // The page's one Trusted Types policy: it lets through the addresses of our service worker and of our own verified parts, nothing else.
  const ownScripts = new Set(['sw.js']);
  const policy = globalThis.trustedTypes?.createPolicy('emic', {
    createScriptURL: (address) => { if (ownScripts.has(address)) return address; throw new TypeError('refused'); },
  }) ?? { createScriptURL: (address) => address };

  // The module's settings. Platform code (web/js) reads from it:
  //   Module.canvas, Module.trouble(title, text), Module.version (hash of the build),
  //   Module.pdfWorker() => Promise of a Worker that reads one PDF file,
  //   and sets Module.beforeUpdate: () => Promise, awaited before a new version takes over, and Module.hear(error): shows what nothing has caught.
  const settings = { canvas: part('canvas'), version: EMIC_BUILD, trouble, onAbort: stopped, beforeUpdate: null };

  // Where this page lies; the service worker (web/sw.js) names its copies and looks for running pages by it.
  const site = location.protocol.startsWith('http') ? new URL('./', location.href).href : '';
  const isRunning = () => navigator.locks?.request(`emic page ${site} ${EMIC_BUILD}`, { mode: 'shared' }, () => new Promise(() => {}));

  // What the service worker keeps may be what is damaged: without it, the next start asks the site for the page.
  const forgetCopy = async () => {
    for (const name of await globalThis.caches?.keys() ?? []) if (name.startsWith(`emic ${site} `)) await caches.delete(name);
  };

  const offerUpdate = (worker) => {
    const banner = part('update');
    banner.hidden = false;
    worker.addEventListener('statechange', () => { banner.hidden = true; }, { once: true }); // it took over by itself, or another window took it
    banner.onclick = async (event) => {
      if (event.target.value === 'later') banner.hidden = true;
      if (event.target.value !== 'accept') return;
      banner.hidden = true;
      await settings.beforeUpdate?.();
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      worker.postMessage('take over');
    };
  };

  const makeInstallable = async () => {
    if (!site || !navigator.serviceWorker) return;
    const manifest = document.createElement('link');
    manifest.rel = 'manifest';
    manifest.href = 'manifest.webmanifest';
    document.head.append(manifest);
    const registration = await navigator.serviceWorker.register(policy.createScriptURL('sw.js'), { updateViaCache: 'none' });
    const watch = (worker) => worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) offerUpdate(worker);
    });
    if (registration.waiting && navigator.serviceWorker.controller) offerUpdate(registration.waiting);
    watch(registration.installing);
    registration.addEventListener('updatefound', () => watch(registration.installing));
  };

  // The content of a packed part of the page; throws when it is not what was packed.
  const unpack = async (block, sha256) => {
    // Its first 256 letters say which letter is which byte (web/letters.mjs).
    const text = block.textContent;
    const byteOf = new Uint8Array(0x200);
    for (let byte = 0; byte < 256; byte++) byteOf[text.charCodeAt(byte)] = byte;
    const bytes = new Uint8Array(Math.max(0, text.length - 256));
    for (let i = 0; i < bytes.length; i++) bytes[i] = byteOf[text.charCodeAt(i + 256)];
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (hex !== sha256) throw new Error('damaged');
    return bytes;
  };

  settings.pdfWorker = async () => {
    const script = await unpack(part('pdf'), EMIC_PDF_SHA256);
    const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
    ownScripts.add(address);
    const worker = new Worker(policy.createScriptURL(address));
    ownScripts.delete(address);
    setTimeout(() => URL.revokeObjectURL(address), 60000); // milliseconds; a slow machine still reads from it
    return worker;
  };

  const start = async () => {
    const lacking = missing();
    if (lacking) return trouble(...lacking);
    if (site) isRunning()?.catch((error) => console.warn('Other windows do not see this one:', error.message));
    // What no handler has caught; window.js sets Module.hear when the program runs.
    const hear = (error) => { if (settings.hear) settings.hear(error); else if (error instanceof WebAssembly.RuntimeError) stopped(); };
    addEventListener('error', (event) => { if (event.error) hear(event.error); }); // without an error it is only a remark of the browser's
    addEventListener('unhandledrejection', (event) => hear(event.reason));
    try {
      settings.wasmBinary = await unpack(part('engine'), EMIC_ENGINE_SHA256);
      part('engine').remove();
    } catch {
      if (site) await Promise.race([forgetCopy().catch(() => {}), new Promise((done) => setTimeout(done, 5000))]); // milliseconds; it may never answer
      return trouble('This copy of Emic is damaged', `The file does not hold what it should. Please ${
        site ? 'start again with a connection to the network, so that Emic can get a fresh copy' : 'get a fresh copy'}; your projects on this device are not touched.`);
    }
    try {
      globalThis.emic = await createEmic(settings);
    } catch (error) {
      console.error(error);
      return trouble(...failure(error));
    }
    makeInstallable().catch((error) => console.warn('No offline copy could be kept:', error.message));
  };
  start();
})();
