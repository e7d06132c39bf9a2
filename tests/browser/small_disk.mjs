// A small disk that a test can fill, as root on Linux.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenClosed } from './harness.mjs';

// A small disk of its own, where the system lets one be made.
export function smallDisk(megabytes) {
  const folder = mkdtempSync(join(tmpdir(), 'emic-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'emic-test', folder], { stdio: 'pipe' });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    remove: whenClosed(async () => { execFileSync('umount', ['-l', folder]); rmSync(folder, { recursive: true, force: true }); }),
    free: () => { const { bavail, bsize } = statfsSync(folder); return bavail * bsize; },
    empty: () => rmSync(filler, { force: true }),
    fill() {
      const file = openSync(filler, 'a');
      for (const size of [1 << 20, 4096, 1]) {
        const bytes = Buffer.alloc(size, 1);
        try {
          while (writeSync(file, bytes) === size);
        } catch { /* full */ }
      }
      closeSync(file);
    },
  };
}
// Why there can be none; empty when there can.
export const noSmallDisk = () => {
  try {
    const disk = smallDisk(1);
    disk.remove();
    return '';
  } catch {
    return 'this system lets no small disk be mounted';
  }
};
