// Test support: what the dispatcher told the log.
import { attemptReportSchema, subjects, type AttemptReport } from '@deskhook/contracts';
import type { Broker } from '@deskhook/messaging';
import { waitUntil } from './processes.js';

/** The reports of a subscription, in the order of their sequence; waits until there are so many. */
export async function attemptReports(
  broker: Broker,
  { tenant, subscription, count }: { tenant: string; subscription: string; count: number },
): Promise<AttemptReport[]> {
  const found: AttemptReport[] = [];
  const filter_subjects = subjects.attempt(tenant, subscription);
  const consumer = await broker.js.consumers.get('ATTEMPTS', { filter_subjects });
  const messages = await consumer.consume({
    callback: (message) => void found.push(attemptReportSchema.parse(message.json())),
  });
  await waitUntil(() => (found.length >= count ? true : undefined), {
    what: `${count} reports`,
    timeoutMs: 60_000,
  });
  await messages.close();
  return found;
}
