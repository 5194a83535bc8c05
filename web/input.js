// Pointer, wheel, keyboard and size of the canvas, handed to the studio in CSS pixels. Shortcuts go by logical letter; what the
// studio does not take is left to the browser.

const kModifiers = { ctrl: 1, shift: 2, alt: 4, meta: 8, repeated: 16 };

function modifiers_of(event) {
  const alt_graph = event.getModifierState && event.getModifierState('AltGraph');
  return (event.ctrlKey && !alt_graph ? kModifiers.ctrl : 0) | (event.shiftKey ? kModifiers.shift : 0) |
    (event.altKey && !alt_graph ? kModifiers.alt : 0) | (event.metaKey ? kModifiers.meta : 0) | (event.repeat ? kModifiers.repeated : 0);
}

function connect_input(app, canvas, studio, mirror, wake, carry_out) {
  const pointer = (name, act) => app.addEventListener(name, event => {
    act(event);
    wake();
  });
  // A text field answers to the pointer itself: selecting is the browser's.
  pointer('pointermove', event => studio.pointer_move(event.clientX, event.clientY, event.pointerType === 'touch'));
  pointer('pointerdown', event => {
    if (is_studio_field(event.target)) return studio.pointer_move(event.clientX, event.clientY, event.pointerType === 'touch');
    canvas.setPointerCapture(event.pointerId);
    if (!mirror.on) canvas.focus({ preventScroll: true });
    studio.pointer_move(event.clientX, event.clientY, event.pointerType === 'touch');
    studio.pointer_down(event.button);
  });
  pointer('pointerup', event => {
    studio.pointer_move(event.clientX, event.clientY, event.pointerType === 'touch');
    if (!is_studio_field(event.target)) studio.pointer_up(event.button);
  });
  pointer('pointercancel', event => studio.pointer_up(event.button));
  pointer('pointerleave', () => studio.pointer_leave());
  app.addEventListener('contextmenu', event => { if (!is_studio_field(event.target)) event.preventDefault(); });
  app.addEventListener('wheel', event => {
    if (event.ctrlKey) return;                       // the browser's own zoom
    const scale = [1 / 100, 1 / 3, 80][event.deltaMode];
    event.preventDefault();
    studio.wheel(-event.deltaX * scale, -event.deltaY * scale);
    wake();
  }, { passive: false });

  // Tab stays with the browser (which walks the mirror once that is on) unless the canvas has the focus; Escape, then Tab, leaves it.
  let leaving = false;
  const is_for_browser = event => {
    const shortcut = event.ctrlKey || event.metaKey || event.altKey;
    // Whether Ctrl is held is for the studio to know, wherever it was pressed.
    if (['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return false;
    if (is_studio_field(event.target)) return event.key === 'Tab' && mirror.on;
    if (event.key === 'Tab') return mirror.on || leaving || document.activeElement !== canvas;
    if (event.target.id === 'skip') return !shortcut;
    // A mirrored element answers to its own keys.
    if (event.target.dataset?.key === undefined || shortcut) return false;
    if (event.key === 'Enter' || event.key === ' ') return true;
    if (event.target.type === 'range') return /^(Arrow|Page|Home|End)/.test(event.key);
    return ['select', 'input'].includes(event.target.localName) && event.key !== 'Escape';
  };
  // Arrows that walk a list leave the focus where it is: from then on the keys for menus are for what they lead to.
  let walked = false;
  for (const name of ['focusin', 'pointerdown']) addEventListener(name, () => { walked = false; });
  const key = down => event => {
    if (event.isComposing || event.key === 'Process' || event.key === 'Dead') return;
    const browsers = is_for_browser(event);
    if (down && event.key !== 'Shift') leaving = event.key === 'Escape';
    if (browsers) return;
    // What has the focus here is asked for its menu or its copy; else it is for what is current in the studio.
    const asked = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey) ? 'menu' : (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c' ? 'copy' : '';
    if (down && asked && !walked && event.target.dataset?.menu !== undefined && !event.altKey && !(asked === 'copy' && event.shiftKey)) {
      studio.activate(event.target.dataset.key, asked);
      event.preventDefault();
      return wake();
    }
    if (down && event.key === 'Tab' && is_studio_field(event.target)) canvas.focus({ preventScroll: true });  // the studio goes on from the field
    if (studio.key(event.key, down, modifiers_of(event))) {
      if (event.key.startsWith('Arrow')) walked = true;
      event.preventDefault();
      carry_out();                    // a text field that it leads to has the focus before the next key
    }
    wake();
  };
  addEventListener('keydown', key(true));
  addEventListener('keyup', key(false));
  addEventListener('blur', () => { studio.focus(false); wake(); });
  addEventListener('focus', () => { studio.focus(true); wake(); });

  const resize = (width, height, exact) => {
    const ratio = devicePixelRatio || 1;
    // Under emulated scales the exact box is in CSS pixels: trusted only when it agrees with the product.
    const fit = (css, box) => box && Math.abs(box - css * ratio) <= 2 ? box : Math.round(css * ratio);
    studio.resize(width, height, fit(width, exact && exact[0]), fit(height, exact && exact[1]), ratio);
    wake();
  };
  const observer = new ResizeObserver(([entry]) => {
    const box = entry.devicePixelContentBoxSize && entry.devicePixelContentBoxSize[0];
    resize(entry.contentRect.width, entry.contentRect.height, box && [box.inlineSize, box.blockSize]);
  });
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch (unsupported) {
    observer.observe(canvas);
  }
  // A change of scale alone (another screen, browser zoom) does not always change the box.
  const watch_ratio = () => matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
    resize(canvas.clientWidth, canvas.clientHeight);
    watch_ratio();
  }, { once: true });
  watch_ratio();
  resize(canvas.clientWidth, canvas.clientHeight);
}

// Files and folders dropped anywhere in the window, or chosen. take_files(files, handle_of, problems).
function connect_files(input, studio, take_files, wake) {
  addEventListener('dragover', event => {
    if (is_studio_field(event.target) && ![...event.dataTransfer.items].some(({ kind }) => kind === 'file')) return;
    event.preventDefault();
    studio.hover_files(event.dataTransfer.items.length);
    wake();
  });
  addEventListener('dragleave', event => {
    if (event.relatedTarget) return;
    studio.hover_files(0);
    wake();
  });
  addEventListener('drop', event => {
    if (is_studio_field(event.target) && event.dataTransfer.files.length === 0) return void studio.hover_files(0);  // a text that is dragged into it
    event.preventDefault();
    studio.hover_files(0);
    files_of_drop(things_of_drop(event.dataTransfer)).then(({ files, handles, problems }) => take_files(files, file => handles.get(file), problems));
    wake();
  });
  input.addEventListener('change', () => {
    take_files([...input.files]);
    input.value = '';
  });
}
