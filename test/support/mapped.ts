// Test support: what a connector makes of a recorded request, without the code around it.
import {
  CONNECTORS,
  inboundEvents,
  type Connector,
  type ConnectorKind,
  type Inbound,
  type InboundEvent,
} from '@deskhook/connectors';
import { inbound, recordedRequest, type RecordedRequest } from './connectors.js';

type Changes = Readonly<Record<string, unknown>>;

/** What the request comes to. `body` replaces members of the recorded one. */
export function mappedTo(
  kind: ConnectorKind,
  request: RecordedRequest | string,
  {
    options = {},
    body = {},
    headers = {},
  }: Partial<Record<'options' | 'body', Changes>> & {
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Inbound {
  const recorded = typeof request === 'string' ? recordedRequest(kind, request) : request;
  const members: object = { ...JSON.parse(recorded.body.toString()), ...body };
  const whole = {
    headers: { ...recorded.headers, ...headers },
    body: Buffer.from(JSON.stringify(members)),
  };
  const connector: Connector = CONNECTORS[kind];
  return inboundEvents(connector, inbound(whole), { id: 'con_1', options });
}

/** The only event that the request comes to. */
export function theEvent(...input: Parameters<typeof mappedTo>): InboundEvent {
  const what = mappedTo(...input);
  const [event, ...more] = what.kind === 'events' ? what.events : [];
  if (event === undefined || more.length > 0) throw new Error(`not one event: ${JSON.stringify(what)}`);
  return event;
}
