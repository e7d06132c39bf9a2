// One window for a project: who holds it may write it. The others wait until it is let go of, and all windows are told when it is erased.
addToLibrary({
  $StorageWindows__deps: ['$Page', '$SecondPlace', '$Storage', '$StorageLastWords', '$StorageLeases', '$StorageSettings', '$StorageWriting', '$Text'],
  $StorageWindows: {
    patience: 800,  // milliseconds to wait for a project that another window holds
    grace: 5000,    // milliseconds in which a page that is being reloaded gets its project back
    holds: null,    // id -> { held, stays, turn, leave() }
    channel: null,  // to all other windows

    // Holds a project for this window; resolves with false when another one does. A page that is being reloaded lets go a moment after the new
    // one begins. Where it `stays`, it goes on waiting, and the program is told when it is this window's turn.
    hold(id, stays) {
      StorageWindows.holds ??= new Map();
      const before = StorageWindows.holds.get(id);
      if (before?.held) return Promise.resolve(true);
      // Who waits already goes on waiting, also when it is asked whether the project is free just now.
      if (before?.stays && !stays) return Promise.race([before.turn, new Promise((resolve) => setTimeout(() => resolve(false), StorageWindows.patience))]);
      before?.leave();
      return new Promise((resolve) => {
        const wait = new AbortController(), hold = { held: false, stays, leave: () => wait.abort() };
        let turn = null;
        hold.turn = new Promise((mine) => { turn = mine; });
        let late = false;
        StorageWindows.holds.set(id, hold);
        const timer = setTimeout(() => {
          late = true;
          if (!stays) hold.leave();
          StorageWindows.taken(id).then((taken) => resolve(!taken));
        }, StorageWindows.patience);
        const take = () => new Promise((release) => {
          clearTimeout(timer);
          Object.assign(hold, { held: true, leave: release });
          turn(true);
          if (late) {
            _emic_storage_yielded(Text.give(id));
            Page.wake();
          }
          resolve(true);
        });
        // Who waited lets go once more: the other window may only be reloaded, and then comes first.
        const granted = () => late && navigator.locks ? void setTimeout(again, StorageWindows.grace) : take();
        const failed = (error) => {
          if (StorageWindows.holds.get(id) === hold) StorageWindows.holds.delete(id);
          clearTimeout(timer);
          resolve(!['AbortError', 'FarewellError'].includes(error.name)); // where nothing works, writing is what finds out
        };
        const ask = () => StorageWindows.request(id, wait.signal, granted).catch(failed);
        const again = () => {
          if (StorageWindows.holds.get(id) !== hold) return;
          navigator.locks.request(`emic ${id}`, { ifAvailable: true }, (lock) => lock ? take() : void ask()).catch(failed);
        };
        ask();
      });
    },

    request: async (id, signal, granted) => {
      const { locks } = navigator;
      if (!locks) return StorageLeases.request(id, signal, granted);
      return locks.request(`emic ${id}`, { signal }, granted);
    },

    // Whether another window holds it. Where the browser does not answer about that, writing is what finds out.
    taken: (id) => Storage.within(StorageWindows.patience, StorageWindows.heldAnywhere()).then((held) => held.has(id), () => false),

    // The projects that any window holds, by what the browser or the leases say.
    heldAnywhere: async () => {
      if (!navigator.locks) return StorageLeases.running();
      const { held } = await navigator.locks.query();
      return new Set(held.filter(({ name }) => name.startsWith('emic ')).map(({ name }) => name.slice('emic '.length)));
    },

    release(id) {
      const hold = StorageWindows.holds?.get(id);
      StorageWindows.holds?.delete(id);
      hold?.leave();
    },

    // ------------------------------------------------------------ erased by another window

    erasedKey: (id) => ['erased', id], // in settings: when it was erased here, so that no window brings it back

    erasedIds: async () => {
      const { keys } = await Storage.transaction(['settings'], 'readonly', ({ settings }) => {
        const found = { keys: [] };
        settings.getAllKeys(IDBKeyRange.bound(['erased'], ['erased', []])).onsuccess = (event) => { found.keys = event.target.result; };
        return found;
      });
      return keys.map(([, id]) => id);
    },

    listen() {
      if (StorageWindows.channel || !globalThis.BroadcastChannel) return;
      StorageWindows.channel = new BroadcastChannel('emic');
      StorageWindows.channel.onmessage = ({ data }) => {
        if (typeof data?.erased === 'string') StorageWindows.erased(data.erased);
        if (typeof data?.released === 'string') StorageLeases.look(data.released);
        if (data?.restored) StorageSettings.writeOwn();
      };
    },

    tell(message) { StorageWindows.channel?.postMessage(message); },

    // Nothing more of it is written.
    erased(id) {
      const project = StorageWriting.projects?.get(id);
      if (project) {
        Object.assign(project, { conflicted: true, steps: [] });
        SecondPlace.erase(project).catch((error) => { console.warn('Second place:', error); });
      }
      StorageLastWords.forget(id);
      StorageSettings.forget(id);
      _emic_storage_erased(Text.give(id));
      Page.wake();
    },

    // A writing transaction for a project, refused where another window has erased it or, in a browser without locks, taken it over.
    write: (project, names, work, size) => Storage.transaction([...names, 'settings'], 'readwrite', (stores, refuse) => {
      const { settings } = stores;
      settings.get(StorageWindows.erasedKey(project.id)).onsuccess = (event) => {
        if (event.target.result !== undefined) refuse(Object.assign(new Error('Erased by another window'), { name: 'ErasedError' }));
      };
      StorageLeases.check(project.id, settings, refuse);
      return work(stores, refuse);
    }, size),
  },

  page_storage_close__deps: ['$StorageWindows', '$Text'],
  page_storage_close__sig: 'vpp',
  page_storage_close: (id, length) => { StorageWindows.release(Text.read(id, length)); },
});
