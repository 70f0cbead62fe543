import { fuzzApi } from './fuzz-api.js';
import { fuzzEvents } from './fuzz-events.js';
import { fuzzResponses } from './fuzz-responses.js';
import type { FuzzResult, FuzzSettings } from './fuzz-result.js';
import { startFuzzStack } from './fuzz-stack.js';
import type { FuzzKind, FuzzOptions } from './options.js';

/** Feeds the system with nonsense of each kind that is asked for. */
export async function runFuzz(
  { cases, seed, kinds }: FuzzOptions,
  say: (line: string) => void,
): Promise<FuzzResult[]> {
  await using cleanup = new AsyncDisposableStack();
  const settings = { cases, seed, say };
  const results: FuzzResult[] = [];
  const needsStack = kinds.some((kind) => kind !== 'responses');
  const stack = needsStack ? await startFuzzStack(cleanup) : null;
  for (const kind of kinds) {
    say(`${cases} cases: ${kind}`);
    results.push(await run(kind, settings));
  }
  return results;

  async function run(kind: FuzzKind, of: FuzzSettings): Promise<FuzzResult> {
    if (kind === 'responses' || stack === null) return fuzzResponses(of);
    return kind === 'events' ? fuzzEvents(stack, of) : fuzzApi(stack, of);
  }
}

/** The result as text. */
export function formatFuzz({ name, cases, seed, figures, faults }: FuzzResult): string {
  const rows = Object.entries(figures).map(
    ([what, count]) => `  ${what.padEnd(24)} ${String(count).padStart(9)}`,
  );
  return [
    `Fuzz: ${name}, ${cases} cases, seed ${seed}`,
    ...rows,
    faults.length === 0 ? '  Nothing is amiss.' : `  ${faults.length} faults:`,
    ...faults.map((fault) => `    ${fault}`),
  ].join('\n');
}
