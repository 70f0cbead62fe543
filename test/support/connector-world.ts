// Test support: the whole system with a subscription to everything, and helpdesks that send to connectors of it.
import type { ConnectorKind } from '@deskhook/connectors';
import { startService } from '@deskhook/runtime';
import { z } from 'zod';
import { dispatcherService } from '../../services/dispatcher/src/index.js';
import { evaluatorService } from '../../services/evaluator/src/index.js';
import { logsService } from '../../services/logs/src/index.js';
import { startApiWorld, type ApiAnswer, type ApiWorld } from './api-world.js';
import { signedHeaders, type RecordedRequest } from './connectors.js';
import { startReceiver } from './receiver.js';

export const SECRET = 'a secret of the helpdesk';
const tenant = '/v1/tenants/acme';

/** An event that came to the receiver, with the delivery that brought it. */
export interface Heard {
  readonly type: string;
  readonly source: string;
  readonly delivery: string;
}

export interface ConnectorWorld {
  readonly world: ApiWorld;
  readonly editor: string;
  readonly viewer: string;
  create(input: object): Promise<ApiAnswer>;
  /** A connector that knows the secret. */
  connect(kind: ConnectorKind, input?: object): Promise<{ readonly id: string; readonly url: string }>;
  /** Sends as the helpdesk does. */
  send(
    url: string,
    kind: ConnectorKind,
    request: Pick<RecordedRequest, 'headers' | 'body'>,
    secret?: string,
  ): Promise<ApiAnswer>;
  /** The events of a type that the subscription has heard of. */
  heard(type: string): readonly Heard[];
  close(): Promise<void>;
}

const madeSchema = z.object({ id: z.string(), url: z.string() });
const eventSchema = z.looseObject({ type: z.string(), source: z.string() });

export async function startConnectorWorld(env: NodeJS.ProcessEnv = {}): Promise<ConnectorWorld> {
  const receiver = await startReceiver();
  const world = await startApiWorld({ DESKHOOK_AUTH_FAILURES_PER_MINUTE: '20', ...env }, [
    (own) => startService(logsService, own),
    (own) => startService(evaluatorService, own),
    (own) => startService(dispatcherService, own),
  ]);
  const editor = await world.keyFor('acme', 'editor');
  const viewer = await world.keyFor('acme', 'viewer');
  const json = { name: 'All', urls: [receiver.url], events: ['*'] };
  const made = await world.call('POST', `${tenant}/subscriptions`, { key: editor, json });
  if (made.status !== 201) throw new Error(made.text);
  const create = (input: object) =>
    world.call('POST', `${tenant}/connectors`, { key: editor, json: { name: 'Desk', ...input } });
  return {
    world,
    editor,
    viewer,
    create,
    connect: async (kind, input = {}) =>
      madeSchema.parse((await create({ kind, secret: SECRET, ...input })).body),
    send: (url, kind, request, secret = SECRET) =>
      world.call('POST', url, {
        key: null,
        body: request.body,
        headers: signedHeaders(kind, request, secret),
      }),
    heard: (type) =>
      receiver.requests
        .map(({ body, headers }) => ({
          ...eventSchema.parse(JSON.parse(body.toString())),
          delivery: String(headers['webhook-id']),
        }))
        .filter((event) => event.type === type),
    close: async () => {
      await world.close();
      await receiver.close();
    },
  };
}
