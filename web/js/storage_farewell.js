// What a page that goes has still to write. The browser ends it before any answer comes, so nothing is read first or waited for, what is under way
// gives way, and every transaction is committed at once. Measured in Chromium, navigating: without commit() none of 12 was kept, behind one that was
// under way none either, like this all.
addToLibrary({
  $StorageFarewell__deps: ['$Page', '$Storage', '$StorageErasing', '$StorageLeases', '$StorageRoom', '$StorageSettings', '$StorageTidying', '$StorageWindows', '$StorageWriting'],
  $StorageFarewell: {
    started: false,

    start() {
      if (StorageFarewell.started) return;
      StorageFarewell.started = true;
      Page.lasts.push(StorageFarewell.say);
      Page.backs.push(StorageFarewell.back);
    },

    write(names, work) {
      try {
        const transaction = Storage.database.transaction(names, 'readwrite', { durability: 'strict' });
        work(Object.fromEntries(names.map((name) => [name, transaction.objectStore(name)])));
        transaction.commit();
      } catch (error) {
        console.warn('Farewell:', error);
      }
    },

    say() {
      if (!Storage.database) return;
      for (const refuse of [...Storage.writing ?? []]) refuse(Object.assign(new Error('The page goes'), { name: 'FarewellError' }));
      // Nothing on a database that may be torn or has no room; browsers that need leases know neither (storage_leases.js).
      if (!StorageTidying.torn && !StorageRoom.refused) {
        for (const project of StorageWriting.projects?.values() ?? []) project.erase ? StorageFarewell.erase(project) : StorageFarewell.lines(project);
        if (StorageSettings.waiting?.size) StorageFarewell.write(['settings'], ({ settings }) => { for (const [key, value] of StorageSettings.waiting) settings.put(value, key); });
      }
      StorageLeases.farewell((id, row) => {
        StorageFarewell.write(['settings'], ({ settings }) => settings.put(row, StorageLeases.key(id)));
        StorageWindows.tell({ released: id });
      });
    },

    lines(project) {
      if (project.conflicted || !project.vouched || project.lines.size === 0 || !StorageFarewell.mayWrite(project.id)) return;
      const lines = [...project.lines].sort((a, b) => a[0] - b[0]), add = (some) => StorageFarewell.write(['ops'], ({ ops }) => { for (const [number, line] of some) ops.add(line, [project.id, number]); });
      add(lines);
      // Where what was under way could not be taken back any more, its lines are there, and those above are refused with it: the rest comes by itself.
      // Few transactions, as the browser waits for the disk after each, and gives up what it has not begun when the page is gone.
      const rest = lines.filter(([number]) => number > project.sent);
      if (project.sent && rest.length) add(rest);
    },

    erase: (project) => StorageFarewell.write([...Storage.ofProjects, 'settings'], (stores) => StorageErasing.rows(project.id, stores)),

    mayWrite: (id) => !!StorageWindows.holds?.get(id)?.held && StorageLeases.lasts(id),

    // The browser shows the page again. Others may have been at work since, so it starts anew as soon as nothing of it is left to be written, here or in
    // the program, which says so in the frame after the last answer.
    back: async () => {
      for (const project of StorageWriting.projects?.values() ?? []) StorageWriting.pump(project);
      await StorageWriting.settled();
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      const left = [...StorageWriting.projects?.values() ?? []].some((project) => project.lines.size || project.steps.length);
      if (!left && !Page.unsaved) location.reload();
    },
  },
});
