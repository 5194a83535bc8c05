// Words and numbers of the plain page: as the studio writes them, and advice that fits the browser.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';

const read = path => readFileSync(fileURLToPath(new URL('../../' + path, import.meta.url)), 'utf8');
const texts_of = language => ({ ...JSON.parse(read(`ui/i18n/${language}.json`)), ...JSON.parse(read(`ui/i18n/web.${language}.json`)) });
const kText = { fr: texts_of('fr'), en: texts_of('en') };

const page = (language, userAgent = '') => runInNewContext(`
  let language = '${language}';
  ${/^const is_singular[^]*?;\nconst text = [^]*?;$/m.exec(read('web/host.js'))[0]}
  ${read('web/words.js')}
  ({ number, percent, bytes, duration, count_text, error_text, error_hint, phase_text, nothing_linked_text, webgl_advice });`, { kText, navigator: { userAgent } });
const fr = page('fr'), en = page('en');

test('numbers are written as in the studio', () => {
  assert.deepEqual([fr.number(12400), fr.percent(0.985, 1), fr.percent(1)], ['12\u202f400', '98,5\u202f%', '100\u202f%']);
  assert.deepEqual([en.number(12400), en.percent(0.985, 1), en.percent(1)], ['12,400', '98.5%', '100%']);
  assert.deepEqual([999, 1000, 9960, 96e6, 2.5e9].map(fr.bytes), ['999\u00a0o', '1,0\u00a0ko', '10,0\u00a0ko', '96\u00a0Mo', '2,5\u00a0Go']);
  assert.deepEqual([41, 840, 5000, 12000, 59600, 72000, 4320000].map(fr.duration),
    ['41\u00a0ms', '840\u00a0ms', '5,00\u00a0s', '12\u00a0s', '1\u00a0min 0\u00a0s', '1\u00a0min 12\u00a0s', '1\u00a0h 12\u00a0min']);
  assert.equal(en.bytes(1e6), '1.0\u00a0MB');
});

test('one is counted as one, and none by the language', () => {
  assert.deepEqual([0, 1, 2].map(n => fr.count_text('requests', n)), ['0 requête', '1 requête', '2 requêtes']);
  assert.deepEqual([0, 1, 2].map(n => en.count_text('requests', n)), ['0 requests', '1 request', '2 requests']);
});

test('an error is said in the language with its place, else in the words of the engine', () => {
  assert.equal(en.error_text({ id: 'file.empty', message: 'x', path: 'a.csv' }), 'a.csv: ' + kText.en['error.file.empty']);
  assert.equal(fr.error_text({ id: 'file.empty', path: 'a.csv', line: 7 }), 'a.csv\u00a0:7\u00a0: ' + kText.fr['error.file.empty']);
  assert.ok(fr.error_hint({ id: 'file.too_large', arguments: ['grand.csv', '9'] }).includes('jumelles auto grand.csv'));
  assert.ok(fr.error_text({ id: 'file.too_large', arguments: ['grand.csv', '9'] }).includes('9'));
  assert.deepEqual([fr.error_text({ id: 'new.one', message: 'Said by the engine.', path: '' }), fr.error_hint({ id: 'new.one', hint: 'Do this.' })], ['Said by the engine.', 'Do this.']);
});

test('a phase is named, with its file; an unknown one by its task', () => {
  assert.equal(fr.phase_text({ phase: 'read', task: 'import', subject: 'a.csv' }), 'a.csv\u00a0: ' + kText.fr['phase.read']);
  assert.equal(en.phase_text({ phase: 'new.one', task: 'run', subject: '' }), kText.en['task.run']);
});

test('why nothing is linked is said in a sentence, as in the studio', () => {
  const summary = (reason, more = {}) => ({
    nothing_linked: { reason, weight_bits: -10.04, probability: 0.00095, likely_pair_count: 4, most_bits: -1.9 },
    counts: { record_count: 1000, candidate_pair_count: 3074 }, link_type: 'dedupe', ...more,
  });
  assert.equal(en.nothing_linked_text(summary('none')),
    'No duplicates found in 1,000 records: 3,074 pairs were compared; the most similar one weighs \u221210.0\u00a0bits, a probability of 0.095%.');
  assert.match(fr.nothing_linked_text(summary('none')), /^Aucun doublon trouvé dans 1\u202f000 enregistrements\u00a0: 3\u202f074 paires comparées/);
  assert.match(en.nothing_linked_text(summary('none', { link_type: 'link' })), /^No matches found between the sources, in 1,000 records: /);
  assert.match(en.nothing_linked_text(summary('threshold')), /4 are likelier the same than not, the best with a probability of 0\.095%/);
  assert.match(en.nothing_linked_text(summary('cannot_tell')), /\u22121\.9\u00a0bits/);
  for (const reason of ['none', 'threshold', 'apart', 'cannot_tell', 'no_shared_key', 'no_pair'])
    for (const page of [fr, en]) assert.doesNotMatch(page.nothing_linked_text(summary(reason)), /[{}]/, reason);
});

test('the command line has words for every answer that the studio has', () => {
  const command_line = new Set([...read('cli/structure_report.cpp').matchAll(/^    \{"\w+", "(\w+)", "/gm)].map(([, answer]) => answer));
  const studio = [...read('ui/panels/rules_structure.cpp').matchAll(/^    \{"(\w+)", "structure\.(\w+)", (?:true|false)\},$/gm)];
  assert.ok(studio.length > 20);
  // Whether there are duplicates is told there by the counts, or by why nothing is linked.
  const own = studio.filter(([, , headline]) => !headline.includes('twice')).map(([, answer]) => answer);
  assert.deepEqual([...command_line].sort(), own.sort());
  const engine = new Set(['engine/linking/structure.cpp', 'engine/assessing/choices.cpp'].flatMap(file => [...read(file).matchAll(/"(\w+)"/g)].map(([, word]) => word)));
  for (const [, answer] of studio) assert.ok(engine.has(answer), `${answer} is no answer of the engine`);
});

test('the advice on WebGL fits the browser, and names none to itself', () => {
  const agents = {
    firefox: 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
    chromium: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0',
    other: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15',
  };
  const names = { firefox: /Firefox/, chromium: /Chrome|Edge|Chromium/, other: /Safari/ };
  for (const [browser, agent] of Object.entries(agents)) {
    const ids = page('fr', agent).webgl_advice();
    assert.equal(ids[0], 'web.plain.advice.' + browser);
    for (const language of ['fr', 'en']) assert.doesNotMatch(ids.map(id => kText[language][id]).join(), names[browser], browser);
    assert.ok(ids.length >= 3);
  }
});
