// Hebrew, Arabic and Persian beside Latin words and numbers: what stands on the screen is what the browser itself shows of the same words.
import { assert, openPage, started, test } from './harness.mjs';
import { Researcher } from './researcher.mjs';

const documents = {
  Hebrew: 'במחלקה הרגשתי שכולם מסתכלים עליי כל הלילה, גם כשניסיתי לישון בבית (ward 3) עם התינוקת שלי.\n'
    + 'היא אמרה Zoom 2024 ואז עברנו לדבר על השאלה הבאה, כי לא היה זמן להמשיך את השיחה הזאת עד הסוף.',
  Arabic: 'كنت أشعر أنهم يراقبونني طوال الليل في المستشفى، حتى عندما كنت أحاول النوم (الغرفة 12) مع ابنتي الصغيرة.',
  Persian: 'آن‌ها مدام مرا نگاه می‌کردند و من فکر می‌کردم که اشتباهی کرده‌ام، چون هیچ‌کس در بخش ۵ با من حرف نمی‌زد.',
  Mixed: 'They called it בית משפחה on the ward, and nobody asked me أين كنت that night of 2023.',
};

// How dark each block of 4 dots is, of the box that holds all ink; two pictures of the same words are compared by it.
const correlation = (page, pictures) => page.evaluate(async (all) => {
  const [ours, theirs] = await Promise.all(all.map(async (base64) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
    const ink = (x, y) => { const i = (y * width + x) * 4; return data[i] + data[i + 1] + data[i + 2] < 430; };
    let [left, top, right, bottom] = [width, height, -1, -1];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if (ink(x, y)) [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    return { ink, left, top, width: right - left + 1, height: bottom - top + 1 };
  }));
  const block = 4, columns = Math.ceil(Math.max(ours.width, theirs.width) / block), rows = Math.ceil(Math.max(ours.height, theirs.height) / block);
  const darkness = ({ ink, left, top, width, height }) => {
    const blocks = new Float64Array(columns * rows);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if (ink(left + x, top + y)) blocks[Math.floor(y / block) * columns + Math.floor(x / block)]++;
    return blocks;
  };
  const [a, b] = [darkness(ours), darkness(theirs)], mean = (list) => list.reduce((sum, each) => sum + each, 0) / list.length;
  const [ma, mb] = [mean(a), mean(b)];
  let ab = 0, aa = 0, bb = 0;
  a.forEach((each, i) => { ab += (each - ma) * (b[i] - mb); aa += (each - ma) ** 2; bb += (b[i] - mb) ** 2; });
  return { alike: ab / Math.sqrt(aa * bb), widths: [ours.width, theirs.width], heights: [ours.height, theirs.height] };
}, pictures);

// The browser's own rendering, in a page of its own without a policy.
async function rendered(plain, words, { width, size, direction = 'auto' }) {
  await plain.evaluate(([text, wide, high, way]) => {
    document.body.replaceChildren();
    const paper = document.createElement('div');
    Object.assign(paper.style, { position: 'absolute', left: '20px', top: '20px', width: wide ? `${wide}px` : 'max-content', whiteSpace: wide ? 'pre-wrap' : 'pre', lineHeight: '1.5', color: '#000',
      font: `${high}px system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif`, textRendering: 'geometricPrecision' });
    paper.style.lineHeight = `${Math.round(high * 1.5)}px`;
    paper.dir = way;
    paper.textContent = text;
    document.body.append(paper);
    document.body.style.background = '#fff';
  }, [words, width, size, direction]);
  return plain.screenshot();
}

async function assertAlike(plain, clip, page, words, look, what) {
  const ours = (await page.screenshot({ clip })).toString('base64'), theirs = (await rendered(plain, words, look)).toString('base64');
  const { alike, widths, heights } = await correlation(plain, [ours, theirs]);
  assert.ok(alike > 0.7, `${what}: ${alike} alike; widths ${widths}, heights ${heights}`);
  assert.ok(Math.abs(widths[0] - widths[1]) <= 3, `${what}: widths ${widths}`);
}

async function study() {
  const { page, context, complaints } = await openPage(), me = new Researcher(page);
  await started(page);
  await me.home();
  await me.pick(Object.entries(documents).map(([name, words]) => ({ name: `${name}.txt`, mimeType: 'text/plain', buffer: Buffer.from(words) })));
  await me.imported(Object.keys(documents));
  const plain = await context.newPage();
  await plain.setViewportSize({ width: 1280, height: 800 });
  await page.bringToFront();
  return { page, plain, me, complaints };
}

const quoted = { Hebrew: 'שכולם מסתכלים עליי כל הלילה, גם כשניסיתי לישון בבית (ward 3)', Arabic: 'يراقبونني طوال الليل في المستشفى، حتى عندما كنت أحاول النوم (الغرفة 12)', Persian: 'نگاه می‌کردند', Mixed: 'בית משפחה on the ward' };

test('Compare shows passages in the order in which they are read', { seconds: 240 }, async () => {
  const { page, plain, me, complaints } = await study();
  let first = true;
  for (const [name, words] of Object.entries(quoted)) {
    await me.open(name);
    await me.select(words);
    await me.code('watched', { create: first });
    first = false;
  }
  await me.mode('Compare');
  await page.mouse.move(5, 790);
  for (const [name, words] of Object.entries(quoted)) {
    const mark = page.locator('#mirror mark').filter({ hasText: words }).first();
    const whole = async () => await mark.count() > 0 && await mark.evaluate((node) => node.getBoundingClientRect().bottom < innerHeight - 10);
    for (let turn = 0; turn < 12 && !await whole(); turn++) {
      await page.mouse.move(700, 600);
      await page.mouse.wheel(0, 120);
      await me.drawn();
    }
    await page.mouse.move(5, 790);
    const place = await me.place(mark);
    const all = documents[name].split('\n')[0];
    const size = place.height / Math.max(1, Math.round(place.height / 26)) / 1.5;
    await assertAlike(plain, { x: place.x - 4, y: place.y, width: place.width + 8, height: place.height }, page, all, { width: place.width, size: Math.round(size) }, name);
  }
  assert.deepEqual(complaints, []);
});

test('Search shows what was found between what stands before and behind it', { seconds: 240 }, async () => {
  const { page, plain, me, complaints } = await study();
  await me.mode('Search');
  for (const [name, words] of Object.entries({ Hebrew: 'הלילה', Arabic: 'المستشفى', Persian: 'اشتباهی', Mixed: 'משפחה' })) {
    await me.click('textbox', 'Search all documents, memos and codes');
    await me.field('Search all documents, memos and codes');
    await me.press('Control+a');
    await page.keyboard.insertText(words);
    await me.press('Enter');
    await me.noField();
    await page.mouse.move(5, 790);
    await me.drawn();
    const hit = page.locator('#mirror').getByRole('link', { name: words }).first();
    const place = await me.place(hit);
    const shown = documents[name].split('\n')[0];
    await assertAlike(plain, { x: place.x + 2, y: place.y + 4, width: place.width - 4, height: place.height * 0.5 }, page, shown, { size: 15 }, name);
  }
  assert.deepEqual(complaints, []);
});
