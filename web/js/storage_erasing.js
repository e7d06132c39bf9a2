// Erasing a project from this device. What is left behind is only that this id was erased, so that another window does not bring it back.
addToLibrary({
  $StorageErasing__deps: ['$Page', '$SecondPlace', '$Storage', '$StorageLastWords', '$StorageReading', '$StorageSettings', '$StorageTidying', '$StorageWindows', '$StorageWriting', '$Text'],
  $StorageErasing: {
    patience: 15000, // milliseconds for the second place

    rows(id, stores) {
      for (const name of Storage.ofProjects) stores[name].delete(Storage.range(id));
      stores.cards.delete(id);
      stores.settings.delete(StorageSettings.range(id));
      stores.settings.put(Date.now(), StorageWindows.erasedKey(id));
    },

    // What came in late for projects that were erased: from a window that heard of it only then.
    again: (ids) => Storage.transaction([...Storage.ofProjects, 'settings'], 'readwrite', (stores) => { for (const id of ids) StorageErasing.rows(id, stores); }),

    erase: async (project) => {
      const { id } = project;
      StorageLastWords.forget(id);
      await Storage.within(StorageErasing.patience, SecondPlace.erase(project)); // first: what is left of it would be offered as a project that the browser has lost
      await Storage.transaction([...Storage.ofProjects, 'settings'], 'readwrite', (stores) => StorageErasing.rows(id, stores));
      StorageSettings.forget(id);
      StorageWriting.projects.delete(id);
      project.erase = false;
      project.lines.clear();
      project.steps = [];
      await StorageReading.mark(); // before others are told, who would miss it
      StorageWindows.tell({ erased: id });
      StorageWindows.release(id);
      StorageReading.list();
      StorageTidying.forget().catch((error) => { console.warn('Tidying:', error); });
    },
  },

  page_storage_erase__deps: ['$StorageErasing', '$StorageWindows', '$StorageWriting', '$Text'],
  page_storage_erase__sig: 'vppi',
  page_storage_erase: async (at, length, evenIfOpenElsewhere) => {
    const id = Text.read(at, length);
    if (!await StorageWindows.hold(id, false) && !evenIfOpenElsewhere) {
      _emic_storage_elsewhere(Text.give(id));
      Page.wake();
      return;
    }
    const project = StorageWriting.project(id);
    project.erase = true;
    project.conflicted = false;
    StorageWriting.pump(project);
  },
});
