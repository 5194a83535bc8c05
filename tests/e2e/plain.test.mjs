// The page for browsers without WebGL: the main job in plain HTML, by the same engine. In Chromium from which WebGL was taken away, and in headless
// Firefox, which has none here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { plain_controls, test_requests } from './attempts.mjs';
import {
  at_rest, choose_files, command_line_folder, command_line_golden, download_by, extracts, file_address, launch, match, open_studio, serve_built_file, summary_of, temporary_folder,
} from './browser.mjs';
import { launch_firefox } from './firefox.mjs';

const kNoWebgl = { args: ['--disable-3d-apis'] };
let browser, server, firefox, downloads;
before(async () => {
  browser = await launch(kNoWebgl);
  server = await serve_built_file();
  downloads = temporary_folder();
  firefox = await launch_firefox({ downloads: downloads.folder });
});
after(async () => {
  await browser.close();
  await firefox.close();
  await server.close();
  downloads.remove();
});

const open_plain = (options = {}) => open_studio(browser, { mirror: false, ...options });
const csv = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const plain = text => text.replace(/[\u00a0\u202f]/g, ' ');
const digits = text => Number(text.replace(/\D/g, ''));

const kFigures = {
  'Enregistrements': 'record_count', 'Clients': 'group_count', 'Dans plusieurs sources': 'multi_source_group_count', 'Doublons dans une même source': 'inner_duplicate_count',
  'Paires liées': 'linked_pair_count', 'Paires à vérifier': 'to_check_pair_count',
};
// The rows of the tables as head and first value; in any browser.
const rows_of = page => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('#plain tbody tr')].map(row => [row.cells[0].textContent, row.cells[1].textContent])));

async function has_the_figures_of(page, { counts, estimate }) {
  const rows = await rows_of(page);
  for (const [name, count] of Object.entries(kFigures)) assert.equal(digits(rows[name]), counts[count], name);
  for (const [name, value] of [['Précision estimée', estimate.precision], ['Rappel estimé', estimate.recall], ['Rappel estimé des clés', estimate.blocking_recall]])
    assert.equal(plain(rows[name]), (value.value * 100).toFixed(1).replace('.', ',') + ' %', name);
}

for (const over_http of [false, true]) {
  test(`without WebGL, from three extracts to figures and every file, ${over_http ? 'over http' : 'on file://'}`, async () => {
    const { page, context, problems } = await open_plain({ address: over_http ? server.address : file_address });
    await page.getByText('n’offre pas WebGL 2').waitFor();
    await choose_files(page, extracts);
    await page.getByText('5 000 lignes · 13 colonnes · CSV · Windows-1252 · Séparateur : Point-virgule').waitFor();
    await page.getByText('2 800 lignes · 11 colonnes · JSON · UTF-8').waitFor();
    await match(page);
    await has_the_figures_of(page, await summary_of(page));
    const written = await page.getByRole('button', { name: /^Télécharger / }).evaluateAll(buttons => buttons.map(button => button.dataset.key.replace('download/', '')));
    assert.deepEqual(written, ['xlsx', 'golden', 'golden_json', 'xref', 'source:crm', 'source:boutique', 'source:facturation', 'pairs', 'project']);
    for (const [name, file] of [['jumelles.xlsx', 'jumelles.xlsx'], ['golden.csv', 'golden.csv'], ['golden.json', 'golden.json'], ['xref.csv', 'xref.csv'], ['pairs.csv', 'pairs.csv'], ['sources/crm.csv', 'sources/crm.csv']]) {
      const { bytes } = await download_by(page, page.getByRole('button', { name: 'Télécharger ' + name, exact: true }));
      assert.ok(bytes.equals(readFileSync(join(command_line_folder(), file))), `${name} is not what the command line writes`);
    }
    const { bytes } = await download_by(page, page.getByRole('button', { name: 'Télécharger project.json', exact: true }));
    assert.equal(typeof JSON.parse(bytes), 'object');
    assert.match(await page.getByRole('button', { name: '0 requête' }).innerText(), /0 requête/);
    assert.deepEqual(problems, []);
    await context.close();
  });
}

test('the figures are those of the studio', async () => {
  const drawing = await launch();
  const studio = await open_studio(drawing, { mirror: true });
  await choose_files(studio.page, extracts);
  await match(studio.page);
  const summary = await summary_of(studio.page);
  await studio.context.close();
  // With WebGL, by the address.
  const { page, context } = await open_studio(drawing, { address: file_address + '#plain', mirror: false });
  await page.getByRole('button', { name: 'Ouvrir la démonstration' }).press('Enter');
  await page.getByRole('button', { name: 'Rapproché', exact: true }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'run');
  await has_the_figures_of(page, summary);
  page.on('dialog', dialog => dialog.accept());      // there are files
  await page.getByRole('link', { name: 'Ouvrir le studio' }).click();
  await page.waitForFunction(() => !document.querySelector('#plain') && !document.querySelector('#app').hidden);
  await context.close();
  await drawing.close();
});

test('a list without duplicates says so', async () => {
  const { page, context } = await open_plain();
  await choose_files(page, [csv('liste.csv', 'nom;prénom;email\nDurand;Zoé;z@a.example\nPetit;Luc;l@b.example\nFaure;Anne;a@c.example\nDurand;Paul;p@d.example\n')]);
  await match(page);
  const { nothing_linked: { reason } } = await summary_of(page);
  assert.notEqual(reason, '');
  const begins = { none: 'Aucun doublon trouvé dans 4 enregistrements : ', cannot_tell: 'Rien n’est lié, car rien n’a pu être jugé : ', no_shared_key: 'Rien n’est lié, car rien n’a pu être comparé : ' };
  assert.ok((await page.locator('#plain p').allInnerTexts()).some(text => plain(text).startsWith(begins[reason])), reason);
  await context.close();
});

test('a file that cannot be read says so with what to do, and can be removed; the focus goes on', async () => {
  const { page, context } = await open_plain();
  await choose_files(page, [csv('crm.csv', 'nom;prénom\nDurand;Zoé\nDurant;Zoé\n"Martin;Léo\n'), csv('vide.csv', '')]);
  await page.getByRole('alert').getByText('Le fichier est vide').waitFor();
  await page.getByRole('listitem').filter({ hasText: 'crm.csv' }).getByText('1 ligne rejetée').waitFor();
  assert.match(plain(await page.getByRole('alert').innerText()), /vide\.csv : Le fichier est vide\. Exportez-le à nouveau/);
  const failed = page.getByRole('listitem').filter({ hasText: 'vide.csv' });
  assert.match(await failed.innerText(), /Non lu\..*Exportez-le à nouveau/);
  await page.getByRole('button', { name: 'Fermer' }).press('Enter');
  assert.equal((await page.getByRole('alert').innerText()).trim(), '');
  await page.getByRole('button', { name: /^Retirer : vide$/ }).press('Enter');
  await failed.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'remove/crm');
  const rejects = await download_by(page, page.getByRole('button', { name: 'Télécharger rejects.csv' }));
  assert.match(rejects.bytes.toString('utf8'), /Martin/);
  await context.close();
});

test('dropped files are sources, moved by the keyboard in the order of trust', async () => {
  const { page, context } = await open_plain();
  const drag = type => page.evaluate(type => {
    const transfer = new DataTransfer();
    for (const name of ['a', 'b', 'c']) transfer.items.add(new File([`nom;prénom\nDurand;Zoé ${name}\n`], name + '.csv'));
    document.querySelector('#plain h1').dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, type);
  await drag('dragover');
  await page.getByText('Lâchez pour lire (3 fichiers)').waitFor();
  await drag('drop');
  await page.getByText('Déposez vos fichiers ici').waitFor();
  const names = () => page.evaluate(() => [...document.querySelectorAll('#plain ol h3')].map(node => node.firstChild.textContent).join());
  await page.waitForFunction(() => jumelles.heard.summary?.sources.filter(source => source.state === 'ready').length === 3);
  assert.equal(await names(), 'a,b,c');
  for (const [key, expected] of [['Monter : c', 'a,c,b'], ['Monter : c', 'c,a,b'], ['Descendre : a', 'c,b,a']]) {
    await page.getByRole('button', { name: key }).press('Enter');
    await page.waitForFunction(wanted => jumelles.heard.summary.sources.map(source => source.name).join() === wanted, expected);
    assert.equal(await names(), expected);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')).then(plain), key);
  }
  await context.close();
});

test('a run is canceled, and started again; both languages at any time', async () => {
  const { page, context, problems } = await open_plain();
  await choose_files(page, extracts);
  await page.getByRole('button', { name: 'Rapprocher', exact: true }).and(page.locator(':not([aria-disabled=true])')).click();
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('button', { name: 'Annuler' }).press('Enter');
  await page.locator('#plain-state').getByText('annulé').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'run');
  assert.equal(await page.getByRole('progressbar').count(), 0);
  await page.getByRole('button', { name: 'English' }).press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), 'en');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await match(page, ['Match', 'Matched']);
  await page.getByRole('heading', { name: 'How many customers do you really have?', level: 1 }).waitFor();
  assert.equal(plain((await rows_of(page))['Records']), '12,000');
  const { bytes } = await download_by(page, page.getByRole('button', { name: 'Download golden.csv' }));
  assert.ok(bytes.toString('utf8').split('\n')[0].includes(','), 'an English reader gets commas');
  await page.getByRole('button', { name: 'Français' }).click();
  await at_rest(page);
  const again = await download_by(page, page.getByRole('button', { name: 'Télécharger golden.csv' }));
  assert.ok(again.bytes.equals(command_line_golden()));
  const shown = await page.locator('#plain').innerText();
  assert.deepEqual(shown.match(/\b[a-z]+\.[a-z_]+\.[a-z_]+\b/g), null, 'an id stands for a text');
  assert.deepEqual(problems, []);
  await context.close();
});

test('an engine that dies is announced, restarted, and ends with the same golden records', async () => {
  const { page, context } = await open_plain();
  await choose_files(page, extracts);
  await match(page);
  await page.evaluate(() => jumelles.client.died('test'));
  await page.getByRole('alert').getByText('Il redémarre, relit vos fichiers').waitFor();
  await page.getByText('Moteur redémarré, fichiers relus').or(page.getByText('Rapproché en')).first().waitFor();
  await at_rest(page);
  assert.equal((await page.getByRole('alert').innerText()).trim(), '');
  const { bytes } = await download_by(page, page.getByRole('button', { name: 'Télécharger golden.csv' }));
  assert.ok(bytes.equals(command_line_golden()));
  await context.close();
});

test('leaving asks back once there are files', async () => {
  const { page, context } = await open_plain();
  const asked = [];
  page.on('dialog', dialog => { asked.push(dialog.type()); dialog.accept(); });
  await page.locator('#plain h1').click();
  await page.reload();
  assert.deepEqual(asked, []);
  await page.waitForFunction(() => self.jumelles && jumelles.client.memory > 0);
  await choose_files(page, [csv('a.csv', 'nom\nDurand\n')]);
  await page.waitForFunction(() => jumelles.heard.summary?.sources.length === 1);
  await page.locator('#plain h1').click();
  await page.reload();
  assert.deepEqual(asked, ['beforeunload']);
  await context.close();
});

// What a screen reader is told, from the browser's own accessibility tree.
async function accessible_nodes(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  return nodes.filter(node => !node.ignored).map(({ role, name, properties = [] }) => ({
    role: role?.value, name: name?.value?.trim(), ...Object.fromEntries(properties.map(({ name: key, value }) => [key, value.value])),
  }));
}

test('every control has a name, headings are nested, the order of focus is that of the page, at every width nothing is cut', async () => {
  const { page, context } = await open_plain();
  await choose_files(page, extracts);
  await match(page);
  const nodes = await accessible_nodes(page);
  const kControls = ['button', 'link', 'checkbox', 'combobox', 'textbox', 'progressbar', 'DisclosureTriangle', 'region', 'table'];
  const controls = nodes.filter(({ role, focusable }) => kControls.includes(role) || focusable && role !== 'RootWebArea');
  assert.ok(controls.length > 20, `${controls.length} controls`);
  assert.deepEqual(controls.filter(({ name }) => !name), []);
  assert.ok(nodes.some(({ role, name }) => role === 'group' && name === 'Langue'));
  const named = controls.filter(({ role }) => role === 'button').map(({ name }) => name);
  assert.equal(new Set(named).size, named.length, `two buttons of one name: ${named}`);
  const levels = nodes.filter(({ role }) => role === 'heading').map(({ level }) => level);
  assert.deepEqual(levels.filter(level => level === 1), [1]);
  levels.forEach((level, i) => assert.ok(i === 0 ? level === 1 : level <= levels[i - 1] + 1, `headings ${levels}`));
  for (const role of ['main', 'banner', 'contentinfo', 'alert']) assert.equal(nodes.filter(node => node.role === role).length, 1, role);

  // Tab walks the page from top to bottom, and everything that it stops at shows it.
  await page.evaluate(() => { const top = document.querySelector('#plain header'); top.tabIndex = -1; top.focus(); });
  const stops = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const node = document.activeElement, seen = node.id === 'files' ? node.nextElementSibling : node;
      const { top, height } = seen.getBoundingClientRect(), style = getComputedStyle(seen);
      return node === document.body ? null : { key: node.dataset.key || node.id || node.localName, middle: top + scrollY + height / 2, outline: style.outlineStyle };
    });
    if (!stop || stops.some(({ key }) => key === stop.key)) break;
    stops.push(stop);
  }
  assert.deepEqual(stops.slice(0, 4).map(({ key }) => key), ['fr', 'en', 'theme', 'badge']);
  for (const key of ['summary', 'files', 'up/crm', 'remove/facturation', 'run', 'download/golden', 'proof']) assert.ok(stops.some(stop => stop.key === key), key);
  assert.deepEqual(stops.filter(({ outline }) => outline !== 'solid'), []);
  stops.forEach(({ key, middle }, i) => assert.ok(i === 0 || middle >= stops[i - 1].middle - 4, `${key} lies above ${stops[i - 1]?.key}`));

  for (const width of [320, 640, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  }
  await context.close();
});

test('text and controls have contrast', async () => {
  const { page, context } = await open_plain();
  await choose_files(page, [csv('a.csv', 'nom;prénom\nDurand;Zoé\nDurant;Zoé\n'), csv('vide.csv', '')]);
  await page.getByRole('alert').getByText('Le fichier est vide').waitFor();
  await match(page);
  const weak = await page.evaluate(() => {
    const rgb = color => color.match(/[\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(x => x / 255).map(x => x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4).reduce((sum, x, i) => sum + x * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = node => { for (; node; node = node.parentElement) { const c = rgb(getComputedStyle(node).backgroundColor); if (c[3] !== 0) return c; } return [255, 255, 255]; };
    return [...document.querySelectorAll('#plain *')].filter(node => node.checkVisibility() && [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim())).map(node => {
      const [a, b] = [light(rgb(getComputedStyle(node).color)), light(behind(node))].sort((x, y) => y - x);
      return [node.textContent, (a + 0.05) / (b + 0.05)];
    }).filter(([, ratio]) => ratio < 4.5);
  });
  assert.deepEqual(weak, []);
  await context.close();
});

test('a studio whose context cannot be made late gives way to the plain page, in both languages', async () => {
  const drawing = await launch();
  for (const [locale, says] of [['fr-FR', 'Voici la page simple'], ['en-US', 'This is the plain page']]) {
    const context = await drawing.newContext({ locale });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (...options) { return this.id === 'canvas' ? null : get.apply(this, options); };
    });
    await page.goto(file_address);
    await page.getByText(says).waitFor();
    await page.getByText(locale === 'fr-FR' ? 'Avoir le studio entier' : 'How to get the whole studio').click();
    await page.getByText('Firefox').waitFor();
    await context.close();
  }
  await drawing.close();
});

test('in Firefox without WebGL, from three extracts to golden.csv; the advice does not name Firefox', async () => {
  const { page, problems, close } = await firefox.open(server.address + '#test');
  await page.waitForFunction(() => self.jumelles && jumelles.client.memory > 0);
  await (await page.$('#files')).uploadFile(...extracts);
  await page.waitForFunction(() => jumelles.heard.summary?.sources.filter(source => source.state === 'ready').length === 3);
  await page.evaluate(() => document.querySelector('[data-key="run"]').click());
  await page.waitForFunction(() => document.querySelector('[data-key="run"]').textContent === 'Rapproché');
  await has_the_figures_of(page, await summary_of(page));
  assert.ok(!(await page.evaluate(() => document.querySelector('#plain').textContent)).includes('Firefox'));
  await page.click('[data-key="download/golden"]');
  const path = join(downloads.folder, 'golden.csv');
  for (let i = 0; i < 200; i++) {
    try { if (readFileSync(path).equals(command_line_golden())) break; } catch (not_yet) {}
    await new Promise(done => setTimeout(done, 100));
  }
  assert.ok(readFileSync(path).equals(command_line_golden()), 'golden.csv is not what the command line writes');
  assert.deepEqual(problems, []);
  await close();
});

test_requests('the plain page', async address => {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  await page.goto(address);
  return { page, close: () => context.close() };
}, plain_controls);
