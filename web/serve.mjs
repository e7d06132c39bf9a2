// Serves dist/ on this computer only, with the headers of web/policy.mjs.   node web/serve.mjs [--port N] [--dir DIR]
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { headersFor } from './policy.mjs';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.webmanifest': 'application/manifest+json', '.png': 'image/png',
};

// Resolves to { address, port, close } once it listens. Without a `port`, the first free one from 8420 up. What `onRequest` gives for a path is
// sent instead of the file: { status, headers, body }.
export async function serve({ dir, port, onRequest = () => {} }) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const instead = onRequest(path);
    if (instead) return response.writeHead(instead.status, instead.headers).end(instead.body);
    const name = path === '/' ? 'index.html' : path.slice(1);
    if (!/^[\w.-]+$/.test(name) || !types[extname(name)]) return response.writeHead(404, headersFor(name, '')).end('Not found.');
    try {
      const body = await readFile(join(dir, name));
      const policy = name.endsWith('.html') ? body.toString('latin1').match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)?.[1] ?? '' : '';
      response.writeHead(200, { ...headersFor(name, policy), 'Content-Type': types[extname(name)], 'Cache-Control': 'no-cache' }).end(body);
    } catch {
      response.writeHead(404, headersFor(name, '')).end('Not found.');
    }
  });
  const listen = (at) => new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, '127.0.0.1', () => { server.off('error', reject); resolve(); });
  });
  const candidates = port === undefined ? Array.from({ length: 100 }, (_, i) => 8420 + i) : [port];
  for (const candidate of candidates) {
    try {
      await listen(candidate);
      const actual = server.address().port;
      return { address: `http://127.0.0.1:${actual}/`, port: actual, close: () => new Promise((done) => { server.closeAllConnections?.(); server.close(done); }) };
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error(port === undefined ? 'No free port between 8420 and 8519.' : `Port ${port} is in use; leave out --port to take a free one.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const value = (flag) => { const at = process.argv.indexOf(flag); return at < 0 ? undefined : process.argv[at + 1]; };
  try {
    const port = value('--port') === undefined ? undefined : Number(value('--port'));
    const { address } = await serve({ dir: value('--dir') ?? join(dirname(fileURLToPath(import.meta.url)), '..', 'dist'), port });
    console.log(`\nEmic is ready: ${address}\n(Stop it with Ctrl+C. The single file dist/emic.html opens without this server.)`);
  } catch (error) {
    console.error(`Emic could not be served: ${error.message}`);
    process.exit(1);
  }
}
