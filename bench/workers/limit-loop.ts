import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { jetstream, type JsMsg } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { serve } from './serve.js';

/**
 * Worker: the limit. The least that any webhook sender on JetStream and Node must do for an event: take it, sign it,
 * POST it, acknowledge it. Nothing is validated, matched, retried, logged or traced.
 */
const IN_FLIGHT_MAX = 64;
const PULLED_MAX = 1_000;
const PULL_EXPIRES_MS = 5_000;

const inputSchema = z.object({
  natsUrl: z.string(),
  stream: z.string(),
  durable: z.string(),
  url: z.string(),
});

const key = createSecretKey(randomBytes(24));
const agent = new Agent({ connections: IN_FLIGHT_MAX, pipelining: 1 });

async function deliver(message: JsMsg, url: string): Promise<void> {
  const id = `msg_${message.seq}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', key)
    .update(`${id}.${timestamp}.`)
    .update(message.data)
    .digest('base64');
  const { body, statusCode } = await request(url, {
    method: 'POST',
    dispatcher: agent,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body: message.data,
  });
  await body.dump();
  if (statusCode >= 200 && statusCode < 300) message.ack();
}

serve({
  run: async (input) => {
    const { natsUrl, stream, durable, url } = inputSchema.parse(input);
    const connection = await connect({ servers: natsUrl, name: 'bench-limit' });
    const consumer = await jetstream(connection).consumers.get(stream, durable);
    const waiting: JsMsg[] = [];
    let inFlight = 0;
    const next = (): void => {
      while (inFlight < IN_FLIGHT_MAX) {
        const message = waiting.shift();
        if (message === undefined) return;
        inFlight += 1;
        void deliver(message, url).finally(() => {
          inFlight -= 1;
          next();
        });
      }
    };
    await consumer.consume({
      max_messages: PULLED_MAX,
      expires: PULL_EXPIRES_MS,
      callback: (message) => {
        waiting.push(message);
        next();
      },
    });
  },
});
