// The interface as such: drawn only when something happens, in light and dark, named for assistive technology, closed to strangers' script.
import { assert, atRest, framesDrawn, openPage, started, test, turns } from './harness.mjs';
import { mirrorNodes, Researcher } from './researcher.mjs';

async function sample(options) {
  const opened = await openPage(options);
  const me = new Researcher(opened.page);
  await started(opened.page);
  await me.home();
  await me.click('button', 'Start from the sample study');
  await me.shown('document', 'P01');
  await me.saved();
  return { ...opened, me };
}

test('an idle page draws no frame', { seconds: 240 }, async () => {
  const { page, me } = await sample();
  const rests = async (where) => {
    await atRest(page, 60000).catch(() => assert.fail(`${where} keeps drawing`));
    await turns(page, 60); // what was due a little later has come
    await atRest(page);
    const before = await framesDrawn(page);
    await turns(page, 60);
    assert.equal(await framesDrawn(page), before, `${where} draws without a reason`);
  };
  await rests('a document');
  await me.select('ward');
  await rests('a selection');
  await me.press('Enter');
  await me.field('Code');
  await rests('the code picker with its field');
  await me.press('Escape');
  await me.mode('Report');
  await rests('the report');
  const before = await framesDrawn(page);
  await page.mouse.move(400, 400);
  await page.waitForFunction((last) => Number(document.querySelector('canvas').dataset.frames) > last, before);
});

test('keys that come faster than frames are all taken', async () => {
  const { page, me } = await sample();
  await me.select('ward');
  await me.press('ArrowLeft');
  await me.drawn();
  await page.evaluate(() => {
    for (let i = 0; i < 12; i++)
      for (const type of ['keydown', 'keyup'])
        document.querySelector('canvas').dispatchEvent(new KeyboardEvent(type, { key: 'ArrowRight', code: 'ArrowRight', shiftKey: true, bubbles: true, cancelable: true }));
  });
  await atRest(page);
  assert.equal([...(await me.copied()).plain].length, 12);
});

test('copy gives the selected words, or the chosen passage with its place', async () => {
  const { page, me } = await sample();
  await me.select('ward');
  assert.deepEqual(await me.copied(), { plain: 'ward', html: '<p dir="auto">ward</p>' });
  await me.press('Escape', ']');
  await page.locator('#mirror mark[aria-current=true]').waitFor({ state: 'attached' });
  const { plain, html } = await me.copied();
  assert.match(plain, /^“.+” \(P01, paragraph \d+\)$/s);
  assert.match(html, /^<blockquote dir="auto">.+<\/blockquote><p dir="auto">P01, paragraph \d+<\/p>$/s);
});

test('what scrolls into view is told when the page rests, and what scrolled away is not', async () => {
  const { page } = await openPage(), me = new Researcher(page);
  await started(page);
  await me.home();
  const text = Array.from({ length: 150 }, (_, i) => `P01: Turn ${i} of a night on the ward, when nobody came and I lay awake until the morning. `.repeat(1 + i % 3)).join('\n');
  await me.pick([{ name: 'P01.txt', mimeType: 'text/plain', buffer: Buffer.from(text) }]);
  await me.imported(['P01']);
  await me.place(page.getByRole('document', { name: 'P01', exact: true }));
  const told = () => page.evaluate(() => {
    const box = (element) => { const { top, bottom } = element.getBoundingClientRect(); return { top, bottom }; };
    const view = box(document.querySelector('#mirror [role=document]'));
    return { view, rows: [...document.querySelectorAll('#mirror [role=document] p')].map((row) => ({ turn: Number(/Turn (\d+)/.exec(row.textContent)[1]), ...box(row) })) };
  });
  await page.mouse.move(600, 450);
  let first = 0;
  for (const down of [90, 140, -60, 300]) {
    for (let i = 0; i < 12; i++) { await page.mouse.wheel(0, down); await turns(page, 1); }
    await atRest(page);
    const { view, rows } = await told();
    assert.deepEqual(rows.map(({ turn }) => turn), rows.map((_, i) => rows[0].turn + i), 'consecutive');
    for (const row of rows) assert.ok(row.bottom > view.top && row.top < view.bottom, `turn ${row.turn} is not in view`);
    assert.ok(rows[0].top <= view.top + 40 && rows.at(-1).bottom >= view.bottom - 60, 'the view is full of them, but for the gaps between');
    assert.ok(down > 0 ? rows[0].turn > first : rows[0].turn < first, `first turn ${rows[0].turn} after ${first}`);
    first = rows[0].turn;
  }
});

// Roles that mean a control, which must say what it is.
const controls = ['button', 'checkbox', 'radio', 'tab', 'treeitem', 'option', 'textbox', 'menuitem', 'link', 'dialog', 'tree', 'listbox', 'document', 'heading', 'status'];

async function assertNamed(page, where) {
  const nodes = await mirrorNodes(page);
  assert.ok(nodes.length > 5, `${where} has a mirror`);
  assert.deepEqual(nodes.filter(({ role, name }) => controls.includes(role) && !name.trim()).map(({ role, x, y }) => `${role} at ${x},${y}`), [], `nameless in ${where}`);
  assert.equal(new Set(nodes.map(({ id }) => id)).size, nodes.length, `ids are unique in ${where}`);
  const window = page.viewportSize();
  const outside = nodes.filter(({ role, x, y, width, height }) => role === 'button' && width > 0 && height > 0 && (x > window.width || y > window.height || x + width < 0 || y + height < 0));
  assert.deepEqual(outside.map(({ name }) => name), [], `buttons outside of the window in ${where}`);
  const active = await page.locator('canvas').getAttribute('aria-activedescendant');
  if (active) assert.ok(nodes.some(({ id }) => id === active), `the focused node is there in ${where}`);
  return nodes;
}

test('every control of every mode has a role and a name', { seconds: 240 }, async () => {
  const { page, me } = await sample();
  for (const mode of ['Code', 'Compare', 'Search', 'Themes', 'Report']) {
    await me.mode(mode);
    const nodes = await assertNamed(page, mode);
    assert.ok(nodes.filter(({ role }) => role === 'tab').length >= 5);
  }
  await me.mode('Search');
  await me.click('textbox', 'Search all documents, memos and codes');
  await me.field('Search all documents, memos and codes');
  await me.type('ward');
  await me.node('checkbox').first().waitFor({ state: 'attached' });
  await assertNamed(page, 'search results');
  await me.press('Enter');
  await me.mode('Code');
  for (const [key, dialog] of [['Control+k', 'Commands'], ['?', 'Keys']]) {
    await me.press(key);
    await me.shown('dialog', dialog);
    await assertNamed(page, dialog);
    await me.press('Escape');
    await me.gone('dialog', dialog);
  }
  await me.click('tab', 'Settings');
  await me.shown('dialog', 'Settings');
  await assertNamed(page, 'Settings');
  await me.click('radio', 'Dark');
  await me.press('Escape');
  await me.click('button', 'All projects');
  await me.home();
  await assertNamed(page, 'home');
});

test('the keyboard alone reaches the controls', async () => {
  const { page, me } = await sample();
  const seen = new Set();
  for (let i = 0; i < 12; i++) {
    await me.press('Tab');
    await me.drawn();
    const active = await page.locator('canvas').getAttribute('aria-activedescendant');
    const label = active && await page.locator(`#${active}`).getAttribute('aria-label');
    if (label) seen.add(label);
  }
  assert.ok(seen.size >= 6, `Tab reaches ${[...seen].join(', ')}`);
});

test('light and dark are different pictures', async () => {
  const brightness = async (colorScheme) => {
    const { page, me, close } = await sample({ context: { colorScheme } });
    await me.drawn();
    const picture = await page.screenshot();
    await close();
    const { page: judge, close: done } = await openPage({ before: (fresh) => fresh.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<p>judge' })) });
    const mean = await judge.evaluate(async (base64) => {
      const blob = new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: 'image/png' });
      const image = await createImageBitmap(blob);
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      let sum = 0;
      for (let i = 0; i < data.length; i += 4) sum += data[i] + data[i + 1] + data[i + 2];
      return sum / (data.length / 4) / 3;
    }, picture.toString('base64'));
    await done();
    return mean;
  };
  const light = await brightness('light'), dark = await brightness('dark');
  assert.ok(light > 200, `light is ${light}`);
  assert.ok(dark < 80, `dark is ${dark}`);
});

for (const over of ['http', 'file']) {
  test(`a script put into the page does not run, over ${over}`, async () => {
    const { page } = await openPage({ over });
    await started(page);
    await page.evaluate(() => { globalThis.broken = []; addEventListener('securitypolicyviolation', ({ effectiveDirective }) => broken.push(effectiveDirective)); });
    await page.evaluate(() => {
      // A parser of HTML as an intruder would use it; a frame's own document cannot be written either.
      const script = document.createElement('script');
      try { script.append('globalThis.intruder = 1'); document.body.append(script); } catch { /* refused at once */ }
      try { document.body.setAttribute('onclick', 'globalThis.intruder = 2'); } catch { /* refused at once */ }
      document.body.click();
    });
    await page.waitForFunction(() => broken.length > 0);
    assert.equal(await page.evaluate(() => globalThis.intruder), undefined);
    assert.ok((await page.evaluate(() => broken)).every((name) => /^(script-src|require-trusted-types-for)/.test(name)));
  });
}
