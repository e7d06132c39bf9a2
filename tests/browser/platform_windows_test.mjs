// Several windows on one device: who may write a project, what becomes of one that is erased, and settings that no window takes back.
import { assert, test } from './harness.mjs';
import { anyOf, events, heard, openProbe, probe } from './platform/probe.mjs';
import { another, append, first, lines, list, open, other, project, put, reload, rows, snapshot, until } from './platform/stored.mjs';

const withoutLocks = (page, context) => (context ?? page).addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined }));
const withoutChannel = (page, context) => context.addInitScript(() => { delete globalThis.BroadcastChannel; });

const ofProject = async (page) => {
  const left = [];
  for (const store of ['ops', 'history', 'strays', 'pieces', 'manifests', 'passed', 'cards']) for (const [key] of await rows(page, store)) left.push([store, key]);
  return left;
};

for (const [how, before] of [['locks', undefined], ['leases where the browser has no locks', withoutLocks]]) {
  test(`the next window hears when it is its turn, and has all that was written: by ${how}`, async () => {
    const opened = await first({ before });
    const second = await another(opened), third = await another(opened);
    assert.equal((await open(second)).elsewhere, true);
    assert.equal((await open(third)).elsewhere, true);
    await append(opened.page, lines(3, 5));
    await opened.page.close();
    // One of the two that wait, and only one.
    const heardIt = (page) => events(page).then((all) => all.some((event) => event.is === 'yielded'));
    let next = null;
    for (const end = Date.now() + 20000; !next && Date.now() < end;) next = await heardIt(second) ? second : await heardIt(third) ? third : null;
    assert.ok(next, 'a window took over');
    const now = await open(next);
    assert.deepEqual([now.elsewhere, now.lines], [undefined, lines(1, 5)]);
    await append(next, lines(6, 6));
    const last = next === second ? third : second;
    assert.equal(await heardIt(last), false);
    assert.equal((await open(last)).elsewhere, true);
    await probe(next, { do: 'leave', project });
    await heard(last, anyOf('yielded'));
    assert.deepEqual((await open(last)).lines, lines(1, 6));
  });

  test(`a window that no longer wants a project does not stand in the way of the next: by ${how}`, async () => {
    const opened = await first({ before });
    const second = await another(opened), third = await another(opened);
    assert.equal((await open(second)).elsewhere, true);
    await probe(second, { do: 'leave', project });
    await opened.page.close();
    assert.equal((await open(third)).elsewhere, undefined);
    assert.ok(!(await events(second)).some((event) => event.is === 'yielded'));
  });

  test(`erasing asks where another window has the project, and tells it: by ${how}`, async () => {
    const opened = await first({ before });
    const second = await another(opened);
    await probe(second, { do: 'delete', project });
    await heard(second, anyOf('elsewhere'));
    assert.equal((await open(second)).lines.length, 2, 'nothing was erased');
    await probe(second, { do: 'leave', project });
    await probe(second, { do: 'delete', project, anyway: true });
    await heard(opened.page, anyOf('erased'));
    // Whatever the first window still has to write, nothing of it is left behind or comes back.
    await probe(opened.page, { do: 'append', project, lines: lines(3, 4) });
    await probe(opened.page, { do: 'snapshot', project, bytes: 'again', up_to: 4, card: 'x' });
    await probe(opened.page, { do: 'settings', changed: { mark: '1' } });
    await until(second, 'settings', (found) => found.some(([key]) => key === 'mark'));
    assert.deepEqual(await ofProject(second), []);
    await reload(second);
    assert.deepEqual((await list(second)).projects, []);
  });
}

for (const [what, write] of [
  ['a line', (page) => probe(page, { do: 'append', project, lines: lines(3, 3) })],
  ['a state', (page) => probe(page, { do: 'snapshot', project, bytes: 'again', up_to: 2, card: 'x' })],
]) {
  test(`without messages between windows, writing ${what} finds out that the project was erased`, async () => {
    const opened = await first({ before: withoutChannel });
    const second = await another(opened);
    await probe(second, { do: 'delete', project, anyway: true });
    await until(second, 'manifests', (found) => found.length === 0);
    await write(opened.page);
    await heard(opened.page, anyOf('erased'));
    assert.ok(!(await events(opened.page)).some((event) => event.is === 'failed'));
    assert.deepEqual(await ofProject(second), []);
  });
}

test('a state that is being written when its project is erased leaves nothing behind', async () => {
  const opened = await first({ before: (page, context) => {
    withoutChannel(page, context);
    return page.addInitScript(() => {
      const { digest } = crypto.subtle;
      crypto.subtle.digest = async (...rest) => { await globalThis.gate; return digest.apply(crypto.subtle, rest); };
    });
  } });
  const second = await another(opened);
  // All pieces are there, and the row that vouches for them is about to be written.
  await opened.page.evaluate(() => { globalThis.gate = new Promise((done) => { globalThis.openGate = done; }); });
  await probe(opened.page, { do: 'snapshot', project, bytes: '0123456789abcdef', repeat: 65536, up_to: 2, card: 'x' });
  await until(second, 'pieces', (found) => found.some(([key]) => key[2] === 1)); // the second piece, of two
  await probe(second, { do: 'delete', project, anyway: true });
  await until(second, 'manifests', (found) => found.length === 0);
  await opened.page.evaluate(() => { openGate(); });
  await heard(opened.page, anyOf('erased'));
  assert.deepEqual(await ofProject(second), []);
});

test('a window that slept beyond its time writes nothing over the one that took over', async () => {
  const opened = await first({ before: withoutLocks });
  const second = await another(opened);
  assert.equal((await open(second)).elsewhere, true);
  // As if the first had been put to sleep: its time has run out.
  const [, lease] = (await rows(second, 'settings')).find(([[kind, id]]) => kind === 'lease' && id === project);
  await put(second, 'settings', ['lease', project], { ...lease, until: Date.now() - 1 });
  await heard(second, anyOf('yielded'));
  assert.equal((await open(second)).elsewhere, undefined);
  await append(second, [[3, 'of the second']]);
  await probe(opened.page, { do: 'append', project, lines: [[4, 'of the first']] });
  assert.match((await heard(opened.page, anyOf('failed'))).why, /changed in another tab or window/);
  await probe(opened.page, { do: 'snapshot', project, bytes: 'of the first', up_to: 4, card: 'x' });
  await append(second, [[4, 'on']]);
  assert.deepEqual((await open(second)).lines.slice(2), [[3, 'of the second'], [4, 'on']]);
});

test('settings: each window writes its own, what failed is written later, and those of an erased project go with it', async () => {
  const opened = await first({ before: (page) => page.addInitScript(() => {
    const former = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...rest) {
      if (globalThis.full && rest[1] === 'readwrite') throw new DOMException('no room', 'QuotaExceededError');
      return former.apply(this, rest);
    };
  }) });
  const second = await another(opened), of = `project/${project}/coder`;
  await probe(opened.page, { do: 'settings', changed: { zoom: '1', [of]: '"a"', 'project/0/coder': '"other"' } });
  await probe(second, { do: 'settings', changed: { zoom: '2' } });
  await until(second, 'settings', (found) => new Map(found).get('zoom') === '2' && new Map(found).has(of));
  await opened.page.evaluate(() => { globalThis.full = true; });
  await probe(opened.page, { do: 'settings', changed: { width: '3', zoom: '3' } });
  await probe(opened.page, { do: 'settings', changed: { width: '4' } });
  await opened.page.evaluate(() => { globalThis.full = false; });
  await until(second, 'settings', (found) => new Map(found).get('width') === '4');
  assert.deepEqual((await list(second)).settings, { zoom: '3', width: '4', [of]: '"a"', 'project/0/coder': '"other"' });
  await opened.page.evaluate(() => { probeEvents.length = 0; });
  await probe(opened.page, { do: 'delete', project });
  assert.deepEqual((await heard(opened.page, anyOf('listed'))).settings, { zoom: '3', width: '4', 'project/0/coder': '"other"' });
});

test('settings of earlier versions, one text for all, come apart once and take nothing back', async () => {
  const { page } = await openProbe();
  await list(page);
  const former = { zoom: 1.25, codes_share: 0.4, last_project: project, projects: [{ project, coder: 'c', document: 'd', copied: 3, without_interviewers: true }, { project: 7 }, null] };
  await put(page, 'settings', 'interface', JSON.stringify(former));
  await put(page, 'settings', 'zoom', '2');
  const expected = { zoom: '2', codes_share: '0.4', last_project: `"${project}"`, [`project/${project}/coder`]: '"c"', [`project/${project}/document`]: '"d"',
    [`project/${project}/copied`]: '3', [`project/${project}/without_interviewers`]: 'true' };
  await reload(page);
  assert.deepEqual((await list(page)).settings, expected);
  await reload(page);
  assert.deepEqual((await list(page)).settings, expected);
  assert.ok(!(await rows(page, 'settings')).some(([key]) => key === 'interface'));
  await put(page, 'settings', 'interface', '{ damaged');
  assert.deepEqual((await list(page)).settings, expected);
});

for (const [how, before] of [['locks', undefined], ['leases', withoutLocks]]) {
  test(`what no row owns is found and can be erased, but not what another window is just writing: by ${how}`, async () => {
    const opened = await first({ before: (page, context) => {
      before?.(page, context);
      return page.addInitScript(() => {
        const { digest } = crypto.subtle;
        crypto.subtle.digest = async (...rest) => { await globalThis.gate; return digest.apply(crypto.subtle, rest); };
      });
    } });
    const second = await another(opened), left = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222', '33333333-3333-4333-8333-333333333333'];
    await put(second, 'ops', [left[0], 1], 'words of an interview');
    await put(second, 'ops', [left[0], 2], 'and more');
    await put(second, 'history', [left[1], 7], 'words');
    await put(second, 'pieces', [left[2], 1, 0], [1, 2, 3]);
    await put(second, 'ops', ['no id of ours', 1], 'x');
    await put(second, 'ops', 17, 'x');
    // A project of which all pieces are there and the row that vouches for them is about to be written.
    await opened.page.evaluate(() => { globalThis.gate = new Promise((done) => { globalThis.openGate = done; }); });
    await probe(opened.page, { do: 'snapshot', project: other, bytes: 'new', up_to: 0, card: 'x' });
    await until(second, 'pieces', (found) => found.some(([[id]]) => id === other));
    const listed = async () => (await list(second)).projects.map(({ id }) => id);
    assert.deepEqual((await listed()).sort(), [project, ...left].sort());
    await opened.page.evaluate(() => { openGate(); });
    await heard(opened.page, (event) => event.is === 'taken' && event.project === other);
    for (const id of left) {
      await second.evaluate(() => { probeEvents.length = 0; });
      await probe(second, { do: 'delete', project: id });
      await heard(second, anyOf('listed'));
    }
    assert.deepEqual((await listed()).sort(), [project, other].sort());
    for (const store of ['ops', 'history', 'pieces']) assert.ok((await rows(second, store)).every(([key]) => !left.includes(key?.[0])), store);
  });
}
