// Small texts of the interface's own, each under a key of its own: a window writes what it has changed and never the whole, so that no window
// takes back what another has chosen.
addToLibrary({
  $StorageSettings__deps: ['$Storage', '$StorageWindows'],
  $StorageSettings: {
    former: 'interface',  // the key under which earlier versions kept all of them as one JSON text
    waiting: null,        // key -> value, waiting to be written
    known: null,          // key -> value, as last read or written
    own: null,            // key -> value, what this window has written
    lost: false,          // the database was made anew, and what this window knows does not stand in it yet
    busy: false,
    timer: 0,             // of the next try
    failures: 0,
    longestWait: 30000,   // milliseconds between two tries

    change(key, value) {
      (StorageSettings.waiting ??= new Map()).set(key, value);
    },

    write: async () => {
      if (StorageSettings.lost) await StorageSettings.restore();
      if (StorageSettings.busy || StorageSettings.timer || !StorageSettings.waiting?.size) return;
      StorageSettings.busy = true;
      const changes = [...StorageSettings.waiting];
      try {
        await Storage.transaction(['settings'], 'readwrite', ({ settings }) => {
          for (const [key, value] of changes) settings.put(value, key);
        });
        for (const [key, value] of changes) {
          (StorageSettings.known ??= new Map()).set(key, value);
          (StorageSettings.own ??= new Map()).set(key, value);
          if (StorageSettings.waiting.get(key) === value) StorageSettings.waiting.delete(key);
        }
        StorageSettings.failures = 0;
      } catch (error) {
        if (error.name === 'FarewellError') { StorageSettings.busy = false; return; }
        console.warn('Settings:', error);
        await Storage.disconnect();
        const delay = Math.min(StorageSettings.longestWait, 500 * 2 ** StorageSettings.failures++);
        StorageSettings.timer = setTimeout(() => { StorageSettings.timer = 0; StorageSettings.write(); }, delay);
      }
      StorageSettings.busy = false;
      StorageSettings.write();
    },

    // All of them, key -> value. What earlier versions kept comes apart, once and without changing what stands there already.
    read: async () => {
      const all = (settings, done) => {
        const found = new Map();
        settings.openCursor().onsuccess = (event) => {
          const cursor = event.target.result;
          if (!cursor) return done?.(found);
          if (typeof cursor.key === 'string') found.set(cursor.key, cursor.value);
          cursor.continue();
        };
        return found;
      };
      const found = await Storage.transaction(['settings'], 'readonly', ({ settings }) => all(settings));
      if (!found.has(StorageSettings.former)) return StorageSettings.known = found;
      await Storage.transaction(['settings'], 'readwrite', ({ settings }) => {
        all(settings, (now) => {
          for (const [key, value] of StorageSettings.apart(now.get(StorageSettings.former))) if (!now.has(key)) settings.put(value, key);
          settings.delete(StorageSettings.former);
        });
      }).catch((error) => console.warn('Settings:', error)); // then the next start tries again
      for (const [key, value] of StorageSettings.apart(found.get(StorageSettings.former))) if (!found.has(key)) found.set(key, value);
      found.delete(StorageSettings.former);
      return StorageSettings.known = found;
    },

    // The browser has lost the database and made a new one: what this window knows stands in it again where no other window has put its own, and each
    // window's own counts.
    restore: async () => {
      const { known } = StorageSettings;
      if (!known?.size) return;
      StorageSettings.lost = true;
      try {
        await Storage.transaction(['settings'], 'readwrite', ({ settings }) => {
          for (const [key, value] of known) settings.get(key).onsuccess = (event) => { if (event.target.result === undefined) settings.put(value, key); };
        });
        StorageSettings.lost = false;
        StorageSettings.writeOwn();
        StorageWindows.tell({ restored: true });
      } catch (error) {
        console.warn('Settings:', error); // the next change tries again
      }
    },

    writeOwn() {
      for (const [key, value] of StorageSettings.own ?? []) if (!StorageSettings.waiting?.has(key)) StorageSettings.change(key, value);
      StorageSettings.write();
    },

    apart(text) {
      let former = null;
      try { former = JSON.parse(text); } catch { /* nothing that could be read was kept */ }
      const entries = [];
      for (const [name, value] of Object.entries(former ?? {})) {
        if (name !== 'projects') entries.push([name, JSON.stringify(value)]);
        else if (Array.isArray(value)) for (const one of value.filter((each) => typeof each?.project === 'string'))
          for (const [field, each] of Object.entries(one)) if (field !== 'project') entries.push([`project/${one.project}/${field}`, JSON.stringify(each)]);
      }
      return entries;
    },

    forget(project) {
      for (const kept of [StorageSettings.waiting, StorageSettings.known, StorageSettings.own])
        for (const key of kept?.keys() ?? []) if (key.startsWith(`project/${project}/`)) kept.delete(key);
    },

    // Every key of a project's settings.
    range: (project) => IDBKeyRange.bound(`project/${project}/`, `project/${project}0`, false, true), // "0" comes right after "/"
  },

  page_store_setting__deps: ['$StorageSettings', '$Text'],
  page_store_setting__sig: 'vpppp',
  page_store_setting: (key, keyLength, at, length) => { StorageSettings.change(Text.read(key, keyLength), Text.read(at, length)); },

  page_write_settings__deps: ['$StorageSettings'],
  page_write_settings: () => { StorageSettings.write(); },
});
