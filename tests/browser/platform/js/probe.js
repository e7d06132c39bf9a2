// The probe's side of the page: `probe(command)` does something with the port, `probeEvents` is what happened.
addToLibrary({
  probe_start__deps: ['$Text', '$Page', '$Memory'],
  probe_start: () => {
    globalThis.probeEvents = [];
    globalThis.probe = (command) => {
      const answer = _probe_command(Text.give(JSON.stringify(command))) >>> 0;
      Page.wake();
      const [length] = Memory.words(answer, 1);
      return JSON.parse(Text.read(answer + 4, length));
    };
  },

  probe_event__deps: ['$Text'],
  probe_event__sig: 'vpp',
  probe_event: (at, length) => { globalThis.probeEvents.push(JSON.parse(Text.read(at, length))); },
});
