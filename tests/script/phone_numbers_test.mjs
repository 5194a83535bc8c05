// The automaton of numbering plans against the library whose metadata it is made of: random numbers of every country.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { lengths_of, pack, parse_pattern } from '../../cmake/make_phone_numbers.mjs';

const folder = new URL('../../node_modules/libphonenumber-js/', import.meta.url);
const metadata = JSON.parse(readFileSync(new URL('metadata.max.json', folder), 'utf8'));
const { plans, words, labels } = pack(metadata);
const kService = '3', kUnassigned = '4';

// As standardize/phone_numbers.cpp walks it.
function label_of(start, digits) {
  let at = start;
  for (const c of digits) {
    const digit = Number(c), head = words[at], next = at + (head & 1024 ? 2 : 1);
    if (!(head & 2048)) at = head >> digit & 1 ? words[next] : 0;
    else at = words[next + [...Array(digit + 1).keys()].filter(d => head >> d & 1).length - 1];
    if (at === 0) return '0:';
  }
  return words[at] & 1024 ? labels[words[at + 1]] : '0:';
}

let seed = 7;
const below = n => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 65536) % n; };
const drawn = tree => {
  if (tree.digits !== undefined) { const all = [...'0123456789'].filter((_, d) => tree.digits >> d & 1); return all[below(all.length)]; }
  if (tree.any) return drawn(tree.any[below(tree.any.length)]);
  if (tree.all) return tree.all.map(drawn).join('');
  return Array.from({ length: tree.least + below(tree.most - tree.least + 1) }, () => drawn(tree.part)).join('');
};

// What the metadata says itself, by the patterns as regular expressions.
const whole = (pattern, digits) => new RegExp(`^(?:${pattern})$`).test(digits);
const kinds = [1, 2, 3, 3, 1, 3, 3, 3, 1, 3];
function kind_by_patterns(plan, digits) {
  if (!whole(plan[2], digits) || !plan[3].includes(digits.length)) return '0';
  const found = [0, 1, 2, 3, 5, 6, 7, 9, 8, 4].find(i => plan[11]?.[i]?.[0] && (plan[11][i][1] ?? plan[3]).includes(digits.length) && whole(plan[11][i][0], digits));
  return found === undefined ? kUnassigned : String(kinds[found]);
}

test('the automaton has the numbers that the patterns have, of the same kind', () => {
  let asked = 0;
  for (const [code, regions] of Object.entries(metadata.country_calling_codes)) {
    const { start } = plans.find(plan => plan.code === Number(code));
    const shared = regions.map(region => metadata.countries[region]);
    for (const plan of shared) {
      const patterns = [plan[2], ...(plan[11] ?? []).filter(type => type && type[0]).map(([pattern]) => pattern)].map(parse_pattern);
      for (let i = 0; i < 120; ++i) {
        let digits = drawn(patterns[i % patterns.length]);
        if (i % 5 === 0) digits = digits.slice(0, -1);
        if (i % 7 === 0) digits = digits.slice(0, 2) + below(10) + digits.slice(3);
        if (!digits) continue;
        const wanted = shared.map(one => kind_by_patterns(one, digits)).filter(kind => kind !== '0');
        const kind = wanted.find(one => one !== kUnassigned) ?? wanted[0] ?? '0';
        assert.equal(label_of(start, digits).split(':')[0], kind, `+${code} ${digits}`);
        ++asked;
      }
    }
  }
  assert.ok(asked > 20000, `${asked} numbers`);
});

test('numbers are grouped as the library writes them', async () => {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max');
  let asked = 0;
  for (const [code, regions] of Object.entries(metadata.country_calling_codes)) {
    const { start } = plans.find(plan => plan.code === Number(code)), plan = metadata.countries[regions[0]];
    for (const type of (plan[11] ?? []).slice(0, 2).filter(one => one && one[0])) {
      const pattern = parse_pattern(type[0]);
      for (let i = 0; i < 12; ++i) {
        const digits = drawn(pattern), number = parsePhoneNumberFromString(`+${code}${digits}`);
        if (!number?.isValid() || number.nationalNumber !== digits) continue;
        const groups = label_of(start, digits).split(':')[1].split(' ').map(Number);
        let at = 0;
        const text = `+${code} ${groups.map(size => digits.slice(at, at += size)).join(' ')}`;
        assert.equal(text, number.formatInternational().replace(/[-.]/g, ' '), digits);
        ++asked;
      }
    }
  }
  assert.ok(asked > 2000, `${asked} numbers`);
});

test('what has no international form for sure is a service', () => {
  const france = plans.find(plan => plan.region === 'FR');
  for (const digits of ['800123467', '892353669', '806123457']) assert.equal(label_of(france.start, digits).split(':')[0], kService);
});

test('prefixes are those of the plans', () => {
  const of = region => plans.find(plan => plan.region === region);
  assert.deepEqual(of('FR').drops, ['0']);
  assert.deepEqual(of('ES').drops, []);
  assert.deepEqual(of('HU').drops, ['06']);
  assert.equal(of('VI').area, '340');
  assert.equal(of('VI').local_length, 7);
  assert.ok(of('US').abroad.includes('011'));
});

test('patterns are read, and others refused', () => {
  assert.deepEqual(lengths_of(parse_pattern('1(?:2[3-5]|\\d{2,3})?')), [1, 4]);
  assert.throws(() => parse_pattern('1+'));
  assert.throws(() => parse_pattern('(1'));
});
