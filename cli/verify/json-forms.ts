/** How programs write JSON: what of it differs from one library to the next. */
interface Style {
  readonly name: string;
  readonly comma: string;
  readonly colon: string;
  /** What each level is indented by; null: all on one line. */
  readonly indent: string | null;
}

const STYLES: readonly Style[] = [
  { name: 'compact JSON', comma: ',', colon: ':', indent: null },
  {
    name: 'JSON with blanks after commas and colons, as Python writes it',
    comma: ', ',
    colon: ': ',
    indent: null,
  },
  { name: 'JSON indented by two blanks', comma: ',', colon: ': ', indent: '  ' },
  { name: 'JSON indented by four blanks', comma: ',', colon: ': ', indent: '    ' },
  { name: 'JSON indented by tabs', comma: ',', colon: ': ', indent: '\t' },
];

/** One way to write the same value. */
export interface JsonForm {
  readonly name: string;
  readonly text: string;
}

/** Every way in which usual libraries write this value: styles, escaped slashes (PHP) and characters (PHP, Python), sorted keys. */
export function jsonForms(value: unknown): readonly JsonForm[] {
  return STYLES.flatMap((style) =>
    [false, true].flatMap((sorted) =>
      [false, true].flatMap((slashes) =>
        [false, true].map((ascii) => ({
          name: [
            style.name,
            ...(sorted ? ['keys sorted'] : []),
            ...(slashes ? ['slashes escaped'] : []),
            ...(ascii ? ['other characters than ASCII escaped'] : []),
          ].join(', '),
          text: written(value, { ...style, sorted, slashes, ascii }, ''),
        })),
      ),
    ),
  );
}

interface Writing extends Style {
  readonly sorted: boolean;
  readonly slashes: boolean;
  readonly ascii: boolean;
}

function written(value: unknown, writing: Writing, indent: string): string {
  if (Array.isArray(value))
    return enclosed(
      '[',
      ']',
      value.map((one) => written(one, writing, indent + (writing.indent ?? ''))),
      writing,
      indent,
    );
  if (typeof value !== 'object' || value === null) return text(value, writing);
  const entries = Object.entries(value);
  if (writing.sorted) entries.sort(([a], [b]) => (a < b ? -1 : 1));
  const inner = indent + (writing.indent ?? '');
  const members = entries.map(
    ([name, one]) => `${text(name, writing)}${writing.colon}${written(one, writing, inner)}`,
  );
  return enclosed('{', '}', members, writing, indent);
}

function enclosed(
  open: string,
  close: string,
  parts: readonly string[],
  { comma, indent: by }: Writing,
  indent: string,
): string {
  if (parts.length === 0) return open + close;
  if (by === null) return open + parts.join(comma) + close;
  return `${open}\n${parts.map((part) => indent + by + part).join(`${comma}\n`)}\n${indent}${close}`;
}

function text(value: unknown, { slashes, ascii }: Writing): string {
  const plain = JSON.stringify(value) ?? 'null';
  const escaped = slashes ? plain.replaceAll('/', '\\/') : plain;
  if (!ascii) return escaped;
  return escaped.replaceAll(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
