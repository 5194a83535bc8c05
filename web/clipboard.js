// Puts a text on the clipboard, and the table that it is for those who take one. Whether that was done.

async function copy_to_clipboard(text, html) {
  try {
    if (html && self.ClipboardItem) {
      const part = (type, content) => new Blob([content], { type });
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': part('text/plain', text), 'text/html': part('text/html', html) })]);
    } else {
      await navigator.clipboard.writeText(text);
    }
    return true;
  } catch {
    return copy_by_event(text, html);
  }
}

// Where there is no such clipboard (a page of a plain http address) or it is refused: as an answer to the browser's own copy command.
function copy_by_event(text, html) {
  let done = false;
  const give = event => {
    event.preventDefault();
    event.clipboardData.setData('text/plain', text);
    if (html) event.clipboardData.setData('text/html', html);
    done = true;
  };
  document.addEventListener('copy', give, { once: true });
  try {
    document.execCommand('copy');
  } catch {
    done = false;
  }
  document.removeEventListener('copy', give);
  return done;
}
