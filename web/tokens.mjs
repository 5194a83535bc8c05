// The studio's colors (ui/theme.cpp) as custom properties of the page around it: var(--accent). As the system says, unless the page names a
// theme (data-theme of the root).
export function token_css(theme_source) {
  const rows = [...theme_source.matchAll(/Row\{"([\w-]+)", 0x(\w{6}), 0x(\w{6})\}/g)];
  if (rows.length === 0) throw new Error('ui/theme.cpp has no rows of colors');
  const theme = (name, column) => `{ color-scheme: ${name}; ${rows.map(row => `--${row[1]}: #${row[column].toLowerCase()};`).join(' ')} }`;
  return [
    `:root ${theme('light', 2)}`,
    `@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) ${theme('dark', 3)} }`,
    `:root[data-theme=dark] ${theme('dark', 3)}`,
  ].join('\n') + '\n';
}

// What of `style` is drawn with a color that is no token, or a token that there is not. Black behind a dialog is a shade, not a color.
export function colors_astray(style, tokens) {
  const known = new Set([...tokens.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
  const unknown = [...style.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name).filter(name => !known.has(name));
  const declared = [...style.matchAll(/\{([^{}]*)\}/g)].map(([, content]) => content).join(';');
  const raw = [...declared.matchAll(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\([^)]*\)|[:\s](?:white|black|gray|red)\b(?!-)/gi)].map(([color]) => color);
  return [...unknown, ...raw.filter(color => color !== 'rgb(0 0 0 / 50%)')];
}
