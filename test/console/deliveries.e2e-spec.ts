import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openBrowser, type Browser, type PageOptions } from '../support/browser.js';
import { signIn, startConsoleWorld, TENANT, type ConsoleWorld } from '../support/console-world.js';
import { anEvent } from '../support/events.js';

const START_MS = 60_000;
const DELIVERIES = `/t/${TENANT}/deliveries`;
const aTicket = (id: number, type = 'ticket.created') =>
  anEvent({ type, subject: `tickets/${id}`, data: { ticket: { id, subject: 'Cannot log in' } } });

describe("the console's deliveries", () => {
  let world: ConsoleWorld;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startConsoleWorld(), openBrowser()]);
    await world.call('PATCH', '', { name: 'Acme' });
  }, START_MS);
  afterEach(() => browser.closePages());
  afterAll(() => Promise.all([browser.close(), world.close()]));

  async function open(path: string, key = world.keys.editor, options: PageOptions = {}): Promise<Page> {
    const page = await browser.page(world.url, options);
    await signIn(page, key);
    await page.goto(path);
    return page;
  }
  const rows = (page: Page) => page.getByRole('table', { name: 'Deliveries' }).getByRole('link');

  it('say how to begin while there is none', async () => {
    const page = await open(DELIVERIES);
    await page.getByRole('heading', { name: 'Nothing was delivered yet' }).waitFor();
    await page.getByText(`/v1/tenants/${TENANT}/events`).waitFor();
  });

  it('are found by filters that stand in the address, and can be taken away one by one', async () => {
    await world.subscribe({ name: 'CRM sync', events: ['ticket.created', 'ticket.closed'] });
    await world.publish(aTicket(11), aTicket(12), aTicket(11, 'ticket.closed'));
    await world.listed('/deliveries?status=delivered', 3);
    const page = await open(`${DELIVERIES}?status=delivered`);
    await rows(page).nth(2).waitFor();
    await page.getByLabel('Ticket', { exact: true }).fill('11');
    await page.waitForURL(/ticket=11$/);
    await page.getByRole('button', { name: 'Remove the filter Ticket: 11' }).waitFor();
    await rows(page).nth(2).waitFor({ state: 'detached' });
    // While the list is asked for anew it has no rows at all.
    await rows(page).nth(1).waitFor();
    expect(await rows(page).allTextContents()).toEqual(
      expect.arrayContaining(['ticket.created', 'ticket.closed']),
    );
    await page.getByRole('button', { name: 'Remove the filter Status: delivered' }).click();
    await page.getByRole('combobox', { name: 'Subscription' }).fill('CRM');
    await page.getByRole('option', { name: 'CRM sync' }).click();
    await page.waitForURL(/subscription=sub_/);
    await page.reload();
    await page.getByRole('button', { name: 'Remove the filter Subscription: CRM sync' }).waitFor();
    await page.getByLabel('Ticket', { exact: true }).fill('404');
    await page.getByRole('heading', { name: 'No delivery matches these filters' }).waitFor();
    expect(await page.getByRole('button', { name: /Replay all/ }).count()).toBe(0);
    await page.getByRole('link', { name: 'See its events, and why nothing fired' }).waitFor();
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await rows(page).nth(2).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('appear in the list by themselves', async () => {
    const page = await open(DELIVERIES);
    await rows(page).first().waitFor();
    await world.publish(aTicket(15));
    await page.getByRole('table', { name: 'Deliveries' }).getByText('#15', { exact: true }).waitFor();
  });

  it('appear live, and wait while one reads', async () => {
    const page = await open(DELIVERIES);
    await rows(page).first().waitFor();
    await page.getByRole('switch', { name: 'Live' }).click();
    await page.getByText('Live: attempts appear as they happen').waitFor();
    const tail = page.getByRole('table', { name: 'Attempts as they happen' });
    // What is known stands there from the beginning.
    await tail.getByRole('link').nth(2).waitFor();
    const known = await tail.getByRole('link').count();
    await world.publish(aTicket(21));
    await tail.getByText('#21', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await world.publish(aTicket(22), aTicket(23));
    await page.getByRole('button', { name: '2 new' }).waitFor();
    expect(await tail.getByRole('link').count()).toBe(known + 1);
    await page.getByRole('button', { name: 'Resume' }).click();
    await tail.getByText('#22', { exact: true }).waitFor();
    expect(await tail.getByRole('link').count()).toBe(known + 3);
    expect(page.url()).toMatch(/live=true/);
  });

  it('tell why one has not arrived, when it is tried again, and what went over the wire', async () => {
    world.receiver.answer(() => ({
      code: 503,
      headers: { 'content-type': 'text/html' },
      body: '<h1>Busy</h1>',
    }));
    await world.subscribe({
      name: 'Reports',
      events: ['note.created'],
      delivery: { retrySchedule: ['1h', '5h'] },
    });
    await world.publish(
      anEvent({ type: 'note.created', data: { ticket: { id: 31 }, message: { id: 5, body: "It's on" } } }),
    );
    const [{ id }] = await world.listed('/deliveries?ticket=31&status=retrying', 1);
    const page = await open(`${DELIVERIES}/${id}`);
    await page.getByRole('heading', { level: 1, name: /^Waits for attempt 2 in (59 min|1 h)/ }).waitFor();
    await page.getByText('Attempt 2 of 3: 1 hour after the failure, as the retry schedule says.').waitFor();
    await page.getByText(/, if the one before fails$/).waitFor();
    await page.getByText('503: Unavailable').waitFor();
    await page.getByRole('region', { name: 'Response body' }).getByText('<h1>Busy</h1>').waitFor();
    await page.getByRole('button', { name: 'Exact bytes' }).click();
    const body = await page.getByRole('region', { name: 'Request body' }).textContent();
    expect(body).toBe(world.receiver.requests.at(-1)?.body.toString('utf8'));
    await page.getByRole('button', { name: 'Copy as curl' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(
      /^curl -i -X POST 'http.*It'\\''s on/s,
    );
  });

  it('are sent again from their page, which tells by itself that they arrived', async () => {
    world.receiver.answer(() => ({ code: 500 }));
    await world.subscribe({ name: 'Billing', events: ['user.created'], delivery: { retrySchedule: [] } });
    await world.publish(anEvent({ type: 'user.created', data: { user: { id: 7, name: 'Jane' } } }));
    const [{ id }] = await world.listed('/deliveries?type=user.created&status=dead', 1);
    const page = await open(`${DELIVERIES}/${id}`);
    await page.getByRole('heading', { name: 'Dead: its only attempt failed with 500' }).waitFor();
    world.receiver.answer(() => ({ code: 200, body: 'thanks' }));
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByRole('heading', { name: 'Delivered on attempt 2' }).waitFor();
    await page.getByText('thanks').waitFor();
    await page.getByRole('button', { name: /^Attempt 1 failed/ }).click();
    await page.waitForURL(/attempt=1$/);
    await page.getByText('500: Failure of the receiver').waitFor();
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Replay' }).click();
    await page.getByRole('button', { name: /^Attempt 3 .*replay/ }).waitFor();
  });

  it('are replayed by their filters, at a pace and with progress, or as ticked', async () => {
    world.receiver.answer(() => ({ code: 500 }));
    await world.subscribe({ name: 'Archive', events: ['ticket.archived'], delivery: { retrySchedule: [] } });
    await world.publish(...[51, 52, 53].map((id) => aTicket(id, 'ticket.archived')));
    await world.listed('/deliveries?type=ticket.archived&status=dead', 3);
    const page = await open(`${DELIVERIES}?status=dead&type=ticket.archived`);
    await rows(page).nth(2).waitFor();
    world.receiver.answer(() => ({ code: 204 }));
    await page.getByRole('checkbox', { name: /ticket 53 for Archive/ }).click();
    await page.getByRole('button', { name: 'Replay it' }).click();
    await page.getByText('1 of 1 is on the way again.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
    await world.listed('/deliveries?ticket=53&status=delivered', 1);
    await page.getByRole('button', { name: 'Replay all that match …' }).click();
    await page.getByText('2 deliveries match').waitFor();
    await page.getByRole('button', { name: 'Replay 2' }).click();
    await page.waitForURL(/\/replays\//);
    await page.getByText('2 of 2').waitFor();
    await world.listed('/deliveries?type=ticket.archived&status=delivered', 3);
    await page.getByText(/^Started .* by this key \(“/).waitFor();
    const delivered = page.getByRole('link', { name: '2 delivered' });
    await delivered.waitFor();
    expect(await delivered.getAttribute('href')).toMatch(/type=ticket\.archived.*status=delivered/);
    await page.getByRole('link', { name: 'Replays' }).click();
    await page.getByRole('link', { name: 'Replay of 2 deliveries' }).waitFor();
  });

  it('are shown to a viewer on a phone, who is offered no replay and need not scroll sideways', async () => {
    const page = await open(DELIVERIES, world.keys.viewer, { viewport: 'phone', colorScheme: 'dark' });
    const fits = () => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');
    await rows(page).first().waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await fits()).toBe(true);
    await page
      .getByRole('row', { name: /#\d+ · / })
      .first()
      .waitFor();
    await rows(page).first().click();
    await page.getByRole('heading', { name: 'Attempts' }).waitFor();
    expect(await page.getByRole('button', { name: /Replay|Send now/ }).count()).toBe(0);
    expect(await fits()).toBe(true);
  });
});
