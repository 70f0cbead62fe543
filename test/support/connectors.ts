// Test support: requests as helpdesks send them, and their signatures made without the code under test.
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { ConnectorKind, InboundRequest } from '@deskhook/connectors';
import { z } from 'zod';

export interface RecordedRequest {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const fixtureSchema = z.object({ headers: z.record(z.string(), z.string()), body: z.unknown() });
const exampleSchema = z.array(
  z.object({ name: z.string(), examples: z.array(z.looseObject({ action: z.string().optional() })) }),
);
const EVENTS_OF_GITHUB: readonly string[] = ['issues', 'issue_comment', 'ping'];

/** Every recorded request of a helpdesk. GitHub's are those that Octokit has collected. */
export function recordedRequests(kind: ConnectorKind): readonly RecordedRequest[] {
  if (kind === 'github') return githubRequests();
  const folder = fileURLToPath(new URL(`../../libs/connectors/src/${kind}/fixtures/`, import.meta.url));
  return readdirSync(folder)
    .toSorted()
    .map((file) => {
      const { headers, body } = fixtureSchema.parse(JSON.parse(readFileSync(folder + file, 'utf8')));
      return { name: file.replace('.json', ''), headers, body: Buffer.from(JSON.stringify(body)) };
    });
}

export function recordedRequest(kind: ConnectorKind, name: string): RecordedRequest {
  const found = recordedRequests(kind).find((one) => one.name === name);
  if (found === undefined) throw new Error(`${kind} has no recorded request "${name}"`);
  return found;
}

function githubRequests(): readonly RecordedRequest[] {
  const file = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
  const recorded = exampleSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return recorded
    .filter(({ name }) => EVENTS_OF_GITHUB.includes(name))
    .flatMap(({ name, examples }) => examples.map((body, index) => githubRequest(name, body, index)));
}

function githubRequest(event: string, body: { readonly action?: string | undefined }, index: number) {
  const name = `${event}-${body.action ?? 'none'}-${index}`;
  const delivery = `72d3162e-cc78-11e3-81ab-${name.length.toString(16).padStart(6, '0')}${String(index).padStart(6, '0')}`;
  const headers = {
    'content-type': 'application/json',
    'x-github-event': event,
    'x-github-delivery': delivery,
  };
  return { name, headers, body: Buffer.from(JSON.stringify(body)) };
}

/** The headers that a helpdesk sends, with its signature of the body at that time. */
export function signedHeaders(
  kind: ConnectorKind,
  { headers, body }: Pick<RecordedRequest, 'headers' | 'body'>,
  secret: string,
  at = Date.now(),
): Record<string, string> {
  return { ...headers, ...signatureHeaders(kind, body, secret, at) };
}

function signatureHeaders(
  kind: ConnectorKind,
  body: Buffer,
  secret: string,
  at: number,
): Record<string, string> {
  const mac = (algorithm: string, signed: Buffer) => createHmac(algorithm, secret).update(signed).digest();
  const before = (text: string) => Buffer.concat([Buffer.from(text), body]);
  switch (kind) {
    case 'github':
      return { 'x-hub-signature-256': `sha256=${mac('sha256', body).toString('hex')}` };
    case 'zammad':
      return { 'x-hub-signature': `sha1=${mac('sha1', body).toString('hex')}` };
    case 'freescout':
      return { 'x-freescout-signature': mac('sha1', body).toString('base64') };
    case 'chatwoot': {
      const timestamp = String(Math.floor(at / 1_000));
      const signature = `sha256=${mac('sha256', before(`${timestamp}.`)).toString('hex')}`;
      return { 'x-chatwoot-timestamp': timestamp, 'x-chatwoot-signature': signature };
    }
    case 'zendesk': {
      const timestamp = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
      return {
        'x-zendesk-webhook-signature-timestamp': timestamp,
        'x-zendesk-webhook-signature': mac('sha256', before(timestamp)).toString('base64'),
      };
    }
    default:
      return kind satisfies never;
  }
}

/** A recorded request as a connector sees it. */
export function inbound(
  request: Pick<RecordedRequest, 'headers' | 'body'>,
  token: string | null = null,
): InboundRequest {
  return { headers: request.headers, body: request.body, token };
}
