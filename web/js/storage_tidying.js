// Has the database begin its files anew. LevelDB, on which Chromium's stands, appends to one log until it holds some 4 MB and writes it to tables
// then. A log that a killed browser or a full disk left torn is read to its end once, but what is appended to it is taken for damage at the start
// after that, and the browser deletes the database. And what was erased stands in the log and the tables until they are written anew: writing
// noise over the rows before they are deleted changes nothing about that, as both are only ever appended to.
addToLibrary({
  $StorageTidying__deps: ['$Storage', '$StorageRoom'],
  $StorageTidying: {
    torn: true,        // the log may be: at the start nobody knows how the browser ended
    mending: null,     // Promise while it goes on
    rows: 32,
    rowSize: 32768,    // bytes; larger ones would become files of their own
    rounds: 6,         // of one megabyte each: the log is written to tables
    erasing: 24,       // rounds after which tables that held what was erased had been written anew in every measurement

    turnOver: async (rounds) => {
      const row = new Uint8Array(StorageTidying.rowSize).fill(1); // the log counts it in full, tables make it small
      for (let round = 0; round < rounds; round++) {
        await Storage.attempt(['noise'], 'readwrite', ({ noise: rows }) => {
          for (let number = 0; number < StorageTidying.rows; number++) rows.put(row, number);
        });
      }
      await Storage.attempt(['noise'], 'readwrite', ({ noise: rows }) => { rows.clear(); });
    },

    // Before anything is written on what may be torn.
    mend: async () => {
      if (StorageTidying.torn) await (StorageTidying.mending ??= StorageTidying.begin().finally(() => { StorageTidying.mending = null; }));
    },

    // After something was erased: best effort, as only the browser can really do it.
    forget: async () => {
      await StorageRoom.ensure(2 * StorageTidying.erasing * StorageTidying.rows * StorageTidying.rowSize);
      await StorageTidying.turnOver(StorageTidying.erasing);
    },

    begin: async () => {
      await StorageRoom.ensure(3 * StorageTidying.rounds * StorageTidying.rows * StorageTidying.rowSize);
      await StorageTidying.turnOver(StorageTidying.rounds);
      StorageTidying.torn = false;
    },
  },
});
