// A project's whole state in the database of storage.js: pieces under new keys, then in a later transaction the manifest that vouches for them, then
// in a third what is no longer needed goes. Nothing is ever written over.
addToLibrary({
  $Snapshot__deps: ['$Page', '$Storage', '$StorageReading', '$StorageWindows', '$StorageWriting', '$Text'],
  $Snapshot: {
    pieceSize: 512 * 1024,  // bytes
    piecesAtOnce: 8,        // pieces in one transaction, so that journal lines need not wait for a long snapshot

    // A snapshot is a list of steps, each a transaction of its own; journal lines go between them.
    steps(project, bytes, upTo, card) {
      const count = Math.max(1, Math.ceil(bytes.length / Snapshot.pieceSize));
      let generation = 0;
      const piece = (i) => bytes.slice(i * Snapshot.pieceSize, (i + 1) * Snapshot.pieceSize);
      const steps = [async () => {
        generation = await Snapshot.begin(project, upTo, piece(0));
      }];
      for (let first = 1; first < count; first += Snapshot.piecesAtOnce) {
        steps.push(() => StorageWindows.write(project, ['pieces'], ({ pieces }) => {
          for (let i = first; i < Math.min(count, first + Snapshot.piecesAtOnce); i++) pieces.put(piece(i), [project.id, generation, i]);
        }));
      }
      steps.push(async () => {
        const manifest = { generation, up_to: upTo, count, bytes: bytes.length, sha256: await Snapshot.digest(bytes), written: Date.now() };
        await StorageWindows.write(project, ['manifests', 'cards'], ({ manifests, cards }) => {
          manifests.put(manifest, [project.id, generation]);
          cards.put(card, project.id);
        });
        await StorageReading.mark();
        _emic_storage_snapshot_taken(Text.give(project.id), upTo);
        Page.wake();
        StorageWriting.persist();
      });
      steps.push(() => Snapshot.prune(project, generation));
      return steps;
    },

    // Claims the next generation by its first piece, so that two windows never write the same one.
    // A window that has not seen all that is stored may not put its own state on top.
    begin: async (project, upTo, piece) => {
      const { id } = project;
      const claimed = await StorageWindows.write(project, ['pieces', 'manifests', 'ops'], ({ pieces, manifests, ops }, refuse) => {
        const found = { generation: 0 };
        const note = (event) => { for (const key of event.target.result) found.generation = Math.max(found.generation, key[1]); };
        manifests.getAll(Storage.range(id)).onsuccess = (event) => {
          if (event.target.result.some((manifest) => !manifest.unreadable && manifest.up_to > upTo)) refuse(Storage.elsewhere());
        };
        ops.getAllKeys(Storage.range(id)).onsuccess = (event) => {
          const known = Math.max(upTo, project.written);
          if (event.target.result.some(([, number]) => number > known && !project.strays.includes(number))) refuse(Storage.elsewhere());
        };
        manifests.getAllKeys(Storage.range(id)).onsuccess = note;
        pieces.getAllKeys(Storage.range(id)).onsuccess = (event) => {
          note(event);
          pieces.add(piece, [id, ++found.generation, 0]);
        };
        return found;
      });
      return claimed.generation;
    },

    // Keeps the new generation and the good one before it, with every line that the older of the two lacks. Lines before that go to the history,
    // copied in transactions of their own first: what a power cut tears is then still whole in one of the two. What could not be read stays.
    prune: async (project, generation) => {
      const known = await StorageWindows.write(project, ['manifests'], ({ manifests }) => {
        const found = { former: null };
        manifests.getAll(Storage.range(project.id)).onsuccess = (event) => {
          for (const manifest of event.target.result) {
            if (!project.unreadable.has(manifest.generation) || manifest.unreadable) continue;
            manifest.unreadable = true;
            manifests.put(manifest, [project.id, manifest.generation]);
          }
          found.former = event.target.result.findLast((manifest) => !manifest.unreadable && manifest.generation < generation) ?? null;
        };
        return found;
      });
      const { former } = known;
      if (!former) return;
      while (await Snapshot.copyLines(project, former.up_to));
      await StorageWindows.write(project, ['ops', 'history', 'pieces', 'manifests', 'passed'], ({ ops, history, pieces, manifests, passed }) => {
        const passing = IDBKeyRange.bound([project.id, 0], [project.id, former.up_to]);
        ops.getAllKeys(passing).onsuccess = ({ target: { result: keys } }) => {
          if (keys.length === 0) return;
          history.getAllKeys(IDBKeyRange.bound(keys[0], keys.at(-1))).onsuccess = (event) => { for (const key of event.target.result) ops.delete(key); };
        };
        manifests.getAll(Storage.range(project.id)).onsuccess = (event) => {
          for (const old of event.target.result) {
            if (old.unreadable || old.generation >= former.generation) continue;
            passed.put(old, [project.id, old.generation]);
            manifests.delete([project.id, old.generation]);
          }
          // With them go the pieces of snapshots that were never finished.
          const kept = new Set(event.target.result.filter((manifest) => manifest.unreadable).map((manifest) => manifest.generation));
          pieces.getAllKeys(IDBKeyRange.bound([project.id], [project.id, former.generation], false, true)).onsuccess = (keys) => {
            for (const key of keys.target.result) if (!kept.has(key[1])) pieces.delete(key);
          };
        };
      });
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
      });
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
