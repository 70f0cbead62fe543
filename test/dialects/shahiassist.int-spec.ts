import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DIALECTS, type Rendered } from '@deskhook/dialects';
import { type ForeignReceiver, startForeignReceiver, type Understood } from '../support/foreign-receiver.js';
import { goldenVector } from './golden-vector.js';
import { renderInputOf, type RequestSettings, SAMPLE_AT, sampleRequest } from './sample-request.js';
import { send } from './send.js';

const { shahiassist } = DIALECTS;

const contentType = 'application/json';
const secret = 'test_secret';

/** What the golden requests say to every reader. */
const data = {
  ticket_id: 123,
  title: 'Login issue',
  content: 'I can’t log in – é <b>&"q"</b>',
  status: 'open',
  author_id: 5,
  author_email: 'user@example.com',
  custom_fields: { priority: 'high', product: 'web_app' },
  ticket_url: 'https://example.com/ticket/login-issue/',
};

describe("ShahiAssist's documented verifiers and the golden requests", () => {
  const receivers = new Map<string, ForeignReceiver>();
  const programs = [
    'php/shahiassist.php',
    'php/shahiassist-raw.php',
    'php/shahiassist-laravel.php',
    'php/shahiassist-body-signature.php',
    'php/shahiassist-stripping.php',
    'node/shahiassist.cjs',
  ];

  beforeAll(async () => {
    for (const program of programs) receivers.set(program, await startForeignReceiver(program, { secret }));
  });
  afterAll(async () => void (await Promise.all([...receivers.values()].map((one) => one.stop()))));

  async function post(program: string, body: Uint8Array, signature: string) {
    const receiver = receivers.get(program);
    if (receiver === undefined) throw new Error(`${program} is not running`);
    const before = receiver.accepted().length;
    const headers = { 'x-shahi-assist-signature': signature };
    const code = await send(`${receiver.origin}/webhook`, { contentType, body, headers });
    return { code, understood: receiver.accepted().slice(before) };
  }

  const php = {
    body: goldenVector('shahi-A-php.json'),
    signature: goldenVector('shahi-A-php.sig').toString().trim(),
  };
  const js = {
    body: goldenVector('shahi-A-js.json'),
    signature: goldenVector('shahi-A-js.sig').toString().trim(),
  };

  // Measured for the dialects page, section 5c: no single byte string satisfies both re-encoding handlers.
  test.each([
    ['php/shahiassist.php', 200, 401],
    ['php/shahiassist-laravel.php', 200, 401],
    ['php/shahiassist-raw.php', 200, 200],
    ['php/shahiassist-body-signature.php', 200, 401],
    ['php/shahiassist-stripping.php', 401, 401],
    ['node/shahiassist.cjs', 401, 200],
  ])('%s answers the php form with %i, the js form with %i', async (program, toPhp, toJs) => {
    for (const [{ body, signature }, expected] of [
      [php, toPhp],
      [js, toJs],
    ] as const) {
      const { code, understood } = await post(program, body, signature);
      expect(code).toBe(expected);
      expect(understood).toHaveLength(expected === 200 ? 1 : 0);
      if (expected === 200) expect(understood[0]).toMatchObject({ event: 'ticket.created' });
    }
  });

  test('what they understand is what happened', async () => {
    const documented = await post('php/shahiassist.php', php.body, php.signature);
    expect(documented.understood).toEqual([
      {
        event: 'ticket.created',
        ticket: 123,
        title: 'Login issue',
        status: 'open',
        author: 'user@example.com',
        custom: { priority: 'high', product: 'web_app' },
        url: 'https://example.com/ticket/login-issue/',
      },
    ]);
    const node = await post('node/shahiassist.cjs', js.body, js.signature);
    expect(node.understood).toEqual([{ event: 'ticket.created', data }]);
  });

  test('without a signature in the body, one that strips it and looks at the header is content', async () => {
    const signature = 'sha256=af826e427d832f8ae2a11a3e4caa95fadf5b48ce87bc379f4006c8ff74baf1d8';
    const body = goldenVector('shahi-php.json');
    expect((await post('php/shahiassist-stripping.php', body, signature)).understood).toEqual([
      { event: 'ticket.created', site: 'https://example.com', data },
    ]);
    expect((await post('php/shahiassist.php', body, signature)).code).toBe(200);
  });

  test.each(programs)('%s refuses a body that was tampered with', async (program) => {
    for (const { body, signature } of [php, js]) {
      const tampered = Buffer.from(body.toString().replace('Login issue', 'Login issuf'));
      const { code, understood } = await post(program, tampered, signature);
      expect(code).toBe(401);
      expect(understood).toEqual([]);
    }
  });
});

describe('what the dialect sends', () => {
  const natives = (shahiassist.events ?? []).map(({ name }) => name);
  const header = 'x-shahi-assist-signature';

  /** What happened, by native event, in the words of the handlers that pass `data` on. */
  const understood: Readonly<Record<string, Record<string, unknown>>> = {
    'ticket.created': { ticket_id: 123, title: 'Cannot log in', author_email: 'john@example.com' },
    'ticket.status_changed': { ticket_id: 123, old_status: 'open', new_status: 'pending', changed_by: 12 },
    'ticket.reply_added': { ticket_id: 123, author_email: 'jane@example.com' },
    'ticket.assigned': { ticket_id: 123, assigned_to: 12, previous_assignee: 13 },
    'ticket.closed': { ticket_id: 123, old_status: 'pending', new_status: 'closed' },
    'article.published': { article_id: 456, tags: ['password', 'login'] },
    'article.updated': { article_id: 456, updated_by: 13 },
    'article.viewed': { article_id: 456, user_id: 45, view_count: 12 },
    'user.role_changed': { user_id: 45, old_role: 'customer', new_role: 'agent' },
    'agent.login': { user_id: 12, login_time: SAMPLE_AT.getTime() / 1000 },
    test: { test: true, ticket_id: 999, title: 'Test Ticket' },
  };

  async function sendAll(program: string, settings: RequestSettings): Promise<Understood[]> {
    const receiver = await startForeignReceiver(program, { secret });
    for (const native of natives) {
      const request = sampleRequest(shahiassist, native, { secret, ...settings });
      expect(await send(`${receiver.origin}/webhook`, request)).toBe(200);
    }
    const accepted = receiver.accepted();
    await receiver.stop();
    return accepted;
  }

  test('every event has its expectation', () => expect(Object.keys(understood)).toEqual(natives));

  test.each([
    ['php/shahiassist-raw.php', {}],
    ['php/shahiassist-raw.php', { options: { form: 'js' } }],
    ['php/shahiassist-laravel.php', {}],
    ['php/shahiassist-body-signature.php', {}],
    ['php/shahiassist-stripping.php', { options: { bodySignature: false } }],
    ['node/shahiassist.cjs', { options: { form: 'js' } }],
    ['node/shahiassist.cjs', { variant: 'js' }],
    ['node/shahiassist.cjs', { options: { form: 'js', bodySignature: false } }],
  ] satisfies [string, RequestSettings][])('%s accepts every event with %j', async (program, settings) => {
    const accepted = await sendAll(program, settings);
    expect(accepted.map(({ event }) => event)).toEqual(natives);
    for (const { event, data } of accepted) expect(data).toMatchObject(understood[String(event)] ?? {});
  });

  test('the documented PHP handler accepts every event and handles its two', async () => {
    const accepted = await sendAll('php/shahiassist.php', {});
    expect(accepted.map(({ event }) => event)).toEqual(natives);
    expect(accepted[0]).toMatchObject({
      ticket: 123,
      title: 'Cannot log in',
      status: 'pending',
      author: 'john@example.com',
      custom: { order_number: 'ORD-12345' },
      url: 'https://helpdesk.example.com/tickets/123',
    });
    expect(accepted[1]).toMatchObject({
      ticket: 123,
      from: 'open',
      to: 'pending',
      by: 12,
      reason: 'Waiting for the customer',
    });
  });

  test('the probe: the documented Node handler refuses the first form and accepts the other', async () => {
    const node = await startForeignReceiver('node/shahiassist.cjs', { secret });
    const input = renderInputOf(shahiassist, 'ticket.created', { secret });
    const signer = shahiassist.signer([secret]);
    const sendIt = (request: Rendered) =>
      send(`${node.origin}/webhook`, {
        ...request,
        headers: { [header]: signer({ deliveryId: 'dlv_1', at: 0, body: request.body })[header] ?? '' },
      });
    const first = shahiassist.render(input);
    expect(await sendIt(first)).toBe(401);
    const second = shahiassist.alternative?.(first, 401, secret, input.options) ?? null;
    expect(second === null ? null : await sendIt(second)).toBe(200);
    expect(second?.variant).toBe('js');
    expect(node.accepted()).toMatchObject([{ event: 'ticket.created', data: { ticket_id: 123 } }]);
    await node.stop();
  });
});
