/** A request as a receiver got it. Headers keep their order, their case and their repetitions. */
export interface ReceivedRequest {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** The text is no request; the message says what was expected. */
export class RequestFormatError extends Error {
  override readonly name = 'RequestFormatError';
}

const LF = 0x0a;
const CR = 0x0d;
const HEADER = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*$/;
const REQUEST_LINE = /^[A-Z]+ \S+( HTTP\/[\d.]+)?$/;

/** Parses a raw request as tcpdump, netcat or a tunnel shows it: an optional request line, headers, an empty line, the body. */
export function parseRawRequest(raw: Uint8Array): ReceivedRequest {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const end = endOfHead(bytes);
  if (end === null) throw new RequestFormatError('there is no empty line between headers and body');
  const lines = bytes.subarray(0, end.head).toString('latin1').split(/\r?\n/);
  const [first = ''] = lines;
  const headers = (REQUEST_LINE.test(first) ? lines.slice(1) : lines).map(parseHeader);
  const body = bytes.subarray(end.body);
  const isChunked = headers.some(
    ([name, value]) => /^transfer-encoding$/i.test(name) && /chunked/i.test(value),
  );
  return { headers, body: isChunked ? dechunked(body) : body };
}

/** One `name: value`. */
export function parseHeader(line: string): readonly [string, string] {
  const match = HEADER.exec(line);
  if (match === null)
    throw new RequestFormatError(`"${line.slice(0, 60)}" is not a header such as "webhook-id: dlv_1"`);
  return [match[1] ?? '', match[2] ?? ''];
}

/** Where the headers end, and where the body begins: after the first empty line, whatever ends its lines. */
function endOfHead(bytes: Buffer): { readonly head: number; readonly body: number } | null {
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    const head = bytes[at - 1] === CR ? at - 1 : at;
    if (bytes[at + 1] === LF) return { head, body: at + 2 };
    if (bytes[at + 1] === CR && bytes[at + 2] === LF) return { head, body: at + 3 };
  }
  return null;
}

/** The body without the sizes of its chunks (RFC 9112, section 7.1); as it is where it has none after all. */
function dechunked(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const end = body.indexOf(LF, at);
    const size = /^([0-9a-f]{1,8})\s*(;.*)?\r?$/i.exec(body.subarray(at, end).toString('latin1'));
    if (end < 0 || size === null) return chunks.length === 0 ? body : Buffer.concat(chunks);
    const length = Number.parseInt(size[1] ?? '0', 16);
    if (length === 0) break;
    chunks.push(body.subarray(end + 1, end + 1 + length));
    at = end + 1 + length;
    if (body[at] === CR) at += 1;
    if (body[at] === LF) at += 1;
  }
  return Buffer.concat(chunks);
}
