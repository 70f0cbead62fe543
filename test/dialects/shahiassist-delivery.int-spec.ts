import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { type ForeignReceiver, startForeignReceiver } from '../support/foreign-receiver.js';
import { type HttpsFront, startHttpsFront } from './https-front.js';
import { type RunningServices, startServices } from './running-services.js';

const secret = 'an administrator’s secret';

describe('from the broker to ShahiAssist receivers, over https', () => {
  let services: RunningServices;
  let php: ForeignReceiver;
  let node: ForeignReceiver;
  let phpFront: HttpsFront;
  let nodeFront: HttpsFront;

  beforeAll(async () => {
    services = await startServices('shahiassist');
    php = await startForeignReceiver('php/shahiassist.php', { secret });
    node = await startForeignReceiver('node/shahiassist.cjs', { secret });
    phpFront = await startHttpsFront(php.port, services.certificate);
    nodeFront = await startHttpsFront(node.port, services.certificate);
    for (const { origin } of [phpFront, nodeFront])
      await services.subscribe({ url: `${origin}/webhook`, secret });
  });
  afterAll(async () => {
    await services.stop();
    await Promise.all([phpFront, nodeFront, php, node].map((one) => one.stop()));
  });

  test('both documented handlers accept every event with the options as they are', async () => {
    const natives = await services.publishSamples();
    for (const receiver of [php, node]) {
      const understood = await receiver.understood(natives.length);
      // Whether a view is due is asked for first: it may come later than what was published after it.
      expect(understood.map(({ event }) => String(event)).toSorted()).toEqual(natives.toSorted());
    }
    expect(php.accepted()[0]).toMatchObject({ ticket: 123, title: 'Cannot log in', status: 'pending' });
    expect(node.accepted()[0]).toMatchObject({ data: { ticket_id: 123, author_email: 'john@example.com' } });
    // The form that the first delivery found out is kept.
    expect(phpFront.answers).toEqual(natives.map(() => 200));
    expect(nodeFront.answers).toEqual([401, ...natives.map(() => 200)]);
  });

  test('one change of status that closes the ticket makes one delivery for each event', async () => {
    const before = php.accepted().length;
    await services.publishClosing();
    await services.publish({ type: 'ticket.created', data: { ticket: { id: 8 } } });
    for (const receiver of [php, node]) {
      const understood = await receiver.understood(before + 3);
      expect(understood.slice(before).map(({ event }) => event)).toEqual([
        'ticket.status_changed',
        'ticket.closed',
        'ticket.created',
      ]);
    }
  });

  test('an article is reported as viewed once in a while', async () => {
    const before = node.accepted().length;
    const view = (id: number) => services.publish({ type: 'article.viewed', data: { article: { id } } });
    await view(70);
    await node.understood(before + 1);
    await view(70);
    await view(71);
    const understood = await node.understood(before + 2);
    expect(understood.slice(before).map(({ data }) => data)).toMatchObject([
      { article_id: 70 },
      { article_id: 71 },
    ]);
  });

  test('under another secret both forms are refused, once each', async () => {
    const before = node.accepted().length;
    const answered = () => nodeFront.answers.filter((code) => code === 200).length;
    await waitUntil(() => answered() === before || undefined, {
      what: 'the answers to the tests before',
      timeoutMs: 60_000,
    });
    const refused = nodeFront.answers.length;
    const wanted = { url: `${nodeFront.origin}/webhook?other`, secret: 'another', events: ['agent.login'] };
    await services.subscribe(wanted);
    await services.publish({ type: 'agent.logged_in', data: { user: { id: 12 } } });
    await node.understood(before + 1);
    await waitUntil(() => (nodeFront.answers.length >= refused + 3 ? true : undefined), {
      what: 'three answers',
      timeoutMs: 60_000,
    });
    expect(nodeFront.answers.slice(refused).map(String).toSorted()).toEqual(['200', '401', '401']);
    expect(node.accepted()).toHaveLength(before + 1);
  });
});
