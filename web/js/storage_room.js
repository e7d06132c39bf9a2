// How much room the disk has. Measured on Chromium: a write that finds the disk full tears the log of the database, and a torn log that is written
// on is taken for damage at the next start, whereupon the browser deletes the folder with every project in it. What the browser says about room is
// not what the disk has (1 GB on a full one), so it is tried: with files of the Cache Storage, each a file of its own that can fail without harm.
addToLibrary({
  $StorageRoom__deps: ['$Page', '$Storage', '$Text'],
  $StorageRoom: {
    least: 1 << 20,         // bytes that must be free beside what is to be written
    floor: 8 << 20,         // bytes that must be free, looked for again after floorEvery
    plenty: 64 << 20,       // bytes; less is told, looked for again after plentyEvery
    floorEvery: 30000,      // milliseconds; looking writes the floor once
    plentyEvery: 300000,    // milliseconds
    littleEvery: 30000,     // milliseconds, while there is little
    pause: 3000,            // milliseconds, as who has just written may go on
    pieceSize: 8 << 20,     // bytes of one file that is tried
    forgotten: 60000,       // milliseconds after which a file that was tried is one that a killed browser has left behind
    place: 'emic.room',     // the cache
    lastFloor: -1e9,          // long ago; the linker writes infinities as null
    lastPlenty: -1e9,
    timer: 0,               // of the next look
    refused: false,
    patience: 10000,        // milliseconds for an answer; then nothing is tried any more
    longestTry: 60000,      // milliseconds for all that is tried at once
    silent: false,          // the browser has not answered
    words: '',              // as last told
    noise: null,
    count: 0,

    // Bytes that no file system makes smaller.
    bytes(size) {
      if (!StorageRoom.noise) {
        StorageRoom.noise = new Uint8Array(1 << 20);
        for (let at = 0; at < StorageRoom.noise.length; at += 65536) crypto.getRandomValues(StorageRoom.noise.subarray(at, at + 65536));
      }
      return new Blob([...Array(Math.floor(size / StorageRoom.noise.length)).fill(StorageRoom.noise), StorageRoom.noise.subarray(0, size % StorageRoom.noise.length)]);
    },

    // How many of so many bytes the disk takes. All of them where the browser lets nothing be tried.
    fits: async (bytes) => {
      if (StorageRoom.silent) return bytes;
      const cache = await Storage.within(StorageRoom.patience, StorageRoom.open()).catch((error) => {
        StorageRoom.silent = error.name === 'TimeoutError';
        return null;
      });
      if (!cache) return bytes;
      const state = { taken: 0 };
      return Storage.within(StorageRoom.longestTry, StorageRoom.take(cache, bytes, state)).catch(() => {
        StorageRoom.silent = state.taken === 0; // or it is only slow
        return bytes;
      });
    },

    open: async () => caches.open(StorageRoom.place),

    take: async (cache, bytes, state) => {
      let taken = 0;
      try {
        for (const { url } of await cache.keys()) if (Date.now() - Number(url.split('/').at(-1)) > StorageRoom.forgotten) await cache.delete(url);
      } catch {
        return bytes;
      }
      const tried = [];
      try {
        while (taken < bytes) {
          const size = Math.min(StorageRoom.pieceSize, bytes - taken);
          tried.push(`https://room.invalid/${crypto.randomUUID()}/${Date.now()}`);
          await cache.put(tried.at(-1), new Response(StorageRoom.bytes(size)));
          state.taken = taken += size;
        }
      } catch (error) {
        if (await StorageRoom.otherwise(Math.min(StorageRoom.pieceSize, bytes - taken))) taken = bytes;
        else console.warn('Storage: room for', taken, 'of', bytes, error);
      }
      for (const url of tried) await cache.delete(url).catch(() => {});
      return taken;
    },

    // Whether so many bytes fit elsewhere all the same: then it is not the disk that refused, and nobody is kept from saving.
    otherwise: async (bytes) => {
      const name = 'emic-room';
      try {
        const place = await navigator.storageBuckets.open(name);
        const database = await new Promise((resolve, reject) => {
          const request = place.indexedDB.open('room', 1);
          request.onupgradeneeded = () => request.result.createObjectStore('room');
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        try {
          await new Promise((resolve, reject) => {
            const transaction = database.transaction('room', 'readwrite', { durability: 'strict' });
            transaction.objectStore('room').put(StorageRoom.bytes(bytes), 'room');
            transaction.oncomplete = resolve;
            transaction.onabort = () => reject(transaction.error);
          });
        } finally {
          database.close();
        }
        return true;
      } catch {
        return false;
      } finally {
        await navigator.storageBuckets?.delete(name).catch(() => {});
      }
    },

    error: () => Object.assign(new Error('The disk is almost full, so Emic has stopped writing: a browser whose disk is full can lose everything that it keeps. Your latest changes are in this window only. Free some room on the disk: Emic tries again by itself. To be safe, save a copy of the project as a file now, on another disk or stick if there is one.'), { name: 'RoomError' }),

    // Throws when there is no room to write so many bytes safely.
    ensure: async (bytes) => {
      const now = performance.now(), whole = now - StorageRoom.lastFloor > StorageRoom.floorEvery;
      const wanted = bytes + (whole ? StorageRoom.floor : StorageRoom.least);
      const free = await StorageRoom.fits(wanted);
      if (free < wanted) {
        StorageRoom.lastFloor = -1e9;
        StorageRoom.refused = true;
        StorageRoom.tell(Math.min(free, StorageRoom.plenty - 1));
        throw StorageRoom.error();
      }
      if (StorageRoom.refused) StorageRoom.lastPlenty = -1e9; // what was told is no longer so
      StorageRoom.refused = false;
      if (whole) StorageRoom.lastFloor = now;
    },

    // Something was written: now and then, and not at once, somebody looks whether there is room for long.
    written() {
      if (StorageRoom.lastPlenty < 0) {
        clearTimeout(StorageRoom.timer);
        StorageRoom.timer = 0;
      }
      const due = StorageRoom.lastPlenty + (StorageRoom.words ? StorageRoom.littleEvery : StorageRoom.plentyEvery) - performance.now();
      StorageRoom.timer ||= setTimeout(StorageRoom.look, Math.max(due, StorageRoom.pause));
    },

    look: async () => {
      const said = await navigator.storage?.estimate?.().catch(() => null); // without defaults in patterns, which the linker does not read
      const quota = said?.quota ?? Infinity, usage = said?.usage ?? 0;
      const free = Math.min(await StorageRoom.fits(StorageRoom.plenty), quota - usage);
      StorageRoom.lastPlenty = performance.now();
      StorageRoom.timer = 0;
      StorageRoom.tell(free);
    },

    tell(free) {
      const megabytes = Math.floor(free / (1 << 20));
      const words = free >= StorageRoom.plenty ? '' : `The disk is almost full: there is room for ${megabytes < 1 ? 'less than 1 MB' : `about ${megabytes} MB`} more. Please free some room soon, and save a copy of your project as a file: a browser whose disk is full can lose everything that it keeps.`;
      if (words === StorageRoom.words) return;
      StorageRoom.words = words;
      clearTimeout(StorageRoom.timer);
      StorageRoom.timer = words ? setTimeout(StorageRoom.look, StorageRoom.littleEvery) : 0;
      _emic_storage_room(Text.give(words));
      Page.wake();
    },
  },
});
