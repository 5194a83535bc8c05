// What is wrong in an extract is seen, looked at record by record, mended by its button, and told in a report.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, exported_file, launch, match, open_studio, temporary_folder } from './browser.mjs';

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
const finding = id => 'quality/finding/' + id;

function spoiled() {
  const rows = ['id;nom;prenom;email;telephone;cp;ville;segment'];
  const names = ['Martin', 'Lefèvre', 'Durand', 'Petit', 'Moreau', 'Girard', 'Roussel', 'Fontaine'], given = ['Anne', 'Paul', 'Zoé', 'Léa', 'Hugo'];
  for (let i = 0; i < 200; i++) {
    const domain = i % 20 === 3 ? 'gmial.com' : i % 2 ? 'gmail.com' : 'poste.example';
    const phone = i % 25 === 7 ? '06 12 34 56 78' : `06 39 98 ${10 + Math.floor(i / 50)} ${10 + i % 50}`;
    rows.push([i + 1, names[i % 8], given[i % 5], `p${i}@${domain}`, phone, i % 40 === 11 ? '06000' : '35000', 'Rennes', i % 40 === 5 ? 'Pme' : i % 2 ? 'PME' : 'Grand compte'].join(';'));
  }
  const file = join(folder, 'crm.csv');
  writeFileSync(file, rows.join('\n') + '\n');
  return file;
}

test('findings are seen, opened, mended with one press, undone, and told in a report', async () => {
  const { context, page, problems } = await open_studio(browser);
  await choose_files(page, [spoiled()]);
  await at_rest(page);
  await by_key(page, 'rail/quality').click();
  await by_key(page, finding('mistyped_domain email')).waitFor({ state: 'attached' });
  const name = id => by_key(page, finding(id)).getAttribute('aria-label');
  assert.equal(await name('mistyped_domain email'), '10 e-mails ont un domaine mal tapé');
  assert.equal(await name('made_up_phone phone'), '8 téléphones sont inventés');
  assert.equal(await name('postcode_town postcode city'), '5 codes postaux contredisent la ville');
  // Its records, and back.
  await by_key(page, finding('postcode_town postcode city') + '/fix').click();
  await by_key(page, 'quality/row/4').waitFor({ state: 'attached' });
  assert.match(await by_key(page, 'quality/row_count').evaluate(node => node.ariaLabel || node.textContent), /^5 enregistrements$/);
  await by_key(page, 'quality/back').click();
  await by_key(page, finding('mistyped_domain email')).waitFor({ state: 'attached' });
  // A look at what it does, then the press that does it.
  await by_key(page, finding('mistyped_domain email') + '/fix').click();
  await by_key(page, finding('mistyped_domain email') + '/do').click();
  await page.waitForFunction(() => jumelles.heard.summary.recipe_rule_count === 1);
  await page.waitForFunction(id => document.querySelector(`#mirror [data-key="${id}"]`) && !document.querySelector(`#mirror [data-key="${id}/fix"]`), finding('mistyped_domain email'));
  await at_rest(page);
  assert.match(await by_key(page, finding('mistyped_domain email')).getAttribute('aria-description') ?? '', /corrigé/i);
  await page.keyboard.press('Control+z');
  await by_key(page, finding('mistyped_domain email') + '/fix').waitFor({ state: 'attached' });
  // Two spellings of one category become the one that is kept.
  assert.equal(await name('spellings segment'), '5 valeurs de « segment » s’écrivent autrement ailleurs dans la colonne');
  assert.equal(await by_key(page, finding('spellings segment') + '/fix').getAttribute('aria-label'), 'Réunir');
  await by_key(page, finding('spellings segment') + '/fix').click();
  assert.equal(await by_key(page, finding('spellings segment') + '/value/0').evaluate(node => node.ariaLabel || node.textContent), 'Pme → PME');
  await by_key(page, finding('spellings segment') + '/do').click();
  await page.waitForFunction(() => jumelles.heard.summary.recipe_rule_count === 1);
  await page.keyboard.press('Control+z');
  await by_key(page, finding('spellings segment') + '/fix').waitFor({ state: 'attached' });
  // The report is one file of HTML, without a script.
  const download = page.waitForEvent('download');
  await by_key(page, 'quality/report').click();
  const saved = join(folder, 'report.html');
  await (await download).saveAs(saved);
  const report = readFileSync(saved, 'utf8');
  assert.match(report, /<html lang="fr"/);
  assert.match(report, /10 e-mails ont un domaine mal tapé/);
  assert.doesNotMatch(report, /<script|https?:\/\/(?!www\.w3\.org)/);
  assert.doesNotMatch(report, /p3@gmial\.com/);  // examples are masked
  assert.deepEqual(problems, []);
  await context.close();
});

// So many customers, the first of them without an e-mail, phones written with or without blanks.
function month(name, without_email, gap) {
  const rows = ['id;civilite;nom;prenom;email;telephone;cp;ville'];
  const names = ['Martin', 'Lefèvre', 'Durand', 'Petit', 'Moreau', 'Girard', 'Roussel'], given = ['Anne', 'Paul', 'Zoé', 'Léa', 'Hugo'];
  for (let i = 0; i < 1000; i++) {
    const phone = ['06', '39', '98', 10 + Math.floor(i / 80), 10 + i % 80].join(gap);
    rows.push([i + 1, i % 2 ? 'M.' : 'Mme', names[i % 7], given[i % 5], i < without_email ? '' : `p${i}@poste.example`, phone, '35000', 'Rennes'].join(';'));
  }
  const file = join(folder, name);
  writeFileSync(file, rows.join('\n') + '\n');
  return file;
}

test('the project of last month alerts to what this month has lost, on the screen and in the report', async () => {
  const former = await open_studio(browser);
  await choose_files(former.page, [month('crm.csv', 50, ' ')]);
  await match(former.page);
  await at_rest(former.page);
  await by_key(former.page, 'rail/quality').click();
  await by_key(former.page, 'quality/shown/history').click();
  await by_key(former.page, 'quality/history_empty/title').waitFor({ state: 'attached' });
  const project = join(folder, 'clients.jumelles');
  writeFileSync(project, await exported_file(former.page, 'jumelles'));
  assert.deepEqual(former.problems, []);
  await former.context.close();

  const { context, page, problems } = await open_studio(browser);
  await choose_files(page, [project]);
  await page.waitForFunction(() => jumelles.heard.summary?.project.missing_count === 1);
  await choose_files(page, [month('crm.csv', 400, '')]);
  await page.waitForFunction(() => jumelles.heard.summary.project.missing_count === 0);
  await at_rest(page);
  await by_key(page, 'rail/quality').click();
  await by_key(page, 'quality/shown/history').click();
  await by_key(page, 'quality/alert/1').waitFor({ state: 'attached' });
  const said = key => by_key(page, key).evaluate(node => node.ariaLabel || node.textContent);
  assert.match(await said('quality/alerts'), /^3 alertes depuis le /);
  assert.match(await said('quality/alert/0'), /^crm, E-mail\u00a0: rempli à 60\u202f% au lieu de 95\u202f%\./);
  const others = [await said('quality/alert/1'), await said('quality/alert/2')];  // the e-mails that are left have longer numbers
  assert.ok(others.some(words => words.startsWith('crm, Téléphone\u00a0: les valeurs sont écrites autrement')), others.join(' / '));
  // To its cell, and back to the curves.
  await by_key(page, 'quality/alert/0/see').click();
  await page.waitForFunction(() => document.querySelector('#mirror [data-key="quality/cell/email/0/completeness"]'));
  const download = page.waitForEvent('download');
  await by_key(page, 'quality/report').click();
  const saved = join(folder, 'history.html');
  await (await download).saveAs(saved);
  const report = readFileSync(saved, 'utf8');
  assert.match(report, /<section id="history"/);
  assert.match(report, /rempli à 60\u202f% au lieu de 95\u202f%/);
  assert.deepEqual(problems, []);
  await context.close();
});

test('filtered records get a tag, which is seen, filtered by, exported, undone, and kept in the project', async () => {
  const { context, page, problems } = await open_studio(browser);
  await choose_files(page, [spoiled()]);
  await at_rest(page);
  await by_key(page, 'rail/quality').click();
  const said = key => by_key(page, key).evaluate(node => node.ariaLabel || node.textContent);
  // A finding's records, from the costliest one down.
  await by_key(page, finding('made_up_phone phone') + '/menu').waitFor({ state: 'attached' });
  const order = await page.evaluate(() => [...document.querySelectorAll('#mirror [data-key^="quality/finding/"]')].map(node => node.dataset.key).filter(key => key.split('/').length === 3));
  assert.equal(order[0], finding('made_up_phone phone'));  // eight that link strangers cost more than ten messages astray
  await by_key(page, finding('postcode_town postcode city') + '/fix').click();
  await by_key(page, 'quality/row/4').waitFor({ state: 'attached' });
  await by_key(page, 'quality/tag_field').click();
  await page.keyboard.type('à appeler');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#mirror [data-key="quality/tag_filter/à appeler"]'));
  await at_rest(page);
  assert.match(await by_key(page, 'quality/row/0').getAttribute('aria-description') ?? '', /Étiquettes\u00a0: à appeler/);
  const download = page.waitForEvent('download');
  await by_key(page, 'quality/rows_csv').click();
  const saved = join(folder, 'tagged.csv');
  await (await download).saveAs(saved);
  const lines = readFileSync(saved, 'utf8').trim().split(/\r?\n/);
  assert.equal(lines.length, 6);
  assert.ok(lines.slice(1).every(line => line.includes('à appeler')));
  await by_key(page, 'quality/back').click();
  await by_key(page, 'quality/tag/à appeler').waitFor({ state: 'attached' });
  assert.equal(await said('quality/tag/à appeler'), 'à appeler 5');
  const project = join(folder, 'tagged.jumelles');
  writeFileSync(project, await exported_file(page, 'jumelles'));
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => !document.querySelector('#mirror [data-key="quality/tag/à appeler"]'));
  assert.deepEqual(problems, []);
  await context.close();

  const later = await open_studio(browser);
  await choose_files(later.page, [project]);
  await later.page.waitForFunction(() => jumelles.heard.summary?.project.missing_count === 1);
  await choose_files(later.page, [spoiled()]);
  await later.page.waitForFunction(() => jumelles.heard.summary.project.missing_count === 0);
  await at_rest(later.page);
  await by_key(later.page, 'rail/quality').click();
  await by_key(later.page, 'quality/tag/à appeler').click();
  await by_key(later.page, 'quality/row/4').waitFor({ state: 'attached' });
  assert.deepEqual(later.problems, []);
  await later.context.close();
});
