// Words and numbers of the plain page, as the studio writes them (ui/i18n/text.cpp).

const has_text = id => id in kText[language];
const is_french = () => language === 'fr';
const number = (value, decimals = 0) =>
  value.toLocaleString(is_french() ? 'fr-FR' : 'en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).replace('-', '\u2212');
const percent = (share, decimals = 0) => number(share * 100, decimals) + (is_french() ? '\u202f%' : '%');
const count_text = (id, count) => text(id + ((is_french() ? count < 2 : count === 1) ? '.one' : '.other'), number(count));
function bytes(count) {
  const units = is_french() ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB'];
  let power = 0;
  while (count >= 1000 && power < 3) { count /= 1000; power++; }
  return number(count, power && count < 10 ? 1 : 0) + '\u00a0' + units[power];
}
function duration(ms) {
  const unit = (value, name, decimals) => number(value, decimals) + '\u00a0' + name;
  if (ms < 999.5) return unit(ms, 'ms');
  if (ms < 59500) return unit(ms / 1000, 's', ms < 9995 ? 2 : 0);
  const seconds = Math.round(ms / 1000), minutes = Math.floor(seconds / 60);
  if (minutes < 60) return unit(minutes, 'min') + ' ' + unit(seconds % 60, 's');
  return unit(Math.floor(minutes / 60), 'h') + ' ' + unit(minutes % 60, 'min');
}
function error_text({ id, message, path, line, arguments: values = [] }) {
  const said = has_text('error.' + id) ? text('error.' + id, ...values) : message || id;
  return path && !said.includes(path) ? text('web.plain.of', line ? path + '\u00a0:' + line : path, said) : said;
}
const error_hint = ({ id, hint, arguments: values = [] }) => has_text('hint.' + id) ? text('hint.' + id, ...values) : hint || '';
function phase_text({ phase, task, subject }) {
  const said = text(has_text('phase.' + phase) ? 'phase.' + phase : 'task.' + task);
  return subject ? text('web.plain.of', subject, said) : said;
}
// Why nothing is linked, as in ui/panels/labels.cpp, but without what the most similar pair lacks.
function nothing_linked_text({ nothing_linked: { reason, weight_bits, probability, likely_pair_count, most_bits }, counts, link_type }) {
  const values = [counts.record_count, counts.candidate_pair_count].map(value => number(value));
  const title = reason === 'none' && link_type === 'link' ? 'nothing_linked.title_across' : 'nothing_linked.title.' + reason;
  const chance = probability < 0.00001 ? '\u2248\u00a00' : percent(probability, probability < 0.001 ? 3 : probability < 0.01 ? 2 : 1);
  return text('nothing_linked.sentence', text(title, values[0]),
    text('nothing_linked.' + reason, ...values, number(weight_bits, 1), chance, number(likely_pair_count), number(most_bits, 1)));
}
const kSeparators = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' };
const kEncodings = { 'utf-8': 'UTF-8', 'windows-1252': 'Windows-1252', 'iso-8859-15': 'ISO-8859-15', macintosh: 'Mac Roman', cp850: 'DOS (CP850)', 'utf-16le': 'UTF-16 LE', 'utf-16be': 'UTF-16 BE' };

// What would give this browser WebGL; Firefox is named to others only.
function webgl_advice() {
  const agent = navigator.userAgent;
  const browser = /Firefox\//.test(agent) ? 'firefox' : /Chrom(e|ium)\//.test(agent) ? 'chromium' : 'other';
  return [browser, ...(browser === 'chromium' ? ['try_firefox'] : []), 'desk', 'policy'].map(id => 'web.plain.advice.' + id);
}
