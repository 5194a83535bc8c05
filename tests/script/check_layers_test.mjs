import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { benchmark_words, check } from '../../script/check_layers.mjs';

const table = 'jumelles_module(core)\njumelles_module(text DEPENDS core LIBS utf8proc)\njumelles_module(block DEPENDS core text)\njumelles_module(protocol DEPENDS core)\n';

function problems_of(files) {
  const root = mkdtempSync(join(tmpdir(), 'layers-'));
  try {
    for (const [path, text] of Object.entries({ 'engine/CMakeLists.txt': table, ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return check(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const refused = {
  'an include against the table': ['engine/text/a.cpp', '#include "block/rule.h"\n', /text includes block\/rule\.h/],
  'an include that does not start at the engine folder': ['engine/text/a.cpp', '#include "fold.h"\n', /text includes fold\.h/],
  'utf8proc outside text': ['engine/block/a.cpp', '#include <utf8proc.h>\n', /utf8proc\.h in block/],
  'JSON outside a json file': ['engine/core/a.cpp', '#include <nlohmann/json.hpp>\n', /outside a \*_json\.cpp/],
  'a qualified logarithm': ['engine/block/a.cpp', '\ndouble f(double x) { return std::log(x); }\n', /a\.cpp:2: std::log: a transcendental/],
  'a bare power': ['engine/block/a.cpp', 'double f(double x) { return pow(x, 2); }\n', /pow: a transcendental/],
  'a global logarithm': ['engine/block/a.cpp', 'double f(double x) { return ::log2(x); }\n', /log2: a transcendental/],
  'log2 without the header of ours': ['engine/block/a.cpp', 'double f(double x) { return log2(x); }\n', /without core\/math\.h/],
  'std::hash': ['engine/core/a.cpp', 'auto h = std::hash<int>{}(1);\n', /differs between standard libraries/],
  'a distribution': ['engine/core/a.cpp', 'std::uniform_int_distribution<int> d;\n', /differs between standard libraries/],
  'what the web build lacks': ['engine/core/a.cpp', 'auto b = std::bit_cast<int>(1.0f);\n', /oldest supported Emscripten/],
  'a clock': ['engine/core/a.cpp', 'auto t = std::chrono::steady_clock::now();\n', /a clock/],
  'a file': ['engine/core/a.cpp', 'std::ifstream in("x");\n', /a file/],
  'a platform condition in the engine': ['engine/core/a.cpp', '#ifdef __EMSCRIPTEN__\n#endif\n', /a platform condition/],
  'a platform condition in the interface': ['ui/app/a.cpp', '#ifdef _WIN32\n#endif\n', /a platform condition/],
  'ImGui in the engine': ['engine/core/a.cpp', '#include "imgui.h"\n', /belongs to the web or the interface/],
  'ImGui in a panel': ['ui/panels/a.cpp', '#include "imgui.h"\n', /outside ui\/widgets/],
  'an engine stage in the interface': ['ui/panels/a.cpp', '#include "block/rule.h"\n', /the interface includes block\/rule\.h/],
  'Emscripten in a panel': ['ui/panels/a.cpp', '#include <emscripten.h>\n', /belongs into ui\/platform/],
  'the name of a benchmark set': ['engine/core/a.cpp', 'const char* kName = "Febrl4";\n', /names the benchmark set Febrl/],
  'a header without a guard': ['engine/core/a.h', 'int x;\n', /no #pragma once/],
  'a module that is not in the table': ['engine/other/a.cpp', '#include "core/a.h"\n', /other is not in the table/],
};
for (const [name, [path, text, expected]] of Object.entries(refused)) {
  test(`the layering test refuses ${name}`, () => {
    const problems = problems_of({ [path]: text });
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.match(problems[0], expected);
  });
}

test('the layering test accepts what the table allows', () => {
  assert.deepEqual(problems_of({
    'engine/core/math.cpp': '#include <cmath>\ndouble log2(double x) { return std::log2(x); }\n',
    'engine/core/a_json.cpp': '#include <nlohmann/json.hpp>\n',
    'engine/text/a.cpp': '#include <utf8proc.h>\n#include "core/result.h"\n#include "text/fold.h"\n',
    'engine/block/model.h': '#pragma once\n#include "core/math.h"\n',
    'engine/block/b.cpp': '#include "block/model.h"\ndouble f(double x) { return log2(x); }\n',
    'engine/block/a.cpp': '#include "core/math.h"\n// std::log(x) and __EMSCRIPTEN__ in a comment\nconst char* t = "pow(2)";\ndouble f(double x) { return log2(x) + jumelles::exp2(x) + catalog(x); }\n',
    'ui/widgets/a.cpp': '#include "imgui.h"\n#include "protocol/protocol.h"\n',
    'ui/panels/a.cpp': '#include "widgets/button.h"\n',
  }), []);
});

test('the layering test refuses a table that points back', () => {
  assert.match(problems_of({ 'engine/CMakeLists.txt': 'jumelles_module(core DEPENDS text)\njumelles_module(text)\n' })[0], /core depends on text/);
});

test('the layering test refuses names and uncommon headers of the benchmark sets that are there', () => {
  const root = mkdtempSync(join(tmpdir(), 'layers-'));
  const files = {
    'data/orchard_40/trees.csv': 'tree_no,given_name,graft_reg_id,by\n1,a,b,c\n',
    'data/orchard_40/truth.csv': 'id,cluster_id\n',
    'engine/CMakeLists.txt': table,
    'engine/core/a.cpp': 'const char* a = "Tree No";\nconst char* b = "graft reg";\nconst char* c = "by";\nconst char* d = "orchard_40.csv";\n',
    'engine/core/b.cpp': '// tree_no in a comment\nconst char* a = "given_name";\nconst char* b = "BY";\nconst char* c = "cluster_id";\nconst char* d = "tree";\n',
    'ui/panels/a.cpp': 'const char* a = "tree_no";\n',
  };
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const problems = check(root, benchmark_words(join(root, 'data')));
    assert.deepEqual(problems.map((problem) => problem.split(': ')[0]).sort(),
      ['engine/core/a.cpp:1', 'engine/core/a.cpp:2', 'engine/core/a.cpp:3', 'engine/core/a.cpp:4', 'ui/panels/a.cpp:1']);
    assert.equal(benchmark_words(join(root, 'nowhere')).headers.size, 0);
  } finally {
    rmSync(root, { recursive: true });
  }
});
