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

  const missing = () => {
    if (typeof WebAssembly !== 'object')
      return ['This browser is too old for Emic', 'Emic needs WebAssembly. Please use a current Firefox, Chrome, Edge or Safari.'];
    if (typeof WebGL2RenderingContext !== 'function')
      return ['This browser does not allow Emic to draw', 'Emic needs WebGL 2. It may be switched off in the settings of the browser ("hardware acceleration"), or the browser is too old.'];
    if (!globalThis.isSecureContext || !crypto.subtle)
      return ['This address is not safe enough for interviews', 'Browsers keep data safely only for pages opened over https, from this computer, or from a file. Please open Emic in one of these ways.'];
    return null;
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

  const offerUpdate = (worker) => {
    const banner = part('update');
    banner.hidden = false;
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
    if (!location.protocol.startsWith('http') || !navigator.serviceWorker) return;
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
    // What no handler has caught; window.js sets Module.hear when the program runs.
    const hear = (error) => { if (settings.hear) settings.hear(error); else if (error instanceof WebAssembly.RuntimeError) stopped(); };
    addEventListener('error', (event) => { if (event.error) hear(event.error); }); // without an error it is only a remark of the browser's
    addEventListener('unhandledrejection', (event) => hear(event.reason));
    try {
      settings.wasmBinary = await unpack(part('engine'), EMIC_ENGINE_SHA256);
      part('engine').remove();
    } catch {
      return trouble('This copy of Emic is damaged', 'The file does not hold what it should. Please get a fresh copy; your projects on this device are not touched.');
    }
    try {
      globalThis.emic = await createEmic(settings);
    } catch (error) {
      console.error(error);
      return trouble('Emic could not start', 'This browser could not run the program. Please try a current Firefox, Chrome, Edge or Safari. Your projects on this device are not touched.');
    }
    makeInstallable().catch((error) => console.warn('No offline copy could be kept:', error.message));
  };
  start();
})();
