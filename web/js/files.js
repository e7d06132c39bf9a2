// Files that the researcher gives (picked, dropped, pasted) and takes (downloads).
addToLibrary({
  $Files__deps: ['$Page', '$Text'],
  $Files: {
    fileLimit: 256 * 1048576,   // bytes
    totalLimit: 1024 * 1048576, // bytes given at once
    countLimit: 5000,           // files given at once

    start() {
      const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
      const hover = (inside) => { _emic_files_hover(inside); Page.wake(); };
      addEventListener('dragenter', (event) => { if (hasFiles(event)) { event.preventDefault(); hover(1); } });
      addEventListener('dragover', (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      });
      addEventListener('dragleave', (event) => { if (!event.relatedTarget) hover(0); });
      addEventListener('drop', (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        hover(0);
        // Folders are only reachable before this handler returns.
        const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
        if (!entries.some((entry) => entry.isDirectory)) return void Files.take(event.dataTransfer.files, true);
        Files.gather(entries).then((files) => Files.take(files, true));
      });
    },

    gather: async (entries) => {
      const files = [];
      const visit = async (entry) => {
        if (files.length > Files.countLimit) return;
        if (entry.isFile) return void files.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
        const reader = entry.createReader();
        for (;;) {
          const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
          if (!some.length) return;
          for (const each of some.sort((a, b) => a.name < b.name ? -1 : 1)) await visit(each);
        }
      };
      for (const entry of entries) await visit(entry).catch(() => {});
      return files.filter((file) => !file.name.startsWith('.'));
    },

    // Reads files and hands them over together.
    take: async (files, dropped) => {
      const problems = [], read = [];
      const megabytes = (bytes) => Math.floor(bytes / 1048576);
      let total = 0;
      for (const file of [...files]) {
        if (file.size > Files.fileLimit) {
          problems.push(`‘${file.name}’ is larger than ${megabytes(Files.fileLimit)} MB. It was not read. Please give a smaller file, for example without its pictures.`);
        } else if (total + file.size > Files.totalLimit || read.length >= Files.countLimit) {
          problems.push(`‘${file.name}’ was not read, because these are more than ${megabytes(Files.totalLimit)} MB or ${Files.countLimit} files at once. Please give the rest in a second go.`);
        } else {
          try {
            read.push([file.name, new Uint8Array(await file.arrayBuffer())]);
            total += file.size;
          } catch {
            problems.push(`‘${file.name}’ could not be read. It may have been moved, be open in another program, or be a folder. Please try again.`);
          }
        }
      }
      for (const [name, bytes] of read) HEAPU8.set(bytes, _emic_file(Text.give(name), bytes.length) >>> 0);
      for (const problem of problems) _emic_file_problem(Text.give(problem));
      _emic_files_given(dropped ? 1 : 0);
      Page.wake();
    },
  },

  page_pick_files__deps: ['$Files', '$Text'],
  page_pick_files__sig: 'vppi',
  page_pick_files: (at, length, several) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = Text.read(at, length);
    input.multiple = !!several;
    input.addEventListener('change', () => { if (input.files.length) Files.take(input.files, false); });
    input.click();
  },

  page_save_file__deps: ['$Text'],
  page_save_file__sig: 'vpppppp',
  page_save_file: (name, nameLength, mime, mimeLength, at, length) => {
    const link = document.createElement('a');
    link.download = Text.read(name, nameLength);
    link.href = URL.createObjectURL(new Blob([HEAPU8.slice(at, at + length)], { type: Text.read(mime, mimeLength) }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000); // milliseconds; slow disks still read from it
  },
});
