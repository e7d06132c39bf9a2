// Erasing a project from this device.
addToLibrary({
  $StorageErasing__deps: ['$Storage', '$StorageReading', '$StorageSettings', '$StorageWriting'],
  $StorageErasing: {
    erase: async (project) => {
      await Storage.transaction([...Storage.ofProjects, 'settings'], 'readwrite', ({ settings, ...stores }) => {
        for (const store of Object.values(stores)) store.delete(Storage.range(project.id));
        stores.cards.delete(project.id);
        settings.delete(StorageSettings.range(project.id));
      });
      StorageSettings.forget(project.id);
      StorageWriting.projects.delete(project.id);
      project.erase = false;
      project.lines.clear();
      project.steps = [];
      await StorageReading.mark();
      StorageReading.list();
    },
  },

  page_storage_erase__deps: ['$StorageErasing', '$StorageWriting', '$Text'],
  page_storage_erase__sig: 'vpp',
  page_storage_erase: (id, length) => {
    const project = StorageWriting.project(Text.read(id, length));
    project.erase = true;
    project.conflicted = false;
    StorageWriting.pump(project);
  },
});
