// Who may write a project in a browser without locks: a row in the database that its holder renews, with a number that goes up with every holder
// and that each writing transaction of the holder checks. A window that the browser put to sleep beyond its time has lost the project, and
// learns it when it writes.
addToLibrary({
  $StorageLeases__deps: ['$Storage', '$StorageWindows'],
  $StorageLeases: {
    time: 90000,     // milliseconds; browsers let the timers of hidden pages run once a minute only
    renewal: 20000,  // milliseconds
    between: 1000,   // milliseconds between two looks whether a project is free
    self: '',        // of this window
    mine: null,      // id -> { number, until }
    looks: null,     // id -> has the one who waits look at once

    key: (id) => ['lease', id], // in settings: { owner, number, until }

    // The row as `decide` makes it from the one that is there; null leaves it. A page that goes has no time to look for room first; the browsers whose
    // database a full disk harms have locks.
    change: (id, decide) => Storage.attempt(['settings'], 'readwrite', ({ settings }) => {
      const made = {};
      settings.get(StorageLeases.key(id)).onsuccess = (event) => {
        made.row = decide(event.target.result);
        if (made.row) settings.put(made.row, StorageLeases.key(id));
      };
      return made;
    }).then(({ row }) => row),

    // An end that lies too far ahead is of a clock that was put back.
    free(row) {
      const now = Date.now();
      return !row || row.owner === StorageLeases.self || row.until <= now || row.until > now + 2 * StorageLeases.time;
    },
    own: (id, row) => row?.owner === StorageLeases.self && row.number === StorageLeases.mine.get(id)?.number,
    // Whether this window's time runs, as far as it knows without looking; always where locks decide.
    lasts: (id) => !StorageLeases.mine?.has(id) || StorageLeases.mine.get(id).until > Date.now(),

    claim: (id) => StorageLeases.change(id, (row) => StorageLeases.free(row)
      ? { owner: StorageLeases.self, number: (row?.number ?? 0) + 1, until: Date.now() + StorageLeases.time } : null),
    renew: async (id) => {
      const row = await StorageLeases.change(id, (now) => (StorageLeases.own(id, now) ? { ...now, until: Date.now() + StorageLeases.time } : null));
      if (row && StorageLeases.mine.has(id)) StorageLeases.mine.get(id).until = row.until;
    },
    giveUp: (id) => StorageLeases.change(id, (row) => (StorageLeases.own(id, row) ? { ...row, until: 0 } : null)),

    start() {
      if (StorageLeases.self) return;
      StorageLeases.self = crypto.randomUUID?.() ?? String(crypto.getRandomValues(new Uint32Array(4)));
      StorageLeases.mine = new Map();
      StorageLeases.looks = new Map();
    },

    // Gives all up with the page: who comes next need not wait for the end of the time.
    farewell(write) {
      for (const [id, { number }] of StorageLeases.mine ?? []) if (StorageLeases.lasts(id)) write(id, { owner: StorageLeases.self, number, until: 0 });
    },

    // The projects whose time runs.
    running: () => Storage.transaction(['settings'], 'readonly', ({ settings }) => {
      const running = new Set(), now = Date.now();
      settings.openCursor(IDBKeyRange.bound(['lease'], ['lease', []])).onsuccess = ({ target: { result: row } }) => {
        if (!row) return;
        if (row.value?.until > now) running.add(row.key[1]);
        row.continue();
      };
      return running;
    }),

    look(id) { StorageLeases.looks?.get(id)?.(); },

    // As navigator.locks.request.
    request: async (id, signal, granted) => {
      StorageLeases.start();
      let row = null, look = () => {};
      signal.addEventListener('abort', () => look(), { once: true });
      StorageLeases.looks.set(id, () => look());
      while (!signal.aborted && !(row = await StorageLeases.claim(id)))
        await new Promise((resolve) => { look = resolve; setTimeout(resolve, StorageLeases.between); });
      StorageLeases.looks.delete(id);
      if (row) StorageLeases.mine.set(id, { number: row.number, until: row.until });
      if (signal.aborted) {
        if (row) await StorageLeases.letGo(id);
        throw new DOMException('No longer wanted', 'AbortError');
      }
      const timer = setInterval(() => { StorageLeases.renew(id).catch(() => {}); }, StorageLeases.renewal); // the next one tries again
      await granted();
      clearInterval(timer);
      await StorageLeases.letGo(id);
    },

    letGo: async (id) => {
      await StorageLeases.giveUp(id).catch(() => {}); // then its time runs out
      StorageLeases.mine.delete(id);
      StorageWindows.tell({ released: id });
    },

    // Part of every writing transaction of a project.
    check(id, settings, refuse) {
      if (!StorageLeases.mine?.has(id)) return;
      settings.get(StorageLeases.key(id)).onsuccess = (event) => { if (!StorageLeases.own(id, event.target.result)) refuse(Storage.elsewhere()); };
    },
  },
});
