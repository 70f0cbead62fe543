import { encodeHeaderValue } from './header-value.js';

const PREFIX = 'ce-';
/** An event without one of these is no CloudEvent; their lengths are bounded where events are accepted. */
const REQUIRED: readonly string[] = ['specversion', 'id', 'source', 'type'];
const OPTIONAL: readonly string[] = ['subject', 'time', 'dataschema'];
const CONTENT_TYPE = 'datacontenttype';
const VALUE_BYTES_MAX = 4096;
/** For all `ce-*` headers. Common servers take 8 to 16 KiB of headers in a request and refuse more. */
const TOTAL_BYTES_MAX = 8192;
/** Of a header line beyond name and value: colon, blank and line break. */
const LINE_BYTES = 4;

export interface AttributeHeaders {
  readonly headers: Readonly<Record<string, string>>;
  /** One sentence for each attribute that is left out. */
  readonly warnings: readonly string[];
}

/** The `ce-*` headers of an event's attributes: the required ones first, extensions last. */
export function attributeHeaders(attributes: ReadonlyMap<string, string>): AttributeHeaders {
  const headers: Record<string, string> = {};
  const warnings: string[] = [];
  let bytes = 0;
  for (const name of sendingOrder(attributes)) {
    const value = encodeHeaderValue(attributes.get(name) ?? '');
    const size = PREFIX.length + name.length + value.length + LINE_BYTES;
    const problem = REQUIRED.includes(name) ? null : attributeProblem(name, value, bytes + size);
    if (problem === null) {
      headers[PREFIX + name] = value;
      bytes += size;
    } else warnings.push(`The attribute "${name.slice(0, 40)}" is left out: ${problem}.`);
  }
  return { headers, warnings };
}

function sendingOrder(attributes: ReadonlyMap<string, string>): string[] {
  const specified = [...REQUIRED, ...OPTIONAL];
  const extensions = [...attributes.keys()].filter(
    (name) => !specified.includes(name) && name !== CONTENT_TYPE,
  );
  return [...specified.filter((name) => attributes.has(name)), ...extensions];
}

function attributeProblem(name: string, value: string, totalBytes: number): string | null {
  if (!/^[a-z0-9]+$/.test(name)) return 'its name is not made of lower-case letters and digits';
  if (value.length > VALUE_BYTES_MAX)
    return `as a header it has ${value.length} bytes, more than ${VALUE_BYTES_MAX}`;
  if (totalBytes > TOTAL_BYTES_MAX) return `the headers of the event would exceed ${TOTAL_BYTES_MAX} bytes`;
  return null;
}
