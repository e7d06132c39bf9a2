// What a page that goes has still to write. The browser ends it before any answer comes, so nothing is read first or waited for, what is under way
// gives way, and every transaction is committed at once. Measured in Chromium, navigating: without commit() none of 12 was kept, behind one that was
// under way none either, like this all.
addToLibrary({
  $StorageFarewell__deps: ['$Page', '$Storage', '$StorageErasing', '$StorageLastWords', '$StorageLeases', '$StorageRoom', '$StorageSettings', '$StorageTidying', '$StorageWindows', '$StorageWriting'],
  $StorageFarewell: {
    started: false,

    start() {
      if (StorageFarewell.started) return;
      StorageFarewell.started = true;
      Page.leaves.push(StorageFarewell.keep);
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

    // WebKit neither does nor gives up what is committed while the page goes: nothing was kept (0 of 7), and the next page got no answer from the same
    // stores (9 of 76). There the lines are last words only.
    isWebKit: () => navigator.vendor === 'Apple Computer, Inc.',

    // Nothing on a database that may be torn or has no room.
    whole: () => !StorageTidying.torn && !StorageRoom.refused,
    projects: () => [...StorageWriting.projects?.values() ?? []],

    keep() {
      for (const project of StorageFarewell.projects()) if (StorageFarewell.writes(project)) StorageLastWords.keep(project);
    },

    say() {
      StorageFarewell.keep();
      if (!Storage.database) return;
      for (const refuse of [...Storage.writing ?? []]) refuse(Object.assign(new Error('The page goes'), { name: 'FarewellError' }));
      if (StorageFarewell.isWebKit()) return;
      // Where nothing else is written, leases are: browsers that need them know no torn database and no lack of room (storage_leases.js).
      const whole = StorageFarewell.whole(), projects = whole ? StorageFarewell.projects() : [];
      for (const project of projects) if (project.erase) StorageFarewell.erase(project);
      // All in one transaction, as the browser gives up what it has not begun when the page is gone: measured, the second of two was missing in 2 of 24.
      StorageFarewell.write(['ops', 'settings'], (stores) => StorageFarewell.put(stores, projects, whole, 0));
      // Where what was under way could not be taken back any more, its lines are there and refuse the whole of that: then it is the rest.
      if (projects.some(({ sent }) => sent)) StorageFarewell.write(['ops', 'settings'], (stores) => StorageFarewell.put(stores, projects, whole, 1));
      StorageLeases.farewell((id) => StorageWindows.tell({ released: id }));
    },

    // Lines behind those that were under way, or (`after` 0) all of them, and what this window has to say in settings.
    put({ ops, settings }, projects, whole, after) {
      for (const project of projects) {
        if (!StorageFarewell.writes(project)) continue;
        for (const [number, line] of project.lines) if (number > after * project.sent) ops.add(line, [project.id, number]);
      }
      for (const [key, value] of whole ? StorageSettings.waiting ?? [] : []) settings.put(value, key);
      StorageLeases.farewell((id, row) => settings.put(row, StorageLeases.key(id)));
    },

    erase(project) {
      StorageLastWords.forget(project.id);
      StorageFarewell.write([...Storage.ofProjects, 'settings'], (stores) => StorageErasing.rows(project.id, stores));
    },

    writes: (project) => !project.erase && !project.conflicted && project.vouched && !!StorageWindows.holds?.get(project.id)?.held && StorageLeases.lasts(project.id),

    // The browser shows the page again. Others may have been at work since, so it starts anew as soon as nothing of it is left to be written, here or in
    // the program, which says so in the frame after the last answer.
    back: async () => {
      let left;
      do {
        for (const project of StorageFarewell.projects()) StorageWriting.pump(project);
        await StorageWriting.settled();
        await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        left = StorageFarewell.projects().some((project) => project.lines.size || project.steps.length);
      } while (left && !Page.unsaved);
      if (!Page.unsaved) location.reload();
    },
  },
});
