// Records of a made-up company, from CSV bytes to golden records, in Chromium with the packaged file: node bench/browser.mjs [CUSTOMERS] [RUNS].
// Needs dist/jumelles.html and the release command line (JUMELLES_CLI or build/release/cli/jumelles).
// With files, node bench/browser.mjs FILE... [RUNS]: each alone, read and understood, one after the other; with --workbook matched and written, too.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { choose_files, launch, open_studio, root, temporary_folder } from '../tests/e2e/browser.mjs';

const given = process.argv.slice(2).filter(word => existsSync(word));
const numbers = process.argv.slice(2).filter(word => /^\d+$/.test(word));
const writes = given.length === 0 || process.argv.includes('--workbook');
const [runs = '3', customers = '61250'] = given.length > 0 ? numbers : [numbers[1], numbers[0]];  // 61250: about 100 000 records
const command = process.env.JUMELLES_CLI || join(root, 'build/release/cli/jumelles');
const { folder, remove } = temporary_folder();
const made = ['crm.csv', 'boutique.csv', 'facturation.json'].map(name => join(folder, name));  // as jumelles_speed takes them
if (given.length === 0) execFileSync(command, ['synth', '--customers', customers, '--seed', '1', '--out', folder], { stdio: 'ignore' });
const sets = given.length > 0 ? given.map(file => [file]) : [made];

const browser = await launch();
for (const files of Array.from({ length: +runs }, () => sets).flat()) {
  const { page, context } = await open_studio(browser, { mirror: false });
  await page.evaluate(() => {
    const { client } = jumelles;
    const add_file = client.add_file.bind(client);
    client.add_file = file => { self.began ??= performance.now(); add_file(file); };
    // When the last file has become a table: the first that is heard of what follows, a tenth of a second late at most.
    const take = client.take.bind(client);
    client.take = data => {
      for (const { event, task, phase } of (data.is === 'events' ? data.list : []).map(json => JSON.parse(json)))
        if (event === 'progress' && task === 'import') self.table = ['detect', 'read'].includes(phase) ? undefined : self.table ?? performance.now();
      take(data);
    };
  });
  await choose_files(page, files);
  const measured = await page.evaluate(async ({ count, writes }) => {
    const { client, heard, studio } = jumelles;
    const until = async done => { while (!done()) await new Promise(next => setTimeout(next, 5)); };
    await until(() => heard.summary?.sources.length === count && heard.summary.sources.every(source => source.state !== 'loading'));
    const read = performance.now();
    if (!writes) return { table_s: (self.table - began) / 1000, read_s: (read - began) / 1000, heap_bytes: client.memory };
    client.command('{"command":"run"}');
    await until(() => heard.summary.has_result);
    const matched = performance.now();
    const golden = await client.export_file('golden');
    const written = performance.now();
    const workbook = await client.export_file('xlsx');
    const workbook_written = performance.now();
    return {
      records: heard.summary.counts.record_count, customers: heard.summary.counts.group_count, read_s: (read - began) / 1000, run_s: (matched - read) / 1000,
      export_s: (written - matched) / 1000, all_s: (written - began) / 1000, golden_bytes: golden.size,
      workbook_s: (workbook_written - written) / 1000, workbook_bytes: workbook.size, heap_bytes: client.memory, frames: JSON.parse(studio.stats()),
    };
  }, { count: files.length, writes });
  measured.input_bytes = files.reduce((all, file) => all + statSync(file).size, 0);
  if (given.length > 0) measured.file = files[0];
  if (measured.records) measured.heap_bytes_per_record = Math.round(measured.heap_bytes / measured.records);
  console.log(JSON.stringify(measured, (key, value) => typeof value === 'number' ? Math.round(value * 1000) / 1000 : value));
  await context.close();
}
await browser.close();
remove();
