// What is stored of projects that no row owns: lines, pieces or cards that an earlier version, an interruption or a fault has left. They are
// shown, so that they can be saved as a file or erased; nobody should have words of an interview on the device without knowing.
addToLibrary({
  $StorageRemains__deps: ['$Storage', '$StorageWindows', '$StorageWriting'],
  $StorageRemains: {
    patience: 5000, // milliseconds for what the browser says of its locks

    // The ids of projects with something stored that are not among `known`, nor being written in this window or another.
    find: async (known) => {
      const { ids } = await Storage.transaction(Storage.ofProjects, 'readonly', (stores) => {
        const found = { ids: new Set() };
        for (const store of Object.values(stores)) {
          store.openKeyCursor().onsuccess = ({ target: { result: row } }) => {
            if (!row) return;
            const { key } = row, id = Array.isArray(key) ? key[0] : key;
            if (StorageRemains.isId(id)) found.ids.add(id);
            // Behind all other rows of that project; whatever is no key of ours is passed one by one.
            const next = [id, []];
            if (Array.isArray(key) && typeof id === 'string' && indexedDB.cmp(next, key) > 0) row.continue(next);
            else row.continue();
          };
        }
        return found;
      });
      const left = [...ids].filter((id) => !known.has(id) && !StorageWriting.projects?.has(id));
      if (left.length === 0) return left;
      const held = await Storage.within(StorageRemains.patience, StorageWindows.heldAnywhere()).catch(() => null);
      if (!held) return []; // nobody says which of them are only being written
      return left.filter((id) => !held.has(id)).sort();
    },

    isId: (id) => typeof id === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id),
  },
});
