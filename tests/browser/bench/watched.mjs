// What the browser does while something is done in a page: CPU time, frames presented, and what they show.
import { judge } from '../harness.mjs';

// What is traced costs time, more in a page that does more at once: CPU is measured with the frames alone, and without gathering what was traced.
const presented = ['disabled-by-default-devtools.timeline.frame', 'devtools.timeline.frame'];
const input = 'devtools.timeline', pictured = 'disabled-by-default-devtools.screenshot'; // each presented frame as a small picture

async function traced(browser, categories, work) {
  const events = [], collect = ({ value }) => events.push(...value);
  browser.on('Tracing.dataCollected', collect);
  await browser.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: categories } });
  await work();
  const complete = new Promise((resolve) => browser.once('Tracing.tracingComplete', resolve));
  await browser.send('Tracing.end');
  await complete;
  browser.off('Tracing.dataCollected', collect);
  return events.sort((a, b) => a.ts - b.ts);
}

// How many frames were presented, and milliseconds of CPU time of all the browser's processes.
export async function spent(browser, work) {
  const cpu = async () => (await browser.send('SystemInfo.getProcessInfo')).processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
  let begun = 0, ended = 0;
  const events = await traced(browser, presented, async () => {
    begun = await cpu();
    await work();
    ended = await cpu();
  });
  return { frames: events.filter(({ name }) => name === 'DrawFrame').length, cpu: ended - begun };
}

// Milliseconds from the last event of this type ('keydown') until a frame is presented that shows what came of it: of the dots inside the box
// (CSS pixels of a window of this width) that are another colour in the end than before, nine in ten have their last one. Null when nothing came of it.
export async function untilShown(page, type, box, width, work) {
  const session = await page.context().newCDPSession(page), events = await traced(session, [input, pictured], work);
  await session.detach();
  const begun = events.findLast(({ name, args }) => name === 'EventDispatch' && args?.data?.type === type)?.ts;
  const pictures = events.filter(({ name, args }) => name === 'Screenshot' && args?.snapshot);
  const before = pictures.findLastIndex(({ ts }) => ts < begun);
  if (!begun || before < 0) return null;
  const shown = await judge(pictures.slice(before).map(({ args }) => Buffer.from(args.snapshot, 'base64')), (frames, [sides, whole]) => {
    const first = frames[0], last = frames.at(-1), share = first.width / whole, [left, top, right, bottom] = sides.map((side) => Math.round(side * share)), limit = 24;
    const alike = (a, b, at) => [0, 1, 2].every((colour) => Math.abs(a.data[at + colour] - b.data[at + colour]) <= limit);
    const changed = [];
    for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) if (!alike(first, last, 4 * (y * first.width + x))) changed.push(4 * (y * first.width + x));
    return changed.length ? frames.findIndex((frame) => changed.filter((at) => alike(frame, last, at)).length >= 0.9 * changed.length) : -1;
  }, [box, width]);
  return shown < 0 ? null : (pictures[before + shown].ts - begun) / 1000;
}
