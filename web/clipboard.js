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

// Puts what is drawn in a part of the canvas on the clipboard, as a picture. Whether that was done. To be called in the task that has drawn
// it: afterwards the canvas may be empty. `place`: left, top, width and height in CSS pixels.
async function copy_picture(canvas, place) {
  const scale = canvas.width / canvas.clientWidth;
  const [left, top, width, height] = place.map(value => Math.round(value * scale));
  const picture = document.createElement('canvas');
  picture.width = Math.max(1, Math.min(width, canvas.width - left));
  picture.height = Math.max(1, Math.min(height, canvas.height - top));
  picture.getContext('2d').drawImage(canvas, left, top, picture.width, picture.height, 0, 0, picture.width, picture.height);
  try {
    const png = new Promise((resolve, reject) => picture.toBlob(blob => blob ? resolve(blob) : reject(new Error('no picture')), 'image/png'));
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
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
