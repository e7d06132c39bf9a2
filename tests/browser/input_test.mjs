// Keys on a slow laptop: everything counts in the order in which it was typed, and lands where it was meant to.
import { assert, openPage, started, test } from './harness.mjs';
import { Researcher } from './researcher.mjs';

const text = 'Interviewer: How was it on the ward?\nP07: They kept checking on me, like I was going to run off with her.\n';

async function interview() {
  const { page, context, complaints } = await openPage(), me = new Researcher(page);
  await started(page);
  await me.home();
  await me.pick([{ name: 'P07.txt', mimeType: 'text/plain', buffer: Buffer.from(text) }]);
  await me.imported(['P07']);
  return { page, context, complaints, me };
}

const named = { Enter: 13, Escape: 27, Tab: 9, Backspace: 8, ArrowLeft: 37, ArrowRight: 39, ArrowDown: 40, Home: 36, End: 35 };

// Sends keys as fast as they go: the next does not wait until the page has heard the one before.
// 'Control+Shift+ArrowRight' or 'v'; a longer text without + is typed letter by letter.
async function burst(session, ...keys) {
  const sent = [];
  const send = (event) => sent.push(session.send('Input.dispatchKeyEvent', event));
  for (const word of keys) {
    const parts = word.length > 1 && word.includes('+') ? word.split('+') : named[word] ? [word] : [...word];
    const modifiers = parts.reduce((sum, part) => sum + ({ Alt: 1, Control: 2, Shift: 8 }[part] ?? 0), 0);
    for (const key of parts.filter((part) => !['Alt', 'Control', 'Shift'].includes(part))) {
      const code = named[key] ? key : key === ' ' ? 'Space' : `Key${key.toUpperCase()}`;
      const typed = modifiers & 3 ? undefined : key === 'Enter' ? '\r' : named[key] ? undefined : key;
      const event = { key, code, modifiers, windowsVirtualKeyCode: named[key] ?? key.toUpperCase().charCodeAt(0) };
      send({ type: typed === undefined ? 'rawKeyDown' : 'keyDown', text: typed, ...event });
      send({ type: 'keyUp', ...event });
    }
  }
  await Promise.all(sent);
}

test('typed fast on a slow computer: passages, names and memos are what was meant', { seconds: 240 }, async () => {
  const { page, context, complaints, me } = await interview();
  const session = await context.newCDPSession(page);
  await me.select('They');
  await me.press('ArrowLeft');
  await me.drawn();
  await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  // Three words, coded in vivo, before a frame is drawn.
  await burst(session, 'Control+Shift+ArrowRight', 'Control+Shift+ArrowRight', 'Control+Shift+ArrowRight', 'v');
  await me.marked('coded: They kept checking');
  // Enter opens the picker; the letters after it are its own, and V after that is the transcript's again.
  await burst(session, 'ArrowRight', 'Control+Shift+ArrowRight', 'Enter', 'watched', 'Shift+Enter', 'Control+Shift+ArrowRight');
  await me.shown('treeitem', 'watched', ['tree', 'Codes']);
  await me.noField();
  // Leaving the picker and opening the palette at once, running a command in it and writing into what it opens.
  await burst(session, 'Enter', 'nothing', 'Escape', 'Control+k', 'project memo', 'Enter', 'why we ask', 'Escape');
  await me.noField();
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const project = await me.project();
  assert.deepEqual(project.codes.map(({ name }) => name).sort(), ['They kept checking', 'watched']);
  assert.deepEqual(project.memos.map(({ text: words }) => words), ['why we ask']);
  assert.equal(project.codings.length, 2);
  assert.deepEqual(complaints, []);
});

test('find opens every time it is asked for, and what is typed then is sought', async () => {
  const { me, page } = await interview();
  for (const [words, found] of [['ward', '1 of 1'], ['They', '1 of 1'], ['zebra', 'Not found']]) {
    await me.press('Control+f');
    await me.field('Find in document');
    await me.press('Control+a');
    await me.type(words);
    await me.said(found);
    await me.press('Escape');
    await me.noField();
  }
  // Again at once is for the browser; what is typed stays in the field that has the keyboard.
  await me.press('Control+f', 'Control+f');
  await me.field('Find in document');
  await me.press('Control+a');
  await me.type('vnm');
  assert.equal(await page.evaluate(() => document.activeElement.value), 'vnm');
  await me.press('Escape');
  assert.equal(await me.node('dialog').count(), 0);
});

test('an input method begins in the field that the key before it opened', async () => {
  const { me, page } = await interview();
  await me.select('They');
  await me.press('Enter');
  // No waiting: the field has the keyboard when the key has been handled.
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Code');
  await me.compose(['に', 'にほ'], '日本');
  await me.shown('option', 'Create code “日本”');
  await me.press('Enter');
  await me.shown('treeitem', '日本', ['tree', 'Codes']);
});

const paste = (page, plain) => page.evaluate((words) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', words);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}, plain);

test('pasting: a text on the home page, cells into the table, also from inside a cell', { seconds: 240 }, async () => {
  const { page } = await openPage(), me = new Researcher(page);
  await started(page);
  await me.home();
  await paste(page, text);
  await me.imported(['Pasted text']);
  for (const name of ['P07', 'P08']) {
    await me.run('New case…');
    await me.name(name);
  }
  await me.click('tab', 'Cases');
  await me.shown('region', 'Cases and attributes');
  for (const name of ['Site', 'Born']) {
    await me.run('New attribute…');
    await me.field('Name');
    await me.type(name);
    await me.press('Enter');
    await me.shown('option', 'text');
    await me.press('Enter');
    await me.noField();
  }
  await me.press('Home');
  await paste(page, 'Ward\t1990\r\nHome\t1985\r\n');
  const said = (cell) => me.node('gridcell', cell).getAttribute('aria-description');
  await page.waitForFunction(() => [...document.querySelectorAll('#mirror [role=gridcell]')].some((cell) => cell.getAttribute('aria-description') === '1985'));
  assert.deepEqual(await Promise.all(['P07, Site', 'P07, Born', 'P08, Site', 'P08, Born'].map(said)), ['Ward', '1990', 'Home', '1985']);
  await me.press('Enter');
  await me.field('P07, Site');
  await paste(page, 'A\tB\nC\tD');
  await me.noField();
  await page.waitForFunction(() => [...document.querySelectorAll('#mirror [role=gridcell]')].some((cell) => cell.getAttribute('aria-description') === 'D'));
  assert.deepEqual(await Promise.all(['P07, Site', 'P07, Born', 'P08, Site', 'P08, Born'].map(said)), ['A', 'B', 'C', 'D']);
  await me.press('Control+z');
  await page.waitForFunction(() => [...document.querySelectorAll('#mirror [role=gridcell]')].some((cell) => cell.getAttribute('aria-description') === '1985'));
  // A letter on a cell edits it.
  await me.press('N');
  await me.field('P07, Site');
  await me.type('ew');
  await me.press('Enter');
  await me.noField();
  assert.equal(await said('P07, Site'), 'New');
});

// A press as browsers send it from a keyboard of another layout; true when it was taken from the browser.
const press = (page, key, code, more = {}) => page.evaluate((init) => {
  const event = new KeyboardEvent('keydown', init), target = document.querySelector('#fields > *') ?? document.getElementById('canvas');
  target.dispatchEvent(event);
  target.dispatchEvent(new KeyboardEvent('keyup', init));
  return event.defaultPrevented;
}, { key, code, bubbles: true, cancelable: true, ...more });

test('single keys code on Russian and French keyboards; what nothing here uses is the browser’s, as the keys are set', { seconds: 240 }, async () => {
  const { me, page, complaints } = await interview();
  await me.select('They');
  assert.equal(await press(page, 'м', 'KeyV'), true);
  await me.marked('coded: They');
  await me.select('ward');
  assert.equal(await press(page, '&', 'Digit1'), true);
  await page.waitForFunction(() => document.querySelectorAll('#mirror mark').length === 2);
  const control = { ctrlKey: true };
  for (const [key, code] of [['d', 'KeyD'], ['j', 'KeyJ'], ['h', 'KeyH'], ['u', 'KeyU'], ['g', 'KeyG'], ['в', 'KeyD']]) assert.equal(await press(page, key, code, control), false, key);
  assert.equal(await press(page, 'F7', 'F7'), false);
  assert.equal(await press(page, 'ы', 'KeyS', { ...control, shiftKey: true }), false);
  // The researcher gives Undo the key Ctrl+D, pressed on a Russian keyboard.
  await me.press('F1');
  await me.click('button', 'Change keys');
  await me.click('button', 'Undo');
  assert.equal(await press(page, 'в', 'KeyD', control), true);
  await me.said('‘Undo’ has the key Ctrl+D now.');
  await me.press('Escape');
  assert.equal(await press(page, 'z', 'KeyZ', control), false);
  assert.equal(await press(page, 'd', 'KeyD', control), true);
  await page.waitForFunction(() => document.querySelectorAll('#mirror mark').length === 1);
  // In a field, only what a command has leaves it.
  await me.press('n');
  await me.field('Name');
  for (const [key, code] of [['j', 'KeyJ'], ['м', 'KeyV'], ['я', 'KeyZ']]) assert.equal(await press(page, key, code, control), false, key);
  await me.field('Name');
  await me.press('Escape');
  assert.deepEqual(complaints, []);
});
