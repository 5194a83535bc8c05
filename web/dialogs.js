// Questions over whatever page is shown, in HTML: read by screen readers, left by Escape, and the focus goes back to where it was.

// Shows `dialog`; done when it is closed, with its return value. What happens in it is not for the page under it, which listens everywhere.
function show_dialog(dialog, first) {
  for (const type of ['keydown', 'keyup', 'dragover', 'drop', 'paste']) dialog.addEventListener(type, event => event.stopPropagation());
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  first.focus();
  return new Promise(done => dialog.addEventListener('close', () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
    else element('mirror').focus();
    done(dialog.returnValue);
  }));
}

// A question: its title, what it is about, other elements, and buttons as [value, label]; the first one is what Enter does. Gives the value of the
// button that was pressed, '' where none was.
function ask(title, words, content, buttons, first) {
  const dialog = document.createElement('dialog');
  dialog.className = 'question';
  const add = (parent, tag, said, id) => {
    const node = parent.appendChild(document.createElement(tag));
    node.textContent = said;
    if (id) node.id = id;
    return node;
  };
  add(dialog, 'h2', title, 'question-title');
  add(dialog, 'p', words, 'question-words');
  dialog.setAttribute('aria-labelledby', 'question-title');
  dialog.setAttribute('aria-describedby', 'question-words');
  dialog.append(...content);
  const row = add(dialog, 'div', '');
  row.className = 'actions';
  const nodes = buttons.map(([value, label]) => {
    const node = add(row, 'button', label);
    node.type = 'button';
    node.addEventListener('click', () => dialog.close(value));
    return node;
  });
  nodes[0].className = 'primary';
  return show_dialog(dialog, first ?? nodes[0]);
}

// A text of one line; null where nothing was answered.
async function ask_text(title, words, label, value, done) {
  const input = document.createElement('input');
  input.type = 'text';
  input.id = 'question-text';
  input.value = value;
  input.maxLength = 200;
  input.autocomplete = 'off';
  input.spellcheck = false;
  const name = document.createElement('label');
  name.htmlFor = input.id;
  name.textContent = label;
  input.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.isComposing) input.closest('dialog').close('yes');
  });
  input.addEventListener('focus', () => input.select(), { once: true });
  const answer = await ask(title, words, [name, input], [['yes', done], ['', text('web.dialog.cancel')]], input);
  return answer === 'yes' ? input.value.trim() : null;
}

// Yes or no; what is safe comes first.
async function ask_whether(title, words, yes, no) {
  return await ask(title, words, [], [['', no], ['yes', yes]]) === 'yes';
}
