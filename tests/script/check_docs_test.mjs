import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { check } from '../../script/check_docs.mjs';
import { component_table } from '../../web/notices.mjs';

// A small repository whose documentation says what is so.
const clean = {
  'README.md': '# Product\n\n[Guide](docs/guide.en.md#to-begin), [a page](https://example.org/x)\n',
  'engine/CMakeLists.txt': 'jumelles_module(core)\njumelles_module(text DEPENDS core)\n',
  'engine/README.md': '| module | does | may include |\n|---|---|---|\n| `core` | nouns | – |\n| `text` | folding | core |\n',
  'engine/core/attribute.cpp': 'constexpr Info kInfos[] = {{.type = T::kCity, .id = "city", .icon = "map-pin"}};\n',
  'engine/block/key_transform.cpp': '{T::kFirst3, "first_3", false, "MARTIN", "MAR"},\n',
  'engine/compare/comparator.cpp': '{"date",\n {{"same_year", T::kYear, 0, .03, false}}},\n',
  'engine/linking/structure.cpp': 'return {kQuestion, "few_inside", source, {{"records", n}}};\n',
  'engine/survive/rules.cpp': '{"longest", false, false, true},\n',
  'engine/document/fields.h': 'visit("threshold", x.threshold, setting());\n',
  'ui/i18n/en.json': '{"action.run": "Match", "filter": "To check {0}", "one": "{0}: one record per customer"}\n',
  'ui/i18n/fr.json': '{"action.run": "Rapprocher", "filter": "\u00c0 v\u00e9rifier\u00a0{0}", "one": "{0}\u00a0: un seul"}\n',
  'ui/i18n/web.en.json': '{"web.skip": "Turn on access"}\n',
  'ui/i18n/web.fr.json': '{"web.skip": "Activer l\u2019acc\u00e8s"}\n',
  'docs/guide.en.md': '# Guide\n\n## To begin\n\nPress **Match**, look at **To check**, or **Turn on access**. **one record per customer**.\n\n![Rules](screens/rules-en-1440.png)\n',
  'docs/guide.fr.md': "# Guide\n\n## Pour commencer\n\n**Rapprocher**, **\u00c0 v\u00e9rifier**, **Activer l'acc\u00e8s**, **un seul**.\n",
  'docs/screens/rules-en-1440.png': '',
  'docs/screens/rules-fr-1440.png': '',
  'docs/project.md': '`threshold`, `city`, `first_3`, `date`, `same_year`, `longest`, `few_inside`, `records`\n',
  'docs/extending.md': 'Write `kFirst3` into `engine/block/key_transform.cpp`. Told by *every transform gives\nits key*.\n',
  'docs/architecture.md': 'See `block/key_transform.cpp`.\n',
  'docs/dependencies.md': component_table().map(({ name }) => `| ${name} | 1 |\n`).join(''),
  'docs/cli.md': '', 'bench/README.md': '',
  'cli/main.cpp': '', 'web/page.js': '',
  'tests/block/block_test.cpp': 'TEST_CASE("every transform gives its key") {}\n',
};

function problems_of(changes) {
  const root = mkdtempSync(join(tmpdir(), 'docs-'));
  try {
    for (const [path, text] of Object.entries({ ...clean, ...changes })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return check(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('the documentation check accepts what is so', () => assert.deepEqual(problems_of({}), []));

const refused = {
  'a link to nothing': [{ 'README.md': '\n[x](docs/none.md)\n' }, /README\.md:2: links to docs\/none\.md/],
  'a link to a heading that is not there': [{ 'README.md': '[x](docs/guide.en.md#to-end)\n' }, /links to #to-end/],
  'a bold word that no screen has': [{ 'docs/guide.en.md': clean['docs/guide.en.md'].replace('**Match**', '**Start**') }, /guide\.en\.md:5: "Start" is no text/],
  'a bold word of the other language': [{ 'docs/guide.fr.md': clean['docs/guide.fr.md'].replace('**Rapprocher**', '**Match**') }, /"Match" is no text/],
  'a heading that one guide lacks': [{ 'docs/guide.fr.md': `${clean['docs/guide.fr.md']}\n## Plus\n` }, /headings differ .*\(3 and 2/],
  'a heading of another level': [{ 'docs/guide.fr.md': clean['docs/guide.fr.md'].replace('## Pour', '### Pour') }, /headings differ .*first at number 2/],
  'a picture of the other language': [{ 'docs/guide.en.md': clean['docs/guide.en.md'].replace('rules-en', 'rules-fr') }, /of another language/],
  'a path that is not there': [{ 'docs/architecture.md': '`block/none.h`\n' }, /names block\/none\.h/],
  'a path of a list that is not there': [{ 'docs/cli.md': '`ui/i18n/{fr,de}.json`\n' }, /names ui\/i18n\/de\.json/],
  'a module with another list than the build has': [{ 'engine/CMakeLists.txt': 'jumelles_module(core)\njumelles_module(text)\n' }, /text may include: core/],
  'a module without a row': [{ 'engine/CMakeLists.txt': `${clean['engine/CMakeLists.txt']}jumelles_module(block)\n` }, /the module block has no row/],
  'a row without a module': [{ 'engine/CMakeLists.txt': 'jumelles_module(core)\n' }, /text is no module/],
  'a field that is not explained': [{ 'engine/document/fields.h': 'visit("seed", x.seed); visit("threshold", x.threshold);\n' }, /the field `seed`/],
  'a level that is not explained': [{ 'engine/compare/comparator.cpp': '{{"date", {{"one_slip", T::k}}},\n' }, /the comparator or level `one_slip`/],
  'an answer that is not explained': [{ 'engine/linking/structure.cpp': 'return "few_inside"; return "used";\n' }, /the answer or figure `used`/],
  'a table of ids that is not found': [{ 'engine/survive/rules.cpp': '\n' }, /no survivorship rule that the check can read/],
  'a test that does not exist': [{ 'docs/extending.md': '*no such test*\n' }, /there is no test "no such test"/],
  'a component of the built file without a row': [{ 'docs/dependencies.md': clean['docs/dependencies.md'].replace('| musl |', '| musk |') }, /has no row for musl/],
  'a name that the code does not have': [{ 'docs/extending.md': 'See `no_such_name`.\n' }, /the code has no no_such_name/],
};
for (const [name, [changes, expected]] of Object.entries(refused)) {
  test(`the documentation check refuses ${name}`, () => {
    const problems = problems_of(changes);
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.match(problems[0], expected);
  });
}
