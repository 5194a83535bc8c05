// What every browser test needs: Chromium, the packaged file on file:// or http, the mirror switched on.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, readdirSync, readFileSync, rmSync, existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const built_file = process.env.JUMELLES_HTML || join(root, 'dist/jumelles.html');
export const samples = join(root, 'samples/trois-extraits');
export const extracts = ['crm.csv', 'boutique.csv', 'facturation.json'].map(name => join(samples, name));

const kFlags = [
  '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic',
];

export function chromium_path() {
  for (const path of ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'])
    if (existsSync(path)) return path;
  throw new Error('Chromium is missing. Run script/setup.');
}

export async function launch(options = {}) {
  return chromium.launch({ executablePath: chromium_path(), args: [...kFlags, ...(options.args || [])], ...options });
}

// A browser of its own process and memory: what it keeps is in `folder`, and is there for the next one.
export async function launch_profile(folder, { locale = 'fr-FR', size = [1440, 900] } = {}) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromium_path(), args: [...kFlags, '--hide-crash-restore-bubble'], locale, viewport: { width: size[0], height: size[1] }, acceptDownloads: true,
  });
  return { context, newContext: async () => context };          // a browser, for open_studio
}

// Its processes, by their number: [main] or all of a kind ("renderer"). Nothing else has that folder.
export function processes_of(folder, kind = '') {
  const found = [];
  for (const id of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    let words = [];
    try { words = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0'); } catch { continue; }
    if (words.some(word => word.startsWith('--user-data-dir=') && word.endsWith(folder)) && (kind ? words.includes('--type=' + kind) : !words.some(word => word.startsWith('--type='))))
      found.push(+id);
  }
  return found;
}

// As a power cut does it: no process of it gets to say or write anything more.
export async function kill_profile(folder) {
  const [main] = processes_of(folder);
  process.kill(main, 'SIGKILL');
  while (processes_of(folder).length > 0) await new Promise(done => setTimeout(done, 20));
}

// Serves what `html()` gives as a static host would; `close` stops it.
export async function serve_html(html) {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(html());
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => new Promise(done => server.close(done)) };
}

export const serve_built_file = () => serve_html(() => readFileSync(built_file));

export const file_address = pathToFileURL(built_file).href;

// Opens the studio, waits for the engine, switches the mirror on by its skip link. `prepare`: what is done to the page before.
export async function open_studio(browser, { address = file_address, locale = 'fr-FR', size = [1440, 900], scale = 1, mirror = true, prepare } = {}) {
  const context = await browser.newContext({
    locale, viewport: { width: size[0], height: size[1] }, deviceScaleFactor: scale, acceptDownloads: true,
  });
  context.setDefaultTimeout(90000);           // machines that test are often busy
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', error => problems.push(String(error)));
  page.on('console', message => { if (message.type() === 'error') problems.push(message.text()); });
  await prepare?.(page);
  await page.goto(address + '#test');
  await page.waitForFunction(() => self.jumelles && self.jumelles.client.memory > 0, null);
  if (mirror) {
    await page.locator('#skip').focus();
    await page.keyboard.press('Enter');
  }
  return { context, page, problems };
}

export async function choose_files(page, files) {
  await page.locator('#files').setInputFiles(files);
}

// Presses the one button and waits for the result.
export async function match(page, names = ['Rapprocher', 'Rapproché']) {
  await page.getByRole('button', { name: names[0], exact: true }).and(page.locator(':not([aria-disabled])')).click();
  await page.getByRole('button', { name: names[1], exact: true }).waitFor({ timeout: 180000 });
}

// Everything the mirror says, as text.
export const text_of = page => page.locator('#mirror').evaluate(root => [...root.querySelectorAll('[data-key]')]
  .map(node => [node.getAttribute('aria-label'), node.textContent, node.getAttribute('aria-description')].filter(Boolean).join(' ')).join('\n'));

// The engine has worked off everything it was asked, files that were just dropped among it.
export async function at_rest(page) {
  await page.evaluate(() => jumelles.projects.taken());
  await page.waitForFunction(() => jumelles.client.is_at_rest());  // a predicate that gave a promise would hold at once
}

export const summary_of = page => page.evaluate(() => jumelles.heard.summary);

// A file as the engine in the page writes it: "golden", "xref", "jumelles"...
export const exported_file = async (page, kind) => Buffer.from(await page.evaluate(async kind => {
  const bytes = new Uint8Array(await (await jumelles.client.export_file(kind)).arrayBuffer());
  return Array.from(bytes, byte => String.fromCharCode(byte)).join('');
}, kind), 'latin1');
export const exported_golden = page => exported_file(page, 'golden');

// What was decided is in the project's file: opened anew with the extracts, and given to the command line, it makes the same files. `outputs`: their
// bytes by name; `decided`: a figure of the decisions, and its value. The studio that was open is closed.
export async function lives_on_in_a_file(browser, { page, context }, outputs, decided) {
  const { folder, remove } = temporary_folder();
  const file = join(folder, 'decided.jumelles');
  writeFileSync(file, await exported_file(page, 'jumelles'));
  await context.close();
  const again = await open_studio(browser);
  await choose_files(again.page, [file, ...extracts]);
  await again.page.waitForFunction(([name, value]) => jumelles.heard?.summary.has_result && jumelles.heard.summary.decisions[name] === value, decided, { timeout: 120000 });
  await at_rest(again.page);
  assert.deepEqual(await exported_golden(again.page), outputs['golden.csv']);
  assert.deepEqual(again.problems, []);
  await again.context.close();
  execFileSync(command_line(), ['auto', ...extracts, '--project', file, '--out', join(folder, 'out'), '--lang', 'fr'], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (const [name, bytes] of Object.entries(outputs)) assert.deepEqual(readFileSync(join(folder, 'out', name)), bytes, name);
  remove();
}

export function command_line() {
  const command = process.env.JUMELLES_CLI || join(root, 'build/release/cli/jumelles');
  if (!existsSync(command)) throw new Error(`${command} is missing: build the preset release first.`);
  return command;
}

// The command line's folder of results for the sample, made once per test program.
let command_line_results;
export function command_line_folder() {
  if (command_line_results) return command_line_results;
  const { folder, remove } = temporary_folder();
  process.on('exit', remove);
  execFileSync(command_line(), ['auto', ...extracts, '--out', folder, '--lang', 'fr', '--format', 'csv,xlsx,json'], { stdio: ['ignore', 'ignore', 'inherit'] });
  return command_line_results = folder;
}
export const command_line_golden = () => readFileSync(join(command_line_folder(), 'golden.csv'));

// Downloads by a click on what `locator` names; gives the bytes.
export async function download_by(page, locator) {
  const [download] = await Promise.all([page.waitForEvent('download'), locator.click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

export function temporary_folder() {
  const folder = mkdtempSync(join(tmpdir(), 'jumelles-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
