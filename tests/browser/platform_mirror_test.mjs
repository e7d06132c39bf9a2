// The accessibility mirror over the browser (web/platform_web_mirror.cpp, web/js/mirror.js), driven through the probe.
import { assert, test } from './harness.mjs';
import { anyOf, heard, openProbe, probe, quiet } from './platform/probe.mjs';

const [button, tree, treeitem, main, paragraph, textbox, checkbox, mark, documentRole] = [0, 5, 6, 18, 26, 14, 1, 27, 28];
const tree_nodes = (order, top = 0) => [
  { id: 1, role: main, name: 'Coding', rect: [0, 0, 800, 600] },
  { id: 2, parent: 1, role: tree, name: 'Codes', rect: [500, 0, 300, 600] },
  ...order.map((id, i) => ({ id, parent: 2, role: treeitem, name: `code ${id}`, rect: [500, top + i * 30, 300, 30], level: 1, expanded: 2, selected: id === 12 ? 2 : 1 })),
];

test('the mirror: roles, names, states, places, order', async () => {
  const { page, context } = await openProbe();
  await probe(page, { do: 'mirror', nodes: [...tree_nodes([10, 11, 12]),
    { id: 20, parent: 1, role: paragraph, name: 'I was going to run off with her.', rect: [20, 40, 400, 60] },
    { id: 21, parent: 1, role: textbox, name: 'Memo', value: '照顾', rect: [20, 200, 400, 60] },
    { id: 22, parent: 1, role: checkbox, name: 'All', checked: 2, disabled: true, rect: [20, 300, 40, 20] },
    { id: 23, parent: 1, role: button, name: 'Apply', rect: [20, 400, 80, 30], focused: true }] });
  const item = page.getByRole('treeitem', { name: 'code 12', selected: true, expanded: true, level: 1 });
  assert.deepEqual(await item.boundingBox(), { x: 500, y: 60, width: 300, height: 30 });
  assert.equal(await page.getByText('I was going to run off with her.').evaluate((element) => element.tagName + element.dir), 'Pauto');
  assert.equal(await page.getByRole('textbox', { name: 'Memo' }).textContent(), '照顾');
  assert.ok(await page.getByRole('checkbox', { name: 'All', checked: true, disabled: true }).count());
  assert.equal(await page.evaluate(() => document.getElementById(document.getElementById('canvas').getAttribute('aria-activedescendant')).getAttribute('aria-label')), 'Apply');
  // Chromium's own accessibility tree has them too.
  const session = await context.newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  for (const [role, name] of [['treeitem', 'code 11'], ['button', 'Apply'], ['tree', 'Codes'], ['paragraph', '']])
    assert.ok(nodes.some((node) => !node.ignored && node.role?.value === role && (node.name?.value ?? '') === name), `${role} ${name}`);
  // Assistive technology presses the element itself.
  await page.getByRole('button', { name: 'Apply' }).evaluate((element) => element.click());
  assert.equal((await heard(page, anyOf('activated'))).id, 23);
  // Any order of rows ends in that order, whatever it was before.
  let seed = 7;
  const random = (limit) => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed % limit; };
  for (let round = 0; round < 40; round++) {
    const ids = [10, 11, 12, 13, 14, 15, 16].filter(() => random(4) > 0);
    for (let i = ids.length - 1; i > 0; i--) { const j = random(i + 1); [ids[i], ids[j]] = [ids[j], ids[i]]; }
    await probe(page, { do: 'mirror', nodes: tree_nodes(ids, round) });
    const shown = await page.getByRole('treeitem').evaluateAll((all) => all.map((element) => [Number(element.id.slice('node-'.length)), element.getBoundingClientRect().top]));
    assert.deepEqual(shown, ids.map((id, i) => [id, round + i * 30]), `round ${round}`);
  }
  assert.equal(await page.evaluate(() => document.getElementById('canvas').getAttribute('aria-activedescendant')), null);
});

test('an unchanged mirror touches nothing of the page', async () => {
  const { page } = await openProbe();
  const ids = Array.from({ length: 100 }, (_, i) => 100 + i);
  await probe(page, { do: 'mirror', nodes: tree_nodes(ids) });
  await page.evaluate(() => {
    globalThis.changes = 0;
    new MutationObserver((list) => { changes += list.length; }).observe(document.getElementById('mirror'), { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await probe(page, { do: 'mirror', nodes: tree_nodes(ids) });
  assert.equal(await page.evaluate(() => changes), 0);
  await probe(page, { do: 'mirror', nodes: tree_nodes(ids.slice(1)) });
  assert.ok(await page.evaluate(() => changes) > 0);
});

test('what scrolls moves as one, and keeps its rows in order', async () => {
  const { page } = await openProbe();
  // A transcript of 40 paragraphs of 50 pixels with a mark in each; those in view are told.
  const height = 300, nodes = (scrolled) => {
    const list = [{ id: 1, role: main, name: 'Transcript', rect: [100, 80, 600, height] },
      { id: 2, parent: 1, role: documentRole, name: 'P01', rect: [100, 80, 600, height], scrolls: true, scrolled }];
    const inView = Array.from({ length: 40 }, (_, i) => i).filter((i) => i * 50 + 50 > scrolled && i * 50 < scrolled + height);
    for (const i of inView) list.push({ id: 100 + i, parent: 2, role: paragraph, name: `Turn ${i}`, rect: [120, 80 + i * 50 - scrolled, 400, 50] });
    for (const i of inView) list.push({ id: 200 + i, parent: 100 + i, role: mark, name: `mark ${i}`, rect: [130, 90 + i * 50 - scrolled, 60, 20] });
    list.push({ id: 3, parent: 1, role: button, name: 'Behind', rect: [100, 400, 80, 30] });
    return list;
  };
  const places = () => page.evaluate(() => [...document.querySelectorAll('#mirror p, #mirror mark')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [Number(element.id.slice('node-'.length)), x, y, width, height];
  }));
  const wanted = (scrolled) => {
    const told = nodes(scrolled).filter(({ role }) => role === paragraph || role === mark).map(({ id, rect }) => [id, ...rect]);
    return told.filter(([id]) => id < 200).flatMap((each) => [each, told.find(([id]) => id === each[0] + 100)]);
  };
  let seed = 11, scrolled = 0;
  const random = (limit) => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return seed % limit; };
  for (let round = 0; round < 60; round++) {
    scrolled = Math.max(0, Math.min(1700, scrolled + random(round % 5 ? 90 : 1200) - (round % 5 ? 30 : 600)));
    await probe(page, { do: 'mirror', nodes: nodes(scrolled) });
    await quiet(page);
    assert.deepEqual(await places(), wanted(scrolled), `round ${round}, scrolled ${scrolled}`);
  }
  // Within the rows in view a step touches one element.
  await probe(page, { do: 'mirror', nodes: nodes(1010) });
  await quiet(page);
  await page.evaluate(() => {
    globalThis.changes = [];
    new MutationObserver((list) => { changes.push(...list.map(({ type, target }) => `${type} ${target.id || target.getAttribute('role')}`)); })
      .observe(document.getElementById('mirror'), { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await probe(page, { do: 'mirror', nodes: nodes(1030) });
  await quiet(page);
  assert.deepEqual(await page.evaluate(() => changes), ['attributes none']);
  // Assistive technology sees the paragraphs in the document, not the sheet between them.
  assert.equal(await page.getByRole('document', { name: 'P01' }).getByRole('paragraph').count(), wanted(1030).length / 2);
  // Nor can a script scroll anything under the rectangles, as reading aloud may want to.
  await page.evaluate(() => { for (const element of document.querySelectorAll('#mirror [id^=node-]')) { element.scrollIntoView({ block: 'start', inline: 'end' }); element.scrollTop = element.scrollLeft = 9; } });
  assert.deepEqual(await places(), wanted(1030));
  await probe(page, { do: 'mirror', nodes: nodes(0).filter(({ id }) => id === 1 || id === 3) });
  assert.equal(await page.locator('#mirror [id^=node-]').count(), 2);
  await probe(page, { do: 'mirror', nodes: nodes(1030) });
  await quiet(page);
  assert.deepEqual(await places(), wanted(1030));
});

test('a long scroll moves the mirror ten times a second, and at rest it is right', async () => {
  const { page } = await openProbe();
  const nodes = (scrolled) => [{ id: 1, role: main, name: 'Transcript', rect: [100, 80, 600, 300] },
    { id: 2, parent: 1, role: documentRole, name: 'P01', rect: [100, 80, 600, 300], scrolls: true, scrolled },
    { id: 3, parent: 2, role: paragraph, name: 'I was awake until the morning.', rect: [120, 80 - scrolled, 400, 5000] }];
  const top = () => page.locator('#node-3').evaluate((element) => element.getBoundingClientRect().top);
  await probe(page, { do: 'mirror', nodes: nodes(1) });
  await quiet(page);
  assert.equal(await top(), 79);
  // Steps one right after the other; how many moves may lie between them is told by the clock that the page itself reads.
  const { moves, steps, lasted } = await page.evaluate((list) => {
    const observer = new MutationObserver(() => {}), begun = performance.now();
    observer.observe(document.querySelector('#node-2 > [role=none]'), { attributes: true });
    let steps = 0;
    while (steps < 50 || performance.now() - begun < 700) globalThis.probe({ do: 'mirror', nodes: list[steps++ % 2] });
    const told = { moves: observer.takeRecords().length, steps, lasted: performance.now() - begun };
    globalThis.probe({ do: 'mirror', nodes: list[2] });
    return told;
  }, [nodes(200), nodes(300), nodes(250)]);
  assert.ok(moves >= 2, `${moves} moves in ${lasted} ms: the mirror stood still`);
  assert.ok(moves <= 1 + lasted / 100, `${moves} moves in ${lasted} ms and ${steps} steps`);
  assert.ok(steps > moves);
  await quiet(page);
  assert.equal(await top(), 80 - 250);
});

test('sentences are announced politely, the same one twice', async () => {
  const { page } = await openProbe();
  const said = () => page.evaluate(() => [...document.querySelectorAll('[aria-live=polite]')].map((voice) => voice.textContent));
  await probe(page, { do: 'announce', text: 'Coded: 照顾' });
  const first = await said();
  await probe(page, { do: 'announce', text: 'Coded: 照顾' });
  assert.deepEqual([first.filter(Boolean), (await said()).filter(Boolean)], [['Coded: 照顾'], ['Coded: 照顾']]);
  assert.notDeepEqual(first, await said());
});

test('the mirror is not seen, in forced colours neither, and what the browser finds in it is', async () => {
  const { page } = await openProbe();
  const nodes = [{ id: 1, role: main, name: 'Transcript', rect: [0, 0, 800, 600] }, { id: 2, parent: 1, role: paragraph, name: 'I was awake until the morning.', rect: [20, 300, 600, 40] },
    { id: 3, parent: 2, role: mark, name: 'awake', rect: [100, 300, 60, 20] }, { id: 4, parent: 1, role: button, name: 'Apply', rect: [20, 400, 80, 30] }];
  await quiet(page);
  for (const forcedColors of ['none', 'active']) {
    await page.emulateMedia({ forcedColors });
    await quiet(page);
    await probe(page, { do: 'mirror', nodes: [] });
    const without = (await page.screenshot()).toString('base64');
    await probe(page, { do: 'mirror', nodes });
    assert.equal((await page.screenshot()).toString('base64'), without, `forced colours: ${forcedColors}`);
    await page.evaluate(() => getSelection().selectAllChildren(document.querySelector('#mirror p')));
    assert.notEqual((await page.screenshot()).toString('base64'), without, `forced colours: ${forcedColors}, nothing shows what was found`);
    await page.evaluate(() => getSelection().removeAllRanges());
  }
});
