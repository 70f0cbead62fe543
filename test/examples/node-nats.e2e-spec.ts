import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { STREAMS } from '@deskhook/contracts';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { installPublisher, type Application } from '../publisher/installed-package.js';
import { anEvent } from '../support/events.js';
import { startHotPath, type HotPath } from '../support/hot-path.js';
import { startProcess, waitUntil, type ManagedProcess } from '../support/processes.js';
import { startReceiver, type Receiver } from '../support/receiver.js';
import { runExample } from './run-example.js';
import { DELIVERED, endWithout, typesAt } from './what-examples-do.js';

describe('the examples over NATS', () => {
  let path: HotPath;
  let application: Application;
  let receiver: Receiver;
  let commands: ManagedProcess | undefined;
  beforeAll(async () => {
    path = await startHotPath();
    application = await installPublisher();
    for (const name of ['publish.mjs', 'commands.mjs'])
      await copyFile(join(projectRoot(), 'examples/node-nats', name), join(application.folder, name));
  }, 120_000);
  afterAll(async () => {
    await path.close();
    await application.remove();
  });
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await commands?.stop();
    await receiver.close();
  });
  const exampleOf = (file: string) => ({
    command: process.execPath,
    args: [join(application.folder, file)],
    folder: 'node-nats',
  });

  it("publishes a ticket's life with the package", async () => {
    await path.putTenant('acme');
    await path.putSubscription({ id: 'crm', urls: [receiver.url], events: ['ticket.*', 'reply.created'] });
    const env = { NATS_URL: path.nats.url, DESKHOOK_TENANT: 'acme' };
    const run = await runExample(exampleOf('publish.mjs'), env);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout.match(/^stored: /gm)).toHaveLength(4);
    await receiver.received(DELIVERED.length);
    expect(typesAt(receiver).toSorted()).toEqual(DELIVERED);
    await path.removeSubscription('acme', 'crm');
  }, 120_000);

  it.each(['publish.mjs', 'commands.mjs'])('%s: says which variable is not set', async (file) => {
    const withBroker = { NATS_URL: path.nats.url };
    expect(await runExample(exampleOf(file), withBroker)).toEqual(endWithout('DESKHOOK_TENANT'));
    expect(await runExample(exampleOf(file), {})).toEqual(endWithout('NATS_URL, DESKHOOK_TENANT'));
  });

  it('carries a command out and tells what came of it, without going round in a loop', async () => {
    await path.putTenant('shop');
    await path.putSubscription({
      id: 'tagging',
      tenant: 'shop',
      urls: [receiver.url],
      events: ['ticket.created', 'ticket.updated'],
      actions: [{ type: 'add_tags', tags: ['crm'] }],
    });
    const { command, args } = exampleOf('commands.mjs');
    const env = { PATH: process.env['PATH'], NATS_URL: path.nats.url, DESKHOOK_TENANT: 'shop' };
    commands = await startProcess({ name: 'commands', command, args, env });
    await path.publish(anEvent({ tenant: 'shop', id: 'first' }), 'shop');
    // Each update fires the subscription again: the command's hopcount, passed on, ends that at the limit.
    const stopped = async () => {
      const subject = 'dead.shop.events';
      return (await path.broker.jsm.streams.getMessage(STREAMS.dead, { last_by_subj: subject })) ?? undefined;
    };
    const letter = await waitUntil(stopped, { what: 'the end of the loop', timeoutMs: 60_000 });
    expect(letter.header.get('Deskhook-Dead-Letter')).toContain('"reason":"hop_limit"');
    await receiver.received(6);
    expect(typesAt(receiver)).toEqual([
      'ticket.created',
      ...Array.from({ length: 5 }, () => 'ticket.updated'),
    ]);
    const [, second] = receiver.requests.map(({ body }) => JSON.parse(body.toString()));
    expect(second).toMatchObject({
      actortype: 'trigger',
      hopcount: 1,
      id: expect.stringMatching(/^cmd_.*-done$/),
    });
  }, 90_000);
});
