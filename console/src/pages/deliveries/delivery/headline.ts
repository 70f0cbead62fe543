import type { DeliveryDetail } from '../../../api/types.js';
import { duration } from '../../../ui/format.js';
import { outcomeOf } from './attempt-outcome.js';

interface Headline {
  readonly title: string;
  readonly tone: 'good' | 'bad' | 'waiting' | 'neutral';
  /** Why it stands so, in a sentence. */
  readonly text: string | null;
}

const SECOND_MS = 1_000;
const TEN_SECONDS_MS = 10_000;

/** The answer to "did it arrive, and why not?" in one line. `nowMs` moves the count-down. */
export function headlineOf(delivery: DeliveryDetail, nowMs: number, successCodes = '2xx'): Headline {
  switch (delivery.status) {
    case 'delivered':
      return { title: delivered(delivery), tone: 'good', text: null };
    case 'dead':
      return { ...dead(delivery, successCodes), tone: 'bad' };
    case 'cancelled':
      return { ...cancelled(delivery), tone: 'neutral' };
    case 'pending':
    case 'retrying':
      return { title: waiting(delivery, nowMs), tone: 'waiting', text: whyThen(delivery) };
    default:
      return delivery.status satisfies never;
  }
}

function delivered({ attempts, attemptCount }: DeliveryDetail): string {
  const number = attempts.at(-1)?.number ?? attemptCount;
  return number <= 1 ? 'Delivered on the first attempt' : `Delivered on attempt ${number}`;
}

function dead(delivery: DeliveryDetail, successCodes: string): Pick<Headline, 'title' | 'text'> {
  const { attempts, reason } = delivery;
  const last = attempts.at(-1);
  if (last === undefined || Object.keys(last.requestHeaders).length === 0)
    return { title: 'Dead: it could not be sent', text: sentence(reason) };
  const failures = attempts.filter(
    (attempt) => outcomeOf(attempt, delivery, successCodes) === 'failure',
  ).length;
  const end = last.responseCode === null ? `: ${last.error ?? 'no answer'}` : ` with ${last.responseCode}`;
  const title =
    failures === 1
      ? `Dead: its ${attempts.length === 1 ? 'only' : 'last'} attempt failed${end}`
      : `Dead: ${failures} attempts failed, the last${end}`;
  return { title, text: sentence(reason) };
}

function cancelled({ attempts, reason }: DeliveryDetail): Pick<Headline, 'title' | 'text'> {
  const title =
    attempts.length === 0
      ? 'Cancelled before it was sent'
      : `Cancelled after ${attempts.length} attempt${attempts.length === 1 ? '' : 's'}`;
  return { title, text: sentence(reason) };
}

function waiting(delivery: DeliveryDetail, nowMs: number): string {
  const { attempts, schedule, nextAttemptAt } = delivery;
  const number = schedule?.next?.number ?? (attempts.at(-1)?.number ?? delivery.attemptCount) + 1;
  const name = number === 1 ? 'its first attempt' : `attempt ${number}`;
  const at = schedule?.next?.at ?? nextAttemptAt;
  if (at === null) return `Waits for ${name}`;
  const leftMs = Date.parse(at) - nowMs;
  return leftMs > 0 ? `Waits for ${name} in ${countDown(leftMs)}` : `Waits for ${name}, which is due`;
}

/** Why the last attempt failed, and why the next one is made when it is. */
function whyThen({ schedule, reason }: DeliveryDetail): string | null {
  const sentences = [reason, schedule?.next?.why ?? null].map(sentence).filter((text) => text !== null);
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** What is left of a time, in whole seconds: `4 min 10 s`, `9 s`. */
export function countDown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / SECOND_MS));
  return seconds * SECOND_MS < TEN_SECONDS_MS ? `${seconds} s` : duration(seconds * SECOND_MS);
}

/** Reasons begin small, since they also stand inside of sentences. */
export function sentence(text: string | null): string | null {
  if (text === null || text === '') return null;
  const whole = text[0]?.toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(whole) ? whole : `${whole}.`;
}
