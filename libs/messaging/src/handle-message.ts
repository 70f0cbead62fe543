import { setTimeout as delay } from 'node:timers/promises';
import { TransientError } from '@deskhook/contracts';
import type { JsMsg } from '@nats-io/jetstream';
import type { ConsumerContext } from './consumer-context.js';
import type { ConsumerDeclaration } from './consumer-declaration.js';
import { reject, type Outcome } from './consumer-outcome.js';
import { publishDeadLetter } from './dead-letters.js';
import { incomingMessage } from './incoming-message.js';
import { atTurnEnd } from './turn-end.js';

/** A handler that fails this often on the same message has a bug that the message brings out. */
const BUG_TRIES_MAX = 5;
/** A message that was handed out this often and never settled kills the process that handles it. */
export const HANDOUTS_MAX = 100;
const BACKOFF_MS_MIN = 50;
const BACKOFF_MS_MAX = 5_000;

/**
 * Runs a handler until it gives an outcome. A missing broker or database is waited for, for as long as it takes and
 * with the message held; any other error counts as a bug and ends as a rejection. Null: it failed, and the process is
 * closing. It runs once in any case, so that what was done before the end is still settled.
 */
export async function runHandler<T>(
  handler: () => Promise<T>,
  onBug: (error: unknown) => T,
  log: (error: unknown, tries: number) => void,
  isClosing: () => boolean,
): Promise<T | null> {
  let bugs = 0;
  let tries = 0;
  do {
    tries += 1;
    try {
      return await handler();
    } catch (error) {
      log(error, tries);
      if (!(error instanceof TransientError) && ++bugs >= BUG_TRIES_MAX) return onBug(error);
    }
    await delay(Math.min(BACKOFF_MS_MAX, BACKOFF_MS_MIN * 2 ** Math.min(tries, 10)));
  } while (!isClosing());
  return null;
}

/** The outcome of a message that a handler cannot digest. */
export function poison(error: unknown): Outcome {
  const cause = error instanceof Error ? error.message : String(error);
  return reject({
    reason: 'poison',
    detail: `Deskhook failed on it again and again (${cause}): report this, then replay it`,
  });
}

/** Tells the broker what became of a message. */
export async function settle(
  context: ConsumerContext,
  declaration: ConsumerDeclaration,
  message: JsMsg,
  outcome: Outcome,
): Promise<void> {
  switch (outcome.kind) {
    case 'ack':
      return atTurnEnd(() => message.ack());
    case 'retry':
      return message.nak(Math.ceil(outcome.afterMs));
    case 'reject':
      await publishDeadLetter(
        context.publisher,
        declaration.stream,
        incomingMessage(message),
        outcome.refusal,
      );
      return message.term(outcome.refusal.reason);
    default:
      return outcome satisfies never;
  }
}
