import type { Broker } from './nats-connection.js';

const subject = (service: string) => `deskhook.health.${service}`;

/** Answers questions for a service's health until it is stopped. */
export function answerHealth(
  broker: Broker,
  service: string,
  report: () => Promise<unknown>,
): { stop: () => void } {
  const subscription = broker.connection.subscribe(subject(service), {
    callback: (error, message) => {
      if (error !== null) return;
      void report().then((answer) => message.respond(JSON.stringify(answer)));
    },
  });
  return { stop: () => subscription.unsubscribe() };
}

/** Asks a service for its health; the first replica to answer counts. Throws when none does in time. */
export async function askHealth(broker: Broker, service: string, timeoutMs: number): Promise<unknown> {
  const answer = await broker.connection.request(subject(service), undefined, { timeout: timeoutMs });
  return answer.json();
}
