// What goes wrong on a desk: the engine dies, the graphics context is lost or was never there, files are not what they are called.
import assert from 'node:assert/strict';
import { closeSync, openSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  at_rest, choose_files, command_line_golden, exported_golden, extracts, file_address, launch, match, open_studio, summary_of, temporary_folder, text_of,
} from './browser.mjs';

let browser, temporary;
before(async () => { browser = await launch(); temporary = temporary_folder(); });
after(async () => { await browser.close(); temporary.remove(); });

const csv = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

test('an engine killed in mid-run is announced, restarted, and ends with the same golden records', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, extracts);
  await page.getByRole('button', { name: 'Rapprocher', exact: true }).click();
  await page.getByRole('progressbar').waitFor();
  await page.evaluate(() => jumelles.client.worker.terminate());
  await page.getByText('Il redémarre, relit vos fichiers').first().waitFor({ timeout: 60000 });
  await page.getByRole('button', { name: 'Rapproché', exact: true }).waitFor({ timeout: 120000 });
  assert.equal(await page.evaluate(() => jumelles.client.replay), null);
  assert.ok((await exported_golden(page)).equals(command_line_golden()), 'golden.csv differs after the restart');
  await context.close();
});

test('an engine that dies after a result and a changed threshold comes back with both', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, extracts);
  await match(page);
  await page.evaluate(() => jumelles.client.command('{"command":"set_threshold","probability":0.9,"final":true}'));
  await at_rest(page);
  const former = await exported_golden(page);
  assert.ok(!former.equals(command_line_golden()), 'the threshold should have changed the golden records');
  // A download under way when the engine dies arrives after all.
  const again = page.evaluate(async () => {
    const blob = jumelles.client.export_file('golden');
    jumelles.client.died('test');
    return await (await blob).text();
  });
  assert.equal(await again, former.toString('utf8').replace(/^\uFEFF/, ''));
  await context.close();
});

test('the graphics context is lost and comes back', async () => {
  const { page, context } = await open_studio(browser);
  await page.waitForTimeout(1000);
  // The upper part: below it a clock tells how long the page has been open.
  const shoot = () => page.screenshot({ clip: { x: 0, y: 0, width: 1440, height: 430 } });
  const former = await shoot();
  await page.evaluate(() => { self.lose = document.querySelector('#canvas').getContext('webgl2').getExtension('WEBGL_lose_context'); lose.loseContext(); });
  await page.waitForTimeout(300);
  assert.ok(!(await shoot()).equals(former), 'without a context nothing can be drawn');
  await page.evaluate(() => lose.restoreContext());
  await page.waitForTimeout(1000);
  assert.ok((await shoot()).equals(former), 'the screen is not what it was');
  await context.close();
});

test('a studio that cannot be made, and one that traps, say so in place of an empty page', async () => {
  const page = await (await browser.newContext({ locale: 'fr-FR' })).newPage();
  await page.addInitScript(() => { WebAssembly.instantiate = () => Promise.reject(new Error('no memory')); });
  await page.goto(file_address);
  await page.getByRole('heading', { name: 'Jumelles ne peut pas démarrer ici' }).waitFor();
  await page.getByText('no memory').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Ouvrir la page simple' }).getAttribute('href'), '#plain');
  const opened = await open_studio(browser);
  await opened.page.evaluate(() => {
    jumelles.studio.frame = () => { throw new WebAssembly.RuntimeError('unreachable'); };
    jumelles.wake();
  });
  await opened.page.getByRole('heading', { name: 'Jumelles s’est arrêté' }).waitFor();
  await opened.context.close();
});

test('an empty file, a binary one and two of one name are shown for what they are', async () => {
  const { page, context, problems } = await open_studio(browser);
  const people = 'nom;prénom;email\nDurand;Zoé;zoe@example.org\nMartin;Léo;leo@example.org\n';
  await choose_files(page, [
    csv('crm.csv', people), csv('crm.csv', people.replace('Zoé', 'ZOÉ')), csv('vide.csv', ''),
    { name: 'image.csv', mimeType: 'text/csv', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array.from({ length: 4000 }, (_, i) => i * 7919 % 256)]) },
  ]);
  const summary = await page.waitForFunction(() => {
    const s = jumelles.heard.summary;
    return s && s.sources.length === 4 && s.sources.every(source => source.state !== 'loading') && s;
  }).then(handle => handle.jsonValue());
  assert.deepEqual(summary.sources.map(source => [source.name, source.state]), [['crm', 'ready'], ['crm-2', 'ready'], ['vide', 'failed'], ['image', 'failed']]);
  await page.locator('#mirror [data-key="sources/card/3"]').waitFor();
  const shown = await text_of(page);
  for (const words of ['crm-2', 'vide', 'image']) assert.ok(shown.includes(words), words);
  await match(page);
  assert.equal((await summary_of(page)).counts.group_count, 2);
  assert.deepEqual(problems, []);
  await context.close();
});

test('a file of 1 GB is refused before it is read, with the memory it needs and the way on', async () => {
  const path = join(temporary.folder, 'grand.csv');
  const file = openSync(path, 'w');
  writeSync(file, 'nom;prénom\nDurand;Zoé\n');
  closeSync(file);
  truncateSync(path, 1e9);
  const { page, context } = await open_studio(browser);
  const former = await page.evaluate(() => jumelles.client.memory);
  await choose_files(page, [path]);
  const failure = await page.waitForFunction(() => jumelles.heard.failures[0]).then(handle => handle.jsonValue());
  assert.equal(failure.error.code, 'too_large');
  assert.match(failure.error.hint, /jumelles auto/);
  assert.equal(await page.evaluate(() => jumelles.client.memory), former);
  await page.waitForTimeout(500);
  assert.match(await text_of(page), /jumelles auto/);
  await context.close();
});
