// Projects on this device, in IndexedDB. A project is its journal lines plus snapshots that are never written over: pieces under new keys, then
// in a later transaction the manifest that vouches for them, then in a third what is no longer needed goes. One database holds all projects,
// so that listing, erasing and upgrading are one transaction each and no name or id of a project shows in the names of the browser's files.
addToLibrary({
  $Storage__deps: ['$Page', '$StorageRoom', '$StorageSettings', '$StorageTidying', '$Text'],
  $Storage: {
    // Version 1 had neither history nor passed: lines and manifests that two snapshots had passed were deleted.
    version: 2,
    // Keys: ops (journal lines since the older of the two kept snapshots), strays (lines that did not join on) and history (lines that snapshots
    // have passed) [project, line number], pieces [project, generation, index], manifests and passed (manifests of snapshots that are gone)
    // [project, generation], cards project; noise holds nothing (storage_tidying.js). A line of history belongs to the first manifest whose up_to is not below its number.
    stores: ['ops', 'strays', 'history', 'pieces', 'manifests', 'passed', 'cards', 'settings', 'noise'],
    ofProjects: ['ops', 'strays', 'history', 'pieces', 'manifests', 'passed', 'cards'],
    refusals: ['FarewellError', 'ConflictError', 'GoneError', 'BlockedError', 'RoomError', 'VersionError', 'SecurityError', 'ErasedError'], // nothing was written, and nothing failed
    longestOpening: 20000,  // milliseconds; on a full disk some browsers never answer
    longestReading: 60000,  // milliseconds for what one transaction reads
    longestWriting: 120000, // milliseconds; then it is tried anew
    longestSilence: 20000,  // milliseconds until it is told that the browser does not answer
    longestUpgrade: 5000,   // milliseconds to wait for windows with an older version
    connection: null,       // Promise of the open database
    database: null,         // the open one
    writing: null,          // refuse() of each transaction that writes and is under way
    tasks: { list: 0, open: 1, append: 2, snapshot: 3, erase: 4 },

    connect() {
      return Storage.connection ??= new Promise((resolve, reject) => {
        const request = indexedDB.open('emic', Storage.version);
        let given = false, timer = 0, fresh = false;
        const answer = (work) => { clearTimeout(timer); given = true; work(); };
        const wait = (milliseconds, error) => { clearTimeout(timer); timer = setTimeout(() => answer(() => fail(error)), milliseconds); };
        wait(Storage.longestOpening, Storage.silent());
        const fail = (error) => { Storage.connection = null; reject(error); };
        request.onupgradeneeded = (event) => {
          fresh = event.oldVersion === 0;
          for (const name of Storage.stores) if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name);
        };
        // A window with an older version lets go by itself, unless the browser has put it to sleep.
        request.onblocked = () => wait(Storage.longestUpgrade, Storage.blocked());
        request.onsuccess = () => {
          const database = request.result, forget = () => { database.close(); Storage.connection = Storage.database = null; };
          if (given) return database.close();
          database.onversionchange = forget;
          database.onclose = forget;
          Storage.database = database;
          answer(() => resolve(database));
          if (fresh) StorageSettings.restore();
        };
        request.onerror = () => { if (!given) answer(() => fail(request.error)); };
      });
    },

    // What a promise gives within so many milliseconds.
    within: (milliseconds, promise) => Promise.race([promise, new Promise((_, reject) => setTimeout(() => reject(Storage.silent()), milliseconds))]),

    disconnect: async () => {
      const connection = Storage.connection;
      Storage.connection = Storage.database = null;
      (await connection?.catch(() => null))?.close();
    },

    // Runs `work(stores, refuse)`, which starts requests at once; resolves with its result when the disk has it. What writes does so only where there
    // is room beside `size` bytes, and on a log that is whole.
    transaction: async (names, mode, work, size = 0) => {
      if (mode !== 'readwrite') return Storage.attempt(names, mode, work);
      await StorageTidying.mend();
      await StorageRoom.ensure(size);
      const result = await Storage.attempt(names, mode, work);
      StorageRoom.written();
      return result;
    },

    attempt: async (names, mode, work) => {
      const database = await Storage.connect();
      Storage.writing ??= new Set();
      return new Promise((resolve, reject) => {
        let result, failure = null;
        const refuse = (error) => {
          failure = error;
          try { transaction?.abort(); } catch { /* what is being committed cannot be taken back */ }
        };
        const ended = () => { clearTimeout(timer); Storage.writing.delete(refuse); };
        const fail = (error) => {
          if (mode === 'readwrite' && !Storage.refusals.includes(error.name)) StorageTidying.torn = true;
          reject(error);
        };
        let transaction, timer = 0;
        try {
          transaction = database.transaction(names, mode, { durability: mode === 'readwrite' ? 'strict' : 'default' });
        } catch (error) {
          return fail(error);
        }
        if (mode === 'readwrite') Storage.writing.add(refuse);
        transaction.oncomplete = () => { ended(); resolve(result); };
        transaction.onabort = () => { ended(); fail(failure ?? transaction.error ?? new DOMException('The transaction was aborted', 'AbortError')); };
        timer = setTimeout(() => {
          try { refuse(Storage.silent()); } catch { /* it is over */ }
          ended();
          fail(failure); // a browser that does not answer may not say that it has given up either
        }, mode === 'readwrite' ? Storage.longestWriting : Storage.longestReading);
        const stores = Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)]));
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
    gone: () => Object.assign(new Error('The browser has lost what it kept of this project. Save a copy of the project as a file NOW. Emic stores the whole project anew as soon as the browser lets it.'), { name: 'GoneError' }),
    conflict: (text) => Object.assign(new Error(text), { name: 'ConflictError' }),

    silent: () => new DOMException('it does not answer', 'TimeoutError'),
    blocked: () => Object.assign(new Error('Another window or tab has an older version of Emic open and keeps your projects from being brought up to date. Nothing was changed. Please close the other windows and tabs of Emic.'), { name: 'BlockedError' }),

    // What an error means for the work.
    why(error, task) {
      const name = error?.name ?? '';
      if (['ConflictError', 'GoneError', 'BlockedError', 'RoomError'].includes(name)) return error.message;
      if (name === 'VersionError')
        return 'A newer version of Emic has stored its projects here, and this version cannot read them. Nothing was changed. Please open the newer version. If this window has changes that are not saved yet, save a copy of the project as a file first.';
      if (name === 'SecurityError' || !globalThis.indexedDB)
        return 'This browser does not let Emic keep anything on this device (its settings for site data or private windows forbid it). Allow it and load the page again, or save your project as a file before you close this window: otherwise it is gone then.';
      if (error?.full || error instanceof RangeError)
        return task === 'list' || task === 'open' ? 'The browser gives Emic too little memory to read what is stored here. Nothing was changed. Please close other tabs and windows of the browser, load the page again and try once more.'
          : 'The browser gives Emic too little memory to save. Your latest changes are in this window only. Please save a copy of the project as a file now, and close other tabs and windows of the browser: Emic tries again by itself.';
      if (name === 'TimeoutError') {
        if (task === 'list' || task === 'open')
          return 'The browser does not answer when Emic asks for what is stored on this device. Nothing was changed. If a project is open here, save a copy of it as a file first. Then load the page again after a while; if that does not help, close all windows of the browser and start it anew.';
        if (task === 'erase') return 'The browser does not answer when asked to erase, so the project may still be on this device. Emic tries again by itself as long as this window is open.';
        return 'The browser does not answer when asked to save. Your latest changes are in this window only. Save a copy of the project as a file now, and leave this window open: Emic tries again by itself. If nothing changes, close all windows of the browser once you have the copy, and start it anew.';
      }
      const reason = `${name || 'unknown error'}: ${error?.message ?? ''}`;
      if (task === 'list' || task === 'open')
        return `The browser could not read what it keeps on this device (${reason}). Emic has changed nothing. If a project is open, save a copy of it NOW, as a file: the browser may have lost what was saved. Load the page again to try once more.`;
      if (name === 'QuotaExceededError' || /IO ?error|disk|quota|space/i.test(reason))
        return 'The disk is full, or the browser gives Emic no more room on it. Your latest changes are in this window only. Save a copy of the project as a file NOW: the browser may have lost what was saved. Free some room on the disk: Emic tries again by itself.';
      return `The browser could not write to this device (${reason}). Your latest changes are in this window only. Emic tries again by itself. To be safe, save a copy of the project as a file NOW: the browser may have lost what was saved.`;
    },

    fail(id, task, error) {
      console.warn('Storage:', error);
      _emic_storage_failed(Text.give(id), Storage.tasks[task], Text.give(Storage.why(error, task)), error.name === 'GoneError');
      Page.wake();
    },
  },
});
