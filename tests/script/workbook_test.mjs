// jumelles.xlsx as openpyxl and LibreOffice, readers of others, see it: the values of the CSV files, to openpyxl each with its type.
// LibreOffice is too large to be asked for: where it is missing, its part is skipped.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const native = process.env.JUMELLES_CLI ?? join(root, 'build/release/cli/jumelles');
const python = '/usr/bin/python3';
const office = ['/usr/bin/libreoffice', '/usr/bin/soffice'].find(existsSync);
const has_calc = office && existsSync('/usr/lib/libreoffice/program/libsclo.so');
const has_reader = spawnSync(python, ['-c', 'import openpyxl']).status === 0;

const compare = `
import csv, datetime, sys, openpyxl
folder, separator, names = sys.argv[1], sys.argv[2], sys.argv[3].split('|')
book = openpyxl.load_workbook(folder + '/jumelles.xlsx')
assert book.sheetnames == names, book.sheetnames
def written(value):
    if value is None: return ''
    if isinstance(value, datetime.datetime): return value.strftime('%Y-%m-%d' if value.time() == datetime.time() else '%Y-%m-%d %H:%M:%S')
    return value
kinds = set()
for sheet, file in zip(book, ['golden', 'xref', 'pairs', 'rejects']):
    rows = list(csv.reader(open(folder + '/' + file + '.csv', encoding='utf-8-sig', newline=''), delimiter=separator))
    if file == 'pairs': rows = rows[:1] + [row for row in rows if row[9] == 'to_check']
    assert sheet.freeze_panes == 'A2' and sheet.auto_filter.ref == sheet.dimensions, sheet.title
    assert sheet.max_row == len(rows), (sheet.title, sheet.max_row, len(rows))
    for row, cells in zip(rows, sheet.iter_rows()):
        for text, cell in zip(row, cells):
            value = written(cell.value)
            kinds.add((file, type(cell.value).__name__))
            if isinstance(value, (int, float)): assert value == float(text.replace(',', '.')), (cell.coordinate, value, text)
            else: assert value == text or "'" + value == text, (cell.coordinate, value, text)
assert {('golden', 'int'), ('golden', 'datetime'), ('golden', 'str'), ('pairs', 'float'), ('xref', 'int')} <= kinds, kinds
# What an audit says of the sources: counts and shares are numbers.
figures, findings, dictionary = (list(sheet.iter_rows(values_only=True)) for sheet in list(book)[4:])
assert len({row[0] for row in figures[1:]}) == 3 and len(figures) > 20, len(figures)
assert all(isinstance(row[4], int) and 0 <= row[5] <= 1 and row[4] <= row[3] for row in figures[1:]), figures[:3]
assert len(findings) > 1 and all(isinstance(row[4], int) and row[2] for row in findings[1:]), findings[:3]
assert len(dictionary) > 10 and len(dictionary[0]) == 13 and all(all(row[:4]) and all(row[10:]) for row in dictionary[1:]), dictionary[:3]
print(len(kinds))
`;

for (const [language, headers, separator, names] of [['en', 'machine', ',', 'golden|xref|pairs|rejects|quality|findings|dictionary'], ['fr', 'fr', ';', 'Fiches|Correspondance|Paires à vérifier|Rejets|Qualité|Constats|Dictionnaire']])
  test(`a workbook with headers ${headers} holds what the CSV files hold`, { skip: !existsSync(native) ? 'no command line is built' : !has_reader && 'openpyxl is missing' }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
    try {
      const samples = ['crm.csv', 'boutique.csv', 'facturation.json'].map(name => join(root, 'samples/trois-extraits', name));
      const made = spawnSync(native, ['auto', ...samples, '--out', folder, '--format', 'csv,xlsx', '--lang', language, '--headers', headers], { encoding: 'utf8' });
      assert.equal(made.status, 0, made.stderr);
      const seen = spawnSync(python, ['-c', compare, folder, separator, names], { encoding: 'utf8' });
      assert.equal(seen.status, 0, seen.stderr);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

// Cells of separated values.
function cells_of(path, separator) {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const rows = [[]];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n][^${separator}\\r\\n]*|))(${separator}|\\r?\\n|$)`, 'gy');
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex, found = cell.exec(text);
    assert.ok(found, `${path}: no cell at ${at}`);
    rows.at(-1).push(found[1] !== undefined ? found[1].replaceAll('""', '"') : found[2]);
    if (found[3] !== separator) rows.push([]);
  }
  return rows.slice(0, -1);
}

// What a person sees there is what the CSV says: decimals without the zeros at their end, dates in the office's way.
function same(shown, written) {
  const day = shown.replace(/^(\d\d)\/(\d\d)\/(\d{4})(?= |$)/, '$3-$1-$2');
  const number = /^-?\d+[.,]\d+$/.test(written) ? written.replace(',', '.').replace(/\.?0+$/, '') : written;
  return shown === written || "'" + shown === written || day === written || shown === number;
}

// Values that programs like to turn into something else; a row too long for its header is a reject.
const traps = `nom;code client;note;téléphone;né le;montant
Durand;00123;=1+1;06 39 98 58 34;1963-10-15;12,50
"Le ""Gall""";1E5;"deux
lignes";+33 6 39 98 58 35;29/02/2024;-0,05
Zoé \u{1F600};123456789012345678;@ici;0033 1 99 00 12 34;01/03/1900;1000
trop;de;cellules;ici;01/01/2000;1;2;3
`;

test('LibreOffice shows of every sheet what the CSV files hold', { skip: !existsSync(native) ? 'no command line is built' : !has_calc && 'LibreOffice Calc is missing' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'workbook-'));
  try {
    const samples = ['crm.csv', 'boutique.csv', 'facturation.json'].map(name => join(root, 'samples/trois-extraits', name));
    writeFileSync(join(folder, 'pièges.csv'), traps);
    const made = spawnSync(native, ['auto', ...samples, join(folder, 'pièges.csv'), '--out', folder, '--format', 'csv,xlsx', '--lang', 'fr', '--headers', 'fr'], { encoding: 'utf8' });
    assert.equal(made.status, 0, made.stderr);
    // Comma, quotes, UTF-8, from the first line on, as shown, all sheets.
    const form = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false,false,false,-1';
    const done = spawnSync(office, ['-env:UserInstallation=file://' + join(folder, 'profile'), '--headless', '--convert-to', form, '--outdir', join(folder, 'shown'), join(folder, 'jumelles.xlsx')],
      { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    assert.equal(done.status, 0, done.stderr);
    for (const [file, sheet] of [['golden', 'Fiches'], ['xref', 'Correspondance'], ['pairs', 'Paires à vérifier'], ['rejects', 'Rejets']]) {
      let written = cells_of(join(folder, file + '.csv'), ';');
      if (file === 'pairs') written = written.filter((row, i) => i === 0 || row[9] === 'to_check');
      const shown = cells_of(join(folder, 'shown', `jumelles-${sheet}.csv`), ',');
      assert.equal(shown.length, written.length, sheet);
      assert.ok(written.length > 1, sheet);
      written.forEach((row, r) => row.forEach((text, c) => assert.ok(same(shown[r][c], text), `${sheet}, row ${r + 1}, column ${c + 1}: ${shown[r][c]} for ${text}`)));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
