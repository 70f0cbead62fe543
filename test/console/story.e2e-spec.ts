import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openBrowser, type Browser } from '../support/browser.js';
import { signIn, startConsoleWorld, visit, type ConsoleWorld } from '../support/console-world.js';
import { anEvent } from '../support/events.js';

const START_MS = 60_000;
const STORY_MS = 120_000;
/** The books of the ledger are closed every five seconds. */
const BOOKS_MS = 30_000;

describe('the story of a webhook, told in the console', () => {
  let world: ConsoleWorld;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startConsoleWorld(), openBrowser()]);
  }, START_MS);
  afterEach(() => browser.closePages());
  afterAll(() => Promise.all([browser.close(), world.close()]));

  it(
    'from its first event over a broken receiver to a clean ledger',
    async () => {
      const page = await browser.page(world.url);
      await signIn(page, world.keys.editor);
      await subscribe(page, 'CRM sync', `${world.receiver.url}/crm`);

      const watching = await page.context().newPage();
      await signIn(watching, world.keys.editor);
      await visit(watching, '/t/acme');
      const live = watching.getByRole('region', { name: 'Right now' });
      await live.getByText('live', { exact: true }).waitFor();
      await world.publish(anEvent());
      await live.getByText('delivered').waitFor();
      expect(await world.receiver.received(1)).toHaveLength(1);

      world.receiver.answer(() => ({ code: 503, body: 'Down for maintenance' }));
      await world.publish(anEvent());
      await live.getByText('retrying').first().waitFor();
      const [failing] = await world.listed('/deliveries?status=retrying', 1);
      await visit(page, `/t/acme/deliveries/${failing.id}`);
      await page.getByText('503').first().waitFor();

      world.receiver.answer(() => ({ code: 200, body: 'Thank you' }));
      await page.getByRole('button', { name: 'Send now' }).click();
      await page.getByText('Thank you').first().waitFor();
      await world.listed('/deliveries?status=delivered', 2);
      const sent = world.receiver.requests.filter(({ headers }) => headers['webhook-id'] === failing.id);
      expect(sent.length).toBeGreaterThanOrEqual(2);
      expect(new Set(sent.map(({ body }) => body.toString())).size).toBe(1);

      await explained(watching, 2);
    },
    STORY_MS,
  );
});

async function subscribe(page: Page, name: string, url: string): Promise<void> {
  await visit(page, '/t/acme/subscriptions/new');
  await page.getByLabel(/^Name/).first().fill(name);
  await page.getByRole('textbox', { name: 'URL 1' }).fill(url);
  const events = page.getByRole('group', { name: 'Event types' });
  await page.getByLabel('Search events').fill('ticket.created');
  await events.getByRole('checkbox', { name: /ticket\.created/ }).check();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.waitForURL(/\/subscriptions\/sub_/);
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** The books on the overview have that many events and miss none. */
async function explained(page: Page, events: number): Promise<void> {
  const ledger = page.getByRole('region', { name: 'Ledger' });
  const accepted = ledger.getByRole('row', { name: `Events accepted ${events}`, exact: true });
  await accepted.waitFor({ timeout: BOOKS_MS });
  await ledger.getByRole('row', { name: `delivered ${events}`, exact: true }).waitFor({ timeout: BOOKS_MS });
  await ledger.getByText('0 unexplained').waitFor();
}
