// The road a consultant takes, by role and name: drop three extracts, one button, look at a pair, move the threshold, look at a golden
// record, change a rule, download. On file://, on http, and in a network namespace that has no network.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  at_rest, choose_files, command_line_golden, download_by, exported_golden, extracts, file_address, launch, match, open_studio, samples, serve_built_file,
  summary_of, text_of,
} from './browser.mjs';

const isolated = process.env.JUMELLES_ISOLATED === 'yes';
if (isolated) assert.deepEqual(networkInterfaces(), {}, 'there is a network after all');
let browser, server;
before(async () => { browser = await launch(); if (!isolated) server = await serve_built_file(); });
after(async () => { await browser.close(); await server?.close(); });

const number_in = text => +/-?[\d\s\u202f\u00a0.,]*\d/.exec(text.replace(/\u2212/g, '-'))[0].replace(/[\s\u202f\u00a0]/g, '').replace(',', '.');
const by_key = (page, key) => page.locator(`#mirror [data-key="${key}"]`);

// Files as a person drops them: bytes in a DataTransfer, dispatched on the window.
async function drop_files(page, paths) {
  const files = paths.map(path => ({ name: path.split('/').pop(), base64: readFileSync(path).toString('base64') }));
  await page.evaluate(files => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of files)
      transfer.items.add(new File([Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))], name));
    for (const type of ['dragenter', 'dragover', 'drop'])
      document.querySelector('#canvas').dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, files);
}

// The sources, read here on their own, by source and position.
function source_rows() {
  const split = (text, separator) => {
    const rows = [[]];
    let cell = '', quoted = false;
    for (let i = 0; i < text.length; i++) {
      const letter = text[i];
      if (quoted) {
        if (letter === '"' && text[i + 1] === '"') cell += text[++i];
        else if (letter === '"') quoted = false;
        else cell += letter;
      } else if (letter === '"') quoted = true;
      else if (letter === separator) { rows.at(-1).push(cell); cell = ''; }
      else if (letter === '\n') { rows.at(-1).push(cell); cell = ''; rows.push([]); }
      else if (letter !== '\r') cell += letter;
    }
    if (cell || rows.at(-1).length) rows.at(-1).push(cell);
    else rows.pop();
    return rows.slice(1);
  };
  return {
    crm: split(new TextDecoder('windows-1252').decode(readFileSync(join(samples, 'crm.csv'))), ';'),
    boutique: split(readFileSync(join(samples, 'boutique.csv'), 'utf8').replace(/^\uFEFF/, ''), ','),
    facturation: JSON.parse(readFileSync(join(samples, 'facturation.json'), 'utf8')).map(row => Object.values(row).map(cell => cell === null ? '' : String(cell))),
  };
}

async function open_screen(page, name) {
  await page.getByRole('tab', { name, exact: false }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

async function pair_adds_up(page) {
  await open_screen(page, 'Paires');
  await page.getByRole('radio', { name: /^Liées/ }).click();
  await page.getByRole('listitem').nth(2).click();
  // That pair's, not the one's before.
  await page.waitForFunction(() => {
    const shown = key => document.querySelector(`#mirror [data-key="${key}"]`);
    return shown('pairs/row/2')?.getAttribute('aria-current') === 'true' && shown('pairs/waterfall/result');
  });
  const bars = await page.locator('#mirror [data-key^="pairs/waterfall/"]').evaluateAll(nodes => nodes.map(node => [node.dataset.key, node.textContent]));
  const values = bars.map(([key, text]) => [key, number_in(text)]);
  const total = values.find(([key]) => key.endsWith('/result'))[1];
  const parts = values.filter(([key]) => !key.endsWith('/result'));
  const sum = parts.reduce((all, [, value]) => all + value, 0);
  assert.ok(parts.length >= 3, `a linked pair has a start and several bars: ${JSON.stringify(bars)}`);
  assert.ok(Math.abs(sum - total) <= 0.05 * (parts.length + 1) + 1e-9, `${sum} is not ${total}: ${JSON.stringify(bars)}`);
}

// Each choice of the engine has a line with its numbers, as people here write them.
async function says_what_the_data_decided(page) {
  const { structure } = await summary_of(page);
  await page.getByRole('heading', { name: 'Ce que les données ont décidé' }).waitFor();
  const lines = await page.locator('#mirror [data-key^="rules/structure/"]').evaluateAll(nodes => nodes.map(node => [node.getAttribute('aria-label'), node.textContent, node.getAttribute('aria-description')].join(' ')));
  assert.equal(lines.length, structure.length);
  assert.deepEqual(structure.filter(choice => choice.question === 'one_per_source').map(choice => choice.source), ['crm', 'boutique', 'facturation']);
  for (const [i, { source, answer, figures }] of structure.entries()) {
    assert.ok(lines[i].includes(source), lines[i]);
    const said = lines[i].replace(/[\s\u00a0\u202f]/g, '');
    if (answer === 'same_partner')
      for (const name of ['links_inside', 'same_partner', 'own_partner']) assert.ok(said.includes(figures.find(figure => figure.name === name).value), `${name}: ${lines[i]}`);
  }
}

async function sure_and_why_not(page) {
  await open_screen(page, 'Règles');
  const { estimate } = await summary_of(page);
  assert.ok(estimate.known && estimate.blocking_known, JSON.stringify(estimate));
  const precision = await by_key(page, 'rules/estimate/precision').innerText();
  assert.ok(precision.includes('%') && estimate.precision.low <= estimate.precision.value, precision);
  await by_key(page, 'rules/estimate/blocking').waitFor();
  await says_what_the_data_decided(page);
  await open_screen(page, 'Paires');
  await page.getByRole('radio', { name: /^À vérifier/ }).click();
  // Some pairs below the threshold are together all the same, by other links of their group.
  const heading = page.getByRole('heading', { name: 'Pourquoi pas réunis' });
  for (let row = 0; row < 10 && !(await heading.count()); row++) {
    await page.getByRole('listitem').nth(row).click();
    await heading.waitFor({ timeout: 2000 }).catch(() => {});
  }
  assert.equal(await heading.count(), 1);
  await by_key(page, 'pairs/why_not/reason').waitFor();
  const reason = await by_key(page, 'pairs/why_not/reason').innerText();
  assert.match(reason, /seuil|règle|clé/);
  const changes = await page.locator('#mirror [data-key^="pairs/change/"]').count();
  const none = await by_key(page, 'pairs/why_not/no_change').count();
  assert.ok(changes > 0 || none === 1, 'what would join them is said, or that nothing would');
}

async function counts_follow_the_threshold(page) {
  await open_screen(page, 'Règles');
  const former = (await summary_of(page)).counts;
  const shown = number_in(await by_key(page, 'rules/linked').innerText());
  assert.equal(shown, former.linked_pair_count);
  const slider = page.getByRole('slider', { name: 'Seuil' });
  await slider.focus();
  for (let i = 0; i < 3; i++) await slider.press('PageUp');
  await page.waitForFunction(linked => jumelles.heard.summary.counts.linked_pair_count < linked, former.linked_pair_count);
  await at_rest(page);
  const counts = (await summary_of(page)).counts;
  assert.ok(counts.linked_pair_count < former.linked_pair_count, 'a higher threshold links fewer pairs');
  assert.ok(counts.group_count > former.group_count, 'a higher threshold leaves more customers');
  await page.waitForFunction(expected => document.querySelector('#mirror [data-key="rules/linked"]').textContent.replace(/\D/g, '').endsWith(expected),
    String(counts.linked_pair_count));
  // Undo gives the former counts back, by the keyboard.
  for (let summary = await summary_of(page); summary.undo_name === 'set_threshold'; summary = await summary_of(page)) {
    await page.keyboard.press('Control+z');
    await page.waitForFunction(revision => jumelles.heard.summary.revision > revision, summary.revision);
    await at_rest(page);
  }
  assert.deepEqual((await summary_of(page)).counts.group_count, former.group_count);
}

// The golden record on the screen: three values that say which record they come from, looked up in that record's file.
async function golden_values_come_from_their_cells(page) {
  await open_screen(page, 'Fiches');
  const listed = page.locator('#mirror [data-key="golden/row/2"]');
  await page.waitForFunction(() => document.querySelector('#mirror [data-key="golden/row/2"]')?.textContent);
  await listed.click();
  await page.getByRole('heading', { level: 2, name: await listed.getAttribute('aria-label') }).waitFor();
  const winners = await page.locator('#mirror [data-key^="golden/cell/"]').evaluateAll(nodes => nodes
    .filter(node => (node.textContent || node.getAttribute('aria-description')) === 'valeur retenue')
    .map(node => ({ attribute: node.dataset.key.split('/')[2], record: node.dataset.key.split('/')[3], original: node.getAttribute('aria-label') })));
  const { sources } = await summary_of(page);
  const files = source_rows();
  let checked = 0;
  for (const { attribute, record, original } of winners) {
    const id = await by_key(page, `golden/record/${record}`).getAttribute('aria-label');
    const source = sources.find(({ name }) => files[name].some(row => row[0] === id));
    const column = source.columns.findIndex(column => column.attribute === attribute);
    assert.equal(original, files[source.name].find(row => row[0] === id)[column], `${attribute} of ${source.name} ${id}`);
    const golden = await by_key(page, `golden/value/${attribute}`).evaluate(node => node.textContent || node.getAttribute('aria-description'));
    const folded = text => text.normalize('NFD').replace(/[^\w]/g, '').toLowerCase();
    if (['given_name', 'surname', 'city', 'email', 'street', 'company_name'].includes(attribute))
      assert.ok(folded(golden).includes(folded(original)), `${attribute}: ${golden} is not ${original}`);
    checked++;
  }
  assert.ok(checked >= 3, `only ${checked} values say where they come from`);
}

// Another rule by the menu: what would change is counted first, applied on a press, and undone.
async function a_rule_can_be_changed(page) {
  const former = await exported_golden(page);
  const menu = page.getByRole('combobox', { name: /^Règle de/ }).and(page.locator(':not([aria-disabled])')).first();
  const other = await menu.locator('option').evaluateAll(options => options.find(option => !option.selected).value);
  await menu.selectOption(other);
  await page.getByRole('heading', { name: /^Si «.*fiches? change/ }).waitFor();
  assert.ok(number_in((await page.getByRole('heading', { name: /^Si «/ }).innerText()).split('»')[1]) > 0);
  await page.getByRole('button', { name: 'Appliquer' }).click();
  await page.waitForFunction(() => !jumelles.heard.summary.is_stale && jumelles.heard.summary.survivorship.some(rule => rule.chosen_by_user));
  await at_rest(page);
  assert.ok(!(await exported_golden(page)).equals(former), 'another rule should give other golden records');
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => !jumelles.heard.summary.is_stale && !jumelles.heard.summary.survivorship.some(rule => rule.chosen_by_user));
  await at_rest(page);
}

async function journey(address, put_files) {
  const { page, context, problems } = await open_studio(browser, { address });
  const requests = [];
  context.on('request', request => requests.push(request.url()));
  await page.evaluate(() => { self.violations = []; addEventListener('securitypolicyviolation', event => violations.push(event.violatedDirective)); });
  await put_files(page, extracts);
  await match(page);
  const summary = await summary_of(page);
  assert.deepEqual(summary.sources.map(source => source.name), ['crm', 'boutique', 'facturation']);
  assert.equal(summary.counts.record_count, 12000);
  await pair_adds_up(page);
  await sure_and_why_not(page);
  await counts_follow_the_threshold(page);
  await golden_values_come_from_their_cells(page);
  await a_rule_can_be_changed(page);
  await open_screen(page, 'Livraison');
  const golden = await download_by(page, page.getByRole('button', { name: /golden\.csv/ }));
  assert.equal(golden.name, 'golden.csv');
  assert.ok(golden.bytes.equals(command_line_golden()), 'golden.csv is not what the command line writes');
  assert.deepEqual(requests.filter(url => !/^(blob|data):/.test(url)), []);
  assert.deepEqual(await page.evaluate(() => [violations, jumelles.counted.made, jumelles.counted.refused]), [[], 0, 0]);
  assert.deepEqual(problems, []);
  await context.close();
}

test('from three dropped extracts to golden.csv, on file://', () => journey(file_address, drop_files));
if (!isolated) {
  test('from three chosen extracts to golden.csv, over http', () => journey(server.address, choose_files));

  test('the same without any network', t => {
    if (spawnSync('unshare', ['-rn', 'true']).status !== 0) return t.skip('network namespaces are not permitted here');
    const { NODE_TEST_CONTEXT, ...env } = process.env;     // else the inner program believes that it is a part of this one
    const said = execFileSync('unshare', ['-rn', process.execPath, '--test', '--test-reporter', 'tap', fileURLToPath(import.meta.url)],
      { env: { ...env, JUMELLES_ISOLATED: 'yes' }, encoding: 'utf8' });
    assert.match(said, /^# pass 1$/m);
  });

  test('a list without duplicates says so in the rules and among the golden records', async () => {
    const { page, context, problems } = await open_studio(browser);
    const rows = ['prenom,nom,date_naissance,telephone'];
    let state = 11;
    const below = n => (state = (state * 1103515245 + 12345) % 2147483648) % 100003 % n;
    for (let i = 0; i < 300; i++)
      rows.push([['Anne', 'Luc', 'Paul', 'Marie', 'Hugo', 'Jeanne'][below(6)], ['Durand', 'Petit', 'Moreau', 'Leroy', 'Faure', 'Blanc', 'Henry', 'Roux'][below(8)],
        `${1930 + below(70)}-${10 + below(3)}-${10 + below(19)}`, `06 39 98 ${10 + below(90)} ${10 + below(90)}`].join());
    await page.locator('#files').setInputFiles([{ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n') + '\n') }]);
    await at_rest(page);
    await match(page);
    const { counts, nothing_linked } = await summary_of(page);
    assert.equal(counts.group_count, 300);
    assert.equal(nothing_linked.reason, 'none');
    await open_screen(page, 'Règles');
    const said = await by_key(page, 'rules/estimate/withheld').innerText();
    assert.match(said, /^Aucun doublon trouvé dans 300 enregistrements/);
    await open_screen(page, 'Fiches');
    await page.getByRole('heading', { name: 'Aucun doublon trouvé dans 300 enregistrements' }).waitFor();
    await page.getByRole('button', { name: 'Voir toutes les fiches' }).click();
    await by_key(page, 'golden/row/0').waitFor();
    assert.deepEqual(problems, []);
    await context.close();
  });

  test('every screen speaks French and English', async () => {
    const { page, context, problems } = await open_studio(browser);
    for (const [language, titles] of [['EN', ['Sources', 'Rules', 'Pairs', 'Golden records', 'Delivery']], ['FR', ['Sources', 'Règles', 'Paires', 'Fiches', 'Livraison']]]) {
      await page.getByRole('radio', { name: language, exact: true }).click();
      for (const title of titles) await page.getByRole('tab', { name: title }).waitFor();
      assert.ok(!(await text_of(page)).includes('‹'), 'a text is missing');
      assert.equal(await page.evaluate(() => document.documentElement.lang), language.toLowerCase());
    }
    assert.deepEqual(problems, []);
    await context.close();
  });
}
