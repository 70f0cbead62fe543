import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { connectBroker } from '@deskhook/messaging';
import type { Page } from 'playwright-core';
import { openBrowser, type Browser } from '../support/browser.js';
import { signIn, startConsoleWorld, TENANT, visit, type ConsoleWorld } from '../support/console-world.js';
import { anEvent } from '../support/events.js';

const START_MS = 60_000;
const BASE = `/t/${TENANT}`;

describe("the console's events and dead letters", () => {
  let world: ConsoleWorld;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startConsoleWorld(), openBrowser()]);
  }, START_MS);
  afterEach(() => browser.closePages());
  afterAll(() => Promise.all([browser.close(), world.close()]));

  async function open(path: string, key = world.keys.editor): Promise<Page> {
    const page = await browser.page(world.url);
    await signIn(page, key);
    await visit(page, `${BASE}${path}`);
    return page;
  }

  it('lead from nothing to a published sample, with a fault at its line on the way', async () => {
    await world.subscribe({ name: 'Greeter' });
    const page = await open('/events');
    await page.getByText('No event has been published yet').waitFor();
    await page.getByRole('button', { name: 'Publish an event' }).click();
    const editor = page.getByRole('textbox', { name: /^Event, a CloudEvent/ });
    const sample = await editor.inputValue();
    await editor.fill(sample.replace('"ticket.created"', '"ticket.exploded"'));
    browser.expectProblem(/422.*\/events/);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('did you mean').waitFor();
    const line = sample.slice(0, sample.indexOf('"ticket.created"')).split('\n').length;
    await page.getByRole('button', { name: `Line ${line}` }).waitFor();
    await editor.fill(sample);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    // The log is a moment behind.
    browser.expectProblem(/404.*\/events\/console-/);
    await page
      .getByRole('status')
      .getByRole('link', { name: /^console-/ })
      .click();
    await page.getByRole('heading', { level: 1, name: 'ticket.created' }).waitFor();
    await page.getByRole('table', { name: 'Deliveries' }).getByText('delivered').waitFor();
    await page.getByRole('button', { name: /Greeter.*Fired/ }).waitFor();
  });

  it('say of one event which subscriptions fired, and which condition kept another from it', async () => {
    await world.subscribe({ name: 'Everything', events: ['ticket.*'] });
    const condition = { field: 'ticket.priority.slug', op: 'eq', value: 'high' };
    await world.subscribe({ name: 'Only urgent', events: ['ticket.*'], condition });
    const changes = [{ field: 'status', old: 'open', new: 'closed' }];
    const status = { id: 9, slug: 'closed', name: 'Closed', base: 'closed' };
    const ticket = {
      id: 4_711,
      subject: 'Cannot log in',
      status,
      priority: { id: 1, slug: 'low', name: 'Low' },
    };
    await world.publish(anEvent({ id: 'close-4711', type: 'ticket.updated', data: { ticket, changes } }));
    await world.listed('/events?ticket=4711', 1);
    const page = await open('/events?ticket=4711');
    await page.getByRole('link', { name: 'ticket.updated' }).click();
    await page.getByRole('heading', { name: 'Derived events 2' }).waitFor();
    const fired = page.getByRole('button', { name: /Everything.*Fired/ });
    await fired.waitFor();
    await page.getByText('Did not fire', { exact: true }).click();
    await fired.waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Search the subscriptions' }).fill('urgent');
    await page.waitForURL(/show=silent&q=urgent/);
    await page.getByRole('button', { name: /Only urgent.*Condition not met/ }).click();
    await page
      .getByRole('region', { name: /Only urgent/ })
      .getByText(/low/)
      .first()
      .waitFor();
    await page.reload();
    await page.getByRole('button', { name: /Only urgent/ }).waitFor();
    expect(await page.getByRole('button', { name: /Everything/ }).count()).toBe(0);
  });

  it('are searched by type, ticket and time, all in the address', async () => {
    await world.publish(
      anEvent({ type: 'ticket.assigned', data: { ticket: { id: 31 } } }),
      anEvent({ type: 'custom.renewed', data: { ticket: { id: 32 } } }),
    );
    await world.listed('/events?type=custom.renewed', 1);
    const page = await open('/events');
    await page.getByRole('combobox', { name: 'Event type' }).fill('custom.renewed');
    await page.keyboard.press('Enter');
    await page.waitForURL(/type=custom\.renewed/);
    await page.getByRole('link', { name: '#32' }).waitFor();
    await page.getByRole('link', { name: '#31' }).waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Ticket' }).fill('31');
    await page.getByText('No event matches these filters').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await page.getByRole('button', { name: 'Received: Any time' }).click();
    await page.getByRole('button', { name: 'Last hour' }).click();
    await page.waitForURL(/from=/);
    await page.getByRole('link', { name: '#31' }).waitFor();
  });

  it('let a dead letter be corrected where it is wrong, and replayed', async () => {
    const refused = { specversion: '1.0', id: 'mend-me', source: '/helpdesk', type: 'reply.created' };
    await refuse(world, 'reply.created', { ...refused, data: { message: { text: 'Hello' } } });
    const page = await open('/dead-letters');
    await page.getByRole('link', { name: 'Schema violation' }).click();
    const editor = page.getByRole('textbox', { name: 'Payload' });
    await page.getByRole('button', { name: 'Line 6' }).waitFor();
    const payload = await editor.inputValue();
    await editor.fill(payload.replace('"data": {', '"data": { "ticket": { "id": [] },'));
    browser.expectProblem(/422.*\/replay/);
    await page.getByRole('button', { name: 'Replay the corrected event' }).click();
    await page.getByText(/data\.ticket\.id/).waitFor();
    await editor.fill(payload.replace('"data": {', '"data": { "ticket": { "id": 5 },'));
    await page.getByRole('button', { name: 'Replay the corrected event' }).click();
    browser.expectProblem(/404.*\/events\/mend-me/);
    await page.getByRole('link', { name: 'See what the event leads to' }).click();
    await page.getByRole('heading', { level: 1, name: 'reply.created' }).waitFor();
    const [letter] = await world.listed('/dead-letters?reason=schema_violation', 1);
    expect(letter.replayedAt).not.toBeNull();
    await visit(page, `${BASE}/dead-letters/${letter.id}`);
    await page.getByText(/^It was replayed/).waitFor();
    expect(await editor.getAttribute('aria-invalid')).toBe('false');
  });

  it('replay all dead letters of a reason, and tell beforehand how many', async () => {
    for (const id of ['a', 'b', 'c'])
      await refuse(world, 'ticket.exploded', {
        specversion: '1.0',
        id,
        source: '/x',
        type: 'ticket.exploded',
      });
    await world.listed('/dead-letters?reason=unknown_type', 3);
    const page = await open('/dead-letters?reason=unknown_type');
    await page.getByRole('button', { name: 'Replay all that match' }).click();
    await page.getByText('3 match.').waitFor();
    await page.getByRole('button', { name: 'Replay 3' }).click();
    await page.waitForURL(/\/replays\/[^/]+$/);
    const [replay] = await world.listed('/replays', 1);
    expect(replay).toMatchObject({ kind: 'dead-letters', selected: 3 });
  });

  it('offer viewers nothing that they may not do', async () => {
    await refuse(world, 'ticket.created', 'not json');
    const [letter] = await world.listed('/dead-letters?reason=not_json', 1);
    const page = await open(`/dead-letters/${letter.id}`, world.keys.viewer);
    await page.getByRole('region', { name: 'Payload' }).getByText('not json').waitFor();
    expect(await page.getByRole('button', { name: /Replay/ }).count()).toBe(0);
    await visit(page, `${BASE}/events`);
    expect(await page.getByRole('button', { name: 'Publish an event' }).count()).toBe(0);
  });
});

/** Publishes past the HTTP API what cannot be accepted, and waits until the log has the dead letter. */
async function refuse(world: ConsoleWorld, type: string, payload: object | string): Promise<void> {
  const before = (await world.call('GET', '/dead-letters?limit=200')).items.length;
  const broker = await connectBroker({ url: world.api.nats.url, name: 'test' });
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  await broker.js.publish(`events.${TENANT}.${type}`, text);
  await broker.connection.close();
  await world.listed('/dead-letters?limit=200', before + 1);
}
