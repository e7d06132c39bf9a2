// What the tests of storage ask of the probe, and what they see and change in the database behind its back.
import { anyOf, heard, openProbe, probe } from './probe.mjs';

export const project = '01234567-89ab-4def-8123-456789abcdef', other = 'fedcba98-7654-4210-8fed-cba987654321';

export const snapshot = async (page, bytes, up_to, more = {}) => {
  await probe(page, { do: 'snapshot', project, bytes, up_to, card: '{"name":"Mütter"}', ...more });
  return heard(page, (event) => event.is === 'taken' && event.up_to === up_to);
};
export const append = async (page, lines) => {
  await probe(page, { do: 'append', project, lines });
  return heard(page, (event) => event.is === 'appended' && event.up_to >= lines.at(-1)[0]);
};
export const line = (number) => [number, `{"change":${number},"text":"照顾"}`];
export const lines = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => line(from + i));
export const open = async (page, milliseconds) => {
  await page.evaluate(() => { probeEvents.length = 0; });
  await probe(page, { do: 'open', project });
  return heard(page, (event) => event.is === 'opened' || event.is === 'failed', milliseconds);
};
export const list = async (page) => {
  await page.evaluate(() => { probeEvents.length = 0; });
  await probe(page, { do: 'list' });
  return heard(page, anyOf('listed'));
};
export const reload = async (page) => {
  await page.reload();
  await page.waitForFunction(() => globalThis.probe);
};
// Does something with a store of the database, behind the program's back.
export const meddle = (page, store, work) => page.evaluate(([name, code]) => new Promise((resolve, reject) => {
  const request = indexedDB.open('emic');
  request.onsuccess = () => {
    const database = request.result, transaction = database.transaction(name, 'readwrite'), answer = {};
    const requests = { all: transaction.objectStore(name).getAll(), keys: transaction.objectStore(name).getAllKeys() };
    requests.keys.onsuccess = () => {
      for (const [key, value] of requests.keys.result.map((each, i) => [each, requests.all.result[i]])) {
        if (code === 'damage all' || code === 'damage the newest' && key[1] === Math.max(...requests.keys.result.map((each) => each[1]))) {
          value[0] ^= 1;
          transaction.objectStore(name).put(value, key);
        } else if (typeof code === 'number' && key[1] === code) {
          transaction.objectStore(name).delete(key);
        }
      }
      answer.keys = requests.keys.result;
      answer.sizes = requests.all.result.map((each) => each.length);
    };
    transaction.oncomplete = () => { database.close(); resolve(answer); };
    transaction.onabort = () => reject(transaction.error);
  };
}), [store, work]);
export const keys = async (page, store) => (await meddle(page, store, null)).keys;

// What stands in a store, behind the program's back: [key, value] for each row.
export const rows = (page, store) => page.evaluate((name) => new Promise((resolve, reject) => {
  const request = indexedDB.open('emic');
  request.onsuccess = () => {
    const database = request.result, transaction = database.transaction(name), of = transaction.objectStore(name);
    const all = of.getAll(), keys = of.getAllKeys();
    transaction.oncomplete = () => { database.close(); resolve(keys.result.map((key, i) => [key, all.result[i]])); };
    transaction.onabort = () => reject(transaction.error);
  };
}), store);
// Puts a row into a store, behind the program's back.
export const put = (page, store, key, value) => page.evaluate(([name, where, what]) => new Promise((resolve, reject) => {
  const request = indexedDB.open('emic');
  request.onsuccess = () => {
    const database = request.result, transaction = database.transaction(name, 'readwrite');
    transaction.objectStore(name).put(what, where);
    transaction.oncomplete = () => { database.close(); resolve(); };
    transaction.onabort = () => reject(transaction.error);
  };
}), [store, key, value]);
// A window with a project of two lines.
export async function first(options = {}) {
  const opened = await openProbe({ ...options, before: (page, context) => options.before?.(page, context) });
  await list(opened.page);
  await snapshot(opened.page, 'state', 0);
  await append(opened.page, lines(1, 2));
  return opened;
}
// A second window on the same storage.
export async function another({ context, address }) {
  const page = await context.newPage();
  await page.goto(address);
  await page.waitForFunction(() => globalThis.probe);
  await list(page);
  return page;
}

// Resolves when `fits` holds for the rows of a store.
export const until = async (page, store, fits) => {
  for (const end = Date.now() + 10000; ; ) {
    const found = await rows(page, store);
    if (fits(found)) return found;
    if (Date.now() > end) throw new Error(`not so in ${store}: ${fits}\nbut: ${JSON.stringify(found).slice(-1500)}`);
  }
};

// As when the browser has lost it; the page lets go of it when it is asked to.
export const deleteDatabase = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const request = indexedDB.deleteDatabase('emic');
  request.onsuccess = resolve;
  request.onerror = reject;
}));

// What the second place has of a project: [kind, last line] of each file.
export const second = (page, id = project) => page.evaluate(async (wanted) => (await (await caches.open('emic.projects')).keys())
  .map(({ url }) => url.split('/').slice(3)).filter((each) => each[0] === wanted).map((each) => [each[1], Number(each[2])]).sort(), id);
export const untilSecond = async (page, wanted) => {
  for (const end = Date.now() + 20000; ; await page.waitForTimeout(50)) {
    const found = JSON.stringify(await second(page));
    if (found === JSON.stringify(wanted)) return;
    if (Date.now() > end) throw new Error(`the second place has ${found}`);
  }
};
