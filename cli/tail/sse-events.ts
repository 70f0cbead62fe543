/** One server-sent event. */
export interface SseEvent {
  readonly event: string;
  readonly data: string;
  /** The id that a client goes on after; also moved by comments of the server. */
  readonly id: string | undefined;
}

/** Longest line that is kept: the stream's events are a few kilobytes. */
const LINE_CHARS_MAX = 4 * 1024 * 1024;

/**
 * The events of a stream (HTML, "Interpreting an event stream"). A block without data moves the id on and is given with an
 * empty event, so that whoever comes back does not ask for what is known already.
 */
export async function* sseEvents(chunks: AsyncIterable<string>): AsyncGenerator<SseEvent> {
  let block: string[] = [];
  for await (const line of linesOf(chunks)) {
    if (line !== '') block.push(line);
    else if (block.length > 0) {
      yield eventOf(block);
      block = [];
    }
  }
}

async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    if (rest.length > LINE_CHARS_MAX) throw new RangeError('a line of the event stream does not end');
    yield* lines;
  }
}

function eventOf(lines: readonly string[]): SseEvent {
  const values = (field: string) =>
    lines.flatMap((line) =>
      line.startsWith(`${field}:`) ? [line.slice(field.length + 1).replace(/^ /, '')] : [],
    );
  const data = values('data').join('\n');
  return { event: data === '' ? '' : (values('event').at(-1) ?? 'message'), data, id: values('id').at(-1) };
}
