const LINE_END = /<br\s*\/?>|<\/(?:p|div|li|tr|h[1-6])>/gi;
const TAG = /<[^<>]*>/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** The text of the simple HTML that editors of notes make, in linear time. Text without tags stays as it is. */
export function plainText(html: string): string {
  if (!html.includes('<')) return html;
  const text = html.replace(LINE_END, '\n').replace(TAG, '');
  return text
    .replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
