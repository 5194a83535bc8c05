// What people give besides well-made files: tables that are pasted, the same file again, folders, several bad files, fifty files.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, file_address, launch, match, open_studio, summary_of, temporary_folder, text_of } from './browser.mjs';

let browser, temporary;
before(async () => { browser = await launch(); temporary = temporary_folder(); });
after(async () => { await browser.close(); temporary.remove(); });

const csv = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const people = 'nom;prénom;email\nDurand;Zoé;zoe@example.org\nMartin;Léo;leo@example.org\n';
const copied = 'nom\tprénom\temail\r\nDurand\tZoé\tzoe@example.org\r\nPetit\t"Anne\nMarie"\tanne@example.org\r\n';
const names_of = summary => summary.sources.map(({ name }) => name);
const button = (page, name) => page.getByRole('button', { name, exact: true });

const paste = (page, words, selector = 'body') => page.evaluate(([words, selector]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', words);
  document.querySelector(selector).dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}, [words, selector]);

// As the operating system drops them: paths, folders among them.
async function drop(page, paths) {
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'])
    await session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data: { items: [], files: paths, dragOperationsMask: 1 } });
}

test('a table copied from a spreadsheet is a source: by Ctrl+V, by the button, after a restart of the engine and in a saved project', async () => {
  const { page, context, problems } = await open_studio(browser, { prepare: page => page.addInitScript(() => { navigator.clipboard.readText = () => Promise.reject(new Error('refused')); }) });
  await paste(page, 'un seul mot');
  await page.waitForFunction(() => jumelles.heard.failures.length === 1);
  await page.waitForFunction(() => document.querySelector('#mirror [data-key="failure"]')?.ariaLabel.includes('pas un tableau'));
  await paste(page, copied);
  await page.waitForFunction(() => jumelles.heard.summary?.sources.length === 1);
  await at_rest(page);
  let [source] = (await summary_of(page)).sources;
  assert.deepEqual([source.name, source.state, source.row_count, source.columns.length], ['Collage 1', 'ready', 2, 3]);
  await page.locator('#mirror [data-key="sources/preview/row/1"]').getByText('Anne ↵ Marie').waitFor({ state: 'attached' });
  await page.locator('#mirror [data-key="sources/paste"]').click();
  await page.getByText('Appuyez sur Ctrl+V ici').waitFor();
  await paste(page, copied.replace('Durand', 'Durant'), '#question-paste');
  await page.waitForFunction(() => jumelles.heard.summary.sources.length === 2);
  await at_rest(page);
  assert.deepEqual(names_of(await summary_of(page)), ['Collage 1', 'Collage 2']);
  await page.evaluate(() => jumelles.client.restart());
  await page.waitForFunction(() => !jumelles.client.replay && jumelles.heard.summary.sources.every(({ state }) => state === 'ready'));
  assert.deepEqual(names_of(await summary_of(page)), ['Collage 1', 'Collage 2']);
  const saved = await page.evaluate(async () => [...new Uint8Array(await (await jumelles.client.export_file('jumelles')).arrayBuffer())]);
  await context.close();
  const again = await open_studio(browser);
  await choose_files(again.page, [{ name: 'clients.jumelles', mimeType: 'application/octet-stream', buffer: Buffer.from(saved) }]);
  await again.page.waitForFunction(() => jumelles.heard.summary?.sources.length === 2 && jumelles.heard.summary.sources.every(({ state }) => state === 'ready'));
  [source] = (await summary_of(again.page)).sources;
  assert.deepEqual([source.name, source.row_count, source.embedded], ['Collage 1', 2, true]);
  assert.deepEqual([...problems, ...again.problems], []);
  await again.context.close();
});

test('the plain page takes a pasted table as well', async () => {
  const { page, context } = await open_studio(browser, { mirror: false, address: file_address + '#plain' });
  await paste(page, copied);
  await page.getByRole('listitem').filter({ hasText: 'Collage 1' }).getByText('2 lignes').waitFor();
  await context.close();
});

test('a file that is there already is told, and added only on purpose', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, [csv('crm.csv', people), csv('crm (1).csv', people), csv('boutique.csv', people.replace('Zoé', 'Zoe'))]);
  await page.getByRole('heading', { name: 'Déjà là' }).waitFor();
  await page.getByText('crm (1).csv (identique à crm.csv)').waitFor();
  await button(page, 'Ne pas ajouter').click();
  await at_rest(page);
  assert.deepEqual(names_of(await summary_of(page)), ['crm', 'boutique']);
  await choose_files(page, [csv('crm.csv', people)]);
  await button(page, 'Ajouter quand même').click();
  await at_rest(page);
  assert.deepEqual(names_of(await summary_of(page)), ['crm', 'boutique', 'crm-2']);
  await page.locator('#mirror [data-key="sources/card/2"]').click();
  await page.locator('#mirror [data-key="sources/card/2"][aria-current=true]').waitFor();
  await page.locator('#mirror [data-key="sources/remove"]').click();
  await page.waitForFunction(() => jumelles.heard.summary.sources.length === 2);
  assert.deepEqual(names_of(await summary_of(page)), ['crm', 'boutique']);
  await context.close();
});

test('of a folder its files are read, and what is not is said', async () => {
  const folder = join(temporary.folder, 'extraits'), empty = join(temporary.folder, 'rien');
  mkdirSync(join(folder, 'anciens'), { recursive: true });
  mkdirSync(empty);
  writeFileSync(join(folder, 'crm.csv'), people);
  writeFileSync(join(folder, 'salon.csv'), people.replace('Zoé', 'Zoe'));
  writeFileSync(join(folder, '.DS_Store'), 'x');
  const { page, context } = await open_studio(browser);
  await drop(page, [folder, empty]);
  await page.waitForFunction(() => jumelles.heard.summary?.sources.length === 2 && jumelles.heard.failures.length === 2);
  await at_rest(page);
  assert.deepEqual((await summary_of(page)).sources.map(({ name, state }) => [name, state]), [['crm', 'ready'], ['salon', 'ready']]);
  await page.waitForTimeout(500);
  const shown = await text_of(page);
  assert.match(shown, /Le dossier extraits contient d’autres dossiers/);
  assert.match(shown, /Le dossier rien ne contient aucun fichier/);
  await context.close();
});

test('several bad files at once each say why, and nothing is matched while none can be read', async () => {
  const { page, context } = await open_studio(browser);
  const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array.from({ length: 4000 }, (_, i) => i * 7919 % 256)]);
  await choose_files(page, [csv('vide.csv', ''), { name: 'photo.csv', mimeType: 'text/csv', buffer: picture }, csv('rien.csv', '')]);
  await page.waitForFunction(() => jumelles.heard.summary?.sources.length === 3 && jumelles.heard.summary.sources.every(({ state }) => state === 'failed'));
  for (const [i, name] of [[0, 'vide.csv'], [1, 'photo.csv'], [2, 'rien.csv']])
    await page.waitForFunction(([i, name]) => document.querySelector(`#mirror [data-key="sources/problem/${i}"]`)?.ariaLabel.includes(name), [i, name]);
  assert.equal(await page.locator('#mirror [data-key="rail/run"]').getAttribute('aria-disabled'), 'true');
  await context.close();
});

test('fifty files at once are fifty sources', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, Array.from({ length: 50 }, (_, i) => csv(`extrait-${i}.csv`, people.replace('Zoé', 'Zoé' + i))));
  await page.waitForFunction(() => jumelles.heard.summary?.sources.length === 50 && jumelles.heard.summary.sources.every(({ state }) => state === 'ready'));
  await page.locator('#mirror [data-key="sources/preview/row/0"]').waitFor({ state: 'attached' });
  await context.close();
});

test('after a run the result is said to screen readers and offered where one is', async () => {
  const { page, context } = await open_studio(browser);
  await choose_files(page, [csv('crm.csv', people), csv('salon.csv', people.replace('Léo', 'Leo'))]);
  await match(page);
  await page.waitForFunction(() => /^Rapproché : 4 enregistrements font [23] clients/.test(document.querySelector('#live').textContent.replace(/\s/g, ' ')));
  await page.locator('#mirror [data-key="sources/result/action"]').click();
  await page.locator('#mirror [data-key="golden/filter"]').waitFor({ state: 'attached' });
  await context.close();
});
