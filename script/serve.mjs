// Serves one folder on 127.0.0.1. Usage: node serve.mjs FOLDER [PORT]; without a port, 8140 or the next free one.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const [folder, wanted] = process.argv.slice(2);
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm',
  '.json': 'application/json', '.csv': 'text/csv', '.ttf': 'font/ttf', '.png': 'image/png' };

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const inside = normalize(path === '/' ? '/jumelles.html' : path);
  const file = join(folder, inside);
  if (inside.split(sep).includes('..') || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
    return;
  }
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-store' });
  createReadStream(file).pipe(response);
});

let port = wanted ? Number(wanted) : 8140;
server.on('error', (error) => {
  if (error.code === 'EADDRINUSE' && !wanted && port < 8160) {
    server.listen(++port, '127.0.0.1');
    return;
  }
  console.error(`studio: cannot serve on port ${port}: ${error.code}. Choose another with --port N.`);
  process.exit(1);
});
server.on('listening', () => console.log(`Jumelles: http://127.0.0.1:${server.address().port}/   (Ctrl+C to stop)`));
server.listen(port, '127.0.0.1');
