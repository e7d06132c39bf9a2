// The whole way of a real study: five interviews in, codes, passages, memos, themes, files out; and back after a reload.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, corpora, openPage, started, test } from './harness.mjs';
import { assertQuotations, contentOf, Researcher } from './researcher.mjs';

const names = ['Ana', 'David', 'Jessica', 'Kelly', 'Lisa'];
const path = (name) => join(corpora, 'interviews/sheffield', `${name}.docx`);

async function importAll(me) {
  await me.home();
  await me.pick(names.slice(0, 3).map(path));
  await me.imported(names.slice(0, 3));
  await me.drop(names.slice(3).map((name) => ({ name: `${name}.docx`, bytes: readFileSync(path(name)) })));
  await me.imported(names);
}

async function makeCodeTree(me) {
  const { page } = me;
  await me.press('n');
  await me.name('Methods');
  await me.shown('treeitem', 'Methods', ['tree', 'Codes']);
  await me.press('Shift+N');
  await me.name('Diagrams by hand');
  await me.shown('treeitem', 'Diagrams by hand', ['tree', 'Codes']);
  await me.click('button', 'New code (N)');
  await me.name('Tools');
  await me.shown('treeitem', 'Tools', ['tree', 'Codes']);
  await me.click('treeitem', 'Methods', { within: ['tree', 'Codes'] });
  await me.run('New sub-code…');
  await me.name('Fieldwork: été, 田野');
  await me.shown('treeitem', 'Fieldwork: été, 田野', ['tree', 'Codes']);
  const levels = await page.locator('[role=tree][aria-label=Codes] [role=treeitem]').evaluateAll((rows) => rows.map((row) => [row.getAttribute('aria-label'), row.getAttribute('aria-level')]));
  assert.deepEqual(levels, [['Methods', '1'], ['Diagrams by hand', '2'], ['Fieldwork: été, 田野', '2'], ['Tools', '1']]);
}

async function codeByKeyboard(me) {
  await me.open('Ana');
  await me.select('kind of mapping and diagrams');
  assert.equal((await me.copied()).plain, 'kind of mapping and diagrams');
  await me.code('Diagrams by hand');
  await me.select('mapping and diagrams');
  await me.code('Maps', { create: true }); // nested
  await me.select('diagrams. So also, because');
  await me.code('Tools'); // overlapping
  for (let i = 0; i < 4; i++) await me.press('Shift+Control+ArrowRight');
  // The page answers a key with its next frame, which may be a while on a slow machine.
  let grown = '';
  for (const end = Date.now() + 20000; !/^ ?I don't want/.test(grown) && Date.now() < end; await me.drawn()) grown = (await me.copied()).plain;
  assert.match(grown, /^ ?I don't want/, 'the selection begins where the last passage ended');
  await me.press('3'); // the third code that was used; a number key stays with its code
  await me.marked('coded: Tools — “I don\'t want');
  await me.select('knowledge graph');
  await me.press('v');
  await me.shown('treeitem', 'knowledge graph', ['tree', 'Codes']);
  await me.marked('coded: knowledge graph — “knowledge graph”');
}

async function codeByMouse(me) {
  const { page } = me;
  await me.open('David');
  const paragraph = page.locator('#mirror p', { hasText: 'my main building research' });
  const { x, y, width } = await me.place(paragraph);
  await me.drag([x + 1, y + 12], [x + width - 4, y + 40]);
  const dragged = (await me.copied()).plain;
  assert.ok(dragged.startsWith('David: Okay, yeah, so my main building') && dragged.length > 60, dragged);
  await me.click('button', 'Code it…  (Enter)');
  await me.field('Code');
  await me.click('option', 'Methods', { within: ['listbox', 'Code'] });
  await me.noField();
  await me.marked('coded: Methods — “David: Okay');
  // A double click takes a word, Alt+Up the sentence around it; a double click on a code applies it: nested in the first.
  let word = ' ';
  for (let at = x + 100; word === ' '; at += 12) {
    await page.mouse.dblclick(at, y + 40);
    word = (await me.copied()).plain;
  }
  assert.match(word, /^\p{L}+(-\p{L}+)?$/u);
  await me.press('Alt+ArrowUp');
  const sentence = (await me.copied()).plain;
  assert.ok(sentence.length > word.length && sentence.includes(word), sentence);
  const code = await me.middle(me.node('treeitem', 'Fieldwork: été, 田野', ['tree', 'Codes']));
  await page.mouse.dblclick(...code);
  await me.marked('coded: Fieldwork: été, 田野');
  // A click on a coded passage chooses the innermost; Delete takes the code off, undo brings it back.
  const marked = me.mark('coded: Fieldwork').first();
  await me.press('Escape');
  await page.locator('#mirror mark[aria-current=true]').waitFor({ state: 'detached' });
  await page.mouse.click(...await me.middle(marked));
  await page.locator('#mirror mark[aria-current=true]', { hasText: 'coded: Fieldwork' }).waitFor({ state: 'attached' });
  await me.press('Delete');
  await marked.waitFor({ state: 'detached' });
  await me.press('Control+z');
  await marked.waitFor({ state: 'attached' });
}

async function mergeTwoCodes(me) {
  await me.click('treeitem', 'Maps', { within: ['tree', 'Codes'] });
  await me.run('Merge code into…');
  await me.field('Merge ‘Maps’ into');
  await me.type('Diagrams');
  await me.shown('option', 'Diagrams by hand', ['listbox', 'Merge ‘Maps’ into']);
  await me.press('Enter');
  await me.gone('treeitem', 'Maps', ['tree', 'Codes']);
}

export const memoText = 'Überraschend: élan, œuvre, naïveté — “so nah”. 访谈里她说：画图就是思考。 🙂';

async function writeMemos(me) {
  await me.open('Ana');
  await me.select('diagrams. So also, because');
  await me.press('m');
  await me.field('Memo on this passage');
  await me.type('Überraschend: élan, œuvre, naïveté — “so nah”. ');
  await me.compose(['fang', 'fang tan', 'fang tan li'], '访谈里');
  await me.type('她说：画图就是思考。 🙂');
  await me.press('Tab');
  await me.noField();
  await me.click('treeitem', 'Tools', { within: ['tree', 'Codes'] });
  await me.shown('heading', 'Tools');
  await me.write('Definition', 'Software and “paper”, d’après Ana.\nSecond line; =1+1');
}

async function makeThemes(me) {
  const { page } = me;
  await me.select('I do analysis by hand');
  await me.press('k');
  await me.field('Theme');
  await me.type('Hands think');
  await me.shown('option', 'Create theme “Hands think”');
  await me.press('Enter');
  await me.noField();
  await me.mode('Themes');
  await me.shown('region', 'Theme Hands think');
  await me.marked('I do analysis by hand', ['group', 'Key quotations']);
  await me.click('button', 'Add a code…');
  await me.field('Add to Hands think');
  await me.type('Diagrams');
  await me.shown('option', 'Diagrams by hand', ['listbox', 'Add to Hands think']);
  await me.press('Enter');
  await me.shown('group', 'Diagrams by hand', ['group', 'Codes of the theme']);
  await me.click('button', 'Add from the codes’ passages');
  await me.click('button', 'Add', { within: ['group', 'kind of mapping and diagrams'] });
  await me.marked('kind of mapping and diagrams', ['group', 'Key quotations']);
  await me.click('button', 'Done adding', { within: ['region', 'Passages of the theme’s codes'] });
  await me.write('Description of the theme', 'Zeichnen heißt denken. 画图就是思考。');

  await me.press('t');
  await me.name('Software 软件');
  await me.shown('region', 'Theme Software 软件');
  await me.click('button', 'Relate to…');
  await me.click('menuitem', 'Hands think');
  await me.field('How Software 软件 relates to Hands think');
  await me.type('stands against');
  await me.press('Enter');
  await me.noField();
  await page.locator('#mirror [role=textbox][aria-label="How Software 软件 relates to Hands think"]', { hasText: 'stands against' }).waitFor({ state: 'attached' });
}

async function undoAndRedoEverything(me) {
  await me.mode('Code');
  const all = async (button, key) => {
    const step = me.page.locator(`#mirror [role=button][aria-label^="${button}"]`);
    let presses = 0;
    for (; await step.getAttribute('aria-disabled') !== 'true'; presses++) {
      await me.press(key);
      await me.drawn();
      assert.ok(presses < 300, `${button} comes to no end`);
    }
    return presses;
  };
  const undone = await all('Undo', 'Control+z');
  assert.equal(await me.page.locator('[role=tree] [role=treeitem]').count(), 0, 'nothing is left');
  await all('Redo', 'Control+Shift+Z');
  return undone;
}

for (const over of ['http', 'file']) {
  test(`five real interviews, from import to report, over ${over}`, { needs: 'corpora', seconds: 400 }, async () => {
    const { page, address, requests, complaints } = await openPage({ over });
    const me = new Researcher(page);
    await started(page);
    await importAll(me);
    await makeCodeTree(me);
    await codeByKeyboard(me);
    await codeByMouse(me);
    await mergeTwoCodes(me);
    await writeMemos(me);
    await makeThemes(me);

    const project = await me.project();
    const textOf = (document) => project.documents.find(({ name }) => name === document).text;
    const rows = await me.quotations();
    assertQuotations(rows, textOf);
    const found = (code) => rows.filter((row) => row.code === code).map(({ theme, document, quotation }) => [theme, document, quotation]);
    assert.deepEqual(found('Methods > Diagrams by hand'), [['Hands think', 'Ana', 'kind of mapping and diagrams'], ['Hands think', 'Ana', 'mapping and diagrams']]);
    assert.deepEqual(found('knowledge graph'), [['', 'Ana', 'knowledge graph']]);
    assert.equal(found('Tools').length, 2);
    assert.equal(found('Methods').length, 1);
    assert.equal(found('Methods > Fieldwork: été, 田野').length, 1);
    assert.equal(rows.length, 7);
    assert.equal(rows.find(({ quotation }) => quotation === 'diagrams. So also, because').memo, memoText);
    const report = await me.export('Themes report', 'html');
    for (const words of ['Hands think', 'Software 软件', 'stands against', 'I do analysis by hand', 'Zeichnen heißt denken. 画图就是思考。', 'Software and “paper”, d’après Ana.'])
      assert.ok(report.includes(words), `the themes report lacks ${words}`);

    const steps = await undoAndRedoEverything(me);
    assert.ok(steps >= 20, `${steps} steps`);
    assert.deepEqual(contentOf(await me.project()), contentOf(project), 'redoing everything gives the same project');
    await me.saved();
    await page.reload();
    await started(page);
    await me.shown('treeitem', 'Lisa', ['tree', 'Documents']);
    assert.deepEqual(contentOf(await me.project()), contentOf(project), 'a reload gives the same project');

    const own = over === 'file' ? [address] : ['', 'index.html', 'sw.js', 'manifest.webmanifest'].map((name) => address + name);
    assert.deepEqual(requests.filter((url) => !own.includes(url) && !url.startsWith('blob:')), [], 'nothing but the page’s own files is asked for');
    assert.deepEqual(complaints, []);
  });
}
