// Everything that is stored of a project as one file, readable or not: for whoever can mend what Emic could not.
addToLibrary({
  $StorageStored__deps: ['$SecondPlace', '$Storage', '$StorageLastWords', '$Text'],
  $StorageStored: {
    // A value of any row as JSON: bytes that are UTF-8 as text, others as numbers.
    value(value) {
      if (!(value instanceof Uint8Array)) return value;
      try {
        return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value) };
      } catch {
        return { bytes: Array.from(value) };
      }
    },

    // The rows of one store, read some at a time.
    rows: async (name, id, parts) => {
      let after = name === 'cards' ? IDBKeyRange.only(id) : Storage.range(id), last;
      do {
        const { rows } = await Storage.transaction([name], 'readonly', (stores) => {
          const found = { rows: [] };
          stores[name].openCursor(after).onsuccess = ({ target: { result: row } }) => {
            if (!row || found.rows.length === 64) return;
            found.rows.push([row.key, row.value]);
            row.continue();
          };
          return found;
        });
        for (const [key, value] of rows) parts.push(`,\n${JSON.stringify({ in: name, key, value: StorageStored.value(value) })}`);
        last = rows.at(-1)?.[0];
        if (last && name !== 'cards') after = IDBKeyRange.bound(last, [id, []], true);
      } while (last && name !== 'cards');
    },

    save: async (id, name) => {
      const parts = [`{"emic_stored":1,"project":${JSON.stringify(id)},"written":${JSON.stringify(new Date().toISOString())},"rows":[\n{}`], failures = [];
      for (const store of Storage.ofProjects) await StorageStored.rows(store, id, parts).catch((error) => failures.push(`${store}: ${error}`));
      for (const each of await Storage.within(Storage.longestOpening, SecondPlace.find(id)).catch(() => [])) {
        const bytes = await SecondPlace.bytes(each).catch(() => null);
        if (bytes) parts.push(`,\n${JSON.stringify({ in: `second place: ${each.kind}`, key: [id, each.upTo, each.written], value: StorageStored.value(bytes) })}`);
      }
      const last = StorageLastWords.read(id);
      if (last.length) parts.push(`,\n${JSON.stringify({ in: 'last words', key: id, value: last })}`);
      parts.push(`\n],"could_not_be_read":${JSON.stringify(failures)}}\n`);
      const link = document.createElement('a');
      link.download = name;
      link.href = URL.createObjectURL(new Blob(parts, { type: 'application/json' }));
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000); // milliseconds; slow disks still read from it
    },
  },

  page_storage_save_stored__deps: ['$Storage', '$StorageStored', '$Text'],
  page_storage_save_stored__sig: 'vpppp',
  page_storage_save_stored: (id, length, name, nameLength) => {
    const project = Text.read(id, length);
    StorageStored.save(project, Text.read(name, nameLength)).catch((error) => Storage.fail(project, 'list', error));
  },
});
