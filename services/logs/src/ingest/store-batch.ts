import { TransientError } from '@deskhook/contracts';

/** The log's database refuses to work in a way that no message is at fault for; the batch is held. */
export class LogUnwritableError extends TransientError {
  override readonly name = 'LogUnwritableError';
}

/** Most payload bytes that go into one statement. */
const STATEMENT_BYTES_MAX = 8 * 1024 * 1024;
/** SQLSTATE classes that tell of the data: data exception, integrity violation, program limit exceeded. */
const DATA_STATE = /^(22|23|54)/;

/**
 * Stores a batch with as few statements as possible. The n-th answer is null when the n-th item is stored, else why
 * it never can be: a statement that fails for its data is repeated in halves until the culprits stand alone.
 */
export async function storeBatch<T>(
  items: readonly T[],
  bytesOf: (item: T) => number,
  store: (items: readonly T[]) => Promise<void>,
): Promise<(string | null)[]> {
  const faults: (string | null)[] = [];
  for (const part of bySize(items, bytesOf)) faults.push(...(await storePart(part, store)));
  return faults;
}

async function storePart<T>(
  items: readonly T[],
  store: (items: readonly T[]) => Promise<void>,
): Promise<(string | null)[]> {
  try {
    await store(items);
    return items.map(() => null);
  } catch (error) {
    const fault = dataFault(error);
    if (items.length === 1) return [fault];
    const middle = items.length >> 1;
    return [
      ...(await storePart(items.slice(0, middle), store)),
      ...(await storePart(items.slice(middle), store)),
    ];
  }
}

/** What Postgres has against the data. Throws when the error is not about the data. */
function dataFault(error: unknown): string {
  if (error instanceof TransientError || !(error instanceof Error)) throw error;
  const state = 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (state === null) throw error;
  // The error that TypeORM throws carries the parameters, whole payloads: only its text goes on.
  if (!DATA_STATE.test(state))
    throw new LogUnwritableError(`the log cannot be written (SQLSTATE ${state}): ${error.message}`);
  return error.message;
}

function* bySize<T>(items: readonly T[], bytesOf: (item: T) => number): Generator<readonly T[]> {
  let begin = 0;
  let bytes = 0;
  for (const [index, item] of items.entries()) {
    const size = bytesOf(item);
    if (index > begin && bytes + size > STATEMENT_BYTES_MAX) {
      yield items.slice(begin, index);
      [begin, bytes] = [index, 0];
    }
    bytes += size;
  }
  if (begin < items.length) yield items.slice(begin);
}
