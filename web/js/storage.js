// Projects on this device, in IndexedDB. A project is its journal lines plus snapshots that are never written over: pieces under new keys, then
// in a later transaction the manifest that vouches for them, then in a third what is no longer needed goes. One database holds all projects,
// so that listing, erasing and upgrading are one transaction each and no name or id of a project shows in the names of the browser's files.
addToLibrary({
  $Storage__deps: ['$Page', '$Text'],
  $Storage: {
    connection: null,       // Promise of the open database
    tasks: { list: 0, open: 1, append: 2, snapshot: 3, erase: 4 },

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
  },
});
