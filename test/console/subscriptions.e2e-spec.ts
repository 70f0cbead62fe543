import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { openBrowser, type Browser } from '../support/browser.js';
import { signIn, startConsoleWorld, visit, type ConsoleWorld } from '../support/console-world.js';
import { anEvent } from '../support/events.js';

const START_MS = 60_000;
const TEST_MS = 90_000;
const BASE = '/t/acme/subscriptions';

const TRIGGER = {
  trigger: {
    id: 9001,
    title: 'Urgent and reopened',
    active: true,
    conditions: {
      all: [
        { field: 'update_type', operator: 'is', value: 'Change' },
        { field: 'priority', operator: 'is', value: 'urgent' },
        { field: 'satisfaction_score', operator: 'is', value: 'bad' },
      ],
      any: [],
    },
    actions: [{ field: 'notification_webhook', value: ['01GWEBHOOK', '{"ticket":{{ticket.id}}}'] }],
  },
};

describe('the subscriptions in the console', () => {
  let world: ConsoleWorld;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startConsoleWorld(), openBrowser()]);
    world.receiver.answer(({ path }) =>
      path.startsWith('/gone') ? { code: 410 } : { code: 200, body: '{"ok":true}' },
    );
  }, START_MS);
  afterEach(() => browser.closePages());
  afterAll(() => Promise.all([browser.close(), world.close()]));

  const opened = async (path: string, key = world.keys.editor): Promise<Page> => {
    const page = await browser.page(world.url);
    await signIn(page, key);
    await visit(page, path);
    return page;
  };
  const rowOf = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });

  it(
    'are found by what the address says, with how they fared',
    async () => {
      await world.subscribe({ name: 'Found one', events: ['ticket.created'] });
      await world.subscribe({ name: 'Other one', events: ['note.created'] });
      await world.publish(anEvent());
      await world.listed('/deliveries?status=delivered', 1);
      const page = await opened(BASE);
      const health: string[] = [];
      page.on('request', (request) => {
        if (request.url().includes('/stats/subscriptions')) health.push(request.url());
      });
      await page.reload();
      await rowOf(page, 'Found one').getByText('100 %').waitFor();
      await rowOf(page, 'Found one')
        .getByRole('img', { name: /1 successful and 0 failed/ })
        .waitFor();
      expect(health).toHaveLength(1);
      await page.getByRole('combobox', { name: 'Would get the event' }).fill('ticket.created');
      await rowOf(page, 'Other one').waitFor({ state: 'detached' });
      await page.getByLabel('Name or URL').fill('found');
      await page.waitForURL(/q=found/);
      await page.reload();
      await rowOf(page, 'Found one').waitFor();
      expect(await page.getByRole('combobox', { name: 'Would get the event' }).inputValue()).toBe(
        'ticket.created',
      );
      await page.getByLabel('Name or URL').fill('nothing like it');
      await page.getByRole('button', { name: 'Clear the filters' }).click();
      await rowOf(page, 'Other one').waitFor();
      expect(await page.getByRole('combobox', { name: 'Would get the event' }).inputValue()).toBe('');
    },
    TEST_MS,
  );

  it(
    'are deactivated and deleted many at once',
    async () => {
      for (const name of ['Bulk A', 'Bulk B', 'Bulk C'])
        await world.subscribe({ name, events: ['article.*'] });
      const page = await opened(`${BASE}?q=Bulk`);
      await page.getByLabel('Select Bulk A').check();
      await page.getByLabel('Select Bulk B').check();
      await page.getByRole('button', { name: 'Deactivate' }).click();
      await page.getByRole('button', { name: 'Deactivate 2 subscriptions' }).click();
      await rowOf(page, 'Bulk B').getByText('Inactive').filter({ visible: true }).waitFor();
      await rowOf(page, 'Bulk C').getByText('Active', { exact: true }).filter({ visible: true }).waitFor();
      await page.getByLabel('Select all that are shown').check();
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('button', { name: 'Delete 3 subscriptions' }).click();
      await page.getByText('No subscription matches').waitFor();
      expect(await world.listed('/subscriptions?q=Bulk', 0)).toEqual([]);
    },
    TEST_MS,
  );

  it(
    'are made of a trigger, after showing what gets lost',
    async () => {
      const page = await opened(BASE);
      await page.getByRole('button', { name: 'Import a trigger' }).click();
      await page.getByLabel('Trigger', { exact: true }).fill('{"trigger":');
      await page.getByRole('button', { name: 'Show what it becomes' }).click();
      await page.getByText('Paste the trigger as JSON').waitFor();
      await page.getByLabel('Trigger', { exact: true }).fill(JSON.stringify(TRIGGER));
      await page.getByLabel(/^Deliver to/).fill(`${world.receiver.url}/imported`);
      await page.getByRole('button', { name: 'Show what it becomes' }).click();
      await page.getByText(/not carried over$/).waitFor();
      await page.getByText('/conditions/all/2').first().waitFor();
      expect(await world.listed('/subscriptions?q=reopened', 0)).toEqual([]);
      await page.getByRole('button', { name: 'Create it' }).click();
      await page.getByRole('heading', { level: 1, name: 'Urgent and reopened' }).waitFor();
      await page.getByText('nothing is sent until you activate it').waitFor();
    },
    TEST_MS,
  );

  it(
    'tell which URL is disabled, and send to it again',
    async () => {
      const url = `${world.receiver.url}/gone`;
      const events = ['ticket.archived'];
      const id = await world.subscribe({
        name: 'Half gone',
        urls: [url, `${world.receiver.url}/here`],
        events,
      });
      await world.publish(anEvent({ type: 'ticket.archived' }));
      await world.api.soon(
        `/v1/tenants/acme/subscriptions/${id}`,
        ({ body }) => body.disabledUrls.length > 0,
      );
      const page = await opened(`${BASE}/${id}`);
      await page.getByText('1 URL disabled').waitFor();
      await page.getByRole('button', { name: 'Send to it again' }).click();
      await page.getByText('1 URL disabled').waitFor({ state: 'detached' });
      expect((await world.call('GET', `/subscriptions/${id}`)).disabledUrls).toEqual([]);
    },
    TEST_MS,
  );

  it(
    'show their secret only when asked, and change it with an overlap',
    async () => {
      const id = await world.subscribe({ name: 'Signed', events: ['ticket.trashed'] });
      const { secret } = await world.call('GET', `/subscriptions/${id}`);
      const page = await opened(`${BASE}/${id}`);
      const card = page.getByRole('region', { name: 'Signing secret' });
      expect(await page.content()).not.toContain(secret);
      await card.getByRole('button', { name: 'Copy secret' }).click();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(secret);
      expect(await page.content()).not.toContain(secret);
      await card.getByRole('button', { name: 'Show the secret' }).click();
      await card.getByText(secret).waitFor();
      await card.getByRole('button', { name: 'Rotate' }).click();
      const dialog = page.getByRole('dialog', { name: 'Rotate the signing secret' });
      await dialog.getByRole('button', { name: 'Rotate' }).click();
      await dialog.getByText(/^The old one is valid until/).waitFor();
      const rotated = (await world.call('GET', `/subscriptions/${id}`)).secret;
      expect(rotated).not.toBe(secret);
      await dialog.getByText(rotated).waitFor();
    },
    TEST_MS,
  );

  it(
    'are tested, with what was sent and what came back for each URL',
    async () => {
      const urls = [`${world.receiver.url}/first`, `${world.receiver.url}/gone/second`];
      const id = await world.subscribe({ name: 'Tested', urls, events: ['reply.created'] });
      const page = await opened(`${BASE}/${id}?tab=test`);
      await page.getByRole('button', { name: 'Send test' }).click();
      await page.getByText('1 of 2 URLs accepted the test').waitFor();
      const first = page.getByRole('region', { name: urls[0] ?? '', exact: true });
      await first.getByText(/Answered 200/).waitFor();
      await first.getByText('"reply.created"').waitFor();
      await first.getByText('webhook-signature', { exact: false }).first().waitFor();
      await first.getByText('"ok"').waitFor();
      await page
        .getByRole('region', { name: urls[1] ?? '', exact: true })
        .getByText(/Answered 410/)
        .waitFor();
    },
    TEST_MS,
  );

  it(
    'come with receivers in three languages, and the secret only when asked',
    async () => {
      const id = await world.subscribe({ name: 'Shop', dialect: 'supportcandy', events: ['close-ticket'] });
      const { secret } = await world.call('GET', `/subscriptions/${id}`);
      const page = await opened(`${BASE}/${id}?tab=verify`);
      await page.getByText('hash_hmac').waitFor();
      await page.getByRole('tab', { name: 'Node' }).click();
      await page.getByText('timingSafeEqual').first().waitFor();
      await page.getByRole('tab', { name: 'Python' }).click();
      await page.getByText('compare_digest').first().waitFor();
      expect(await page.content()).not.toContain(secret);
      await page.getByRole('button', { name: 'Show the secret' }).click();
      await page.getByText(`export WEBHOOK_SECRET='${secret}'`).waitFor();
    },
    TEST_MS,
  );

  it(
    'show their key and labels, which lead to all that have the same',
    async () => {
      const labels = { team: 'logistics', tier: '' };
      const id = await world.subscribe({ name: 'Parcels', key: 'parcels', labels });
      await world.subscribe({ name: 'Letters', labels: { team: 'logistics' } });
      const page = await opened(`${BASE}/${id}`);
      const about = page.getByRole('region', { name: 'About' });
      await about.getByText('parcels', { exact: true }).waitFor();
      await about.getByRole('link', { name: 'tier=', exact: true }).waitFor();
      await about.getByRole('link', { name: 'team=logistics' }).click();
      await page.waitForURL(/label=team%3Dlogistics/);
      const names = page.getByRole('table', { name: 'Subscriptions' }).getByRole('link');
      await names.nth(1).waitFor();
      expect(await names.allTextContents()).toEqual(['Letters', 'Parcels']);
      await page.getByRole('combobox', { name: 'Label' }).click();
      await page.getByRole('option', { name: 'tier=', exact: true }).click();
      await page.getByRole('link', { name: 'Letters', exact: true }).waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Parcels', exact: true }).waitFor();
      expect(await names.allTextContents()).toEqual(['Parcels']);
    },
    TEST_MS,
  );

  it(
    'offer a viewer nothing that changes them',
    async () => {
      const id = await world.subscribe({ name: 'Looked at', events: ['ticket.untrashed'] });
      const page = await opened(`${BASE}?q=Looked`, world.keys.viewer);
      await page.getByRole('link', { name: 'Looked at' }).waitFor();
      expect(await page.getByRole('button', { name: /New|Import|Actions/ }).count()).toBe(0);
      expect(await page.getByRole('checkbox').count()).toBe(0);
      await visit(page, `${BASE}/${id}`);
      await page.getByText('Your role may not see it.').waitFor();
      expect(await page.getByRole('button', { name: /Edit|Rotate|activate|More/i }).count()).toBe(0);
      expect(await page.getByRole('tab').allTextContents()).toEqual(['Overview', 'Verify']);
    },
    TEST_MS,
  );
});
