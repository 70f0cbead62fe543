/** What a list of names comes to where there is room for a few: `ticket.*, reply.created +3`. */
export function shortList(names: readonly string[], shown = 2): string {
  const rest = names.length - shown;
  const first = names.slice(0, shown).join(', ');
  return rest > 0 ? `${first} +${rest}` : first;
}

/** A URL where there is little room: without its scheme, and of its query only that there is one. */
export function shortUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null) return text;
  const path = url.pathname === '/' && url.search === '' ? '' : url.pathname;
  return `${url.host}${path}${url.search === '' ? '' : '?…'}`;
}
