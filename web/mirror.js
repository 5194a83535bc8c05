// The studio's semantics as DOM elements of real roles over the canvas, so that screen readers can use it and tests can say
// getByRole('button', {name: 'Importer'}). Real pointer events pass through to the studio; a click without a pointer
// (screen reader, keyboard, script) becomes an activation.

const kMirrorEveryMs = 100;
const kTags = { button: 'button', heading: 'h2', paragraph: 'p', link: 'button', textbox: 'div' };
const kRoles = { chart: 'img', combo: 'combobox', tab: 'tab', text: null };

class Mirror {
  constructor(root, studio, wake) {
    this.root = root;
    this.studio = studio;
    this.wake = wake;
    this.nodes = new Map();
    this.shown = '';
    this.timer = 0;
    this.on = false;
    this.last = 0;
    root.addEventListener('click', event => {
      if (event.detail !== 0 && event.pointerType !== '') return;   // a real pointer: the canvas has seen it
      const key = event.target.dataset.key;
      if (key === undefined) return;
      studio.activate(key, '');
      wake();
    });
    root.addEventListener('keydown', event => {
      const node = event.target;
      if (node.getAttribute('role') !== 'slider') return;
      const step = { ArrowLeft: 'decrease', ArrowDown: 'decrease', ArrowRight: 'increase', ArrowUp: 'increase' }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      studio.activate(node.dataset.key, step);
      wake();
    });
  }

  enable() {
    this.on = true;
    this.root.hidden = false;
    this.update();
  }

  // After each frame: at once when the last update is long ago, else when things have come to rest.
  frame_drawn() {
    if (!this.on || this.timer) return;
    const due = Math.max(0, this.last + kMirrorEveryMs - performance.now());
    this.timer = setTimeout(() => { this.timer = 0; this.update(); }, due);
  }

  update() {
    this.last = performance.now();
    const json = this.studio.semantics();
    if (json === this.shown) return;
    this.shown = json;
    const seen = new Set();
    let before = null;
    for (const item of JSON.parse(json)) {
      if (seen.has(item.key)) continue;
      seen.add(item.key);
      const node = this.place(item);
      const expected = before ? before.nextSibling : this.root.firstChild;
      if (node !== expected) this.root.insertBefore(node, expected);
      before = node;
    }
    for (const [key, node] of this.nodes)
      if (!seen.has(key)) { node.remove(); this.nodes.delete(key); }
  }

  place(item) {
    let node = this.nodes.get(item.key);
    const tag = kTags[item.role] || 'div';
    if (!node || node.localName !== tag) {
      if (node) node.remove();
      node = document.createElement(tag);
      node.dataset.key = item.key;
      this.nodes.set(item.key, node);
      node.told = '';
    }
    const told = JSON.stringify(item);
    if (told === node.told) return node;
    node.told = told;
    const role = item.role in kRoles ? kRoles[item.role] : item.role;
    if (tag === 'div' && role) node.setAttribute('role', role);
    if (item.role === 'link') node.setAttribute('role', 'link');
    if (tag === 'h2' || tag === 'p') node.textContent = item.value ? item.name + ' ' + item.value : item.name;
    else {
      node.setAttribute('aria-label', item.name);
      node.textContent = tag === 'div' && role !== 'img' && role !== 'slider' ? item.value || '' : '';
      if (role === 'slider') { node.setAttribute('aria-valuetext', item.value || ''); node.setAttribute('aria-valuenow', parseFloat(item.value) || 0); }
    }
    const state = item.state || {};
    const flag = (name, value) => value === undefined ? node.removeAttribute(name) : node.setAttribute(name, value);
    flag('aria-checked', state.checked);
    flag('aria-selected', state.selected);
    flag('aria-expanded', state.expanded);
    flag('aria-disabled', state.disabled ? true : undefined);
    flag('aria-pressed', state.pressed);
    if (item.action || role === 'slider') node.tabIndex = 0;
    else node.removeAttribute('tabindex');
    const [x, y, width, height] = item.rect;
    node.style.left = x + 'px';
    node.style.top = y + 'px';
    node.style.width = Math.max(1, width) + 'px';
    node.style.height = Math.max(1, height) + 'px';
    return node;
  }
}
