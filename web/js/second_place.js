// A second place for projects: the Cache Storage, which stands in files of its own and outlived every loss of the database that was measured, over
// http and for the single file. It holds the newest snapshot of each project and, some seconds late, the journal lines since. Nothing is written
// over; the older goes when the newer is there. It is read when the database has lost a project or holds no state of it that can be read.
addToLibrary({
  $SecondPlace__deps: ['$Snapshot', '$Storage', '$StorageWriting'],
  $SecondPlace: {
    place: 'emic.projects',  // the cache
    linesEvery: 5000,        // milliseconds
    patience: 5000,          // milliseconds for what is under way when a project is erased
    watching: false,

    // What is kept of a project: `lines` are those that the newest kept state lacks, `state` waits to be kept.
    of(project) {
      if (!SecondPlace.watching) {
        SecondPlace.watching = true;
        document.addEventListener('visibilitychange', () => { for (const each of document.hidden ? StorageWriting.projects?.values() ?? [] : []) if (each.second) SecondPlace.run(each.second); });
      }
      return project.second ??= { id: project.id, state: null, lines: new Map(), dirty: false, timer: 0, running: null, erased: false };
    },

    // Lines that the database has, to be kept soon.
    keepLines(project, lines) {
      const second = SecondPlace.of(project);
      for (const [number, line] of lines) second.lines.set(number, line);
      second.dirty = true;
      second.timer ||= setTimeout(() => SecondPlace.run(second), SecondPlace.linesEvery);
    },

    // A state that the database has, with all lines up to `upTo`, to be kept now.
    keepState(project, bytes, upTo, card) {
      const second = SecondPlace.of(project);
      second.state = { bytes, upTo, card };
      SecondPlace.run(second);
    },

    // What the second place has of a project when it is opened from the database: the state when it is another than that, and lines since.
    begin: async (project, bytes, upTo, card, lines) => {
      const kept = await SecondPlace.find(project.id).catch(() => []);
      if (lines.length) SecondPlace.keepLines(project, lines);
      if (!kept.some((each) => each.kind === 'state' && each.upTo === upTo)) SecondPlace.keepState(project, bytes, upTo, card);
    },

    // One write at a time for each project; a newer state makes one that waits needless.
    run: (second) => second.running ??= SecondPlace.write(second).catch((error) => { console.warn('Second place:', error); }).finally(() => { second.running = null; }),

    write: async (second) => {
      clearTimeout(second.timer);
      second.timer = 0;
      let failed = null; // a state that found no room; the lines are kept all the same
      while (!second.erased && (second.state || second.dirty)) {
        const { state } = second;
        second.state = null;
        if (state) {
          const sent = await SecondPlace.put(second.id, 'state', state.upTo, state.card, state.bytes).catch((error) => { console.warn('Second place:', error); });
          failed = sent ? null : state;
          if (!sent) continue;
          for (const number of [...second.lines.keys()]) if (number <= state.upTo) second.lines.delete(number);
          second.dirty = second.lines.size > 0;
          await SecondPlace.drop(second.id, (each) => each.url !== sent && (each.kind === 'state' || each.upTo <= state.upTo));
        } else {
          second.dirty = false;
          const lines = [...second.lines].sort((a, b) => a[0] - b[0]);
          const sent = await SecondPlace.put(second.id, 'lines', lines.at(-1)[0], '', new TextEncoder().encode(JSON.stringify(lines)));
          await SecondPlace.drop(second.id, (each) => each.url !== sent && each.kind === 'lines');
        }
      }
      second.state ??= failed; // tried again with the next line
    },

    put: async (id, kind, upTo, card, bytes) => {
      const url = `https://second.invalid/${id}/${kind}/${upTo}/${Date.now()}/${crypto.randomUUID()}`;
      const cache = await caches.open(SecondPlace.place);
      try {
        await cache.put(url, new Response(bytes, { headers: { 'Card': encodeURIComponent(card), 'Sha256': await Snapshot.digest(bytes), 'Size': String(bytes.length) } }));
      } catch (error) {
        await cache.delete(url).catch(() => {});
        throw error;
      }
      return url;
    },

    // All that is kept of a project, or of all of them, the newest first.
    find: async (id = '') => {
      if (!globalThis.caches || !await caches.has(SecondPlace.place)) return [];
      const found = (await (await caches.open(SecondPlace.place)).keys()).map(({ url }) => {
        const [project, kind, upTo, written] = url.split('/').slice(3);
        return { url, project, kind, upTo: Number(upTo), written: Number(written) };
      });
      return found.filter((each) => !id || each.project === id).sort((a, b) => b.written - a.written);
    },

    drop: async (id, goes) => {
      const cache = await caches.open(SecondPlace.place);
      for (const each of await SecondPlace.find(id)) if (goes(each)) await cache.delete(each.url);
    },

    // Its card and size without its bytes.
    card: async ({ url }) => {
      const { headers } = await (await caches.open(SecondPlace.place)).match(url);
      return { card: decodeURIComponent(headers.get('Card') ?? ''), bytes: Number(headers.get('Size')) };
    },

    // Which projects it has: id -> card and bytes.
    projects: async () => {
      const found = new Map();
      for (const each of await SecondPlace.find()) {
        if (each.kind !== 'state' || found.has(each.project)) continue;
        const card = await SecondPlace.card(each).catch(() => null); // another window may just have dropped it
        if (card) found.set(each.project, card);
      }
      return found;
    },

    bytes: async ({ url }) => {
      const response = await (await caches.open(SecondPlace.place)).match(url), bytes = new Uint8Array(await response.arrayBuffer());
      return await Snapshot.digest(bytes) === response.headers.get('Sha256') ? bytes : null;
    },

    // The newest state that can be read, with the lines since; null when there is none.
    read: async (id) => {
      const found = await SecondPlace.find(id).catch(() => []);
      const first = async (kind) => {
        for (const each of found) {
          if (each.kind !== kind) continue;
          const bytes = await SecondPlace.bytes(each).catch(() => null);
          if (bytes) return { ...each, bytes };
        }
        return null;
      };
      const state = await first('state');
      if (!state) return null;
      const lines = await first('lines');
      return { bytes: state.bytes, upTo: state.upTo, written: state.written, lines: lines ? JSON.parse(new TextDecoder().decode(lines.bytes)).filter(([number]) => number > state.upTo) : [] };
    },

    erase: async (project) => {
      const second = SecondPlace.of(project);
      second.erased = true;
      await Storage.within(SecondPlace.patience, Promise.resolve(second.running)).catch(() => {}); // what it puts there late goes with the next list
      if (globalThis.caches) await SecondPlace.drop(project.id, () => true);
    },

    settled: () => Promise.all([...StorageWriting.projects?.values() ?? []].map((project) => project.second && SecondPlace.run(project.second))),
  },
});
