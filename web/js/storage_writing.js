// Writing projects: one transaction at a time for each, journal lines before pieces of snapshots.
addToLibrary({
  $StorageWriting__deps: ['$Page', '$Storage', '$StorageErasing', '$Text'],
  $StorageWriting: {
    longestWait: 30000,  // milliseconds between two tries
    projects: null,      // id -> what is under way for that project
    persistAsked: false,

    project(id) {
      StorageWriting.projects ??= new Map();
      if (!StorageWriting.projects.has(id)) {
        StorageWriting.projects.set(id, {
          id, lines: new Map(), refused: 0, strays: [], unreadable: new Set(), steps: [], erase: false, busy: false, waiting: 0, failures: 0, conflicted: false, written: 0,
        });
      }
      return StorageWriting.projects.get(id);
    },

    pump: async (project) => {
      if (project.busy || project.waiting || project.conflicted) return;
      const task = project.erase ? 'erase' : project.lines.size ? 'append' : project.steps.length ? 'snapshot' : '';
      if (!task) return;
      project.busy = true;
      try {
        await (task === 'erase' ? StorageErasing.erase(project) : task === 'append' ? StorageWriting.append(project) : StorageWriting.step(project));
        project.failures = 0;
        project.busy = false;
      } catch (error) {
        project.busy = false;
        project.conflicted = error.name === 'ConflictError';
        if (!project.conflicted) {
          // A connection can be dead for good, so every try has a fresh one.
          await Storage.disconnect();
          const delay = Math.min(StorageWriting.longestWait, 500 * 2 ** project.failures++);
          project.waiting = setTimeout(() => { project.waiting = 0; StorageWriting.pump(project); }, delay);
        }
        Storage.fail(project.id, task, error);
      }
      StorageWriting.pump(project);
    },

    // Takes a line over from the program. After one for which there was no room none is taken until it comes again, so that no line is missing
    // between others.
    take(id, number, read) {
      const project = StorageWriting.project(id);
      if (project.refused && project.refused !== number) return;
      try {
        project.lines.set(number, read());
        project.refused = 0;
      } catch (error) {
        project.refused = number;
        Storage.fail(id, 'append', error);
      }
    },

    append: async (project) => {
      const lines = [...project.lines].sort((a, b) => a[0] - b[0]);
      await Storage.transaction(['ops', 'strays', 'manifests'], 'readwrite', ({ ops, strays, manifests }, refuse) => {
        // A line that a snapshot already counts would never be read again: another window went further than this one.
        let counted = 0;
        manifests.getAll(Storage.range(project.id)).onsuccess = (event) => {
          for (const manifest of event.target.result) if (!manifest.unreadable) counted = Math.max(counted, manifest.up_to);
        };
        // Lines that did not join on to the others when the project was opened make room for new ones of the same numbers.
        for (const number of project.strays) {
          const key = [project.id, number];
          ops.get(key).onsuccess = (event) => {
            if (event.target.result === undefined) return;
            strays.put(event.target.result, [project.id, number, Date.now()]);
            ops.delete(key);
          };
        }
        for (const [number, line] of lines) {
          const key = [project.id, number];
          ops.get(key).onsuccess = (event) => {
            const there = event.target.result;
            if (there === line) return;
            const free = there === undefined || project.strays.includes(number);
            if (free && number > counted) ops.add(line, key);
            else refuse(Storage.elsewhere());
          };
        }
      });
      project.strays = [];
      project.written = lines.at(-1)[0];
      for (const [number, line] of lines) if (project.lines.get(number) === line) project.lines.delete(number);
      _emic_storage_appended(Text.give(project.id), lines.at(-1)[0]);
      Page.wake();
    },

    step: async (project) => {
      const { steps } = project;
      await steps[0]();
      steps.shift();
    },

    // Asks once that the browser never clears this away by itself when room is short.
    persist() {
      if (StorageWriting.persistAsked) return;
      StorageWriting.persistAsked = true;
      navigator.storage?.persist?.().catch(() => {});
    },

    // Resolves when everything handed over is on the disk, or after some seconds when it cannot be.
    settled: async () => {
      for (let i = 0; i < 100; i++) {
        if (![...StorageWriting.projects?.values() ?? []].some((project) => project.busy || project.lines.size || project.steps.length)) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
  },

  page_storage_line__deps: ['$StorageWriting', '$Text'],
  page_storage_line__sig: 'vppdpp',
  page_storage_line: (id, idLength, number, at, length) => {
    StorageWriting.take(Text.read(id, idLength), number, () => Text.read(at, length));
  },

  page_storage_pump__deps: ['$StorageWriting', '$Text'],
  page_storage_pump__sig: 'vpp',
  page_storage_pump: (id, length) => { StorageWriting.pump(StorageWriting.project(Text.read(id, length))); },

  page_storage_snapshot__deps: ['$Memory', '$Snapshot', '$Storage', '$StorageWindows', '$StorageWriting', '$Text'],
  page_storage_snapshot__sig: 'vppppdpp',
  page_storage_snapshot: (id, idLength, at, length, upTo, card, cardLength) => {
    const project = StorageWriting.project(Text.read(id, idLength));
    // A newer snapshot makes one that is not finished needless.
    StorageWindows.hold(project.id);
    let bytes;
    try {
      bytes = Memory.copy(at, length);
    } catch (error) {
      return Storage.fail(project.id, 'snapshot', error);
    }
    project.steps = Snapshot.steps(project, bytes, upTo, Text.read(card, cardLength));
    StorageWriting.pump(project);
  },
});
