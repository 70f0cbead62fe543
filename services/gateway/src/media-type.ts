/** The media type of a Content-Type header, in lower case and without parameters; empty when there is none. */
export function mediaType(header: string | readonly string[] | undefined): string {
  const text = typeof header === 'string' ? header : (header?.[0] ?? '');
  return (text.split(';')[0] ?? '').trim().toLowerCase();
}
