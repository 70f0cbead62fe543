import { CliError } from '../cli-error.js';
import { EXIT } from '../exit-codes.js';
import { pause } from '../pause.js';
import { ApiError } from '../api-error.js';
import { idOf, type Outlet, type PublishResult, type ReadyEvent, type Unsettled } from './publication.js';

const TRIES = 5;
const RETRY_MS = 500;

/**
 * What may or may not be stored is sent again, and nothing else: ids make sure that it counts once. What is not settled in the
 * end counts as refused. Throws where nothing of a batch is known.
 */
export async function publishTrying(
  outlet: Pick<Outlet, 'publish'>,
  batch: readonly ReadyEvent[],
  interrupted: AbortSignal,
  retryMs = RETRY_MS,
): Promise<readonly PublishResult[]> {
  const results = new Map<ReadyEvent, PublishResult | Unsettled>();
  let open = batch;
  let told: CliError | null = null;
  for (let tries = 1; open.length > 0; tries += 1) {
    const mayTryAgain = () => tries < TRIES && pause(retryMs * 2 ** tries, interrupted);
    try {
      const published = await outlet.publish(open);
      for (const [index, event] of open.entries()) {
        const result = published[index];
        if (result !== undefined) results.set(event, result);
      }
      open = open.filter((event) => results.get(event)?.outcome === 'unsettled');
      if (open.length > 0 && !(await mayTryAgain())) break;
    } catch (error) {
      const passes = error instanceof CliError && error.exitCode === EXIT.unavailable;
      // What Deskhook said tells more than that it then said nothing.
      if (passes && (error instanceof ApiError || !(told instanceof ApiError))) told = error;
      if (passes && (await mayTryAgain())) continue;
      // What is known of the others is told first.
      if (results.size === 0) throw passes && told !== null ? mayBeStored(told, batch) : error;
      break;
    }
  }
  return batch.flatMap((event) => {
    const result = results.get(event);
    if (result === undefined) return [];
    return result.outcome === 'unsettled' ? [{ ...result, outcome: 'refused' as const }] : [result];
  });
}

/** Who begins anew must do so under the same ids. */
function mayBeStored(error: CliError, batch: readonly ReadyEvent[]): CliError {
  const [first] = batch;
  const which = batch.length === 1 && first !== undefined ? idOf(first) : `each of ${batch.length} events`;
  const message = `${error.message}; ${which} may be stored: publish it again under the same id`;
  return new CliError(message, error.exitCode, error.faults, { cause: error });
}
