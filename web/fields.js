// Text fields: real inputs in the mirror, exactly over those that the studio draws, transparent and in its font. What is typed, by whatever
// keyboard, is the browser's: composition, selection, clipboard, undo. The studio is told the text, and gets the keys that end the typing.
// They are there, and take the pointer, also while nothing else is mirrored.

const is_studio_field = node => node?.classList?.contains('field') ?? false;

class TextFields {
  constructor(studio, canvas, wake) {
    this.studio = studio;
    this.canvas = canvas;
    this.wake = wake;
    this.home = null;             // where the focus was before a field had it
    this.fonts = false;
  }

  make(node) {
    this.load_fonts();
    Object.assign(node, { type: 'text', className: 'field', autocomplete: 'off', spellcheck: false, ahead: false });
    for (const [name, value] of [['autocapitalize', 'off'], ['autocorrect', 'off'], ['data-1p-ignore', ''], ['data-lpignore', 'true'], ['data-form-type', 'other']]) node.setAttribute(name, value);
    const tell = (what, value = '') => {
      this.studio.field(node.dataset.key, what, value);
      this.wake();
    };
    node.addEventListener('input', () => {
      node.ahead = true;          // until the studio has drawn what was typed
      tell('input', node.value);
    });
    node.addEventListener('focus', event => {
      if (node.entered) return;
      node.entered = true;
      if (!is_studio_field(event.relatedTarget)) this.home = event.relatedTarget;
      tell('focus');
    });
    node.addEventListener('blur', event => {
      if (document.activeElement === node) return;                 // the window has lost the focus, the field has not
      node.entered = false;
      tell('blur', event.relatedTarget?.dataset?.key ?? '');
    });
    return node;
  }

  // The studio's own fonts: the same letters whether it draws them or the browser does.
  load_fonts() {
    if (this.fonts) return;
    this.fonts = true;
    for (const strong of [false, true]) {
      const face = new FontFace('Studio', this.studio.font(strong).slice(), { weight: strong ? '600' : '400' });
      face.load().then(() => document.fonts.add(face), () => {});  // else the system's letters do
    }
  }

  tell(node, item) {
    const { field, rect: [x, y, width, height] } = item;
    const [cx, cy, cw, ch] = field.clip;
    Object.assign(node.style, {
      font: `${field.strong ? 600 : 400} ${field.font_px}px/${height}px Studio, system-ui, sans-serif`, color: field.color, caretColor: field.color, textAlign: field.at_right ? 'right' : '',
      padding: `0 ${field.right}px 0 ${field.left}px`, pointerEvents: field.covered ? 'none' : '',
      clipPath: `inset(${Math.max(0, cy - y)}px ${Math.max(0, x + width - cx - cw)}px ${Math.max(0, y + height - cy - ch)}px ${Math.max(0, cx - x)}px)`,
    });
    node.placeholder = field.placeholder;
    node.enterKeyHint = item.role === 'searchbox' ? 'search' : 'done';
    node.setAttribute('aria-label', item.name);
    if (item.role === 'searchbox') node.setAttribute('role', 'searchbox');
    if (field.active) node.setAttribute('aria-activedescendant', 'mirror-' + field.active);
    else node.removeAttribute('aria-activedescendant');
    // What is typed is ahead of what was drawn; setting a text forgets what could be undone.
    const value = item.value || '';
    if (!node.ahead && node.value !== value) node.value = value;
  }

  // What was typed has been drawn.
  frame_drawn(nodes) {
    for (const node of nodes) if (is_studio_field(node)) node.ahead = false;
  }

  focus(node) {
    if (!node || document.activeElement === node) return;          // what has been typed since stays
    node.focus({ preventScroll: true });
    node.select();
  }

  // Back to where the focus was, else to what keeps it.
  leave(otherwise) {
    if (!is_studio_field(document.activeElement)) return;
    const home = this.home;
    (home?.isConnected && home !== document.body ? home : otherwise).focus({ preventScroll: true });
    if (is_studio_field(document.activeElement)) document.activeElement.blur();
  }
}
