// Reading what the database of storage.js holds: which projects, and one of them whole. Reading changes nothing of a project; what comes late to one
// that was erased goes.
addToLibrary({
  $StorageReading__deps: ['$Memory', '$Page', '$SecondPlace', '$Snapshot', '$Storage', '$StorageErasing', '$StorageFarewell', '$StorageLastWords', '$StorageRemains', '$StorageSettings', '$StorageWindows', '$StorageWriting', '$Text'],
  $StorageReading: {
    marker: 'emic.projects',
    alone: false, // the second place does not answer

    // As the interface writes days.
    day: (time) => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(time),

    places: { usual: 0, second: 1, damaged: 2 },

    // What stands in the database: id -> card, and id -> size of the newest state, or null where no row says one.
    ids: () => Storage.transaction(['manifests', 'cards'], 'readonly', ({ manifests, cards }) => {
      const found = { cards: new Map(), sizes: new Map() };
      const each = (store, work) => {
        store.openCursor().onsuccess = ({ target: { result: row } }) => {
          if (!row) return;
          work(row.key, row.value);
          row.continue();
        };
      };
      const isId = (key) => typeof key === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(key);
      each(cards, (key, card) => { if (isId(key)) found.cards.set(key, typeof card === 'string' ? card : ''); });
      each(manifests, (key, manifest) => {
        if (isId(key?.[0])) found.sizes.set(key[0], Snapshot.vouches(manifest) ? manifest.bytes : found.sizes.get(key[0]) ?? null);
      });
      return found;
    }),

    // Remembers elsewhere which projects exist, so that an emptied database is not taken for a first run.
    mark: async () => {
      const { sizes } = await StorageReading.ids();
      try {
        sizes.size ? localStorage.setItem(StorageReading.marker, [...sizes.keys()].join(' ')) : localStorage.removeItem(StorageReading.marker);
      } catch {
        // without the marker only the warning is lost
      }
    },

    marked() {
      try {
        return (localStorage.getItem(StorageReading.marker) ?? '').split(' ').filter(Boolean);
      } catch {
        return [];
      }
    },

    // Everything of the list that the database has.
    listed: async () => {
      const marked = StorageReading.marked(); // first: what is marked is in the database already
      const { cards, sizes } = await StorageReading.ids();
      const settings = await StorageSettings.read();
      const erased = new Set(await StorageWindows.erasedIds());
      return { marked, cards, sizes, settings, erased, remains: await StorageRemains.find(new Set([...cards.keys(), ...sizes.keys()])) };
    },

    list: async () => {
      let problem = '', vanished = false;
      const kept = StorageReading.alone ? Promise.resolve(new Map()) : Storage.within(Storage.longestOpening, SecondPlace.projects()).catch((error) => {
        StorageReading.alone = error.name === 'TimeoutError';
        return new Map();
      });
      const database = Storage.within(2 * Storage.longestOpening, StorageReading.listed());
      database.catch(() => {}); // heard below
      const second = await kept;
      const told = (id, card, bytes, place) => _emic_storage_listed_project(Text.give(id), Text.give(card), bytes, StorageReading.places[place]);
      const listed = new Set();
      try {
        const { marked, cards, sizes, settings, erased, remains } = await database;
        for (const [key, value] of settings) _emic_storage_listed_setting(Text.give(key), Text.give(value));
        // A window that heard late of an erasing may have put it there again.
        for (const id of erased) {
          StorageLastWords.forget(id);
          if (second.delete(id)) SecondPlace.drop(id, () => true).catch((error) => { console.warn('Second place:', error); });
        }
        const late = remains.filter((id) => erased.has(id));
        if (late.length) StorageErasing.again(late).catch((error) => { console.warn('Erasing:', error); });
        for (const id of [...new Set([...cards.keys(), ...sizes.keys(), ...remains.filter((each) => !erased.has(each))])].sort()) {
          const size = sizes.get(id) ?? null;
          if (size === null && second.has(id)) continue;
          told(id, cards.get(id) ?? '', size ?? 0, size === null ? 'damaged' : 'usual');
          listed.add(id);
        }
        vanished = marked.some((id) => !sizes.has(id) && !erased.has(id));
      } catch (error) {
        console.warn('Storage:', error);
        await Storage.disconnect();
        problem = Storage.why(error, 'list');
      }
      for (const [id, { card, bytes }] of [...second].sort((a, b) => a[0] < b[0] ? -1 : 1)) if (!listed.has(id)) told(id, card, bytes, 'second');
      _emic_storage_listed(Text.give(problem), vanished);
      Page.wake();
    },

    // Everything that the database has of a project: manifests, and the lines of journal and history by number.
    all: (id) => Storage.transaction(['manifests', 'ops', 'history', 'cards'], 'readonly', ({ manifests, ops, history, cards }) => {
      const found = { manifests: [], lines: new Map(), card: '' };
      manifests.getAll(Storage.range(id)).onsuccess = (event) => {
        found.manifests = event.target.result;
        // Where only an older state can be read, the history has what was changed since.
        const oldest = Math.min(...found.manifests.filter(Snapshot.vouches).map((manifest) => manifest.up_to));
        for (const store of [history, ops]) {
          store.openCursor(IDBKeyRange.bound([id, Number.isFinite(oldest) ? oldest + 1 : 0], [id, []])).onsuccess = ({ target: { result: row } }) => {
            if (!row) return;
            if (Number.isSafeInteger(row.key[1])) found.lines.set(row.key[1], typeof row.value === 'string' ? row.value : '');
            row.continue();
          };
        }
      };
      cards.get(id).onsuccess = (event) => { found.card = typeof event.target.result === 'string' ? event.target.result : ''; };
      return found;
    }),

    // The newest state that can be read, from the database or else from the second place.
    state: async (project, found, problems) => {
      for (const manifest of found.manifests.filter(Snapshot.vouches).reverse()) {
        const bytes = await Snapshot.read(project, manifest).catch(() => null);
        if (bytes) {
          // An older one that claims more than a newer one tells nothing.
          for (const other of found.manifests) if (Snapshot.vouches(other) && other.up_to > manifest.up_to) project.unreadable.add(other.generation);
          return { bytes, upTo: manifest.up_to, anew: false };
        }
        project.unreadable.add(manifest.generation);
        problems.push(`The stored state of ${StorageReading.day(manifest.written)} is damaged and was left as it is; an earlier one and the changes made since were used.`);
      }
      const second = await Storage.within(Storage.longestOpening, SecondPlace.read(project.id)).catch(() => null);
      if (!second) return null;
      for (const [number, line] of second.lines) if (!found.lines.has(number)) found.lines.set(number, line);
      problems.splice(0, problems.length, `${found.manifests.length ? 'What is stored of this project is damaged and was left as it is.' : 'The browser has lost what it kept of this project.'} Emic had kept it in a second place: the state of ${StorageReading.day(second.written)}${second.lines.length ? ' and the changes made since' : ''}. Please look whether the latest changes are there, and save a copy of the project as a file.`);
      return { bytes: second.bytes, upTo: second.upTo, anew: true };
    },

    open: async (id) => {
      const project = StorageWriting.project(id), problems = [];
      project.conflicted = false;
      try {
        const elsewhere = !await StorageWindows.hold(id, true);
        let failure = null;
        const found = await StorageReading.all(id).catch((error) => { failure = error; return { manifests: [], lines: new Map(), card: '' }; });
        const state = await StorageReading.state(project, found, problems);
        if (!state) {
          throw failure ?? Storage.conflict(found.manifests.length || found.lines.size
            ? 'What is stored of this project on this device is damaged, and no complete state could be read. Nothing was deleted. Please open your last copy of it from a file. “Save what is stored” gives you everything that is there as a file.'
            : 'This project is no longer on this device. The browser or somebody has removed it. Please open your last copy of it from a file.');
        }
        if (!elsewhere) StorageLastWords.join(project, found, state);
        const lines = [...found.lines].filter(([number]) => number > state.upTo).sort((a, b) => a[0] - b[0]);
        Memory.claim(2 * state.bytes.length); // the project itself needs at least as much again
        Memory.put(_emic_storage_opened_snapshot(state.bytes.length), state.bytes);
        for (const [number, line] of lines) _emic_storage_opened_line(number, Text.give(line));
        for (const problem of problems) _emic_storage_opened_problem(Text.give(problem));
        project.vouched = !state.anew;
        _emic_storage_opened(Text.give(id), state.upTo, elsewhere, state.anew);
        Page.wake();
        if (!elsewhere) StorageWriting.pump(project);
        if (!elsewhere && !state.anew) SecondPlace.begin(project, state.bytes, state.upTo, found.card, lines);
      } catch (error) {
        await Storage.disconnect();
        Storage.fail(id, 'open', error);
      }
    },
  },

  page_storage_list__deps: ['$StorageKeeping', '$StorageReading', '$StorageWindows', '$StorageWriting'],
  page_storage_list: () => {
    Module['beforeUpdate'] = StorageWriting.settled;
    StorageWindows.listen();
    StorageFarewell.start();
    StorageKeeping.look();
    StorageReading.list();
  },

  page_storage_open__deps: ['$StorageReading', '$Text'],
  page_storage_open__sig: 'vpp',
  page_storage_open: (id, length) => { StorageReading.open(Text.read(id, length)); },
});
