// The notices of what is inside this file (web/notices.mjs gathered them), over whatever page is shown. Needs nothing of the studio.

async function show_notices() {
  if (document.getElementById('notices')) return;
  const notices = JSON.parse(await payload('notices').text());
  const dialog = document.createElement('dialog');
  dialog.id = 'notices';
  dialog.setAttribute('aria-labelledby', 'notices-title');
  const add = (parent, tag, content = '') => {
    const node = parent.appendChild(document.createElement(tag));
    node.textContent = content;
    return node;
  };
  const head = add(dialog, 'header');
  add(head, 'h2', text('web.notices.title')).id = 'notices-title';
  const close = add(head, 'button', text('web.notices.close'));
  close.addEventListener('click', () => dialog.close());
  const body = add(dialog, 'div');
  body.tabIndex = 0;                       // scrolls by keys
  body.setAttribute('role', 'region');
  body.setAttribute('aria-labelledby', 'notices-title');
  add(body, 'p', text('web.notices.lead'));
  for (const { name, version, text: words } of notices) {
    add(body, 'h3', version ? name + ' ' + version : name);
    add(body, 'pre', words);
  }
  await show_dialog(dialog, body);
}
