// Several windows of Emic at the same time: each keeps what is its own, one takes over from another, and none is left with an erased project unaware.
import { assert, openPage, started, test } from './harness.mjs';
import { rows, until } from './platform/stored.mjs';
import { Researcher } from './researcher.mjs';

const interview = 'Interviewer: How was the ward?\nP01: I felt judged, every day. Café at three – the only calm.\nP01: 🌙 At night I was alone. 夜里只有我一个人。\n';
const given = [{ name: 'P01.txt', mimeType: 'text/plain', buffer: Buffer.from(interview) }];

async function study(options = {}) {
  const opened = await openPage(options), me = new Researcher(opened.page);
  await started(opened.page);
  await me.home();
  await me.pick(given);
  await me.imported(['P01']);
  await me.saved();
  return { ...opened, me };
}
async function another({ context, address }) {
  const page = await context.newPage();
  await page.goto(address);
  await started(page);
  return { page, me: new Researcher(page) };
}
const readOnly = (me) => me.status(/^Read only: open in another window$/).waitFor({ state: 'attached' });

test('zooming in one window does not take back the coder that another has chosen', { seconds: 240 }, async () => {
  const one = await study(), two = await another(one);
  await two.me.shown('document', 'P01');
  await one.page.bringToFront();
  await one.me.run('New coder…');
  await one.me.name('Bo');
  await one.me.shown('button', 'Coder: Bo');
  await one.me.saved();
  await two.page.bringToFront();
  await two.me.run('Larger');
  await until(two.page, 'settings', (found) => found.some(([key, value]) => key === 'zoom' && Number(value) > 1.05));
  await one.page.bringToFront();
  await one.page.reload();
  await started(one.page);
  await one.me.shown('button', 'Coder: Bo');
  await one.me.select('I felt judged');
  await one.me.code('Judged', { create: true });
  await one.me.saved();
  assert.deepEqual((await one.me.quotations()).map(({ code, coder }) => [code, coder]), [['Judged', 'Bo']]);
});

for (const [how, before] of [['', undefined], [', in a browser without locks', (page, context) => context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined }))]]) {
  test(`a second window takes over by itself, with every letter of the first${how}`, { seconds: 240 }, async () => {
    const one = await study({ before }), two = await another(one);
    await two.me.shown('document', 'P01');
    await readOnly(two.me);
    await one.page.bringToFront();
    await one.me.select('I felt judged');
    await one.me.code('Judged', { create: true });
    await one.me.press('m');
    await one.me.field('Memo on this passage');
    await one.me.type('To the last letter — 孤独');
    one.page.on('dialog', (dialog) => dialog.accept());
    await one.page.close({ runBeforeUnload: true });
    await two.me.saved();
    await two.me.shown('treeitem', 'Judged', ['tree', 'Codes']);
    await two.me.select('the only calm');
    await two.me.code('Calm', { create: true });
    await two.me.saved();
    await two.page.reload();
    await started(two.page);
    assert.deepEqual((await two.me.quotations()).map(({ code, memo }) => [code, memo]), [['Judged', 'To the last letter — 孤独'], ['Calm', '']]);
  });
}

test('a project that is erased in one window: the other is told, keeps it for a copy, and nothing of it is stored again', { seconds: 240 }, async () => {
  const one = await study(), two = await another(one);
  await two.me.shown('document', 'P01');
  await two.me.click('button', 'All projects');
  await two.me.home();
  await two.me.click('button', 'Erase “My study” from this device…');
  await two.me.click('button', 'Erase');
  await two.me.shown('button', 'Erase all the same');
  await two.me.shown('link', 'My study');
  await two.me.click('button', 'Erase all the same');
  await two.me.gone('link', 'My study');
  await one.page.bringToFront();
  await one.me.shown('dialog', '“My study” was erased in another window');
  await one.me.status(/^NOT SAVED$/).waitFor({ state: 'attached' });
  await one.me.click('button', 'Not now');
  await one.me.select('I felt judged');
  await one.me.code('Judged', { create: true });
  await one.me.click('button', 'All projects');
  await one.me.shown('dialog', '“My study” was erased in another window');
  const copy = JSON.parse((await one.me.download(() => one.me.click('button', 'Save a copy'))).text);
  assert.equal(copy.documents[0].text, interview);
  assert.equal(copy.codings.length, 1);
  await one.me.click('button', 'All projects');
  await one.me.home();
  assert.equal(await one.me.node('link').count(), 0);
  for (const store of ['ops', 'history', 'strays', 'pieces', 'manifests', 'passed', 'cards']) assert.deepEqual(await rows(one.page, store), [], store);
  await one.page.reload();
  await started(one.page);
  await one.me.home();
  assert.equal(await one.me.node('link').count(), 0);
});
