// How long an audit takes in Chromium with the packaged file: node bench/browser_audit.mjs [CUSTOMERS]. Before matching, which standardizes the
// records on the way; after it; then rows filtered by what is found, and cells looked at. Needs dist/jumelles.html and the release command line.
import { open_with_extracts, run, say } from './browser_asking.mjs';

const [customers = '612500'] = process.argv.slice(2);          // 612500: about a million records
const { page, ask, close } = await open_with_extracts(customers);

// Asks until the answer is whole.
const whole = async query => {
  const began = performance.now();
  for (;;) {
    const answer = await ask(query);
    if (answer.state !== 'counting') return { answer, ms: performance.now() - began, last_ms: answer.ms };
    await page.waitForTimeout(20);
  }
};
const audit = { query: 'audit', language: 'fr' };
const { record_count } = (await whole(audit)).answer;
// The studio asks for it by itself once files are read, and it is counted from there.
await page.waitForFunction(() => ended.some(([name]) => name === 'audit'));
const time_of = task => page.evaluate(task => ended.findLast(([name]) => name === task)[1], task);
console.log(`${record_count} records: audit before matching, with standardizing: ${Math.round(await time_of('audit') - await time_of('import'))} ms`);
const began = performance.now();
await run(page);
console.log(`matching: ${Math.round(performance.now() - began)} ms`);
console.log(`after matching, what the result adds: ${Math.round((await whole(audit)).ms)} ms`);
await page.evaluate(() => jumelles.client.command('{"command":"set_column_type","source":"crm","column":"civilite","type":"ignored"}'));
const again = await whole(audit);
console.log(`audit of changed columns, with standardizing: ${Math.round(again.ms)} ms`);

const times = { cell: [], facet: [], two: [] };
const { attributes, findings } = again.answer;
for (const { key } of attributes) times.cell.push((await whole({ query: 'audit_cell', source: 0, attribute: key, language: 'fr' })).ms);
const rows = filters => ({ query: 'audit_rows', filters, first: 0, count: 64 });
const of_finding = id => ({ kind: 'finding', attribute: '', value: id, from: 0, to: 0 });
for (const { id } of findings) {
  times.facet.push((await whole(rows([of_finding(id)]))).ms);
  times.two.push((await whole(rows([of_finding(id), { kind: 'missing', attribute: attributes[0].key, value: '', from: 0, to: 0 }]))).ms);
}
say('a cell looked at', times.cell);
say('records of a finding', times.facet);
say('records of a finding, without a value besides', times.two);
await close();
