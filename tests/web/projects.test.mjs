// Which files are projects, told by what is in them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInThisContext } from 'node:vm';

const source = readFileSync(fileURLToPath(new URL('../../web/projects.js', import.meta.url)), 'utf8');
const { kind_of, kJsonLimit } = runInThisContext(`(() => { ${source}; return { kind_of, kJsonLimit }; })()`);
const file = (name, ...parts) => new File(parts, name);

test('a project is told by its first bytes or by what it says, whatever its name', async () => {
  for (const project of [
    file('clients.jumelles', 'SQLite format 3\0', new Uint8Array(84)), file('clients.csv', 'SQLite format 3\0'),
    file('project.json', '{"version":1,"sources":[],"link":{}}'), file('x.txt', '\ufeff \n{\n "link": {},\n "version": 1}'), file('p.json', '{"sources":[{"name":"a"}],"version":1}'),
  ]) assert.equal(await kind_of(project), 'project', project.name);
});

test('a recipe is told by its rules', async () => {
  for (const text of ['{"version":1,"recipe":[]}', '\ufeff{"recipe":[{"attribute":"email","act":"missing","pattern":"x"}],"version":1}'])
    assert.equal(await kind_of(file('r.json', text)), 'recipe', text);
  for (const text of ['{"recipe":[{"act":"missing"}]}', '{"version":1,"recipe":"tarte"}', '{"version":1,"recipe":[{"egg":3}]}', '{"version":1,"recipe":[null]}'])
    assert.equal(await kind_of(file('r.json', text)), 'extract', text);
  assert.equal(await kind_of(file('p.json', '{"version":1,"recipe":[],"sources":[],"link":{}}')), 'project');
});

test('everything else is data', async () => {
  for (const data of [
    file('a.csv', 'nom;prénom\nDurand;Zoé\n'), file('vide.csv', ''), file('liste.json', '[{"version":1,"link":{},"sources":[]}]'),
    file('lignes.json', '{"version":1,"link":{},"sources":[]}\n{"version":2,"link":{},"sources":[]}\n'),
    file('fiche.json', '{"version":1,"name":"x"}'), file('autre.json', '{"link":{},"sources":[]}'), file('liens.json', '{"version":1,"link":"https","sources":"deux"}'),
    file('faux.jumelles', 'SQLite format 2\0'), file('null.json', 'null'), file('cassé.json', '{"version":1,'),
  ]) assert.equal(await kind_of(data), 'extract', data.name);
});

test('a file that is too large for a project.json is not read for one', async () => {
  const large = { size: kJsonLimit + 1, slice: () => new Blob(['{"version":1']), text() { throw new Error('read'); } };
  assert.equal(await kind_of(large), 'extract');
  assert.equal(await kind_of({ size: 9, slice: () => ({ text: () => Promise.reject(new Error('a folder')) }) }), 'extract');
});
