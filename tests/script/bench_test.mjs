// The benchmark page is what the kept results say, and a bench without sets says so.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bench = (...parameters) => execFileSync('python3', [join(root, 'bench/bench.py'), ...parameters], { encoding: 'utf8' });

function folder(run) {
  const path = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    run(path);
  } finally {
    rmSync(path, { recursive: true });
  }
}

test('docs/benchmarks.md is what the kept results say', () => {
  folder((path) => {
    bench('docs', '--to', join(path, 'page.md'));
    assert.equal(readFileSync(join(path, 'page.md'), 'utf8'), readFileSync(join(root, 'docs/benchmarks.md'), 'utf8'));
  });
});

test('a result that hit the time limit is told, and the highest F1 of a row is bold', () => {
  folder((path) => {
    mkdirSync(join(path, 'results'));
    const common = {
      set: 'customers', records: 9, status: 'done', date: '2026-01-01 10:00', commit: 'abc', threads: 2, load: 0.5, time_limit_s: 600, wall_s: 1, cpu_s: 1, peak_mb: 7,
      machine: { processor: 'p', cores: 2, system: 's', python: '3' }, again: 'script/bench', f1: 0.75, precision: 0.8, recall: 0.7, b3_f1: 0.9, exact_groups: 1, true_groups: 2,
      largest_group: 3, largest_true_group: 2, best_closed_f1: 0.8, best_pairs_f1: 0.7,
    };
    const late = { ...common, tool: 'dedupe', status: 'time limit' };
    delete late.f1;
    writeFileSync(join(path, 'results/jumelles.jsonl'), `${JSON.stringify({ ...common, tool: 'jumelles', settings: 'none' })}\n`);
    writeFileSync(join(path, 'results/splink.jsonl'), `${JSON.stringify({ ...common, tool: 'splink', f1: 0.625, settings: 'published: a page' })}\n`);
    writeFileSync(join(path, 'results/dedupe.jsonl'), `${JSON.stringify(late)}\n`);
    bench('docs', '--results', join(path, 'results'), '--to', join(path, 'page.md'));
    const page = readFileSync(join(path, 'page.md'), 'utf8');
    assert.match(page, /\| customers \| 9 \| \*\*0\.7500\*\* \| 0\.6250 \* \| time limit \(600 s\) \|/);
  });
});

test('without a folder of sets there is nothing to measure', () => {
  folder((path) => {
    assert.match(bench('quality', '--data', path), /nothing to measure/);
  });
});
