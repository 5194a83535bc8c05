// Adds up ctest's JUnit reports: doctest programs and node:test files by their cases, anything else as one.
// Usage: node summary.mjs FAILED_STEPS REPORT.xml...; the last line is "N passed, N failed".
import { existsSync, readFileSync } from 'node:fs';

const [failed_steps, ...reports] = process.argv.slice(2);
let passed = 0;
let failed = Number(failed_steps);
let skipped = 0;
for (const report of reports.filter((path) => existsSync(path))) {
  const name = report.split('/').pop().replace('.xml', '');
  let here = 0;
  for (const [, attributes, body] of readFileSync(report, 'utf8').matchAll(/<testcase ([^>]*)>([\s\S]*?)<\/testcase>/g)) {
    const status = attributes.match(/status="(\w+)"/)?.[1];
    if (status === 'notrun' || status === 'disabled') {
      skipped += 1;
      continue;
    }
    const plain = body.replace(/(?:\u001b|&#x1b;|&#27;)?\[[0-9;]*m/g, '');
    const doctest = plain.match(/test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed/);
    const tap = plain.match(/^(?:#|ℹ) pass (\d+)[\s\S]*?^(?:#|ℹ) fail (\d+)/m);
    const counts = doctest ?? tap;
    const bad = counts ? Number(counts[2]) : 0;
    const good = counts ? Number(counts[1]) : Number(status === 'run');
    here += good;
    // A program that dies after its last case, or before its summary, has failed too.
    failed += status === 'fail' ? Math.max(bad, 1) : bad;
  }
  console.log(`${name}: ${here} passed`);
  passed += here;
}
if (skipped) console.log(`${skipped} programs not run`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
