// Files that the researcher gives (picked, dropped, pasted) and takes (downloads).
addToLibrary({
  $Files__deps: ['$Page', '$Text', '$Memory'],
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
        if (!entries.some((entry) => entry.isDirectory)) return void Files.taking(Files.take(Files.named(event.dataTransfer.files), true));
        Files.taking(Files.gather(entries).then(({ files, problems }) => Files.take(files, true, problems)));
      });
    },

    // What systems keep in folders beside documents.
    hidden: (name) => name.startsWith('.') || name === '__MACOSX',

    // Files with the folders that they lie in: [{ path: 'P01/Interview.docx', file }].
    named: (files) => [...files]
      .map((file) => ({ path: file.webkitRelativePath || file.name, file }))
      .filter(({ path }) => !path.includes('/') || !path.split('/').some(Files.hidden)),

    // Everything in dropped folders. What cannot be read stops none of the rest.
    gather: async (entries) => {
      const files = [], problems = [];
      const visit = async (entry) => {
        if (files.length > Files.countLimit || Files.hidden(entry.name)) return;
        try {
          if (entry.isFile) {
            const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
            return void files.push({ path: entry.fullPath.replace(/^\/+/, ''), file });
          }
          const reader = entry.createReader(), inside = [];
          for (;;) {
            const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
            if (!some.length) break;
            inside.push(...some);
          }
          for (const each of inside.sort((a, b) => a.name < b.name ? -1 : 1)) await visit(each);
        } catch {
          problems.push(`‘${entry.name}’ could not be read. It may have been moved or be open in another program. Please try again.`);
        }
      };
      for (const entry of entries) await visit(entry);
      return { files, problems };
    },

    // Nothing given disappears without a word.
    taking(work) {
      work.catch((error) => Page.hear(error, 'The files could not be taken over. Please give them again, fewer at once'));
    },

    // Reads files and hands them over together.
    take: async (files, dropped, problems = []) => {
      const read = [];
      const megabytes = (bytes) => Math.floor(bytes / 1048576);
      let total = 0, left = 0;
      for (const { path, file } of files) {
        if (file.size > Files.fileLimit) {
          problems.push(`‘${file.name}’ is larger than ${megabytes(Files.fileLimit)} MB. It was not read. Please give a smaller file, for example without its pictures.`);
        } else if (total + file.size > Files.totalLimit || read.length >= Files.countLimit) {
          left++;
        } else {
          try {
            read.push([path, new Uint8Array(await file.arrayBuffer())]);
            total += file.size;
          } catch {
            problems.push(`‘${file.name}’ could not be read. It may have been moved, be open in another program, or be a folder. Please try again.`);
          }
        }
      }
      if (left) {
        const which = left === 1 ? 'One file was' : `${left} files were`;
        problems.push(`${which} not read, because these are more than ${megabytes(Files.totalLimit)} MB or ${Files.countLimit} files at once. Please give the rest in a second go.`);
      }
      for (const [name, bytes] of read) {
        try {
          Memory.claim(2 * bytes.length); // what reads it needs at least as much again
          Memory.put(_emic_file(Text.give(name), bytes.length), bytes);
        } catch (error) {
          if (!error.full) throw error;
          problems.push(`‘${name}’ was not read, because the browser gives Emic no more memory. Please give it alone, after loading the page again, or in smaller parts.`);
        }
      }
      for (const problem of problems) _emic_file_problem(Text.give(problem));
      _emic_files_given(dropped ? 1 : 0);
      Page.wake();
    },

    pick: (settings) => {
      const input = Object.assign(document.createElement('input'), { type: 'file' }, settings);
      input.addEventListener('change', () => { if (input.files.length) Files.taking(Files.take(Files.named(input.files), false)); });
      input.click();
    },
  },

  page_pick_files__deps: ['$Files', '$Text'],
  page_pick_files__sig: 'vppi',
  page_pick_files: (at, length, several) => Files.pick({ accept: Text.read(at, length), multiple: !!several }),

  page_pick_folder__deps: ['$Files'],
  page_pick_folder__sig: 'v',
  page_pick_folder: () => Files.pick({ webkitdirectory: true }),

  page_save_file__deps: ['$Text', '$Memory', '$Page'],
  page_save_file__sig: 'vpppppp',
  page_save_file: (name, nameLength, mime, mimeLength, at, length) => {
    const link = document.createElement('a');
    link.download = Text.read(name, nameLength);
    try {
      link.href = URL.createObjectURL(new Blob([Memory.copy(at, length)], { type: Text.read(mime, mimeLength) }));
    } catch (error) {
      return Page.hear(error, `‘${link.download}’ was NOT saved: the browser gives Emic no more memory. Please close other tabs and windows and save it again`);
    }
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000); // milliseconds; slow disks still read from it
  },
});
