// Lists and tables in a browser: filtered, sorted, copied by menus and keys; what the clipboard holds.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, extracts, file_address, launch, match, open_studio, serve_built_file, summary_of } from './browser.mjs';

let browser, server;
before(async () => {
  browser = await launch();
  server = await serve_built_file();
});
after(async () => {
  await browser.close();
  await server.close();
});

const item = (page, key) => page.locator(`#mirror [data-key="${key}"]`);
const focused = page => page.evaluate(() => document.activeElement.dataset?.key ?? document.activeElement.id);
const clipboard = page => page.evaluate(() => navigator.clipboard.readText());
const copied = (page, words) => page.waitForFunction(words => document.querySelector('#live').textContent.includes(words), words);
const lines = text => text.replaceAll('\r', '').replace(/\n$/, '').split('\n').map(line => line.split('\t'));

async function matched(options) {
  const opened = await open_studio(browser, options);
  await choose_files(opened.page, extracts);
  await match(opened.page);
  await at_rest(opened.page);
  return opened;
}

test('pairs are filtered and sorted, and copied by a menu that the keyboard walks', async () => {
  const { page, context, problems } = await matched({ address: server.address });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(server.address).origin });
  await item(page, 'rail/pairs').click();
  await page.getByRole('radio', { name: /^Liées/ }).click();
  await item(page, 'pairs/row/0').waitFor();
  const all = (await summary_of(page)).counts.linked_pair_count;

  await item(page, 'pairs/sort/name').click();
  await page.waitForFunction(() => document.querySelector('#mirror [data-key="pairs/sort/name"]').getAttribute('aria-sort') === 'ascending');
  assert.equal(await item(page, 'pairs/sort/name').getAttribute('role'), 'columnheader');

  await item(page, 'pairs/find').click();
  await page.keyboard.type('martin');
  await page.waitForFunction(all => {
    const [found, of] = document.querySelector('#mirror [data-key="pairs/position"]')?.ariaLabel?.split(' sur ')[1]?.split(',').map(part => Number(part.replace(/\D/g, ''))) ?? [];
    return of === all && found > 0 && found < all;
  }, all);
  await page.keyboard.press('Escape');
  await page.waitForFunction(all => Number(document.querySelector('#mirror [data-key="pairs/position"]')?.ariaLabel?.split(' sur ')[1]?.replace(/\D/g, '')) === all, all);

  // The menu of a row: opened by a key, walked by arrows, left by Escape; the focus is back on the row.
  await item(page, 'pairs/row/1').focus();
  await page.keyboard.press('Shift+F10');
  await page.waitForFunction(() => document.activeElement.getAttribute('role') === 'menuitem');
  assert.equal(await focused(page), 'menu/value');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(page), 'menu/row');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement.dataset?.key === 'pairs/row/1');
  await page.keyboard.press('ContextMenu');
  await page.waitForFunction(() => document.activeElement.getAttribute('role') === 'menuitem');
  await page.keyboard.press('ArrowUp');                          // round to the last, and back
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await copied(page, 'Ligne copiée');
  assert.equal(lines(await clipboard(page))[0].length, 7);
  const name = await item(page, 'pairs/row/1').getAttribute('aria-label');
  await item(page, 'pairs/row/1').focus();
  await page.keyboard.press('Control+c');
  await copied(page, 'Valeur copiée');
  assert.equal(await clipboard(page), name);
  assert.deepEqual(problems, []);
  await context.close();
});

test('a golden record is copied as a table by the right button, masked where values are', async () => {
  const { page, context, problems } = await matched({ address: server.address });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(server.address).origin });
  await item(page, 'rail/golden').click();
  await item(page, 'golden/cell/surname/0').waitFor();
  const name = await item(page, 'golden/title').textContent();
  await item(page, 'golden/cell/surname/0').click({ button: 'right' });
  await item(page, 'menu/table').click();
  await copied(page, 'Tableau copié');
  const table = lines(await clipboard(page));
  assert.equal(table[0][0], 'Attribut');
  assert.ok(table.length > 4 && table.every(row => row.length === table[0].length), JSON.stringify(table));
  assert.ok(table.some(row => name.includes(row[1]) && row[1]), name);
  // As a spreadsheet gets it.
  await page.evaluate(() => addEventListener('paste', event => { self.pasted = event.clipboardData.getData('text/html'); event.preventDefault(); }, { once: true, capture: true }));
  await item(page, 'golden/find').click();
  await page.keyboard.press('Control+v');
  assert.match(await page.evaluate(() => self.pasted), /<table><tr><th style="mso-number-format:/);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+Shift+m');
  await page.waitForFunction(name => document.querySelector('#mirror [data-key="golden/title"]').textContent !== name, name);
  await item(page, 'golden/cell/surname/0').click({ button: 'right' });
  await item(page, 'menu/value').click();
  await copied(page, 'Valeur copiée');
  assert.match(await clipboard(page), /^[Xx0\W]+$/);
  assert.deepEqual(problems, []);
  await context.close();
});

test('from a file, and where the browser has no clipboard for pages, copying works all the same', async () => {
  for (const [address, prepare] of [[file_address], [file_address, page => page.addInitScript(() => { delete Navigator.prototype.clipboard; })]]) {
    const { page, context, problems } = await matched({ address, prepare });
    await item(page, 'rail/golden').click();
    await item(page, 'golden/row/0').waitFor();
    const name = await item(page, 'golden/row/0').getAttribute('aria-label');
    await item(page, 'golden/row/0').click({ button: 'right' });
    await item(page, 'menu/value').click();
    await copied(page, 'Valeur copiée');
    // As somebody would see it: pasted into a field.
    await item(page, 'golden/find').click();
    await page.keyboard.press('Control+v');
    await page.waitForFunction(name => document.querySelector('#mirror [data-key="golden/find"]').value === name, name);
    assert.deepEqual(problems, []);
    await context.close();
  }
});

test('rows of a source are filtered, sorted and walked by the keyboard, and all that answer are copied', async () => {
  const { page, context, problems } = await matched({ address: server.address });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(server.address).origin });
  await item(page, 'rail/sources').click();
  await item(page, 'sources/preview/find').click();
  await page.keyboard.type('martin');
  // What few rows hold, and not what is typed so far.
  await page.waitForFunction(() => {
    const [found, all] = (document.querySelector('#mirror [data-key="sources/preview/position"]')?.ariaLabel ?? '').split(' sur ').map(part => Number(part.replace(/\D/g, '')));
    return found > 0 && found < all / 10;
  });
  const [found, all] = (await item(page, 'sources/preview/position').getAttribute('aria-label')).split(' sur ').map(part => Number(part.replace(/\D/g, '')));
  assert.ok(found > 8 && found < all);                              // more than are in sight
  const header = item(page, 'sources/preview/3');
  await header.focus();
  await page.keyboard.press('Shift+F10');
  await page.waitForFunction(() => document.activeElement.dataset?.key === 'menu/filter_column');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');                               // in ascending order
  await page.waitForFunction(() => document.querySelector('#mirror [data-key="sources/preview/3"]').getAttribute('aria-description').endsWith('tri croissant'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await item(page, 'sources/preview/cell').waitFor({ state: 'attached' });
  await page.keyboard.press('Shift+F10');
  await page.waitForFunction(() => document.activeElement.dataset?.key === 'menu/value');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await copied(page, `Tableau copié\u00a0: ${found} lignes`);
  const table = lines(await clipboard(page));
  assert.equal(table.length, found + 1);
  assert.ok(table.slice(1).every(row => /martin/i.test(row.join(' '))));
  const names = table.slice(1).map(row => row[3]).filter(Boolean);
  const folded = names.map(name => name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().replace(/[^A-Z0-9]+/g, ' '));
  assert.deepEqual(folded, folded.toSorted());
  assert.deepEqual(problems, []);
  await context.close();
});
