// Every script is drawn by the browser's own fonts: ink where text stands, different for different characters, selected by characters.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, corpora, openPage, started, test } from './harness.mjs';
import { assertQuotations, Researcher } from './researcher.mjs';

// What stands in a rectangle of the page: share of pixels that are not paper, share of coloured ones, and the ink's own pattern.
async function ink(page, { x, y, width, height }) {
  const picture = (await page.screenshot({ clip: { x, y, width, height } })).toString('base64');
  const judge = await page.context().newPage();
  try {
    return await judge.evaluate(async (base64) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], { type: 'image/png' }));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const paper = [data[0], data[1], data[2]];
      let dark = 0, coloured = 0, pattern = 0;
      for (let i = 0; i < data.length; i += 4) {
        const [r, g, b] = [data[i], data[i + 1], data[i + 2]];
        if (Math.abs(r - paper[0]) + Math.abs(g - paper[1]) + Math.abs(b - paper[2]) <= 60) continue;
        dark++;
        if (Math.max(r, g, b) - Math.min(r, g, b) > 60) coloured++;
        pattern = (pattern * 31 + i) % 2147483647;
      }
      return { dark: dark / (data.length / 4), coloured: coloured / (data.length / 4), pattern };
    }, picture);
  } finally {
    await judge.close();
  }
}

test('Chinese, Japanese, Korean and emoji are drawn as themselves', { seconds: 180 }, async () => {
  const { page } = await openPage();
  const me = new Researcher(page);
  await started(page);
  await me.home();
  const samples = { 世: 'Han', 界: 'Han', ひ: 'Hiragana', カ: 'Katakana', 한: 'Hangul', 글: 'Hangul', é: 'Latin', ж: 'Cyrillic', λ: 'Greek', '🙂': 'emoji', '💛': 'emoji' };
  const text = Object.keys(samples).map((character) => character.repeat(8)).join('\n');
  await me.pick([{ name: 'scripts.txt', mimeType: 'text/plain', buffer: Buffer.from(text) }]);
  await me.imported(['scripts']);
  await page.mouse.move(5, 5);
  await me.press('Control+End');
  await me.drawn();
  const patterns = new Map();
  for (const [character, script] of Object.entries(samples)) {
    const paragraph = page.locator('#mirror p', { hasText: character.repeat(8) });
    const place = await me.place(paragraph);
    const { dark, coloured, pattern } = await ink(page, { ...place, width: 100 });
    assert.ok(dark > 0.04 && dark < 0.9, `${script} ${character}: ${dark} of the place is ink`);
    if (script === 'emoji') assert.ok(coloured > 0.05, `${character} keeps its colours: ${coloured}`);
    assert.ok(!patterns.has(pattern), `${character} looks like ${patterns.get(pattern)}: the font lacks it`);
    patterns.set(pattern, character);
  }
});

test('transcripts in many languages are read, coded and exported letter by letter', { needs: 'corpora', seconds: 240 }, async () => {
  const { page, complaints } = await openPage();
  const me = new Researcher(page);
  await started(page);
  await me.home();
  const languages = ['zh-hans', 'ja', 'fr', 'sw', 'hi', 'th'];
  await me.pick(languages.map((name) => join(corpora, 'multilingual', `udhr-${name}.txt`)));
  const names = languages.map((name) => `udhr-${name}`);
  await me.imported(names);
  const words = { 'udhr-zh-hans': '人类家庭所有成员的固有尊严', 'udhr-ja': '固有の尊厳と平等', 'udhr-fr': 'dignité inhérente' };
  for (const name of names) {
    await me.open(name);
    await me.drawn();
    const paragraphs = page.locator('#mirror p');
    assert.ok(await paragraphs.count() > 1, name);
    const { dark } = await ink(page, await me.place(page.getByRole('document', { name, exact: true })));
    assert.ok(dark > 0.01, `${name}: ${dark} of the page is ink`);
    if (!words[name]) continue;
    await me.select(words[name]);
    assert.equal((await me.copied()).plain, words[name]);
    await me.press('v');
    await me.shown('treeitem', words[name], ['tree', 'Codes']);
  }
  const project = await me.project();
  const textOf = (document) => project.documents.find(({ name }) => name === document).text;
  for (const name of names) {
    const file = readFileSync(join(corpora, 'multilingual', `${name}.txt`), 'utf8').replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
    assert.equal(textOf(name).trimEnd(), file.trimEnd(), name);
  }
  const rows = await me.quotations();
  assert.deepEqual(rows.map(({ quotation }) => quotation).sort(), Object.values(words).sort());
  assertQuotations(rows, textOf);
  assert.deepEqual(complaints, []);
});
