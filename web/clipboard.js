// Puts a text on the clipboard, and the table that it is for those who take one. Whether that was done.

async function copy_to_clipboard(text, html) {
  if (copy_by_event(text, html)) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// As an answer to the browser's own copy command: also where pages have no clipboard (a plain http address), and the table goes as it is.
// navigator.clipboard would read it as a page first, and the policy refuses its styles.
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
    if (!document.execCommand('copy')) done = false;
  } catch {
    done = false;
  }
  document.removeEventListener('copy', give);
  return done;
}
