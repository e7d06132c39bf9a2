// Projects on this device, in IndexedDB. A project is its journal lines plus snapshots that are never written over: pieces under new keys, then
// in a later transaction the manifest that vouches for them, then in a third what is no longer needed goes. One database holds all projects,
// so that listing, erasing and upgrading are one transaction each and no name or id of a project shows in the names of the browser's files.
addToLibrary({
  $Storage__deps: ['$Page', '$Text'],
  $Storage: {
    // Version 1 had neither history nor passed: lines and manifests that two snapshots had passed were deleted.
    version: 2,
    // Keys: ops (journal lines since the older of the two kept snapshots), strays (lines that did not join on) and history (lines that snapshots
    // have passed) [project, line number], pieces [project, generation, index], manifests and passed (manifests of snapshots that are gone)
    // [project, generation], cards project. A line of history belongs to the first manifest whose up_to is not below its number.
    stores: ['ops', 'strays', 'history', 'pieces', 'manifests', 'passed', 'cards', 'settings'],
    ofProjects: ['ops', 'strays', 'history', 'pieces', 'manifests', 'passed', 'cards'],
    longestUpgrade: 5000,   // milliseconds to wait for windows with an older version
    connection: null,       // Promise of the open database
    tasks: { list: 0, open: 1, append: 2, snapshot: 3, erase: 4 },

    connect() {
      return Storage.connection ??= new Promise((resolve, reject) => {
        const request = indexedDB.open('emic', Storage.version);
        let timer = 0, given = false;
        const answer = (work) => { clearTimeout(timer); given = true; work(); };
        const fail = (error) => { Storage.connection = null; reject(error); };
        request.onupgradeneeded = () => {
          for (const name of Storage.stores) if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name);
        };
        // A window with an older version lets go by itself, unless the browser has put it to sleep.
        request.onblocked = () => { timer = setTimeout(() => answer(() => fail(Storage.blocked())), Storage.longestUpgrade); };
        request.onsuccess = () => {
          const database = request.result, forget = () => { database.close(); Storage.connection = null; };
          if (given) return database.close();
          database.onversionchange = forget;
          database.onclose = forget;
          answer(() => resolve(database));
        };
        request.onerror = () => answer(() => fail(request.error));
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

    blocked: () => Object.assign(new Error('Another window or tab has an older version of Emic open and keeps your projects from being brought up to date. Nothing was changed. Please close the other windows and tabs of Emic.'), { name: 'BlockedError' }),

    why(error, task) {
      const name = error?.name ?? '';
      if (name === 'ConflictError' || name === 'BlockedError') return error.message;
      if (name === 'QuotaExceededError' || /IOError|disk|quota|space/i.test(error?.message ?? ''))
        return 'The disk is full, or the browser gives Emic no more room on it. Your latest changes are in this window only. Free some room on the disk: Emic tries again by itself. To be safe, save a copy of the project as a file now.';
      if (name === 'VersionError')
        return 'A newer version of Emic has stored its projects here, and this version cannot read them. Nothing was changed. Please open the newer version. If this window has changes that are not saved yet, save a copy of the project as a file first.';
      if (name === 'SecurityError' || !globalThis.indexedDB)
        return 'This browser does not let Emic keep anything on this device (its settings for site data or private windows forbid it). Allow it, or save your project as a file before you close this window.';
      if (error?.full || error instanceof RangeError)
        return task === 'list' || task === 'open' ? 'The browser gives Emic too little memory to read what is stored here. Nothing was changed. Please close other tabs and windows of the browser, load the page again and try once more.'
          : 'The browser gives Emic too little memory to save. Your latest changes are in this window only. Please save a copy of the project as a file now, and close other tabs and windows of the browser: Emic tries again by itself.';
      if (task === 'list' || task === 'open')
        return `The browser could not read what is stored on this device (${name || 'unknown error'}: ${error?.message ?? ''}). Nothing was changed. Please load the page again.`;
      return `The browser could not write to this device (${name || 'unknown error'}: ${error?.message ?? ''}). Your latest changes are in this window only. Emic tries again by itself. To be safe, save a copy of the project as a file now.`;
    },

    fail(id, task, error) {
      console.warn('Storage:', error);
      _emic_storage_failed(Text.give(id), Storage.tasks[task], Text.give(Storage.why(error, task)));
      Page.wake();
    },
  },
});
