// Spellings are grouped by people into a rule; the recipe leaves as a file and comes back, by a button and by dropping it with extracts.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, exported_file, launch, match, open_studio, summary_of, temporary_folder } from './browser.mjs';

let browser, folder, remove;
before(async () => {
  browser = await launch();
  ({ folder, remove } = temporary_folder());
});
after(async () => {
  await browser.close();
  remove();
});

const by_key = (page, key) => page.locator(`#mirror [data-key="${key}"]`);
const words_of = (page, key) => by_key(page, key).evaluate(node => node.ariaLabel || node.textContent);

function towns() {
  const spelled = ['Lyon', 'Lyon', 'LYON', 'Saint-Étienne', 'Saint-Étienne', 'ST ETIENNE', 'saint etienne', 'Rennes'];
  const rows = ['id;nom;prenom;email;ville'];
  for (let i = 0; i < 160; i++) rows.push([i + 1, ['Martin', 'Durand', 'Petit'][i % 3], ['Anne', 'Paul'][i % 2], `p${i}@poste.example`, spelled[i % 8]].join(';'));
  const file = join(folder, 'crm.csv');
  writeFileSync(file, rows.join('\n') + '\n');
  return file;
}

test('spellings become a rule, and the recipe goes from one project to another', async () => {
  const extract = towns();
  const { context, page, problems } = await open_studio(browser);
  await choose_files(page, [extract]);
  await at_rest(page);
  await by_key(page, 'rail/recipe').click();
  await by_key(page, 'recipe/spellings').click();
  await by_key(page, 'spellings/group/1/on').waitFor({ state: 'attached' });
  assert.match(await words_of(page, 'spellings/state'), /6 valeurs distinctes, 2 groupes de graphies/);
  await by_key(page, 'spellings/all').click();
  await page.waitForFunction(() => {
    const node = document.querySelector('#mirror [data-key="spellings/outcome"]');
    return /2 groupes cochés.*40 cellules/.test(node?.ariaLabel || node?.textContent || '');
  });
  await by_key(page, 'spellings/make').click();
  await page.waitForFunction(() => jumelles.heard.summary.recipe_rule_count === 1);
  await by_key(page, 'spellings/close').click();
  await by_key(page, 'recipe/rule/0').waitFor({ state: 'attached' });
  const download = page.waitForEvent('download');
  await by_key(page, 'recipe/export').click();
  const saved = join(folder, 'recipe.json');
  await (await download).saveAs(saved);
  const recipe = JSON.parse(readFileSync(saved, 'utf8'));
  assert.equal(recipe.recipe[0].values.length, 2);
  // By the button, with a rule that does not fit.
  recipe.recipe.push({ attribute: 'iban', act: 'missing', pattern: '^0+$' });
  writeFileSync(saved, JSON.stringify(recipe));
  const chooser = page.waitForEvent('filechooser');
  await by_key(page, 'recipe/import').click();
  await (await chooser).setFiles(saved);
  await by_key(page, 'recipe/imported').waitFor({ state: 'attached' });
  assert.match(await words_of(page, 'recipe/imported'), /recipe\.json.*0 règles? ajoutée.*1 était déjà là.*1 règle ne convient pas ici/);
  assert.match(await words_of(page, 'recipe/imported/0'), /Règle 2/);
  await context.close();
  // Dropped with an extract, into nothing: it waits until that is read, and the screen is the recipe's.
  const other = await open_studio(browser);
  await choose_files(other.page, [saved, extract]);
  await by_key(other.page, 'recipe/rule/0').waitFor({ state: 'attached' });
  assert.equal((await summary_of(other.page)).recipe_rule_count, 1);
  assert.equal((await summary_of(other.page)).sources.length, 1);
  await other.page.keyboard.press('Control+z');
  await other.page.waitForFunction(() => jumelles.heard.summary.recipe_rule_count === 0);
  assert.deepEqual([...problems, ...other.problems], []);
  await other.context.close();
});

test('e-mails leave the phones, a town its postcode, and records of tests are no customers; files stay as they were', async () => {
  const rows = ['id;nom;prenom;telephone;email;ville'];
  for (let i = 0; i < 60; i++) rows.push([i + 1, ['Martin', 'Durand', 'Petit'][i % 3], ['Anne', 'Paul'][i % 2], `06 39 98 ${10 + i} 12`, `p${i}@poste.example`, 'Lyon'].join(';'));
  rows.push('61;Moreau;Luc;luc.moreau@poste.example;;69003 Lyon', '62;TEST;TEST;;;Lyon');
  const extract = join(folder, 'clients.csv');
  writeFileSync(extract, rows.join('\n') + '\n');
  const saved = join(folder, 'rows.json');
  writeFileSync(saved, JSON.stringify({ version: 1, recipe: [
    { attribute: 'surname', act: 'exclude', pattern: '^TEST$' },
    { attribute: 'city', act: 'split', into: ['postcode', 'city'], pattern: '^(\\d{5}) (.*)$' },
  ] }));
  const { context, page, problems } = await open_studio(browser);
  await choose_files(page, [extract, saved]);
  await by_key(page, 'recipe/rule/1').waitFor({ state: 'attached' });
  // One more, by hand.
  await by_key(page, 'recipe/add').click();
  await by_key(page, 'recipe/attribute').selectOption('phone');
  await by_key(page, 'recipe/act').selectOption('move');
  await by_key(page, 'recipe/into/0').selectOption('email');
  await by_key(page, 'recipe/pattern').fill('@');
  await page.waitForFunction(() => {
    const node = document.querySelector('#mirror [data-key="recipe/trial"]');
    return /1 ligne/.test(node?.ariaLabel || node?.textContent || '');
  });
  await by_key(page, 'recipe/make').click();
  await page.waitForFunction(() => jumelles.heard.summary.recipe_rule_count === 3);
  assert.match(await words_of(page, 'recipe/rule/0'), /ligne écartée si «\u00a0\^TEST\$\u00a0» s’y trouve/);
  await match(page);
  const golden = (await exported_file(page, 'golden')).toString();
  assert.match(golden, /luc\.moreau@poste\.example/);
  assert.match(golden, /69003/);
  assert.doesNotMatch(golden, /TEST/i);
  const completed = (await exported_file(page, 'source:clients')).toString();
  assert.match(completed, /61;Moreau;Luc;luc\.moreau@poste\.example;;69003 Lyon;[a-z0-9]+;1\r?\n/);
  assert.match(completed, /62;TEST;TEST;;;Lyon;;\r?\n/);
  assert.deepEqual(problems, []);
  await context.close();
});
