// Reads a PDF file in a worker that is made for it and ended with it (web/pdf/read_pdf.js says what it answers).
addToLibrary({
  $Pdf__deps: ['$Page', '$Text'],
  $Pdf: {
    patience: 120000, // milliseconds for one page
    troubles: { password: 0, damaged: 1, large: 2, slow: 3, stopped: 4, noReader: 5 },
    turn: 0,          // counts what was begun, so that what was given up stays silent
    worker: null,
    timer: 0,

    end() {
      Pdf.turn++;
      clearTimeout(Pdf.timer);
      Pdf.worker?.terminate();
      Pdf.worker = null;
    },

    fail(id, trouble) {
      Pdf.end();
      _emic_pdf_trouble(id, Pdf.troubles[trouble] ?? Pdf.troubles.damaged);
      Page.wake();
    },

    wait(id) {
      clearTimeout(Pdf.timer);
      Pdf.timer = setTimeout(() => Pdf.fail(id, 'slow'), Pdf.patience);
    },

    read: async (id, bytes) => {
      Pdf.end();
      const turn = Pdf.turn;
      let worker;
      try {
        worker = await Module['pdfWorker']();
      } catch (error) {
        console.error(error);
        if (turn === Pdf.turn) Pdf.fail(id, 'noReader');
        return;
      }
      if (turn !== Pdf.turn) return void worker.terminate();
      Pdf.worker = worker;
      worker.onmessage = ({ data }) => {
        if (turn !== Pdf.turn) return;
        if (data.problem) return Pdf.fail(id, data.problem);
        if (data.items === undefined) {
          Pdf.wait(id);
          _emic_pdf_progress(id, data.page, data.pages);
        } else {
          Pdf.end();
          _emic_pdf_read(id, Text.give(data.items));
        }
        Page.wake();
      };
      worker.onerror = (event) => {
        event.preventDefault();
        if (turn === Pdf.turn) Pdf.fail(id, 'damaged');
      };
      Pdf.wait(id);
      worker.postMessage(bytes.buffer, [bytes.buffer]);
    },
  },

  page_read_pdf__deps: ['$Pdf', '$Memory'],
  page_read_pdf__sig: 'vipp',
  page_read_pdf: (id, at, length) => {
    Pdf.read(id, Memory.copy(at, length)).catch((error) => {
      console.error(error);
      Pdf.fail(id, 'damaged');
    });
  },

  page_stop_pdf__deps: ['$Pdf'],
  page_stop_pdf__sig: 'v',
  page_stop_pdf: () => { Pdf.end(); },
});
