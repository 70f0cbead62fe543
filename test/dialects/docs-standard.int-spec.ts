import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DIALECTS } from '@deskhook/dialects';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { startForeignReceiver } from '../support/foreign-receiver.js';
import { blocks } from './docs-page.js';
import { send, type HandMade } from './send.js';

const page = readFileSync(join('docs', 'receivers.md'), 'utf8');

const secretOf = (fill: number): string => DIALECTS.standard.encodeSecret(new Uint8Array(32).fill(fill));
const SECRET = secretOf(1);
const OTHER = secretOf(2);
const MINUTES_10 = 600_000;
const body = '{"type":"ticket.created","data":{"ticket":{"id":123,"subject":"Zurück \u{1f642}"}}}';

interface Signing {
  readonly secrets?: readonly string[];
  readonly at?: number;
}

/** A request of any dialect that signs as Standard Webhooks say. */
function request(deliveryId: string, { secrets = [SECRET], at = Date.now() }: Signing = {}): HandMade {
  const sign = DIALECTS.standard.signer(secrets);
  const headers = sign({ deliveryId, at, body: Buffer.from(body) });
  return { contentType: 'application/json', body, headers };
}

/** What must be refused. */
function forged(): readonly HandMade[] {
  const genuine = request('dlv_forged');
  return [
    { ...genuine, body: body.replace('123', '124') },
    { ...genuine, headers: { ...genuine.headers, 'webhook-id': 'dlv_other' } },
    { contentType: 'application/json', body },
    request('dlv_other_secret', { secrets: [OTHER] }),
    request('dlv_old', { at: Date.now() - MINUTES_10 }),
    request('dlv_future', { at: Date.now() + MINUTES_10 }),
  ];
}

describe('docs/receivers.md', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'deskhook-docs-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['php', 'php'],
    ['js', 'mjs'],
    ['python', 'py'],
  ])('its %s program accepts what is genuine, nothing else', async (language, extension) => {
    const programs = blocks(page, language);
    expect(programs).toHaveLength(1);
    const file = join(folder, `hook.${extension}`);
    writeFileSync(file, programs[0] ?? '');
    const receiver = await startForeignReceiver(file, { secret: SECRET });
    for (const one of forged()) expect(await send(receiver.origin, one)).toBe(401);
    expect(receiver.output()).not.toContain('is genuine');
    expect(await send(receiver.origin, request('dlv_1'))).toBe(204);
    // During a rotation, whichever of the two secrets the receiver has.
    expect(await send(receiver.origin, request('dlv_2', { secrets: [OTHER, SECRET] }))).toBe(204);
    await waitUntil(() => (receiver.output().includes('delivery dlv_2 is genuine') ? true : undefined), {
      what: 'the delivery in the output',
      timeoutMs: 60_000,
    });
    expect(receiver.output()).toContain('delivery dlv_1 is genuine');
    await receiver.stop();
  });
});
