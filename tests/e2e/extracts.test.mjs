// Extracts as they come: a workbook of two sheets, a table pasted from a spreadsheet and what a service answered, dropped together, become
// golden records and a workbook that openpyxl reads.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { at_rest, choose_files, download_by, file_address, launch, match, open_studio, serve_built_file, summary_of, temporary_folder } from './browser.mjs';

let browser, server, files;
before(async () => { browser = await launch(); server = await serve_built_file(); files = temporary_folder(); make_workbook(); });
after(async () => { await browser.close(); await server.close(); files.remove(); });

const python = (code, ...words) => execFileSync('/usr/bin/python3', ['-c', code, ...words], { encoding: 'utf8' });

// Forty persons; each extract holds thirty of them, in its own way.
const given = ['Léa', 'Hugo', 'Inès', 'Paul', 'Zoé', 'Théo', 'Anaïs', 'Luc'], surnames = ['Morel', 'Garnier', 'Lefèvre', 'Roussel', 'Chevalier'];
const people = Array.from({ length: 40 }, (_, i) => ({
  given: given[i % 8], surname: surnames[Math.floor(i / 8)], phone: '06' + String(12345600 + i * 137).padStart(8, '0'),
  email: `${given[i % 8]}.${surnames[Math.floor(i / 8)]}${i}@poste.example`.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(),
  postcode: String(1000 + i * 990).padStart(5, '0'), city: ['Bourg-en-Bresse', 'Nice', 'Laon', 'Troyes'][i % 4], born: [1950 + i, 1 + i % 12, 1 + i % 28],
}));

// Phones and postcodes are numbers there, shown with their zero; dates are dates; the second sheet is larger than the first one's note.
function make_workbook() {
  writeFileSync(join(files.folder, 'people.json'), JSON.stringify(people.slice(0, 30)));
  python(`
import sys, json, datetime, openpyxl
people = json.load(open(sys.argv[1] + '/people.json'))
book = openpyxl.Workbook()
book.active.title = 'Lisez-moi'
book.active.append(['Extrait du CRM'])
sheet = book.create_sheet('Clients')
sheet.append(['Extraction du 12/03/2024'])
sheet.append([])
sheet.append(['N° client', 'Prénom', 'Nom', 'Téléphone', 'Code postal', 'Ville', 'Né(e) le', 'E-mail'])
for i, p in enumerate(people):
    sheet.append([i + 1, p['given'], p['surname'], int(p['phone']), int(p['postcode']), p['city'], datetime.date(*p['born']), p['email']])
    sheet.cell(sheet.max_row, 4).number_format = '0#" "##" "##" "##" "##'
    sheet.cell(sheet.max_row, 5).number_format = '00000'
book.save(sys.argv[1] + '/crm.xlsx')
`, files.folder);
}

const answer_of_a_service = () => JSON.stringify({
  count: 30, next: null,
  customers: people.slice(5, 35).map((p, i) => ({ id: 9000 + i, name: { first: p.given, last: p.surname.toUpperCase() }, emails: [p.email], phone: '+33' + p.phone.slice(1), address: { zip: p.postcode, city: p.city } })),
});
const pasted_table = () => [['Nom', 'Prénom', 'Courriel', 'Mobile', 'Ville'],
  ...people.slice(10).map(p => [p.surname, p.given, p.email, p.phone.replace(/(..)(?=.)/g, '$1 '), p.city])].map(row => row.join('\t')).join('\r\n');

const paste = (page, text) => page.evaluate(text => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}, text);

for (const over_http of [false, true])
  test(`a workbook, a pasted table and an answer of a service become customers and a workbook, ${over_http ? 'over http' : 'on file://'}`, async () => {
    const { page, context, problems } = await open_studio(browser, { address: over_http ? server.address : file_address });
    await choose_files(page, [{ name: 'crm.xlsx', mimeType: '', buffer: Buffer.from(python(`import sys,base64;print(base64.b64encode(open(sys.argv[1],'rb').read()).decode())`, join(files.folder, 'crm.xlsx')), 'base64') },
      { name: 'api.json', mimeType: 'application/json', buffer: Buffer.from(answer_of_a_service()) }]);
    await at_rest(page);
    await paste(page, pasted_table());
    await page.waitForFunction(() => jumelles.heard.summary.sources.length === 3);
    await at_rest(page);
    const { sources } = await summary_of(page);
    assert.deepEqual(sources.map(source => [source.state, source.row_count]), [['ready', 30], ['ready', 30], ['ready', 30]], JSON.stringify(sources.map(source => source.problem)));
    assert.deepEqual([sources[0].table, sources[0].header_line, sources[0].tables.map(table => table.name)], ['Clients', 3, ['Lisez-moi', 'Clients']]);
    await match(page);
    const { counts } = await summary_of(page);
    assert.deepEqual([counts.record_count, counts.group_count], [90, 40]);

    await page.getByRole('tab', { name: 'Livraison' }).click();
    const { name, bytes } = await download_by(page, page.getByRole('button', { name: /jumelles\.xlsx/ }));
    assert.equal(name, 'jumelles.xlsx');
    writeFileSync(join(files.folder, name), bytes);
    const book = JSON.parse(python(`
import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(json.dumps([[sheet.title, [[str(cell) if cell is not None else '' for cell in row] for row in sheet.iter_rows(values_only=True)]] for sheet in book]))
`, join(files.folder, name)));
    const [, rows] = book[0];
    assert.equal(rows.length, 41);
    const texts = rows.map(row => row.join('|'));
    for (const p of people) {
      const row = texts.filter(text => text.includes(p.email));
      assert.equal(row.length, 1, p.email);
      for (const value of [p.given, p.surname, '+33 6 ' + p.phone.slice(2).replace(/(..)(?=.)/g, '$1 '), p.city]) assert.ok(row[0].includes(value), `${value}: ${row[0]}`);
    }
    assert.equal(book.length, 7);  // and those of the audit: figures, findings, dictionary
    assert.deepEqual(problems, []);
    await context.close();
  });
