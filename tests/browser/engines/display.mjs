// A screen in memory for browsers that want a window (Xvfb), shared by all that are started here.
import { spawn } from 'node:child_process';

let shared = null;

// Its name, as DISPLAY wants it.
export const display = () => shared ??= new Promise((resolve, reject) => {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  server.once('error', reject);
  server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  let number = '';
  server.stdio[3].on('data', (part) => {
    number += part;
    if (number.includes('\n')) resolve(`:${number.trim()}`);
  });
  process.once('exit', () => server.kill());
});
