// How long a page stands still at most: frames come without end while nothing does.
export const watchStops = (page) => page.evaluate(() => {
  const seen = globalThis.seenFrames = { longest: 0, last: performance.now() };
  const tick = () => {
    const now = performance.now();
    seen.longest = Math.max(seen.longest, now - seen.last);
    seen.last = now;
    if (globalThis.seenFrames === seen) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
});

// Milliseconds, since the last watchStops().
export const longestStop = (page) => page.evaluate(() => globalThis.seenFrames.longest);
