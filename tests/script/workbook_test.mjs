// jumelles.xlsx as openpyxl, a reader of others, sees it: the values of the CSV files, each with its type.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const native = process.env.JUMELLES_CLI ?? join(root, 'build/release/cli/jumelles');
const python = '/usr/bin/python3';
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
print(len(kinds))
`;

for (const [language, headers, separator, names] of [['en', 'machine', ',', 'golden|xref|pairs|rejects'], ['fr', 'fr', ';', 'Fiches|Correspondance|Paires à vérifier|Rejets']])
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
