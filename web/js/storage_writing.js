// Writing projects: one transaction at a time for each, journal lines before pieces of snapshots.
addToLibrary({
  $StorageWriting__deps: ['$Page', '$SecondPlace', '$Snapshot', '$Storage', '$StorageErasing', '$StorageLastWords', '$StorageSettings', '$StorageWindows', '$Text'],
  $StorageWriting: {
    longestWait: 30000,  // milliseconds between two tries
    projects: null,      // id -> what is under way for that project

    project(id) {
      StorageWriting.projects ??= new Map();
      if (!StorageWriting.projects.has(id)) {
        StorageWriting.projects.set(id, {
          id, lines: new Map(), refused: 0, unreadable: new Set(), steps: [], erase: false, busy: false, waiting: 0, failures: 0, conflicted: false, written: 0, sent: 0, last: 0, vouched: false,
        });
      }
      return StorageWriting.projects.get(id);
    },

    pump: async (project) => {
      if (project.busy || project.waiting || project.conflicted) return;
      const task = project.erase ? 'erase' : project.lines.size ? 'append' : project.steps.length ? 'snapshot' : '';
      if (!task) return;
      project.busy = true;
      // Told while it lasts, and again: what is under way may still end well.
      const silence = setInterval(() => Storage.fail(project.id, task, Storage.silent()), Storage.longestSilence);
      try {
        await (task === 'erase' ? StorageErasing.erase(project) : task === 'append' ? StorageWriting.append(project) : StorageWriting.step(project));
        project.failures = 0;
        project.busy = false;
      } catch (error) {
        project.busy = false;
        if (error.name === 'FarewellError') return; // the page goes
        if (error.name === 'ErasedError') return StorageWindows.erased(project.id);
        project.conflicted = error.name === 'ConflictError';
        if (error.name === 'GoneError') {
          // The program answers with a snapshot, which holds these lines too.
          project.lines.clear();
          project.steps = [];
          project.vouched = false;
          project.written = project.refused = 0;
        } else if (!project.conflicted) {
          // A connection can be dead for good, so every try has a fresh one.
          if (error.name !== 'RoomError') await Storage.disconnect();
          const delay = Math.min(StorageWriting.longestWait, 500 * 2 ** project.failures++);
          project.waiting = setTimeout(() => { project.waiting = 0; StorageWriting.pump(project); }, delay);
        }
        if (task !== 'erase' || project.failures < 2) Storage.fail(project.id, task, error); // it is told once that erasing goes on
      } finally {
        clearInterval(silence);
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
      project.sent = lines.at(-1)[0];
      const size = lines.reduce((sum, [, line]) => sum + 2 * line.length, 0);
      await StorageWindows.write(project, ['ops', 'manifests'], ({ ops, manifests }, refuse) => {
        manifests.getAll(Storage.range(project.id)).onsuccess = (event) => {
          const good = event.target.result.filter((manifest) => Snapshot.vouches(manifest) && !project.unreadable.has(manifest.generation));
          if (good.length === 0) return refuse(Storage.gone());
          // A line that a snapshot already counts would never be read again: another window went further than this one.
          const counted = Math.max(...good.map((manifest) => manifest.up_to));
          for (const [number, line] of lines) {
            const key = [project.id, number];
            ops.get(key).onsuccess = (found) => {
              if (found.target.result === line) return;
              if (found.target.result === undefined && number > counted) ops.add(line, key);
              else refuse(Storage.elsewhere());
            };
          }
        };
      }, size);
      project.written = lines.at(-1)[0];
      project.vouched = true;
      project.sent = 0;
      for (const [number, line] of lines) if (project.lines.get(number) === line) project.lines.delete(number);
      StorageLastWords.stored(project, project.written);
      SecondPlace.keepLines(project, lines);
      _emic_storage_appended(Text.give(project.id), lines.at(-1)[0]);
      Page.wake();
    },

    step: async (project) => {
      const { steps } = project;
      await steps[0]();
      steps.shift();
    },

    // Resolves when everything handed over is on the disk, or after some seconds when it cannot be.
    settled: async () => {
      SecondPlace.settled();
      for (let i = 0; i < 100; i++) {
        const busy = [...StorageWriting.projects?.values() ?? []].some((project) => project.busy || project.lines.size || project.steps.length);
        if (!busy && !StorageSettings.waiting?.size) return;
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
