import type { Broker } from './nats-connection.js';

/** Topic that one of all those who listen on it hears, not all of them. */
const ANY = 'any';
const subject = (topic: string, to: string) => `deskhook.${topic}.${to}`;

/**
 * Tells another process that there is something to do, or with `null` whichever listens. It may be lost on the way: whoever
 * relies on it looks from time to time as well.
 */
export function sendNudge(broker: Broker, topic: string, to: string | null, text: string): void {
  broker.connection.publish(subject(topic, to ?? ANY), text);
}

/** Hears what is sent to this process under its name, and its share of what is sent to any. */
export function onNudge(
  broker: Broker,
  topic: string,
  name: string,
  heard: (text: string) => void,
): { stop: () => void } {
  const callback = (error: Error | null, message: { string(): string }) => {
    if (error === null) heard(message.string());
  };
  const own = broker.connection.subscribe(subject(topic, name), { callback });
  const shared = broker.connection.subscribe(subject(topic, ANY), { queue: topic, callback });
  return {
    stop: () => {
      own.unsubscribe();
      shared.unsubscribe();
    },
  };
}
