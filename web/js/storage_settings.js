// Small texts of the interface's own.
addToLibrary({
  $StorageSettings__deps: ['$Storage'],
  $StorageSettings: {
    waiting: null,  // settings waiting to be written
    busy: false,

    write: async () => {
      if (StorageSettings.busy || StorageSettings.waiting === null) return;
      StorageSettings.busy = true;
      const json = StorageSettings.waiting;
      StorageSettings.waiting = null;
      await Storage.transaction(['settings'], 'readwrite', ({ settings }) => { settings.put(json, 'interface'); })
        .catch((error) => { console.warn('Settings:', error); return Storage.disconnect(); });
      StorageSettings.busy = false;
      StorageSettings.write();
    },
  },

  page_store_settings__deps: ['$StorageSettings', '$Text'],
  page_store_settings__sig: 'vpp',
  page_store_settings: (at, length) => {
    StorageSettings.waiting = Text.read(at, length);
    StorageSettings.write();
  },
});
