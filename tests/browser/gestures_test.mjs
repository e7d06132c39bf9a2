// The mouse on transcript and codes: words, letters, carrying, Escape, the edges of the window, several codes.
import { assert, openPage, started, test, turns } from './harness.mjs';
import { Researcher } from './researcher.mjs';

const text = ['Interviewer: How was it on the ward?', 'P07: They kept checking on me, like I was going to run off with her.',
  ...Array.from({ length: 80 }, (_, i) => `P07: In week ${i} I just wanted one normal night, and nobody asked what I had expected of them.`)].join('\n');

// An interview of which some words are coded, as landmarks; in front of it a researcher with a mouse.
async function interview() {
  const { page, complaints } = await openPage();
  const me = new Researcher(page), { mouse, keyboard } = page;
  await started(page);
  await me.home();
  await me.pick([{ name: 'P07.txt', mimeType: 'text/plain', buffer: Buffer.from(text) }]);
  await me.imported(['P07']);
  for (const [words, code] of [['kept', 'watched'], ['me, like', 'judged'], ['run off', 'leaving']]) {
    await me.select(words);
    await me.code(code, { create: true });
  }
  await me.press('Escape');
  // The middle of a word, by its place between the landmarks: `along` its width.
  const landmark = async (start, along = 0.5) => {
    const { x, y, width, height } = await me.place(me.mark(start).first());
    return [x + width * along, y + height / 2];
  };
  const code = (name) => me.middle(me.node('treeitem', name, ['tree', 'Codes']).first());
  // Takes hold at one place and moves to another; it is not let go.
  const hold = async ([fromX, fromY], [toX, toY]) => {
    await mouse.move(fromX, fromY);
    await mouse.down();
    for (const share of [0.1, 0.4, 0.8, 1]) {
      await mouse.move(fromX + (toX - fromX) * share, fromY + (toY - fromY) * share);
      await turns(page, 2);
    }
  };
  const drop = async () => { await mouse.up(); await me.drawn(); };
  const selected = async () => { await me.drawn(); return (await me.copied()).plain; };
  const codings = (name) => me.mark(`coded: ${name}`);
  return { page, me, mouse, keyboard, complaints, landmark, code, hold, drop, selected, codings };
}

test('a drag selects whole words both ways, letters with Alt, and Escape takes it back', async () => {
  const { me, mouse, keyboard, complaints, landmark, hold, drop, selected } = await interview();
  const kept = await landmark('coded: watched', 0.4), like = await landmark('coded: judged', 0.85), off = await landmark('coded: leaving', 0.9);
  await hold(kept, like);
  await drop();
  assert.equal(await selected(), 'kept checking on me, like');
  await me.press('Escape');
  await hold(off, like);
  await drop();
  assert.equal(await selected(), 'like I was going to run off');
  await me.press('Escape');
  await keyboard.down('Alt');
  await hold(await landmark('coded: watched', 0.27), await landmark('coded: judged', 0.1));
  await drop();
  await keyboard.up('Alt');
  assert.match(await selected(), /^(k?ept|pt) checking on m?$/);
  const before = await selected();
  await me.press('Escape');
  await hold(kept, off);
  await keyboard.press('Escape');
  await drop();
  assert.equal((await me.copied()).plain, '', before);
  await mouse.dblclick(...await landmark('coded: watched', 0.65)); // elsewhere, or it were a triple click
  assert.equal(await selected(), 'kept');
  assert.deepEqual(complaints, []);
});

test('words are carried onto a code and a code onto words; let go at once, the caret is set', async () => {
  const { me, mouse, landmark, code, hold, drop, selected, codings, complaints } = await interview();
  const kept = await landmark('coded: watched'), like = await landmark('coded: judged', 0.9);
  await hold(kept, like);
  await drop();
  await hold(await landmark('coded: judged', 0.2), await code('leaving'));
  await drop();
  await me.marked('coded: leaving — “kept checking on me, like”');
  await hold(await landmark('coded: leaving — “run off”', 0.1), await landmark('coded: leaving — “run off”', 0.9));
  await drop();
  assert.equal(await selected(), 'run off');
  await hold(await code('judged'), await landmark('coded: leaving — “run off”'));
  await drop();
  await codings('leaving, judged — “run off”').or(codings('judged, leaving — “run off”')).first().waitFor({ state: 'attached' });
  // On words that are not selected, nothing.
  const before = await codings('').count();
  await hold(await code('watched'), kept); // another one, or it were a double click
  await drop();
  assert.equal(await codings('').count(), before);
  await hold(kept, like);
  await drop();
  await mouse.click(...kept);
  assert.ok(!/checking on/.test(await selected()));
  assert.deepEqual(complaints, []);
});

test('a plain drop moves a code, with Shift a question names what is merged into what', async () => {
  const { page, me, keyboard, code, hold, drop } = await interview();
  await hold(await code('watched'), await code('judged'));
  await drop();
  await page.locator('#mirror [role=treeitem][aria-level="2"]', { hasText: 'watched' }).waitFor({ state: 'attached' });
  assert.equal(await me.node('dialog').count(), 0);
  await me.press('Control+z');
  await me.drawn();
  await keyboard.down('Shift');
  await hold(await code('watched'), await code('judged'));
  await drop();
  await keyboard.up('Shift');
  await me.shown('dialog', 'Merge into ‘judged’?');
  await me.said(/^‘watched’ goes into ‘judged’: 1 coding/);
  await me.press('Escape');
  await me.gone('dialog', 'Merge into ‘judged’?');
  await me.shown('treeitem', 'watched', ['tree', 'Codes']);
  await hold(await code('watched'), await code('judged'));
  await keyboard.press('Escape');
  await drop();
  await page.locator('#mirror [role=treeitem][aria-level="1"]', { hasText: 'watched' }).waitFor({ state: 'attached' });
});

test('a drag at the lower edge scrolls on, and what it selects goes on with it', async () => {
  const { page, me, landmark, hold, drop, selected } = await interview();
  const top = async () => (await page.locator('#mirror [role=document] p').first().textContent()).slice(0, 24), first = await top();
  const [x] = await landmark('coded: watched');
  await hold(await landmark('coded: watched'), [x, 797]);
  await page.waitForFunction(() => /In week (1\d|[2-9]\d)/.test(document.querySelector('#mirror [role=document] p')?.textContent ?? ''));
  await drop();
  assert.notEqual(await top(), first);
  const words = await selected();
  assert.ok(words.startsWith('kept checking') && words.length > 1500, `${words.length} characters`);
  const rest = await top();
  await turns(page, 20);
  assert.equal(await top(), rest);
  assert.equal(await me.node('dialog').count(), 0);
});

test('Ctrl and Shift choose several codes, told as such; they go and come back as one', async () => {
  const { page, me, keyboard, code } = await interview();
  const chosen = () => page.locator('#mirror [role=tree][aria-label=Codes] [aria-selected=true]').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
  assert.equal(await me.node('tree', 'Codes').getAttribute('aria-multiselectable'), 'true');
  await page.mouse.click(...await code('watched'));
  await keyboard.down('Control');
  await page.mouse.click(...await code('leaving'));
  await keyboard.up('Control');
  await me.drawn();
  assert.deepEqual((await chosen()).sort(), ['leaving', 'watched']);
  await keyboard.down('Shift');
  await page.mouse.click(...await code('judged'));
  await keyboard.up('Shift');
  await me.drawn();
  assert.deepEqual((await chosen()).sort(), ['judged', 'leaving']);
  await me.press('Shift+Delete');
  await me.shown('dialog', 'Delete 2 codes?');
  await me.said(/^‘judged’ and ‘leaving’ go with their 2 codings/);
  await me.click('button', 'Delete');
  await me.gone('treeitem', 'leaving', ['tree', 'Codes']);
  await me.press('Control+z');
  await me.shown('treeitem', 'leaving', ['tree', 'Codes']);
  await me.marked('coded: leaving');
  await me.marked('coded: judged');
});
