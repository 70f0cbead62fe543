import { parseExact } from '@deskhook/contracts';
import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { messageOf, UsageError } from '../cli-error.js';

/** An event as it stands in the input: its text, and where that is. */
export interface WrittenEvent {
  readonly text: string;
  /** `line 3` of lines, `event 3` of an array; empty for the only one. */
  readonly place: string;
  /** How much of the input has been read with it, in bytes. */
  readonly readBytes: number;
  /** What is wrong with its text; it is refused, and the others are not. */
  readonly fault?: string;
}

/** Most that is read as one JSON document; lines may be as many as one likes. */
const DOCUMENT_BYTES_MAX = 64 * 1024 * 1024;
const NOT_JSON = 'it is not JSON: one event must stand on each line';
const BLANK = /^\s*$/;
/** What editors of Windows put before a text. */
const BYTE_ORDER_MARK = /^\ufeff/;

/** Size of a file in bytes; null for stdin. */
export function sizeOf(path: string): number | null {
  if (path === '-') return null;
  try {
    return statSync(path).size;
  } catch (cause) {
    throw new UsageError(`${path} cannot be read: ${messageOf(cause)}`, [], { cause });
  }
}

/**
 * Events of a file or stdin: one JSON document (an event, or an array of events), or one event on each line (NDJSON). Lines are
 * read as they come, whatever the size of the file; what the first line is decides.
 */
export async function* writtenEvents(
  path: string,
  stdin: NodeJS.ReadableStream,
  interrupted?: AbortSignal,
): AsyncGenerator<WrittenEvent> {
  const input = path === '-' ? stdin : createReadStream(path);
  const ending = interrupted === undefined ? {} : { signal: interrupted };
  const lines = createInterface({ input, crlfDelay: Infinity, ...ending });
  let line = 0;
  let events = 0;
  let readBytes = 0;
  let document: string[] | null = null;
  for await (const written of lines) {
    line += 1;
    readBytes += Buffer.byteLength(written) + 1;
    const text = line === 1 ? written.replace(BYTE_ORDER_MARK, '') : written;
    if (document === null && BLANK.test(text)) continue;
    if (document?.length === 1 && isBrokenLine(document[0], text)) {
      events += 1;
      yield { text: '', place: `line ${line - 1}`, readBytes, fault: NOT_JSON };
      document = null;
    }
    if (document === null && isObject(text)) {
      events += 1;
      yield { text, place: `line ${line}`, readBytes };
    } else if (events > 0) yield { text: '', place: `line ${line}`, readBytes, fault: NOT_JSON };
    else (document ??= []).push(text);
    if (document !== null && readBytes > DOCUMENT_BYTES_MAX)
      throw new UsageError(
        `${path} is one JSON document of more than 64 MiB: write one event on each line instead`,
      );
  }
  if (document !== null) yield* eventsOf(path, document.join('\n'), readBytes);
}

function* eventsOf(path: string, text: string, readBytes: number): Generator<WrittenEvent> {
  const value = parsed(path, text);
  const isArray = Array.isArray(value);
  for (const [index, event] of (isArray ? value : []).entries())
    yield { text: JSON.stringify(event), place: `event ${index + 1}`, readBytes };
  if (!isArray) yield { text, place: '', readBytes };
}

function parsed(path: string, text: string): unknown {
  try {
    return parseExact(text);
  } catch (cause) {
    throw new UsageError(`${path} is not JSON: ${messageOf(cause)}`, [], { cause });
  }
}

/** A first line that is broken, and no beginning of a document: the second is an event already. */
const isBrokenLine = (first = '', second: string): boolean =>
  first.startsWith('{') && second.startsWith('{') && isObject(second);

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
