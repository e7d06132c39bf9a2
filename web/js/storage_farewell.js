// What a page that goes has still to write. The browser ends it before any answer comes, so nothing is read first or waited for, what is under way
// gives way, and every transaction is committed at once. Measured in Chromium, navigating: without commit() none of 12 was kept, behind one that was
// under way none either, like this all.
addToLibrary({
  $StorageFarewell__deps: ['$Page', '$Storage', '$StorageLeases', '$StorageRoom', '$StorageSettings', '$StorageTidying', '$StorageWindows', '$StorageWriting'],
  $StorageFarewell: {
    started: false,

    start() {
      if (StorageFarewell.started) return;
      StorageFarewell.started = true;
      Page.lasts.push(StorageFarewell.say);
      Page.backs.push(StorageFarewell.back);
    },

    // Runs `work(store)` on a database that is whole and has room, as far as is known.
    write(name, work) {
      try {
        const transaction = Storage.database.transaction([name], 'readwrite', { durability: 'strict' });
        work(transaction.objectStore(name));
        transaction.commit();
      } catch (error) {
        console.warn('Farewell:', error);
      }
    },

    say() {
      if (!Storage.database || StorageTidying.torn || StorageRoom.refused) return;
      for (const refuse of [...Storage.writing ?? []]) refuse(Object.assign(new Error('The page goes'), { name: 'FarewellError' }));
      for (const project of StorageWriting.projects?.values() ?? []) {
        if (project.erase || project.conflicted || !project.vouched || !StorageFarewell.mayWrite(project.id)) continue;
        // Each by itself, as one that is there already is refused with its transaction.
        for (const [number, line] of [...project.lines].sort((a, b) => a[0] - b[0])) StorageFarewell.write('ops', (ops) => ops.add(line, [project.id, number]));
      }
      if (StorageSettings.waiting?.size) StorageFarewell.write('settings', (settings) => { for (const [key, value] of StorageSettings.waiting) settings.put(value, key); });
      StorageLeases.farewell((id, row) => {
        StorageFarewell.write('settings', (settings) => settings.put(row, StorageLeases.key(id)));
        StorageWindows.tell({ released: id });
      });
    },

    mayWrite: (id) => !!StorageWindows.holds?.get(id)?.held && StorageLeases.lasts(id),

    // The browser shows the page again: what was written is found to be there, the rest is written as ever.
    back() {
      for (const project of StorageWriting.projects?.values() ?? []) StorageWriting.pump(project);
      StorageSettings.write();
    },
  },
});
