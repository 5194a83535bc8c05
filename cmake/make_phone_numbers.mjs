// Writes the table that cmake/generated/phone_numbers.h declares: the numbering plans of all countries, their patterns turned into one
// minimal automaton that all of them share.
// Usage: node make_phone_numbers.mjs METADATA.json OUTPUT.cpp
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

// ---- patterns: digits, \d, [2-7], alternatives, groups, {n,m} and ?

// { digits: mask } | { all: [...] } | { any: [...] } | { part, least, most }; groups that capture have `group: true`.
export function parse_pattern(text) {
  let at = 0;
  const fail = () => { throw new Error(`unreadable pattern ${text} at ${at}`); };
  const alternatives = () => {
    const any = [sequence()];
    while (text[at] === '|') { ++at; any.push(sequence()); }
    return any.length === 1 ? any[0] : { any };
  };
  const sequence = () => {
    const all = [];
    while (at < text.length && text[at] !== '|' && text[at] !== ')') all.push(repeated(item()));
    return { all };
  };
  const repeated = part => {
    const found = /^(?:(\?)|\{(\d+)(?:,(\d+))?\})/.exec(text.slice(at));
    if (!found) return part;
    at += found[0].length;
    const least = found[1] ? 0 : Number(found[2]);
    return { part, least, most: found[1] ? 1 : Number(found[3] ?? found[2]) };
  };
  const item = () => {
    if (text[at] === '(') {
      const group = text.slice(at, at + 3) !== '(?:';
      at += group ? 1 : 3;
      const inside = alternatives();
      if (text[at++] !== ')') fail();
      return group ? { all: [inside], group: true } : inside;
    }
    if (text.startsWith('\\d', at)) { at += 2; return { digits: 1023 }; }
    if (text[at] === '[') {
      const end = text.indexOf(']', at);
      const inside = text.slice(at + 1, end).replace(/\\d/g, '0-9');
      at = end + 1;
      let digits = 0;
      for (const [, low, high] of inside.matchAll(/(\d)(?:-(\d))?/g))
        for (let d = Number(low); d <= Number(high ?? low); ++d) digits |= 1 << d;
      return { digits };
    }
    if (text[at] >= '0' && text[at] <= '9') return { digits: 1 << Number(text[at++]) };
    return fail();
  };
  const tree = alternatives();
  if (at !== text.length) fail();
  return tree;
}

export function lengths_of(tree) {
  if (tree.digits !== undefined) return [1, 1];
  if (tree.any) { const all = tree.any.map(lengths_of); return [Math.min(...all.map(([low]) => low)), Math.max(...all.map(([, high]) => high))]; }
  if (tree.all) return tree.all.map(lengths_of).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  const [low, high] = lengths_of(tree.part);
  return [low * tree.least, high * tree.most];
}

// Every text that a pattern matches, or null where there are more than a few.
function texts_of(tree, limit = 64) {
  const cross = (heads, tails) => heads.length * tails.length > limit ? null : heads.flatMap(head => tails.map(tail => head + tail));
  if (tree.digits !== undefined) return [...'0123456789'].filter((_, d) => tree.digits >> d & 1);
  if (tree.any) {
    const all = tree.any.map(one => texts_of(one, limit));
    return all.includes(null) || all.flat().length > limit ? null : all.flat();
  }
  if (tree.all) return tree.all.reduce((heads, one) => { const tails = heads && texts_of(one, limit); return tails && cross(heads, tails); }, ['']);
  const once = texts_of(tree.part, limit);
  let all = once && [], now = [''];
  for (let times = 0; all && now && times <= tree.most; ++times) {
    if (times >= tree.least) all.push(...now);
    now = times < tree.most ? cross(now, once) : now;
  }
  return now && all;
}

// ---- automata

// States of all patterns of one plan side by side: moves[state] is a list of [digits, state], jumps are free.
function make_machine() {
  const moves = [], jumps = [];
  const state = () => { moves.push([]); jumps.push([]); return moves.length - 1; };
  const build = (tree, from) => {
    if (tree.digits !== undefined) { const to = state(); moves[from].push([tree.digits, to]); return to; }
    if (tree.any) { const to = state(); for (const one of tree.any) jumps[build(one, from)].push(to); return to; }
    if (tree.all) return tree.all.reduce((at, one) => build(one, at), from);
    let at = from;
    for (let i = 0; i < tree.least; ++i) at = build(tree.part, at);
    const ends = [at];
    for (let i = tree.least; i < tree.most; ++i) ends.push(at = build(tree.part, at));
    const to = state();
    for (const end of ends) jumps[end].push(to);
    return to;
  };
  const closed = states => {
    const seen = new Set(states), left = [...states];
    while (left.length) for (const to of jumps[left.pop()]) if (!seen.has(to)) { seen.add(to); left.push(to); }
    return [...seen].sort((a, b) => a - b);
  };
  const step = (states, digit) => closed(states.flatMap(s => moves[s].filter(([digits]) => digits >> digit & 1).map(([, to]) => to)));
  return { state, build, closed, step, moves };
}

// What types of numbers are to who reads them: places in the metadata's list of types, and the kind (PhoneKind) of each.
const kTypes = ['fixed', 'mobile', 'toll_free', 'premium', 'personal', 'voicemail', 'uan', 'pager', 'voip', 'shared'];
const kCallable = 1, kMobile = 2, kService = 3, kUnassigned = 4;
const kind_of = matched => {
  if (matched.has('fixed')) return kCallable;
  if (matched.has('mobile')) return kMobile;
  if (['toll_free', 'premium', 'shared', 'uan', 'voicemail', 'pager'].some(type => matched.has(type))) return kService;
  return matched.has('voip') || matched.has('personal') ? kCallable : kUnassigned;
};

// Groups of digits, as far to the left as each may take.
function sizes_of(format, length) {
  const groups = format.all.map(lengths_of);
  const sizes = [];
  let left = length;
  for (const [i, [, most]] of groups.entries()) {
    const behind = groups.slice(i + 1).reduce((sum, [least]) => sum + least, 0);
    sizes.push(Math.min(most, left - behind));
    left -= sizes[i];
  }
  return sizes;
}

const kEnds = 1024, kRuns = 2048;

// All plans as one automaton: [{ region, code, start, ... }], words, labels.
export function pack(metadata) {
  const words = [0, 0], states = new Map([['0', 0]]), labels = new Map([['0:', 0]]);
  const label_of = (kind, sizes) => {
    const key = `${kind}:${sizes.join(' ')}`;
    if (!labels.has(key)) labels.set(key, labels.size);
    return labels.get(key);
  };
  // How a state is written: cmake/generated/phone_numbers.h.
  const written = (label, targets) => {
    if (!label && targets.every(to => to === 0)) return 0;
    const key = `${label},${targets}`;
    if (states.has(key)) return states.get(key);
    const alive = [...new Set(targets.filter(to => to !== 0))];
    let digits = 0;
    const list = [];
    for (const [d, to] of targets.entries())
      if (alive.length === 1 ? to !== 0 : d === 0 || to !== targets[d - 1]) { digits |= 1 << d; if (alive.length > 1) list.push(to); }
    if (alive.length === 1) list.push(alive[0]);
    const at = words.length;
    words.push(digits | (label ? kEnds : 0) | (alive.length > 1 ? kRuns : 0), ...(label ? [label] : []), ...list);
    states.set(key, at);
    return at;
  };

  // Of the plans that share a calling code: which of them has a number makes no difference to how it is read and written.
  function start_of(shared) {
    const machine = make_machine(), root = machine.state(), ends = new Map(), starts = [];
    const watch = (pattern, name) => {
      const from = machine.state(), to = machine.build(pattern, from);
      ends.set(to, [...ends.get(to) ?? [], name]);
      starts.push(from);
    };
    for (const [r, plan] of shared.entries()) watch(parse_pattern(plan[2]), `${r} general`);
    const general_end = machine.moves.length;            // their states: without any of them no number is left
    for (const [r, plan] of shared.entries())
      for (const [i, type] of (plan[11] ?? []).entries()) if (type && type[0]) watch(parse_pattern(type[0]), `${r} ${kTypes[i]}`);
    const [main] = shared;
    const formats = (main[4] || []).filter(format => format[5] !== 'NA').map(format => ({ tree: parse_pattern(format[0]), leading: format[2] ?? [] }));
    for (const [i, { tree, leading }] of formats.entries()) {
      watch(tree, `format ${i}`);
      if (!leading.length) continue;
      watch(parse_pattern(leading.at(-1)), `leading ${i}`);
      for (const [end, names] of ends) if (names.includes(`leading ${i}`)) machine.moves[end].push([1023, end]);
    }
    const memo = new Map();
    const visit = (set, depth) => {
      const key = `${depth}:${set}`;
      if (memo.has(key)) return memo.get(key);
      let at = 0;
      if (set.some(s => s > root && s < general_end)) {
        const names = new Set(set.flatMap(s => ends.get(s) ?? []));
        let label = 0;
        const kinds = shared.map((plan, r) => names.has(`${r} general`) && plan[3].includes(depth)
          ? kind_of(new Set(kTypes.filter((type, i) => names.has(`${r} ${type}`) && (plan[11][i][1] ?? plan[3]).includes(depth)))) : 0).filter(Boolean);
        if (kinds.length) {
          const format = formats.findIndex(({ leading }, i) => names.has(`format ${i}`) && (!leading.length || names.has(`leading ${i}`)));
          label = label_of(kinds.find(kind => kind !== kUnassigned) ?? kUnassigned, format < 0 ? [depth] : sizes_of(formats[format].tree, depth));
        }
        const targets = [];
        for (let d = 0; d < 10; ++d) targets.push(depth < 17 ? visit(machine.step(set, d), depth + 1) : 0);
        at = written(label, targets);
      }
      memo.set(key, at);
      return at;
    };
    return visit(machine.closed([root, ...starts]), 0);
  }

  const plans = [];
  for (const [code, regions] of Object.entries(metadata.country_calling_codes)) {
    const shared = regions.map(region => metadata.countries[region]);
    const start = start_of(shared);
    for (const [r, region] of regions.entries()) plans.push({ region, code: Number(code), start, ...prefixes_of(region, shared[r]) });
  }
  for (const [code, plan] of Object.entries(metadata.nonGeographic)) plans.push({ region: '', code: Number(code), start: start_of([plan]), ...prefixes_of('', plan) });
  return { plans, words, labels: [...labels.keys()] };
}

// What stands in front of a number inside its country: texts that are dropped, and the area that a local number of so many digits
// leaves out ("[2-9]\d{6}" of the Virgin Islands: 340). Argentina's 15 is read by phone_numbers.cpp.
function prefixes_of(region, plan) {
  const rule = plan[7] || plan[5] || '', transform = plan[8] || '';
  const local = /^\((\[[^\]]*\]|\d)\\d\{(\d+)\}\)\$\|?(.*)$/.exec(rule);
  const area = local && /^(\d+)\$1$/.exec(transform);
  // Codes of carriers by the hundred are dialed, and written in no list.
  const drops_from = text => {
    if (!text || region === 'AR') return text ? ['0'] : [];
    const tree = parse_pattern(text.replace(/\(\\d\{10,11\}\)/g, ''));
    const parts = (tree.any ?? [tree]).flatMap(one => texts_of(one) ?? []);
    return [...new Set(parts.filter(Boolean))].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  };
  const plain = region === 'GA' ? '0' : region === 'JP' ? '0|003768|0037680' : area ? local[3] : rule;
  const drops = drops_from(plain);
  const abroad = texts_of(parse_pattern(plan[1] || '00'), 24) ?? [];
  const first = area ? parse_pattern(local[1]).all[0].digits : 0;
  return { drops, abroad: abroad.filter(text => text !== '00'), local_first: first, local_length: area ? 1 + Number(local[2]) : 0, area: area ? area[1] : '' };
}

// ---- C++

function write(metadata, output) {
  const { plans, words, labels } = pack(metadata);
  if (words.length > 65535 || labels.length > 65535) throw new Error(`the automaton is too large: ${words.length} words, ${labels.length} labels`);
  plans.sort((a, b) => a.code - b.code);               // stable: the main country of a code stays first
  const texts = new Map([['', 0]]);
  let pool = '\0';
  const text_at = list => {
    const key = list.join(' ');
    if (!texts.has(key)) { texts.set(key, pool.length); pool += key + '\0'; }
    return texts.get(key);
  };
  const rows = plans.map(p => `{"${p.region}",${p.code},${p.start},${text_at(p.drops)},${text_at(p.abroad)},${text_at(p.area ? [p.area] : [])},${p.local_first},${p.local_length}}`);
  const lines = [];
  for (let at = 0; at < words.length; at += 24) lines.push(words.slice(at, at + 24).join(','));
  const label_rows = labels.map(label => {
    const [kind, sizes] = label.split(':');
    const list = sizes ? sizes.split(' ').map(Number) : [];
    if (list.length > 5) throw new Error(`too many groups: ${label}`);
    return `{${kind},{${[...list, 0, 0, 0, 0, 0].slice(0, 5)}}}`;
  });
  const quoted = pool.replace(/\0$/, '').split('\0').map(part => `"${part}\\0"`).join('\n    ');
  writeFileSync(output, `// Written by cmake/make_phone_numbers.mjs. Do not edit.
#include "generated/phone_numbers.h"

namespace jumelles::generated {
const PhonePlan kPhonePlans[] = {
${rows.join(',\n')}};
const uint32_t kPhonePlanCount = ${plans.length};
const PhoneLabel kPhoneLabels[] = {
${label_rows.join(',\n')}};
const uint16_t kPhoneStates[] = {
${lines.join(',\n')}};
const char kPhoneTexts[] =
    ${quoted};
}  // namespace jumelles::generated
`);
  return { words: words.length, labels: labels.length, texts: pool.length, plans: plans.length };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [source, output] = process.argv.slice(2);
  const size = write(JSON.parse(readFileSync(source, 'utf8')), output);
  if (process.env.VERBOSE) console.log(size);
}
