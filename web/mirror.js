// The studio's semantics as DOM elements of real roles over the canvas, so that screen readers can use it and tests can say
// getByRole('button', {name: 'Importer'}). Real pointer events pass through to the studio; a click without a pointer
// (screen reader, keyboard, script) becomes an activation.

const kMirrorEveryMs = 100;
const kTags = { button: 'button', paragraph: 'p', combobox: 'select', slider: 'input' };
// What holds elements of a role: assistive technology looks for it, and tells their number.
const kHolders = { tab: 'tablist', radio: 'radiogroup', option: 'listbox', listitem: 'list', menuitem: 'menu', sortheader: 'row' };
const kNamed = ['tab', 'radio', 'switch', 'option', 'menuitem'];             // what they hold is their name
const tag_of = item => item.field ? 'input' : item.role === 'heading' ? 'h' + (item.level || 2) : kTags[item.role] || 'div';

// The items in their order, those that follow each other and belong together in a holder named after the heading above. Rows and cells
// are drawn among other controls, not within each other: an operable one is a button, others are items of a list, or alone a group. Headers
// that sort are the row of a table, and tell which way.
function arranged(items) {
  const out = [], seen = new Map();
  let heading = '';
  for (const item of items) {
    const is_part = ['row', 'cell', 'columnheader'].includes(item.role);
    const role = item.state?.sort ? 'sortheader' : !is_part ? item.role : item.action ? 'button' : 'listitem';
    const path = role === 'option' ? '' : item.key.slice(0, item.key.lastIndexOf('/')), last = out.at(-1);
    const one = role === item.role || role === 'sortheader' ? item : { ...item, role, drawn_as: item.role };
    if (role === 'heading') heading = item.name;
    if (!kHolders[role]) out.push(one);
    else if (last?.items && last.role === kHolders[role] && last.path === path) last.items.push(one);
    else out.push({ role: kHolders[role], path, heading, is_part: is_part && role !== 'sortheader', items: [one] });
  }
  return out.map(entry => {
    if (!entry.items) return entry;
    if (entry.is_part && entry.items.length === 1) return { ...entry.items[0], role: 'group' };
    const name = `${entry.role} ${entry.path}`, times = seen.get(name) || 0;
    seen.set(name, times + 1);
    return { ...entry, name: `${name} ${times}` };
  });
}

class Mirror {
  constructor(root, canvas, studio, wake) {
    this.root = root;
    root.hidden = false;                                            // text fields are always there
    root.classList.add('fields-only');
    this.fields = new TextFields(studio, canvas, wake);
    root.tabIndex = -1;                                             // keeps the focus when nothing else can
    this.canvas = canvas;
    this.studio = studio;
    this.wake = wake;
    this.nodes = new Map();
    this.holders = new Map();
    this.shown = '';
    this.timer = 0;
    this.on = false;
    this.last = 0;
    root.addEventListener('click', event => {
      if (event.detail !== 0 && event.pointerType !== '') return;   // a real pointer: the canvas has seen it
      const key = event.target.dataset.key;
      if (key === undefined || is_studio_field(event.target)) return;
      studio.activate(key, '');
      wake();
    });
    // A menu is walked by arrows; what it was opened on has the focus again when it is gone.
    root.addEventListener('keydown', event => {
      if (event.target.getAttribute('role') !== 'menuitem' || event.ctrlKey || event.altKey || event.metaKey) return;
      const all = [...root.querySelectorAll('[role=menuitem]')], at = all.indexOf(event.target);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
      if (to !== undefined) all.at(to % all.length).focus({ preventScroll: true });
      else if (event.key !== 'Tab') return;
      event.preventDefault();
      event.stopPropagation();
    });
    // Tabs, switches, rows: elements without keys of their own answer as buttons do.
    root.addEventListener('keydown', event => {
      if (event.target.localName !== 'div' || !['Enter', ' '].includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      if (event.repeat || event.target.tabIndex < 0) return;
      studio.activate(event.target.dataset.key, '');
      wake();
    });
    // Native lists and sliders answer to keys and to assistive technology; a real pointer is the canvas's.
    root.addEventListener('mousedown', event => {
      if ((event.target.localName === 'select' || event.target.localName === 'input') && !is_studio_field(event.target)) event.preventDefault();
    });
    for (const [name, tag] of [['change', 'select'], ['input', 'input']])
      root.addEventListener(name, event => {
        if (event.target.localName !== tag || is_studio_field(event.target)) return;
        studio.activate(event.target.dataset.key, event.target.value);
        wake();
      });
  }

  enable() {
    this.on = true;
    this.root.classList.remove('fields-only');
    // Everything is in the mirror now.
    this.canvas.tabIndex = -1;
    this.canvas.setAttribute('aria-hidden', 'true');
    this.update();
    this.root.querySelector('[tabindex]')?.focus();
  }

  // After each frame: at once when the last update is long ago, else when things have come to rest.
  frame_drawn() {
    this.fields.frame_drawn(this.nodes.values());
    if (this.timer) return;
    const due = Math.max(0, this.last + kMirrorEveryMs - performance.now());
    this.timer = setTimeout(() => { this.timer = 0; this.update(); }, due);
  }

  update() {
    this.last = performance.now();
    const json = this.on ? this.studio.semantics() : this.studio.fields();
    if (json === this.shown) return;
    this.shown = json;
    const items = new Map();
    for (const item of JSON.parse(json)) if (!items.has(item.key)) items.set(item.key, item);
    const lost = this.lost_focus(items);
    const focused = this.root.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    for (const [key, node] of this.nodes)
      if (!items.has(key)) { node.remove(); this.nodes.delete(key); }
    const entries = arranged(items.values()), holders = new Set(entries.map(({ items, name }) => items && name));
    this.put(this.root, entries.map(entry => entry.items ? this.hold(entry) : this.place(entry)));
    for (const [name, node] of this.holders)
      if (!holders.has(name)) { node.remove(); this.holders.delete(name); }
    if (this.follow_menu(focused)) return;
    if (lost) this.pass_on_focus(lost);
    else if (focused !== undefined && document.activeElement !== this.nodes.get(focused)) this.nodes.get(focused).focus({ preventScroll: true });
  }

  // Whether the focus went to a menu that has opened, or back from one that is gone.
  follow_menu(focused) {
    const first = this.root.querySelector('[role=menuitem]');
    if (first && this.menu_home === undefined) {
      this.menu_home = focused ?? '';
      first.focus({ preventScroll: true });
      return true;
    }
    if (first || this.menu_home === undefined) return false;
    const home = this.nodes.get(this.menu_home);
    this.menu_home = undefined;
    home?.focus({ preventScroll: true });
    return home !== undefined;
  }

  // Only what is new or out of order moves: an element that moves loses the focus.
  put(parent, nodes) {
    let before = null;
    for (const node of nodes) {
      const expected = before ? before.nextSibling : parent.firstChild;
      if (node !== expected) parent.insertBefore(node, expected);
      before = node;
    }
  }

  hold({ name, role, heading, items }) {
    let node = this.holders.get(name);
    if (!node) {
      node = document.createElement('div');
      node.setAttribute('role', role === 'row' ? 'table' : role);
      if (role === 'row') node.appendChild(document.createElement('div')).setAttribute('role', 'row');
      this.holders.set(name, node);
    }
    if (heading) node.setAttribute('aria-label', heading);
    this.put(role === 'row' ? node.firstChild : node, items.map(item => this.place(item)));
    return node;
  }

  in_order() { return [...this.root.querySelectorAll('[data-key]')]; }

  // What is typed goes there from now on; it may have been drawn a moment ago.
  focus_field(key) {
    this.update();
    this.fields.focus(this.nodes.get(key));
  }

  leave_field() { this.fields.leave(this.on ? this.root : this.canvas); }

  // The element that has the focus and is about to go: what it was and where.
  lost_focus(items) {
    const node = document.activeElement;
    if (node === this.root || !this.root.contains(node) || items.has(node.dataset.key)) return null;
    return { role: node.getAttribute('role'), tag: node.localName, at: this.in_order().indexOf(node) };
  }

  // Its focus goes to the nearest element of its kind, else to the tab of the screen: never to one that answers to keys in its own way.
  pass_on_focus({ role, tag, at }) {
    let heir = this.root.querySelector('[role=tab][aria-selected=true]') || this.root, nearest = Infinity;
    this.in_order().forEach((node, i) => {
      const alike = node.tabIndex === 0 && node.localName === tag && node.getAttribute('role') === role;
      if (alike && Math.abs(i - at) < nearest) { heir = node; nearest = Math.abs(i - at); }
    });
    heir.focus({ preventScroll: true });
  }

  place(item) {
    let node = this.nodes.get(item.key);
    const tag = tag_of(item);
    if (!node || node.localName !== tag || is_studio_field(node) !== !!item.field) {
      if (node) node.remove();
      node = document.createElement(tag);
      if (item.field) this.fields.make(node);
      node.dataset.key = item.key;
      this.nodes.set(item.key, node);
      node.told = '';
    }
    const told = JSON.stringify(item);
    if (told === node.told && !item.field) return node;
    node.told = told;
    this.tell(node, tag, item);
    const [x, y, width, height] = item.rect;
    node.style.left = x + 'px';
    node.style.top = y + 'px';
    node.style.width = Math.max(1, width) + 'px';
    node.style.height = Math.max(1, height) + 'px';
    return node;
  }

  tell(node, tag, item) {
    if (item.field) {
      node.tabIndex = this.on ? 0 : -1;                             // else the studio walks to it
      this.fields.tell(node, item);
      return;
    }
    if (item.role === 'option') node.id = 'mirror-' + item.key;
    const state = item.state || {};
    const set = (name, value) => value === undefined ? node.removeAttribute(name) : node.setAttribute(name, value);
    if (tag === 'div') node.setAttribute('role', item.role);
    if (item.role === 'status') node.setAttribute('aria-live', 'off');       // what has ended is said by the page, once
    if (item.role === 'progressbar') node.setAttribute('aria-valuenow', item.value);
    if (tag === 'p' || tag[0] === 'h') {
      node.textContent = item.value ? item.name + ' ' + item.value : item.name;
      return;
    }
    set('aria-label', item.name);
    set('aria-checked', state.checked);
    set('aria-selected', ['tab', 'option'].includes(item.role) ? !!state.selected : undefined);
    set('aria-current', !['tab', 'option'].includes(item.role) && state.selected ? true : undefined);
    set('aria-disabled', state.disabled ? true : undefined);
    set('aria-sort', state.sort);
    set('aria-haspopup', state.menu && (tag === 'button' || item.role === 'button') ? 'menu' : undefined);
    if (state.menu) node.dataset.menu = '';
    else delete node.dataset.menu;
    if (tag === 'select') {
      const choices = item.choices || [];
      node.replaceChildren(...choices.map(choice => new Option(choice.text, choice.id, false, choice.text === item.value)));
      if (!choices.some(choice => choice.text === item.value)) node.prepend(new Option(item.value || '', '', true, true));
    } else if (tag === 'input') {
      const [minimum, maximum, number] = item.range || [0, 1, 0];
      node.type = 'range';
      node.min = minimum;
      node.max = maximum;
      node.step = 'any';
      if (document.activeElement !== node || +node.value !== number) node.value = number;
      set('aria-valuetext', item.value);
    } else if (state.sort) {
      node.textContent = item.name;                                 // a header is told by what stands in it
      set('aria-description', item.value);
    } else if (tag === 'div' && item.value && !kNamed.includes(item.role)) {
      node.textContent = item.value;
      if (item.drawn_as !== 'cell') set('aria-description', item.value);
    } else {
      node.textContent = '';
      set('aria-description', item.value);
    }
    if (item.action) node.tabIndex = 0;
    else node.removeAttribute('tabindex');
  }
}
