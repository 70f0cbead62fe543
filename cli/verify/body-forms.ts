import { gunzipSync, inflateSync } from 'node:zlib';
import { asItIs, fault, type Finding, type Form } from './diagnosis.js';
import { jsonForms } from './json-forms.js';

/** What helps against every change that frameworks make of a body. */
export const RAW_FIX =
  'verify the bytes as they came, before anything parses or changes them: express.raw(), request.get_data(), php://input, request.body.read';
/** Most that a compressed body may hold: a request has a few megabytes at most. */
const INFLATED_BYTES_MAX = 64 * 1024 * 1024;
/** Larger bodies are not written anew in each style: that would take minutes. */
const REWRITTEN_BYTES_MAX = 4 * 1024 * 1024;

/** What a body may have been before somebody changed it: as it came first, then each change that can be undone. */
export function* bodyForms(received: Uint8Array): Generator<Form<Uint8Array>> {
  const body = Buffer.from(received.buffer, received.byteOffset, received.byteLength);
  yield asItIs<Uint8Array>(body);
  yield* endings(body);
  yield* encodings(body);
  yield* rewritten(body);
}

function* endings(body: Buffer): Generator<Form<Uint8Array>> {
  const stripped = body.toString('latin1').replace(/(\r?\n)+$/, '');
  if (stripped.length < body.length)
    yield form(
      Buffer.from(stripped, 'latin1'),
      'body-trailing-newline',
      'the body has a line break at its end that was not sent',
      'save the body without it: printf or curl --data-binary instead of echo or an editor',
    );
  yield form(
    Buffer.concat([body, Buffer.from('\n')]),
    'body-newline-lost',
    'the line break at the end of the body is missing',
    RAW_FIX,
  );
  const text = body.toString('latin1');
  if (text.includes('\r\n'))
    yield form(
      Buffer.from(text.replaceAll('\r\n', '\n'), 'latin1'),
      'body-line-endings',
      'line breaks of the body were changed from LF to CRLF',
      RAW_FIX,
    );
  else if (text.includes('\n'))
    yield form(
      Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1'),
      'body-line-endings',
      'line breaks of the body were changed from CRLF to LF',
      RAW_FIX,
    );
}

function* encodings(body: Buffer): Generator<Form<Uint8Array>> {
  if (body.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf])))
    yield form(
      body.subarray(3),
      'body-bom',
      'a byte order mark was put before the body',
      'save the body as UTF-8 without it',
    );
  const plain = inflated(body);
  if (plain !== null)
    yield form(
      plain,
      'body-compressed',
      'the body is compressed; the signature is of what was compressed',
      'unpack the body before you verify it, and see who packs it: Deskhook does not',
    );
  const utf8 = body.toString('utf8');
  const detail = (from: string, to: string) => `the body was taken for ${from} and written as ${to}`;
  if (/[\u0080-\u00ff]/.test(utf8) && !/[\u0100-\uffff]/.test(utf8))
    yield form(Buffer.from(utf8, 'latin1'), 'body-charset', detail('ISO 8859-1', 'UTF-8'), RAW_FIX);
  if (body.some((byte) => byte > 0x7f))
    yield form(
      Buffer.from(body.toString('latin1'), 'utf8'),
      'body-charset',
      detail('UTF-8', 'ISO 8859-1'),
      RAW_FIX,
    );
  if (/\+|%[0-9a-f]{2}/i.test(utf8) && !utf8.includes('{')) yield* percentDecoded(utf8);
}

function* percentDecoded(text: string): Generator<Form<Uint8Array>> {
  try {
    yield form(
      Buffer.from(decodeURIComponent(text.replaceAll('+', ' '))),
      'body-percent-encoded',
      'the body is percent-encoded',
      RAW_FIX,
    );
  } catch {
    // No percent-encoding after all.
  }
}

function* rewritten(body: Buffer): Generator<Form<Uint8Array>> {
  const text = body.toString('utf8').replace(/^\ufeff/, '');
  const value = body.length > REWRITTEN_BYTES_MAX ? undefined : parsed(text);
  if (typeof value !== 'object' || value === null) return;
  for (const { name, text: was } of jsonForms(value)) {
    if (was === text) continue;
    const detail = `the body was parsed and written anew: what was sent is ${name}`;
    yield form(Buffer.from(was), 'body-rewritten', detail, RAW_FIX);
    yield form(Buffer.from(`${was}\n`), 'body-rewritten', `${detail}, with a line break at its end`, RAW_FIX);
  }
}

function form(value: Uint8Array, code: string, detail: string, fix: string): Form<Uint8Array> {
  const changed: Finding = fault(code, detail, fix);
  return { value, changed };
}

/** gzip and zlib are known by how they begin. */
function inflated(body: Buffer): Buffer | null {
  const [first, second] = body;
  const options = { maxOutputLength: INFLATED_BYTES_MAX };
  try {
    if (first === 0x1f && second === 0x8b) return gunzipSync(body, options);
    return first === 0x78 ? inflateSync(body, options) : null;
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
