// Two ways to draw, one look: the 2D canvas where there is no graphics card, WebGL where there is one.
import { assert, different, openPage, started, test } from './harness.mjs';
import { Researcher } from './researcher.mjs';

const sample = async (options) => {
  const opened = await openPage(options), me = new Researcher(opened.page);
  await started(opened.page);
  await me.home();
  await me.click('button', 'Start from the sample study');
  await me.shown('document', 'P01');
  await me.saved();
  return { ...opened, me };
};
const still = async (page) => {
  for (let last = await page.screenshot(); ;) {
    const now = await page.screenshot();
    if (now.equals(last)) return now;
    last = now;
  }
};
const drawnBy = (page) => page.evaluate(() => document.getElementById('canvas').getContext('webgl2') ? 'webgl' : '2d');

test('without a graphics card the 2D canvas draws', async () => {
  const { page, complaints } = await sample();
  assert.equal(await drawnBy(page), '2d');
  assert.deepEqual(complaints, []);
});

test('the whole window looks the same on the 2D canvas and with WebGL', { seconds: 240 }, async () => {
  const pictures = {};
  for (const renderer of ['2d', 'webgl']) {
    const { page, me, close } = await sample({ renderer });
    assert.equal(await drawnBy(page), renderer);
    pictures[renderer] = {};
    await me.select('ward');
    pictures[renderer].selection = await still(page);
    await page.keyboard.press('Control+k');
    await me.field('Search or run a command');
    await page.mouse.move(640, 700);
    pictures[renderer].palette = await still(page);
    await page.keyboard.press('Escape');
    await me.noField();
    await me.mode('Compare');
    pictures[renderer].compare = await still(page);
    await close();
  }
  for (const view of Object.keys(pictures.webgl)) {
    const { off, dots } = await different(pictures['2d'][view], pictures.webgl[view], 64);
    assert.ok(off < dots / 500, `${view}: ${off} of ${dots} dots differ`);
  }
});

test('what is drawn anew in parts looks like what is drawn whole', { seconds: 240 }, async () => {
  const { page, me } = await sample({ renderer: '2d' });
  await me.select('ward');
  await page.mouse.move(600, 400);
  for (const turn of [200, 350, -120]) await page.mouse.wheel(0, turn);
  await me.press('Enter');
  await me.field('Code');
  await me.press('Escape');
  await page.mouse.move(10, 790);
  const parts = await still(page);
  await page.setViewportSize({ width: 1279, height: 800 }); // an emptied canvas is drawn whole
  await page.setViewportSize({ width: 1280, height: 800 });
  const whole = await still(page);
  // Browsers smooth a round corner a shade differently where it is cut.
  assert.deepEqual(await different(parts, whole), { off: 0, dots: 1280 * 800 });
});

test('a graphics card that goes and does not come back gives way to the 2D canvas', { seconds: 240 }, async () => {
  const { page, me, complaints } = await sample({ renderer: 'webgl' });
  await page.mouse.move(640, 790);
  const before = await still(page);
  await page.evaluate(() => document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext());
  await page.waitForSelector('#paper', { state: 'attached' });
  const { off, dots } = await different(before, await still(page), 64);
  assert.ok(off < dots / 200, `${off} of ${dots} dots differ`);
  // Pointer, keyboard and fields go on as before.
  await me.select('ward');
  await me.press('Enter');
  await me.field('Code');
  await page.keyboard.type('Lost and found');
  await page.keyboard.press('Shift+Enter');
  await me.marked('coded: Lost and found');
  await me.saved();
  assert.deepEqual(complaints.filter((each) => !/WebGL/i.test(each)), []);
});
