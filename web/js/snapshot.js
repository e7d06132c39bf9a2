// A project's whole state in the database of storage.js: pieces under new keys, then in a later transaction the manifest that vouches for them, then
// in a third what is no longer needed goes. Nothing is ever written over.
addToLibrary({
  $Snapshot__deps: ['$Page', '$SecondPlace', '$Storage', '$StorageKeeping', '$StorageLastWords', '$StorageReading', '$StorageWindows', '$StorageWriting', '$Text'],
  $Snapshot: {
    pieceSize: 512 * 1024,  // bytes
    piecesAtOnce: 8,        // pieces in one transaction, so that journal lines need not wait for a long snapshot

    // A snapshot is a list of steps, each a transaction of its own; journal lines go between them. `again`: the same state once more.
    steps(project, bytes, upTo, card, again = false) {
      const count = Math.max(1, Math.ceil(bytes.length / Snapshot.pieceSize));
      let generation = 0;
      const piece = (i) => bytes.slice(i * Snapshot.pieceSize, (i + 1) * Snapshot.pieceSize);
      const steps = [async () => {
        generation = await Snapshot.begin(project, upTo, piece(0), bytes.length);
      }];
      for (let first = 1; first < count; first += Snapshot.piecesAtOnce) {
        const end = Math.min(count, first + Snapshot.piecesAtOnce);
        steps.push(() => StorageWindows.write(project, ['pieces'], ({ pieces }) => {
          for (let i = first; i < end; i++) pieces.put(piece(i), [project.id, generation, i]);
        }));
      }
      steps.push(async () => {
        const manifest = { generation, up_to: upTo, count, bytes: bytes.length, sha256: await Snapshot.digest(bytes), written: Date.now() };
        await StorageWindows.write(project, ['manifests', 'pieces', 'cards'], ({ manifests, pieces, cards }, refuse) => {
          // Where the browser has lost the database meanwhile, nothing vouches for what is left.
          pieces.count(IDBKeyRange.bound([project.id, generation], [project.id, generation, []])).onsuccess = (event) => {
            if (event.target.result !== count) return refuse(Storage.gone());
            manifests.put(manifest, [project.id, generation]);
            cards.put(card, project.id);
          };
        });
        project.vouched = true;
        StorageLastWords.stored(project, upTo);
        await StorageReading.mark();
        if (again) return;
        _emic_storage_snapshot_taken(Text.give(project.id), upTo);
        Page.wake();
        StorageKeeping.ask();
        SecondPlace.keepState(project, bytes, upTo, card);
      });
      // A young project, and one whose former snapshots cannot be read, gets its second generation at once.
      steps.push(async () => {
        if (!await Snapshot.prune(project, generation)) steps.push(...Snapshot.steps(project, bytes, upTo, card, true));
      });
      return steps;
    },

    // Claims the next generation by its first piece, so that two windows never write the same one.
    // A window that has not seen all that is stored may not put its own state on top. There must be room for all `size` bytes, or it is not begun.
    begin: async (project, upTo, piece, size) => {
      const { id } = project;
      const claimed = await StorageWindows.write(project, ['pieces', 'manifests', 'ops'], ({ pieces, manifests, ops }, refuse) => {
        const found = { generation: 0 };
        const note = (event) => { for (const key of event.target.result) if (Number.isSafeInteger(key[1])) found.generation = Math.max(found.generation, key[1]); };
        manifests.getAll(Storage.range(id)).onsuccess = (event) => {
          if (Snapshot.good(project, event.target.result).some((manifest) => manifest.up_to > upTo)) refuse(Storage.elsewhere());
        };
        ops.getAllKeys(Storage.range(id)).onsuccess = (event) => {
          const known = Math.max(upTo, project.written);
          if (event.target.result.some(([, number]) => number > known)) refuse(Storage.elsewhere());
        };
        manifests.getAllKeys(Storage.range(id)).onsuccess = note;
        pieces.getAllKeys(Storage.range(id)).onsuccess = (event) => {
          note(event);
          pieces.add(piece, [id, ++found.generation, 0]);
        };
        return found;
      }, size);
      return claimed.generation;
    },

    // Whether a row is a manifest at all.
    vouches: (manifest) => Number.isSafeInteger(manifest?.generation) && Number.isSafeInteger(manifest.up_to) && Number.isSafeInteger(manifest.count) &&
      Number.isSafeInteger(manifest.bytes) && manifest.up_to >= 0 && manifest.bytes >= 0 && typeof manifest.sha256 === 'string',
    good: (project, manifests) => manifests.filter((manifest) => Snapshot.vouches(manifest) && !manifest.unreadable && !project.unreadable.has(manifest.generation)),

    // Keeps the new generation and the good one before it, with every line that the older of the two lacks; false when there is no older one. Lines
    // before that go to the history, copied in transactions of their own first: what a power cut tears is then still whole in one of the two.
    // What could not be read stays.
    prune: async (project, generation) => {
      const { former } = await StorageWindows.write(project, ['manifests'], ({ manifests }) => {
        const found = { former: null };
        manifests.getAll(Storage.range(project.id)).onsuccess = (event) => {
          found.former = Snapshot.good(project, event.target.result).findLast((manifest) => manifest.generation < generation) ?? null;
          for (const manifest of event.target.result) {
            if (!Snapshot.vouches(manifest) || manifest.unreadable || !project.unreadable.has(manifest.generation)) continue;
            manifest.unreadable = true;
            manifests.put(manifest, [project.id, manifest.generation]);
          }
        };
        return found;
      });
      if (!former) return false;
      while (await Snapshot.copyLines(project, former.up_to));
      await StorageWindows.write(project, ['ops', 'history', 'pieces', 'manifests', 'passed'], ({ ops, history, pieces, manifests, passed }) => {
        const passing = IDBKeyRange.bound([project.id, 0], [project.id, former.up_to]);
        ops.getAllKeys(passing).onsuccess = ({ target: { result: keys } }) => {
          if (keys.length === 0) return;
          history.getAllKeys(IDBKeyRange.bound(keys[0], keys.at(-1))).onsuccess = (event) => { for (const key of event.target.result) ops.delete(key); };
        };
        const kept = new Set();
        manifests.openCursor(Storage.range(project.id)).onsuccess = ({ target: { result: row } }) => {
          if (row) {
            const generation = row.key[1];
            if (!Snapshot.vouches(row.value) || row.value.unreadable) {
              kept.add(generation);
            } else if (generation < former.generation) {
              passed.put(row.value, row.key);
              row.delete();
            }
            return row.continue();
          }
          // With them go the pieces of snapshots that were never finished.
          pieces.getAllKeys(IDBKeyRange.bound([project.id], [project.id, former.generation], false, true)).onsuccess = (keys) => {
            for (const key of keys.target.result) if (!kept.has(key[1])) pieces.delete(key);
          };
        };
      });
      return true;
    },

    // Copies some of the lines up to `upTo` that are not in the history yet; false when none is left.
    copyLines: async (project, upTo) => {
      const { id } = project;
      const answer = await StorageWindows.write(project, ['ops', 'history'], ({ ops, history }) => {
        const found = { more: false };
        let bytes = 0;
        ops.openCursor(IDBKeyRange.bound([id, 0], [id, upTo])).onsuccess = ({ target: { result: line } }) => {
          if (!line) return;
          history.getKey(line.key).onsuccess = ({ target: { result: there } }) => {
            if (there === undefined && bytes > Snapshot.pieceSize) {
              found.more = true;
              return;
            }
            if (there === undefined) {
              history.add(line.value, line.key);
              bytes += line.value?.length ?? 0;
            }
            line.continue();
          };
        };
        return found;
      }, 8 * Snapshot.pieceSize);
      return answer.more;
    },

    // Its bytes, or null when they are not the ones that were written.
    read: async (project, manifest) => {
      const pieces = await Storage.transaction(['pieces'], 'readonly', ({ pieces }) => {
        const found = { all: [] };
        pieces.getAll(IDBKeyRange.bound([project.id, manifest.generation], [project.id, manifest.generation, []])).onsuccess =
          (event) => { found.all = event.target.result; };
        return found;
      });
      const bytes = new Uint8Array(manifest.bytes);
      let at = 0;
      for (const piece of pieces.all.slice(0, manifest.count)) {
        if (!(piece instanceof Uint8Array) || at + piece.length > bytes.length) return null;
        bytes.set(piece, at);
        at += piece.length;
      }
      return at === bytes.length && await Snapshot.digest(bytes) === manifest.sha256 ? bytes : null;
    },

    digest: async (bytes) => {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  },
});
