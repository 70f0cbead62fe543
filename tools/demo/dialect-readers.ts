import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** What a receiver gets to see of a request. */
export interface WebhookRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Reads a request as a receiver of one helpdesk does: the event's name when it is genuine, else null. */
export type DialectReader = (request: WebhookRequest, secret: string) => string | null;

/**
 * Receivers as the five vendors' own pages describe them. None of this is Deskhook's code: that is the point of them.
 */
export const dialectReaders = {
  /** Verifies the raw body: base64 of the raw digest. */
  supportcandy: ({ headers, body }, secret) => {
    const expected = createHmac('sha256', secret).update(body).digest('base64');
    if (!equal(header(headers, 'x-wpsc-webhook-signature'), expected)) return null;
    return z.object({ event: z.string(), id: z.int(), subject: z.string() }).parse(json(body)).event;
  },
  /** Not signed; switches on `action_type`. */
  supportbee: ({ body }) => {
    const ticket = z.object({ id: z.int(), requester: z.object({ id: z.int() }) });
    const packet = z.object({ payload: z.object({ action_type: z.string(), ticket }) });
    return packet.parse(json(body)).payload.action_type;
  },
  /** Not signed; a flat form. */
  supportgenix: ({ body }) => {
    const form = new URLSearchParams(body.toString('utf8'));
    return form.get('id') === null ? null : form.get('event');
  },
  /** A token in the address; takes the first action. */
  movidesk: ({ url, body }, secret) => {
    if (!equal(url.searchParams.get('token') ?? '', secret)) return null;
    const action = z.object({ Id: z.int(), Description: z.string().nullable() });
    const packet = z.object({ Id: z.int(), Status: z.string(), Actions: z.array(action).length(1) });
    return packet.parse(json(body)).Status;
  },
  /** The vendor's Node sample: re-encodes what it parsed, over TLS. */
  shahiassist: ({ headers, body }, secret) => {
    const payload = z.looseObject({ event: z.string() }).parse(json(body));
    const expected = createHmac('sha256', secret)
      .update(JSON.stringify(json(body)))
      .digest('hex');
    const given = header(headers, 'x-shahi-assist-signature').replace('sha256=', '');
    return equal(given, expected) ? payload.event : null;
  },
} as const satisfies Record<string, DialectReader>;

export type DemoDialect = keyof typeof dialectReaders;

function header(headers: WebhookRequest['headers'], name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

function json(body: Buffer): unknown {
  return JSON.parse(body.toString('utf8'));
}

function equal(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
