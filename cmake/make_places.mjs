// Writes the table that cmake/generated/places.h declares.
// Usage: node make_places.mjs DATA_FOLDER OUTPUT.cpp
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, output] = process.argv.slice(2);
const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const communes = read('communes.json');
const by_code = new Map();
for (const commune of communes) {
  if (commune.type === 'commune-actuelle') by_code.set(commune.code, commune);
}

const departments = read('departements.json').map(({ code, nom }) => ({ code, name: nom }));
const collectivities = {
  975: 'Saint-Pierre-et-Miquelon', 977: 'Saint-Barthélemy', 978: 'Saint-Martin', 984: 'Terres australes et antarctiques françaises',
  986: 'Wallis-et-Futuna', 987: 'Polynésie française', 988: 'Nouvelle-Calédonie', 989: 'Île de Clipperton',
};
for (const [code, name] of Object.entries(collectivities)) {
  if (!departments.some((department) => department.code === code)) departments.push({ code, name });
}
departments.sort((a, b) => (a.code < b.code ? -1 : 1));
const department_index = new Map(departments.map(({ code }, index) => [code, index]));
const department_of = (commune) =>
  department_index.get(commune.departement ?? (commune.code.startsWith('97') || commune.code.startsWith('98')
    ? commune.code.slice(0, 3) : commune.code.slice(0, 2)));

// Paris, Lyon and Marseille: each of their postcodes is one arrondissement with a population of its own.
const arrondissement_population = new Map();
for (const commune of communes) {
  if (commune.type !== 'arrondissement-municipal') continue;
  const share = Math.floor(commune.population / commune.codesPostaux.length);
  for (const postcode of commune.codesPostaux) arrondissement_population.set(commune.commune + postcode, share);
}

const rows = new Map();
function add(postcode, name, population, department, former) {
  const key = `${postcode}\t${name}`;
  const known = rows.get(key);
  if (known && (former || !known.former)) {
    known.population += population;
    return;
  }
  rows.set(key, { postcode, name, bytes: Buffer.from(name), population, department, former });
}
for (const commune of communes) {
  if (commune.type === 'arrondissement-municipal') continue;
  const former = commune.type !== 'commune-actuelle';
  const postcodes = commune.codesPostaux ?? by_code.get(commune.chefLieu)?.codesPostaux ?? [];
  const total = former ? 0 : commune.population ?? 0;
  postcodes.forEach((postcode, index) => {
    const even = Math.floor(total / postcodes.length) + (index < total % postcodes.length ? 1 : 0);
    const population = arrondissement_population.get(commune.code + postcode) ?? even;
    add(postcode, commune.nom, population, department_of(commune), former);
  });
}
const sorted = [...rows.values()].sort((a, b) => a.postcode - b.postcode || Buffer.compare(a.bytes, b.bytes));

const offsets = new Map();
const chunks = [];
let size = 0;
for (const { name, bytes } of sorted) {
  if (offsets.has(name)) continue;
  offsets.set(name, size);
  chunks.push(bytes);
  size += bytes.length;
}
const literal = (bytes) =>
  `"${[...bytes].map((b) => (b < 32 || b > 126 || b === 34 || b === 92 || b === 63 ? `\\${b.toString(8).padStart(3, '0')}` : String.fromCharCode(b))).join('')}"`;

const names = Buffer.concat(chunks);
const lines = [];
for (let at = 0; at < names.length; at += 4096) lines.push(`    ${literal(names.subarray(at, at + 4096))}`);
const table = sorted.map(({ postcode, population, name, bytes, former, department }) => {
  if (department === undefined) throw new Error(`no department for ${postcode} ${name}`);
  return `{${Number(postcode)},${population},${offsets.get(name)},${bytes.length},${former ? 1 : 0},${department}}`;
});
writeFileSync(output, `// Written by cmake/make_places.mjs. Do not edit.
#include "generated/places.h"

namespace jumelles::generated {
const Place kPlaces[] = {
${table.join(',\n')}};
const uint32_t kPlaceCount = ${sorted.length};
const char kPlaceNames[] =
${lines.join('\n')};
const Department kDepartments[] = {
${departments.map(({ code, name }) => `    {${literal(Buffer.from(code))}, ${literal(Buffer.from(name))}}`).join(',\n')}};
const uint32_t kDepartmentCount = ${departments.length};
}  // namespace jumelles::generated
`);

// The same towns as text alone, for who looks names up: each line a postcode and its towns, "01090Amareins...|Francheleins".
const by_postcode = new Map();
for (const { postcode, name } of sorted) by_postcode.set(postcode, [...(by_postcode.get(postcode) ?? []), name]);
const text = Buffer.from([...by_postcode].map(([postcode, towns]) => String(postcode).padStart(5, '0') + towns.join('|')).join('\n') + '\n');
const pieces = [];
for (let at = 0; at < text.length; at += 4096) pieces.push(`    ${literal(text.subarray(at, at + 4096))}`);
writeFileSync(output.replace(/\.cpp$/, '_towns.cpp'), `// Written by cmake/make_places.mjs. Do not edit.
#include "generated/places.h"

namespace jumelles::generated {
const char kTowns[] =
${pieces.join('\n')};
const uint32_t kTownsSize = ${text.length};
}  // namespace jumelles::generated
`);
