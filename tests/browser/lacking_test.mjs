// What the researcher is told where the browser, the computer or the address lacks something: what is so, what it means for the work, what to do.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, openPage, started, startServer, test, trouble, whenClosed } from './harness.mjs';
import { Researcher } from './researcher.mjs';

// Opens a page that cannot start, and gives what it says.
async function refusal(options) {
  const { page } = await openPage(options);
  await page.waitForFunction(() => !document.getElementById('trouble').hidden);
  return trouble(page);
}
const lacking = (script, argument) => ({ before: (page, context) => context.addInitScript(script, argument) });
const untouched = /[Pp]rojects (that are stored in this browser|on this device) are not touched/;

async function sample(options) {
  const { page, complaints } = await openPage(options), me = new Researcher(page);
  await started(page);
  await me.home();
  await me.click('button', 'Start from the sample study');
  await me.shown('document', 'P01');
  return { page, me, complaints };
}
// The new code may lie below the end of the list.
async function coded(me, name) {
  await me.press('Enter');
  await me.field('Code');
  await me.type(name);
  await me.press('Shift+Enter');
  await me.marked(`coded: ${name}`);
}
const alert = (me, words) => me.page.locator('#mirror [role=alert]', { hasText: words });

// ---------------------------------------------------------------- what the program needs

test('without WebAssembly a current browser is told apart from an old one', async () => {
  const current = await refusal(lacking(() => { delete globalThis.WebAssembly; }));
  for (const words of [/not allowed to run Emic/, /WebAssembly is switched off/, /Make an exception for this page/, untouched]) assert.match(current, words);
  assert.doesNotMatch(current, /too old/);
  const old = await refusal(lacking(() => { delete globalThis.WebAssembly; delete globalThis.structuredClone; }));
  for (const words of [/too old/, /current Firefox, Chrome, Edge or Safari/, untouched]) assert.match(old, words);
});

test('a browser without just-in-time compilation says that it is not allowed to run Emic', async () => {
  assert.match(await refusal({ launch: { args: ['--js-flags=--jitless'] } }), /not allowed to run Emic[^]*just-in-time/);
});

test('where WebAssembly is there and may not compile, or memory is short, that is what is said', async () => {
  const throwing = (kind, words) => lacking(([name, message]) => {
    WebAssembly.instantiate = WebAssembly.compile = async () => { throw name === 'CompileError' ? new WebAssembly.CompileError(message) : new RangeError(message); };
  }, [kind, words]);
  assert.match(await refusal(throwing('CompileError', 'Wasm code generation disallowed by embedder')), /not allowed to run Emic/);
  assert.match(await refusal(throwing('RangeError', 'WebAssembly.instantiate(): Out of memory')), /too little memory[^]*close other tabs/);
});

test('an address of another computer over http is refused with the ways that are safe', async () => {
  const { port } = await startServer();
  const said = await refusal({ address: `http://emic.test:${port}/`, launch: { args: ['--host-resolver-rules=MAP emic.test 127.0.0.1'] } });
  for (const words of [/not safe enough/, new RegExp(`emic\\.test:${port}`), /Open it over https/, /emic\.html/, untouched]) assert.match(said, words);
});

test('without JavaScript the page says what it needs, readably', async () => {
  const { page } = await openPage({ context: { javaScriptEnabled: false } });
  const panel = page.locator('noscript');
  const said = await panel.innerText();
  for (const words of [/JavaScript is switched off/, /sends nothing anywhere/, untouched, /allow scripts for this page/]) assert.match(said, words);
  const { x, y, width, height } = await panel.boundingBox();
  assert.ok(x >= 0 && y >= 0 && width > 300 && width < 800 && height > 80, JSON.stringify({ x, y, width, height }));
});

// ---------------------------------------------------------------- what is drawn on

// Canvases of these kinds are refused.
const refusing = (kinds) => lacking((refused) => {
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return refused.includes(kind) ? null : getContext.call(this, kind, ...rest); };
}, kinds);

test('without any canvas, and with WebGL alone, it is said that there is nothing to draw on', async () => {
  for (const options of [refusing(['2d', 'webgl2', 'webgl']), { ...refusing(['2d']), renderer: 'webgl' }]) {
    const said = await refusal(options);
    for (const words of [/nothing to draw on/, /a setting or an extension may forbid it/, untouched]) assert.match(said, words);
  }
});

test('WebGL that is promised and does not come is no reason to stop', async () => {
  const { page, me } = await sample({ ...refusing(['webgl2']), renderer: 'webgl' });
  await me.saved();
  assert.equal(await page.evaluate(() => !!document.getElementById('canvas').getContext('2d')), true);
});

test('a graphics card lost while a code and a memo are typed loses no letter', { seconds: 240 }, async () => {
  const { page, me } = await sample({ renderer: 'webgl' });
  await me.saved();
  await me.select('ward');
  await me.press('Enter');
  await me.field('Code');
  await page.keyboard.type('Lost ');
  await page.evaluate(() => document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext());
  await page.keyboard.type('while typing');
  await page.keyboard.press('Shift+Enter'); // nothing is drawn at this time
  await me.marked('coded: Lost while typing');
  await page.waitForSelector('#paper', { state: 'attached' });
  await me.press('m');
  await me.field('Memo on this passage');
  await me.type('Not a letter is missing.');
  await me.press('Tab');
  await me.noField();
  await me.saved();
  await page.reload();
  await started(page);
  await me.marked('coded: Lost while typing');
});

test('a graphics card that goes and leaves no canvas at all says that the work is kept', { seconds: 240 }, async () => {
  const { page, me } = await sample({ renderer: 'webgl' });
  await me.saved();
  await page.evaluate(() => {
    const { getContext } = HTMLCanvasElement.prototype, canvas = document.getElementById('canvas');
    canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext();
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind === '2d' ? null : getContext.call(this, kind, ...rest); };
  });
  await page.waitForFunction(() => !document.getElementById('trouble').hidden);
  assert.match(await trouble(page), /nothing to draw on any more[^]*up to the last change is kept/);
});

// A browser that has only the fonts of these folders.
function withFonts(folders) {
  const folder = mkdtempSync(join(tmpdir(), 'emic-fonts-')), list = join(folder, 'fonts.conf');
  whenClosed(async () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(list, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders.map((each) => `<dir>${each}</dir>`).join('')}<cachedir>${folder}</cachedir></fontconfig>`);
  return { launch: { env: { ...process.env, FONTCONFIG_FILE: list } } };
}
const interviews = {
  Thai: 'เรานอนไม่หลับทั้งคืน', Arabic: 'نقلوني في الليل ولم يسألني أحد', Hebrew: 'העבירו אותי בלילה', Greek: 'Με μετέφεραν τη νύχτα', Ethiopic: 'በሌሊት አዛወሩኝ ማንም አልጠየቀኝም',
  Devanagari: 'उन्होंने मुझे रात में हटाया', Han: '他们在夜里把我转走了', Hangul: '그들은 밤에 나를 옮겼다', Khmer: 'ពួកគេបានផ្លាស់ទីខ្ញុំនៅពេលយប់', Myanmar: 'သူတို့ကျွန်မကိုညမှာရွှေ့တယ်', Georgian: 'ღამით გადამიყვანეს',
};
const reading = async (options) => {
  const { page } = await openPage(options), me = new Researcher(page);
  await started(page);
  await me.home();
  await me.pick([{ name: 'P01.txt', mimeType: 'text/plain', buffer: Buffer.from(Object.values(interviews).join('\n')) }]);
  await me.imported(['P01']);
  await me.saved();
  await me.drawn();
  return { page, me };
};

test('a script for which there is no font is told, with what that means', async () => {
  const { me } = await reading(withFonts(['/usr/share/fonts/truetype/dejavu']));
  for (const script of ['Thai', 'Ethiopic', 'Devanagari', 'Khmer'])
    await alert(me, new RegExp(`no font for ${script} letters .*The text is whole all the same.*install a font`)).waitFor({ state: 'attached' });
  for (const script of ['Arabic', 'Hebrew', 'Greek']) assert.equal(await alert(me, `no font for ${script}`).count(), 0, script);
});

test('where the fonts are there, nothing is said of them', async () => {
  const { me } = await reading();
  assert.equal(await alert(me, /no font for/).count(), 0);
});

// ---------------------------------------------------------------- what keeps the work

test('a browser that does not promise to keep what is stored: calm advice, and not again after a reload', async () => {
  const { page, me } = await sample({ untold: true });
  const advice = page.locator('#mirror [role=status]', { hasText: /does not promise to keep.*Save a copy of the project as a file/ });
  await advice.waitFor({ state: 'attached' });
  await me.saved();
  assert.equal(await alert(me, /does not promise/).count(), 0, 'it is advice, and nothing is lost');
  await me.status(/^Saved on this device$/).waitFor({ state: 'attached' });
  await page.reload();
  await started(page);
  await me.shown('document', 'P01');
  await me.select('ward');
  await me.press('v');
  await me.saved();
  assert.equal(await advice.count(), 0);
});

test('a browser that promises to keep what is stored says nothing', async () => {
  const { page, me } = await sample({ untold: true, ...lacking(() => { StorageManager.prototype.persist = async () => true; }) });
  await me.saved();
  await me.drawn();
  assert.equal(await page.locator('#mirror [role=status]', { hasText: /does not promise/ }).count(), 0);
});

test('a private window says at the start that all goes with it, and the top bar goes on saying so', async () => {
  const { page, me } = await sample({ untold: true, ...lacking(() => {
    Object.defineProperty(Navigator.prototype, 'userAgentData', { get: () => undefined });
    StorageManager.prototype.getDirectory = async () => { throw new DOMException('refused', 'SecurityError'); };
  }) });
  await alert(me, /private window.*gone when you close it.*save a copy of the project as a file/).waitFor({ state: 'attached' });
  await me.status(/^Saved in this private window only$/).waitFor({ state: 'attached' });
  assert.equal(await alert(me, /does not promise/).count(), 0, 'not a second time in other words');
  assert.equal(await page.locator('#mirror [role=status]', { hasText: 'Saved on this device' }).count(), 0);
});

// Parts of the browser's storage fall silent when `window.silent` names them; `window.answer()` gives what was held back.
const falling = (...silent) => lacking((names) => {
  window.silent = new Set(names);
  const held = [], never = new Promise(() => {});
  window.answer = () => { window.silent.clear(); for (const work of held.splice(0)) work(); };
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...given) { return window.silent.has('opening') ? new EventTarget() : open.apply(this, given); };
  for (const [handler, event] of [['oncomplete', 'complete'], ['onabort', 'abort']]) {
    Object.defineProperty(IDBTransaction.prototype, handler, {
      set(work) { this.addEventListener(event, (told) => window.silent.has('transactions') ? held.push(() => work(told)) : work(told)); },
    });
  }
  for (const [part, prototype, methods] of [['caches', CacheStorage.prototype, ['open', 'has', 'keys', 'match', 'delete']], ['locks', LockManager.prototype, ['request', 'query']]]) {
    for (const method of methods) {
      const usual = prototype[method];
      prototype[method] = function (...given) { return window.silent.has(part) ? never : usual.apply(this, given); };
    }
  }
}, silent);

test('storage that does not open is told on the home page, and what is begun is never said to be saved', { seconds: 180 }, async () => {
  const { page } = await openPage(falling('opening')), me = new Researcher(page);
  me.page.setDefaultTimeout(60000);
  await started(page);
  await me.home();
  await alert(me, /does not answer when Emic asks for what is stored.*Nothing was changed.*load the page again/).waitFor({ state: 'attached' });
  await me.click('button', 'Go on');
  await me.click('button', 'Start from the sample study');
  await me.shown('document', 'P01');
  await me.status(/^NOT SAVED$/).waitFor({ state: 'attached' });
  assert.match(await me.status(/^NOT SAVED$/).getAttribute('aria-description'), /does not answer when asked to save.*Save a copy of the project as a file now/);
});

test('storage that falls silent while one works is told, and what it answers late still counts', { seconds: 180 }, async () => {
  const { page, me } = await sample(falling());
  page.setDefaultTimeout(60000);
  await me.saved();
  await page.evaluate(() => window.silent.add('transactions'));
  await me.select('ward');
  await coded(me, 'Said in silence');
  await me.status(/^Saving…$/).waitFor({ state: 'attached' });
  await me.status(/^NOT SAVED$/).waitFor({ state: 'attached' });
  assert.match(await me.status(/^NOT SAVED$/).getAttribute('aria-description'), /does not answer when asked to save.*in this window only.*Save a copy/);
  await page.evaluate(() => window.answer());
  await me.saved();
  await page.reload();
  await started(page);
  await me.marked('coded: Said in silence');
});

test('a second place that does not answer keeps nobody from saving, and erasing says what is so', { seconds: 240 }, async () => {
  const { page, me } = await sample(falling('caches'));
  page.setDefaultTimeout(60000);
  await me.saved();
  await me.click('button', 'All projects');
  await me.home();
  const erase = page.locator('#mirror [role=button][aria-label^="Erase “Sample"]');
  await page.mouse.click(...await me.middle(erase));
  await me.click('button', 'Erase');
  await alert(me, /does not answer when asked to erase, so the project may still be on this device/).waitFor({ state: 'attached' });
  await page.evaluate(() => window.answer());
  await me.gone('link', /^Sample study/);
});

test('locks that do not answer are no other window', { seconds: 180 }, async () => {
  const { page, me } = await sample(falling('locks'));
  page.setDefaultTimeout(60000);
  await me.saved();
  await page.reload();
  await started(page);
  await me.shown('document', 'P01');
  assert.equal(await page.locator('#mirror [role=status]', { hasText: 'Read only' }).count(), 0);
  await me.select('ward');
  await coded(me, 'Written without a lock');
  await me.saved();
});
