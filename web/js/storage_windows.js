// One window for a project: who holds it may write it.
addToLibrary({
  $StorageWindows__deps: [],
  $StorageWindows: {
    patience: 800,  // milliseconds to wait for a project that another window holds
    held: null,     // id -> lets another window have that project

    // Holds a project for this window; false when another one does. A page that is being reloaded lets go a moment after the new one begins.
    hold: (id) => new Promise((resolve) => {
      StorageWindows.held ??= new Map();
      if (StorageWindows.held.has(id)) return resolve(true);
      const wait = new AbortController(), timer = setTimeout(() => wait.abort(), StorageWindows.patience);
      const request = navigator.locks?.request(`emic ${id}`, { signal: wait.signal }, () => new Promise((release) => {
        clearTimeout(timer);
        StorageWindows.held.set(id, release);
        resolve(true);
      }));
      // Where the browser has no locks, writing is what finds out.
      if (request) request.catch((error) => resolve(error.name !== 'AbortError'));
      else resolve(true);
    }),

    release(id) {
      StorageWindows.held?.get(id)?.();
      StorageWindows.held?.delete(id);
    },
  },

  page_storage_close__deps: ['$StorageWindows', '$Text'],
  page_storage_close__sig: 'vpp',
  page_storage_close: (id, length) => { StorageWindows.release(Text.read(id, length)); },
});
