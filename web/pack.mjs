// Makes the one file: pack.mjs BUILD_DIR OUT.html. Everything inside is compressed; the policy allows exactly the script and style
// that are in it. Refuses to write a file that is too large or that holds a way to connect.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { to_base85 } from './base85.mjs';
import { make_notices } from './notices.mjs';
import { colors_astray, token_css } from './tokens.mjs';

const kSizeLimit = 6e6;
const kForbidden = ['fetch(', 'XMLHttpRequest', 'new Function', 'eval(', 'sendBeacon', 'RTCPeerConnection', 'EventSource', 'WebSocket'];

const web = dirname(fileURLToPath(import.meta.url));
const root = resolve(web, '..');
const [build = join(root, 'build/web'), out = join(root, 'dist/jumelles.html')] = process.argv.slice(2);
const read = (...path) => readFileSync(join(...path), 'utf8');

// Emscripten's loader brings its own ways to load a file, dead because the page hands over the compiled module: cut out, so that the
// built file can be searched for them.
function without_loader_requests(glue) {
  return glue.replace(/\bfetch\(/g, 'no_connection(').replace(/new XMLHttpRequest\b/g, 'no_connection').replace(/XMLHttpRequest/g, 'no_connection');
}
const kNoConnection = 'function no_connection() { throw new Error("this file connects to nothing"); }\n';

const glue = name => kNoConnection + without_loader_requests(read(build, 'wasm', name + '.js'));
const pack = bytes => to_base85(gzipSync(bytes, { level: 9 }));
// A twentieth smaller for some seconds of the build: more rounds save next to nothing.
const pack_file = file => to_base85(execFileSync('zopfli', ['--i5', '-c', file], { maxBuffer: kSizeLimit }));

// What is said without the studio: the page's own texts, and of the studio's those that the plain page shows.
const kOfStudio = /^(action\.(browse|cancel|dark|demo|dismiss|done|light|paste|run|running)|delivery\.(again_text|all|download|empty|file|headers(_of_files|\..*)?|rows|safe|separator)|rail\.(ready|run_)|rules\.effect\.|screen\.|sources\.(columns|differs|missing|missing_how|missing_how_size|reading|rejected|remove_failed|repaired|rows|separator)|status\.(canceled|canceled_former|linked\.(one|other)|stopped_by_edit|remaining|run)$|product$|(saving|storage)\.problem\.|project\.(?!menu\.(?!rename$)|ask_|offer)|(deliverable|engine|error|estimate|evidence|format|hint|notice|nothing_linked|phase|requests|separator|task|welcome)\.)/;
const studio_texts = language => JSON.parse(read(root, `ui/i18n/${language}.json`));
function page_texts(language) {
  const studio = Object.entries(studio_texts(language)).filter(([id]) => kOfStudio.test(id));
  return { ...Object.fromEntries(studio), ...JSON.parse(read(root, `ui/i18n/web.${language}.json`)) };
}
const texts = { fr: page_texts('fr'), en: page_texts('en') };

const version = JSON.parse(read(root, 'package.json')).version;
const script = '(() => {\n"use strict";\n' + [
  glue('studio'), read(web, 'requests.js'), read(web, 'engine_client.js'), read(web, 'fields.js'), read(web, 'clipboard.js'), read(web, 'mirror.js'), read(web, 'input.js'),
  read(web, 'host.js').replace('{{text}}', () => JSON.stringify(texts)).replace('{{version}}', () => JSON.stringify(version)),
  read(web, 'words.js'), read(web, 'dialogs.js'), read(web, 'intake.js'), read(web, 'storage.js'), read(web, 'saving.js'), read(web, 'projects.js'), read(web, 'notices.js'), read(web, 'plain.js'), read(web, 'page.js'),
].join('\n') + '\n})();\n';
for (const [, counted, id] of script.matchAll(/\b(?:text|(count_text)|worded\([^'\n]*?,)\(? ?'([a-z]+\.[\w.]*[a-z_])'/g)) {
  for (const key of counted ? [id + '.one', id + '.other'] : [id])
    if (!(key in texts.fr && key in texts.en)) throw new Error(`the page asks for the text ${key}, which it does not have`);
}
const known = studio_texts('en');
for (const [, id] of script.matchAll(/'([a-z]+\.[\w.]+)'/g))
  if (id in known && !(id in texts.fr)) throw new Error(`the page names the text ${id}, which stays in the studio`);
if (/<\/script/i.test(script)) throw new Error('the script would end its own element');

const samples = join(root, 'samples/trois-extraits');
const demo = existsSync(samples) ? ['crm.csv', 'boutique.csv', 'facturation.json'] : [];
const payloads = [
  ['studio', pack_file(join(build, 'wasm/studio.wasm'))],
  ['engine', pack_file(join(build, 'wasm/engine.wasm'))],
  ['worker', pack(Buffer.from([glue('engine'), read(web, 'worker.js'), read(web, 'requests.js')].join('\n')))],
  ['notices', pack(Buffer.from(JSON.stringify(make_notices(root, build, demo.length > 0))))],
  ['demo-names', JSON.stringify(demo)],
  ...demo.map(name => [name, pack(readFileSync(join(samples, name)))]),
];
const tokens = token_css(read(root, 'ui/theme.cpp')), sheets = read(web, 'style.css') + read(web, 'plain.css');
const astray = colors_astray(sheets, tokens);
if (astray.length > 0) throw new Error(`the page is drawn with colors that are no tokens: ${astray.join(', ')}`);
const style = tokens + sheets;
const hash = content => `'sha256-${createHash('sha256').update(content, 'utf8').digest('base64')}'`;
const policy = [
  "default-src 'none'", `script-src ${hash(script)} 'wasm-unsafe-eval'`, 'worker-src blob:', `style-src ${hash(style)}`,
  'img-src data: blob:', "connect-src 'none'", "form-action 'none'", "base-uri 'none'", "require-trusted-types-for 'script'", 'trusted-types app',
].join('; ');

const html = read(web, 'index.html').replace(/\{\{(\w+)\}\}/g, (whole, name) => ({
  policy, style, script,
  payloads: payloads.map(([id, content]) => `<script type="text/plain" id="payload-${id}">${content}</script>`).join('\n'),
})[name] ?? whole);

for (const word of kForbidden)
  if (html.includes(word)) throw new Error(`the built file holds "${word}"`);
for (const [, address] of html.matchAll(/https?:\/\/([\w.-]+)/g))
  if (address !== '192.0.2.1') console.warn(`note: the built file mentions http(s)://${address}`);
const size = Buffer.byteLength(html);
if (size > kSizeLimit) throw new Error(`the built file has ${size} bytes, more than ${kSizeLimit}`);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, html);
console.log(`${out}: ${(size / 1e6).toFixed(2)} MB, SHA-256 ${createHash('sha256').update(html).digest('hex')}`);
