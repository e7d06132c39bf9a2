// Projects on this device, in IndexedDB. A project is its journal lines plus snapshots that are never written over: pieces under new keys, then
// in a later transaction the manifest that vouches for them, then in a third what is no longer needed goes. One database holds all projects,
// so that listing, erasing and upgrading are one transaction each and no name or id of a project shows in the names of the browser's files.
addToLibrary({
  $Storage__deps: ['$Page', '$Text', '$Snapshot'],
  $Storage: {
    longestWait: 30000,     // milliseconds between two tries
    connection: null,       // Promise of the open database
    patience: 800,          // milliseconds to wait for a project that another window holds
    held: null,             // id -> lets another window have that project
    projects: null,         // id -> what is under way for that project
    settings: null,         // settings waiting to be written
    settingsBusy: false,
    persistAsked: false,
    marker: 'emic.projects',
    tasks: { list: 0, open: 1, append: 2, snapshot: 3, erase: 4 },

    // ------------------------------------------------------------ the database

    connect() {
      return Storage.connection ??= new Promise((resolve, reject) => {
        const request = indexedDB.open('emic', 1);
        request.onupgradeneeded = () => {
          // Keys: ops and strays [project, line number], pieces [project, generation, index], manifests [project, generation].
          for (const name of ['ops', 'strays', 'pieces', 'manifests', 'cards', 'settings']) request.result.createObjectStore(name);
        };
        request.onsuccess = () => {
          const database = request.result, forget = () => { database.close(); Storage.connection = null; };
          database.onversionchange = forget;
          database.onclose = forget;
          resolve(database);
        };
        request.onerror = () => { Storage.connection = null; reject(request.error); };
      });
    },

    disconnect: async () => {
      const connection = Storage.connection;
      Storage.connection = null;
      (await connection?.catch(() => null))?.close();
    },

    // Runs `work(stores, transaction)`, which starts requests at once; resolves with its result when the disk has it.
    transaction: async (names, mode, work) => {
      const database = await Storage.connect();
      return new Promise((resolve, reject) => {
        let result, failure = null;
        const transaction = database.transaction(names, mode, { durability: mode === 'readwrite' ? 'strict' : 'default' });
        transaction.oncomplete = () => resolve(result);
        transaction.onabort = () => reject(failure ?? transaction.error ?? new DOMException('The transaction was aborted', 'AbortError'));
        const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
        const refuse = (error) => { failure = error; transaction.abort(); };
        try {
          result = work(stores, refuse);
        } catch (error) {
          refuse(error);
        }
      });
    },

    // All keys of a project in one store.
    range: (project) => IDBKeyRange.bound([project], [project, []]),

    // ------------------------------------------------------------ words

    elsewhere: () => Storage.conflict('This project was changed in another tab or window of Emic at the same time. The latest changes of this window are not on the disk. Save a copy of the project as a file here if you want to keep them, then start this window again.'),
    conflict: (text) => Object.assign(new Error(text), { name: 'ConflictError' }),

    why(error) {
      const name = error?.name ?? '';
      if (name === 'ConflictError') return error.message;
      if (name === 'QuotaExceededError' || /IOError|disk|quota|space/i.test(error?.message ?? ''))
        return 'The disk is full, or the browser gives Emic no more room on it. Your latest changes are in this window only. Free some room on the disk: Emic tries again by itself. To be safe, save a copy of the project as a file now.';
      if (name === 'VersionError')
        return 'A newer version of Emic has stored its projects here, and this version cannot read them. Nothing was changed. Please open the newer version.';
      if (name === 'SecurityError' || !globalThis.indexedDB)
        return 'This browser does not let Emic keep anything on this device (its settings for site data or private windows forbid it). Allow it, or save your project as a file before you close this window.';
      return `The browser could not write to this device (${name || 'unknown error'}: ${error?.message ?? ''}). Your latest changes are in this window only. Emic tries again by itself. To be safe, save a copy of the project as a file now.`;
    },

    fail(id, task, error) {
      console.warn('Storage:', error);
      _emic_storage_failed(Text.give(id), Storage.tasks[task], Text.give(Storage.why(error)));
      Page.wake();
    },

    // ------------------------------------------------------------ one window for a project

    // Holds a project for this window; false when another one does. A page that is being reloaded lets go a moment after the new one begins.
    hold: (id) => new Promise((resolve) => {
      Storage.held ??= new Map();
      if (Storage.held.has(id)) return resolve(true);
      const wait = new AbortController(), timer = setTimeout(() => wait.abort(), Storage.patience);
      const request = navigator.locks?.request(`emic ${id}`, { signal: wait.signal }, () => new Promise((release) => {
        clearTimeout(timer);
        Storage.held.set(id, release);
        resolve(true);
      }));
      // Where the browser has no locks, writing is what finds out.
      if (request) request.catch((error) => resolve(error.name !== 'AbortError'));
      else resolve(true);
    }),

    release(id) {
      Storage.held?.get(id)?.();
      Storage.held?.delete(id);
    },

    // ------------------------------------------------------------ writing: one transaction at a time for each project

    project(id) {
      Storage.projects ??= new Map();
      if (!Storage.projects.has(id)) {
        Storage.projects.set(id, {
          id, lines: new Map(), strays: [], unreadable: new Set(), steps: [], erase: false, busy: false, waiting: 0, failures: 0, conflicted: false, written: 0,
        });
      }
      return Storage.projects.get(id);
    },

    pump: async (project) => {
      if (project.busy || project.waiting || project.conflicted) return;
      const task = project.erase ? 'erase' : project.lines.size ? 'append' : project.steps.length ? 'snapshot' : '';
      if (!task) return;
      project.busy = true;
      try {
        await (task === 'erase' ? Storage.erase(project) : task === 'append' ? Storage.append(project) : Storage.step(project));
        project.failures = 0;
        project.busy = false;
      } catch (error) {
        project.busy = false;
        project.conflicted = error.name === 'ConflictError';
        if (!project.conflicted) {
          // A connection can be dead for good, so every try has a fresh one.
          await Storage.disconnect();
          const delay = Math.min(Storage.longestWait, 500 * 2 ** project.failures++);
          project.waiting = setTimeout(() => { project.waiting = 0; Storage.pump(project); }, delay);
        }
        Storage.fail(project.id, task, error);
      }
      Storage.pump(project);
    },

    append: async (project) => {
      const lines = [...project.lines].sort((a, b) => a[0] - b[0]);
      await Storage.transaction(['ops', 'strays', 'manifests'], 'readwrite', ({ ops, strays, manifests }, refuse) => {
        // A line that a snapshot already counts would never be read again: another window went further than this one.
        let counted = 0;
        manifests.getAll(Storage.range(project.id)).onsuccess = (event) => {
          for (const manifest of event.target.result) if (!manifest.unreadable) counted = Math.max(counted, manifest.up_to);
        };
        // Lines that did not join on to the others when the project was opened make room for new ones of the same numbers.
        for (const number of project.strays) {
          const key = [project.id, number];
          ops.get(key).onsuccess = (event) => {
            if (event.target.result === undefined) return;
            strays.put(event.target.result, [project.id, number, Date.now()]);
            ops.delete(key);
          };
        }
        for (const [number, line] of lines) {
          const key = [project.id, number];
          ops.get(key).onsuccess = (event) => {
            const there = event.target.result;
            if (there === line) return;
            const free = there === undefined || project.strays.includes(number);
            if (free && number > counted) ops.add(line, key);
            else refuse(Storage.elsewhere());
          };
        }
      });
      project.strays = [];
      project.written = lines.at(-1)[0];
      for (const [number, line] of lines) if (project.lines.get(number) === line) project.lines.delete(number);
      _emic_storage_appended(Text.give(project.id), lines.at(-1)[0]);
      Page.wake();
    },

    step: async (project) => {
      const { steps } = project;
      await steps[0]();
      steps.shift();
    },

    erase: async (project) => {
      await Storage.transaction(['ops', 'strays', 'pieces', 'manifests', 'cards'], 'readwrite', (stores) => {
        for (const store of Object.values(stores)) store.delete(Storage.range(project.id));
        stores.cards.delete(project.id);
      });
      Storage.projects.delete(project.id);
      project.erase = false;
      project.lines.clear();
      project.steps = [];
      await Storage.mark();
      Storage.list();
    },

    // Asks once that the browser never clears this away by itself when room is short.
    persist() {
      if (Storage.persistAsked) return;
      Storage.persistAsked = true;
      navigator.storage?.persist?.().catch(() => {});
    },

    // ------------------------------------------------------------ reading

    ids: () => Storage.transaction(['manifests', 'cards'], 'readonly', ({ manifests, cards }) => {
      const found = { cards: new Map(), sizes: new Map() };
      cards.openCursor().onsuccess = (event) => {
        const cursor = event.target.result;
        if (!cursor) return;
        found.cards.set(cursor.key, cursor.value);
        cursor.continue();
      };
      manifests.openCursor().onsuccess = (event) => {
        const cursor = event.target.result;
        if (!cursor) return;
        found.sizes.set(cursor.key[0], cursor.value.bytes);
        cursor.continue();
      };
      return found;
    }),

    // Remembers elsewhere which projects exist, so that an emptied database is not taken for a first run.
    mark: async () => {
      const { sizes } = await Storage.ids();
      try {
        sizes.size ? localStorage.setItem(Storage.marker, [...sizes.keys()].join(' ')) : localStorage.removeItem(Storage.marker);
      } catch {
        // without the marker only the warning is lost
      }
    },

    marked() {
      try {
        return (localStorage.getItem(Storage.marker) ?? '').split(' ').filter(Boolean);
      } catch {
        return [];
      }
    },

    list: async () => {
      try {
        const { cards, sizes } = await Storage.ids();
        const settings = await Storage.transaction(['settings'], 'readonly', ({ settings }) => {
          const found = {};
          settings.get('interface').onsuccess = (event) => { found.value = event.target.result ?? ''; };
          return found;
        });
        for (const id of [...new Set([...cards.keys(), ...sizes.keys()])].sort())
          _emic_storage_listed_project(Text.give(id), Text.give(cards.get(id) ?? ''), sizes.get(id) ?? 0);
        const vanished = Storage.marked().some((id) => !sizes.has(id));
        _emic_storage_listed(Text.give(settings.value), Text.give(''), vanished);
      } catch (error) {
        console.warn('Storage:', error);
        await Storage.disconnect();
        _emic_storage_listed(Text.give(''), Text.give(Storage.why(error)), false);
      }
      Page.wake();
    },

    open: async (id) => {
      const project = Storage.project(id), problems = [];
      project.conflicted = false;
      try {
        const elsewhere = !await Storage.hold(id);
        const found = await Storage.transaction(['manifests', 'ops'], 'readonly', ({ manifests, ops }) => {
          const all = { manifests: [], keys: [], lines: [] };
          manifests.getAll(Storage.range(id)).onsuccess = (event) => { all.manifests = event.target.result; };
          ops.getAllKeys(Storage.range(id)).onsuccess = (event) => { all.keys = event.target.result; };
          ops.getAll(Storage.range(id)).onsuccess = (event) => { all.lines = event.target.result; };
          return all;
        });
        let manifest = null, bytes = null;
        for (const each of found.manifests.reverse()) {
          bytes = await Snapshot.read(project, each).catch(() => null);
          if (bytes) {
            manifest = each;
            break;
          }
          project.unreadable.add(each.generation);
          problems.push(`The stored state of ${new Date(each.written).toLocaleString()} is damaged and was left as it is; an earlier one and the changes made since were used.`);
        }
        if (!manifest) {
          throw Storage.conflict(found.manifests.length || found.lines.length
            ? 'What is stored of this project on this device is damaged, and no complete state could be read. Nothing was deleted. Please open your last copy of it from a file.'
            : 'This project is no longer on this device. The browser or somebody has removed it. Please open your last copy of it from a file.');
        }
        const lines = [];
        project.strays = [];
        found.keys.forEach(([, number], i) => {
          if (number <= manifest.up_to) return;
          if (number === manifest.up_to + lines.length + 1 && typeof found.lines[i] === 'string') lines.push([number, found.lines[i]]);
          else project.strays.push(number);
        });
        if (project.strays.length)
          problems.push(`${project.strays.length} later changes do not join on to the others, because one before them is missing. They were set aside and not deleted.`);
        HEAPU8.set(bytes, _emic_storage_opened_snapshot(bytes.length) >>> 0);
        for (const [number, line] of lines) _emic_storage_opened_line(number, Text.give(line));
        for (const problem of problems) _emic_storage_opened_problem(Text.give(problem));
        _emic_storage_opened(Text.give(id), manifest.up_to, elsewhere);
        Page.wake();
      } catch (error) {
        await Storage.disconnect();
        Storage.fail(id, 'open', error);
      }
    },

    // ------------------------------------------------------------ settings

    writeSettings: async () => {
      if (Storage.settingsBusy || Storage.settings === null) return;
      Storage.settingsBusy = true;
      const json = Storage.settings;
      Storage.settings = null;
      await Storage.transaction(['settings'], 'readwrite', ({ settings }) => { settings.put(json, 'interface'); })
        .catch((error) => { console.warn('Settings:', error); return Storage.disconnect(); });
      Storage.settingsBusy = false;
      Storage.writeSettings();
    },

    // Resolves when everything handed over is on the disk, or after some seconds when it cannot be.
    settled: async () => {
      for (let i = 0; i < 100; i++) {
        if (![...Storage.projects?.values() ?? []].some((project) => project.busy || project.lines.size || project.steps.length)) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  },

  page_storage_list__deps: ['$Storage'],
  page_storage_list: () => {
    Module['beforeUpdate'] = Storage.settled;
    Storage.list();
  },

  page_storage_open__deps: ['$Storage', '$Text'],
  page_storage_open__sig: 'vpp',
  page_storage_open: (id, length) => { Storage.open(Text.read(id, length)); },

  page_storage_close__deps: ['$Storage', '$Text'],
  page_storage_close__sig: 'vpp',
  page_storage_close: (id, length) => { Storage.release(Text.read(id, length)); },

  page_storage_line__deps: ['$Storage', '$Text'],
  page_storage_line__sig: 'vppdpp',
  page_storage_line: (id, idLength, number, at, length) => {
    Storage.project(Text.read(id, idLength)).lines.set(number, Text.read(at, length));
  },

  page_storage_pump__deps: ['$Storage', '$Text'],
  page_storage_pump__sig: 'vpp',
  page_storage_pump: (id, length) => { Storage.pump(Storage.project(Text.read(id, length))); },

  page_storage_snapshot__deps: ['$Storage', '$Snapshot', '$Text'],
  page_storage_snapshot__sig: 'vppppdpp',
  page_storage_snapshot: (id, idLength, at, length, upTo, card, cardLength) => {
    const project = Storage.project(Text.read(id, idLength));
    // A newer snapshot makes one that is not finished needless.
    Storage.hold(project.id);
    project.steps = Snapshot.steps(project, HEAPU8.slice(at, at + length), upTo, Text.read(card, cardLength));
    Storage.pump(project);
  },

  page_storage_erase__deps: ['$Storage', '$Text'],
  page_storage_erase__sig: 'vpp',
  page_storage_erase: (id, length) => {
    const project = Storage.project(Text.read(id, length));
    project.erase = true;
    project.conflicted = false;
    Storage.pump(project);
  },

  page_store_settings__deps: ['$Storage', '$Text'],
  page_store_settings__sig: 'vpp',
  page_store_settings: (at, length) => {
    Storage.settings = Text.read(at, length);
    Storage.writeSettings();
  },
});
