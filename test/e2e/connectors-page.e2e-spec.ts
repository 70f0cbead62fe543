import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { startConnectorWorld, type ConnectorWorld } from '../support/connector-world.js';

const run = promisify(execFile);
const SCRIPT_MS_MAX = 30_000;
const tenant = '/v1/tenants/acme';

/** The commands that a page shows under a heading, in their order. */
function commands(page: string, heading: string): readonly string[] {
  const text = `\n${readFileSync(join(projectRoot(), 'docs', page), 'utf8')}`;
  const [section = ''] = (text.split(`\n${heading}\n`)[1] ?? '').split('\n## ');
  return Array.from(section.matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, block = '']) => block);
}

describe('"Try it without the helpdesk" of docs/connectors.md', () => {
  let desk: ConnectorWorld;
  beforeAll(async () => {
    desk = await startConnectorWorld();
  });
  afterAll(() => desk.close());

  const settings = commands('administrators.md', '# For administrators of webhooks').slice(0, 1);
  const [functions = '', github = '', zendesk = '', events = '', spoilt = ''] = commands(
    'connectors.md',
    '## Try it without the helpdesk',
  );

  async function bash(...blocks: readonly string[]): Promise<string> {
    const script = ['set -euo pipefail', ...settings, functions, ...blocks].join('\n');
    const env = { PATH: process.env['PATH'], API: desk.world.url, KEY: desk.editor };
    const { stdout } = await run('bash', ['-c', script], { env, timeout: SCRIPT_MS_MAX });
    return stdout;
  }

  it.each([
    ['GitHub', github, 'ticket.created', 'The app asks for my password again and again'],
    ['Zendesk', zendesk, 'reply.created', 'We are looking into it.'],
  ])('%s: its commands are taken, and an event comes of them', async (_, block, type, told) => {
    const answer = await bash(block);
    expect(answer).toMatch(/^HTTP\/1\.1 202 /);
    expect(answer).toMatch(/\{"accepted":1\}$/);
    const listed = await desk.world.soon(
      `${tenant}/events?type=${type}`,
      ({ body }) => body.items.length > 0,
    );
    const { body } = await desk.world.call('GET', `${tenant}/events/${listed.body.items[0].id}`);
    expect(JSON.stringify(body)).toContain(told);
    expect(await bash(events)).toContain(`"type":"${type}"`);
  });

  it('a body that was changed on its way is refused as the page says', async () => {
    const answer = await bash(zendesk, spoilt);
    expect(answer).toContain(
      '{"type":"urn:deskhook:problem:wrong-signature","title":"The signature does not fit","status":401',
    );
  });
});
