// Reading what the database of storage.js holds: which projects, and one of them whole. Reading never changes what is stored.
addToLibrary({
  $StorageReading__deps: ['$Memory', '$Page', '$Snapshot', '$Storage', '$StorageWindows', '$StorageWriting', '$Text'],
  $StorageReading: {
    marker: 'emic.projects',

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

    list: async () => {
      try {
        const { cards, sizes } = await StorageReading.ids();
        const settings = await Storage.transaction(['settings'], 'readonly', ({ settings }) => {
          const found = {};
          settings.get('interface').onsuccess = (event) => { found.value = event.target.result ?? ''; };
          return found;
        });
        for (const id of [...new Set([...cards.keys(), ...sizes.keys()])].sort())
          _emic_storage_listed_project(Text.give(id), Text.give(cards.get(id) ?? ''), sizes.get(id) ?? 0);
        const vanished = StorageReading.marked().some((id) => !sizes.has(id));
        _emic_storage_listed(Text.give(settings.value), Text.give(''), vanished);
      } catch (error) {
        console.warn('Storage:', error);
        await Storage.disconnect();
        _emic_storage_listed(Text.give(''), Text.give(Storage.why(error, 'list')), false);
      }
      Page.wake();
    },

    open: async (id) => {
      const project = StorageWriting.project(id), problems = [];
      project.conflicted = false;
      try {
        const elsewhere = !await StorageWindows.hold(id);
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
        Memory.claim(2 * bytes.length); // the project itself needs at least as much again
        Memory.put(_emic_storage_opened_snapshot(bytes.length), bytes);
        for (const [number, line] of lines) _emic_storage_opened_line(number, Text.give(line));
        for (const problem of problems) _emic_storage_opened_problem(Text.give(problem));
        _emic_storage_opened(Text.give(id), manifest.up_to, elsewhere);
        Page.wake();
      } catch (error) {
        await Storage.disconnect();
        Storage.fail(id, 'open', error);
      }
    },
  },

  page_storage_list__deps: ['$StorageReading', '$StorageWriting'],
  page_storage_list: () => {
    Module['beforeUpdate'] = StorageWriting.settled;
    StorageReading.list();
  },

  page_storage_open__deps: ['$StorageReading', '$Text'],
  page_storage_open__sig: 'vpp',
  page_storage_open: (id, length) => { StorageReading.open(Text.read(id, length)); },
});
