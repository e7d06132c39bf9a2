// The last lines of a page that went, in the browser's own small store, where they are written before setItem() returns. The database is given them
// too (storage_farewell.js), but WebKit gives up what it has not begun when the page is gone: measured, 0 of 7 were kept. Who may write the project next
// joins them on when it is opened.
addToLibrary({
  $StorageLastWords__deps: ['$Snapshot'],
  $StorageLastWords: {
    prefix: 'emic.last ',
    most: 1 << 20, // UTF-16 code units; browsers allow some five million for all that a site has

    key: (id) => StorageLastWords.prefix + id,

    // The first of the lines that the disk is not known to have, as many as fit without a gap.
    keep(project) {
      const lines = [];
      let size = 0;
      for (const [number, line] of [...project.lines].sort((a, b) => a[0] - b[0])) {
        size += line.length;
        if (size > StorageLastWords.most || (lines.length && number !== lines.at(-1)[0] + 1)) break;
        lines.push([number, line]);
      }
      if (lines.length === 0) return;
      try {
        localStorage.setItem(StorageLastWords.key(project.id), JSON.stringify(lines));
        project.last = lines.at(-1)[0];
      } catch (error) {
        console.warn('Last words:', error); // the database has been given them too
      }
    },

    read(id) {
      try {
        const lines = JSON.parse(localStorage.getItem(StorageLastWords.key(id)) ?? '[]');
        return Array.isArray(lines) ? lines.filter((each) => Number.isSafeInteger(each?.[0]) && typeof each[1] === 'string') : [];
      } catch {
        return [];
      }
    },

    forget(id) {
      try {
        localStorage.removeItem(StorageLastWords.key(id));
      } catch {
        // where it cannot be reached nothing was kept in it
      }
    },

    // Everything up to this line is on the disk.
    stored(project, upTo) {
      if (!project.last || upTo < project.last) return;
      project.last = 0;
      StorageLastWords.forget(project.id);
    },

    // Those that follow what was found of a project join it and are handed over to be written; a state from the second place is stored whole with them.
    // When another window went on from the same place, the project has gone another way, and they are of no use.
    join(project, { lines, manifests }, state) {
      const added = [];
      let newest = state.upTo;
      for (const manifest of manifests.filter(Snapshot.vouches)) newest = Math.max(newest, manifest.up_to);
      for (const number of lines.keys()) newest = Math.max(newest, number);
      for (const [number, line] of StorageLastWords.read(project.id)) {
        if (lines.get(number) === line) continue;
        if (number !== newest + added.length + 1) break;
        added.push([number, line]);
      }
      if (added.length === 0) return StorageLastWords.forget(project.id);
      for (const [number, line] of added) {
        lines.set(number, line);
        if (!state.anew) project.lines.set(number, line);
      }
      project.last = added.at(-1)[0];
    },
  },
});
