// Whether the browser keeps what is stored. Private windows forget it when they are closed; other windows may lose it when the disk is full,
// unless the browser has promised otherwise.
addToLibrary({
  $StorageKeeping__deps: ['$Page', '$Text'],
  $StorageKeeping: {
    looked: false,
    asked: false,
    passing: false,         // this is a private window

    // Firefox refuses its private windows a file system of their own. Chromium refuses it to local files, and tells private windows by nothing.
    look: async () => {
      if (StorageKeeping.looked) return;
      StorageKeeping.looked = true;
      if (navigator.userAgentData || !navigator.storage?.getDirectory) return;
      const name = await navigator.storage.getDirectory().then(() => '', (error) => error.name);
      if (name !== 'SecurityError') return;
      StorageKeeping.passing = true;
      _emic_storage_passing(Text.give('This is a private window: everything that Emic stores is gone when you close it, your project too. To keep your work, open Emic in an ordinary window, or save a copy of the project as a file before you close this one.'));
      Page.wake();
    },

    // Asks once, when something is stored, that the browser never clears it away by itself. Some browsers ask the researcher.
    ask: async () => {
      if (StorageKeeping.asked) return;
      StorageKeeping.asked = true;
      const promised = await (navigator.storage?.persist?.() ?? Promise.resolve(false)).catch(() => false);
      if (promised || StorageKeeping.passing) return;
      _emic_storage_unpromised(Text.give('This browser does not promise to keep what is stored: it may clear it when the disk gets full, and if this is a private window, when you close it. Save a copy of the project as a file when you stop working.'));
      Page.wake();
    },
  },
});
