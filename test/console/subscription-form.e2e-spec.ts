import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page, Request } from 'playwright-core';
import { seriousFaults } from '../support/browser-axe.js';
import { openBrowser, type Browser, type PageOptions } from '../support/browser.js';
import { signIn, startConsoleWorld, TENANT, visit, type ConsoleWorld } from '../support/console-world.js';

const START_MS = 60_000;
const FLOW_MS = 60_000;
const LIST = `/t/${TENANT}/subscriptions`;
const NEW = `${LIST}/new`;

describe('the form of a subscription', () => {
  let world: ConsoleWorld;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startConsoleWorld(), openBrowser()]);
  }, START_MS);
  afterEach(() => browser.closePages());
  afterAll(() => Promise.all([browser.close(), world.close()]));

  async function open(path: string, key = world.keys.editor, options: PageOptions = {}): Promise<Page> {
    const page = await browser.page(world.url, options);
    await signIn(page, key);
    await visit(page, path);
    return page;
  }
  async function stored(name: string) {
    const { items } = await world.call('GET', '/subscriptions?limit=100');
    return items.find((one: { name: string }) => one.name === name);
  }
  const edit = async (id: string) => open(`${LIST}/${id}/edit`);
  const nameOf = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true });
  const openPart = (page: Page, name: string) =>
    page
      .getByRole('heading', { level: 2, name: new RegExp(`^${name}`) })
      .getByRole('button')
      .click();
  const isPatch = (request: Request) => request.method() === 'PATCH';
  const onItsPage = (page: Page) => page.waitForURL(/\/subscriptions\/sub_\w+$/);

  it(
    'creates one from a pasted list of URLs, by keyboard, and shows its secret',
    async () => {
      // Where typing takes long, the preview asks about an action that is not filled in yet.
      browser.expectProblem(/422.*\/subscriptions\/preview/);
      const page = await open(NEW);
      const [a, b] = [`${world.receiver.url}/a`, `${world.receiver.url}/b`];
      await nameOf(page).fill('Pasted');
      await page.getByLabel('URL 1').fill(`${a}, ${b}; ${a}`);
      await page.getByRole('textbox', { name: 'URL 2' }).waitFor();
      await page.getByRole('checkbox', { name: 'ticket.created' }).check();
      await openPart(page, 'Delivery');
      await page.getByRole('button', { name: 'Remove retry 7' }).click();
      await page.getByText('Default of the dialect: 7 retries over 27 h 35 min').waitFor();
      await openPart(page, 'Actions in the helpdesk');
      await page.getByRole('button', { name: 'Add an action' }).click();
      await page.getByRole('menuitem', { name: 'Assign the ticket' }).click();
      await page.getByRole('textbox', { name: 'Team' }).fill('7');
      await page.getByRole('textbox', { name: 'Team' }).press('Control+s');
      await onItsPage(page);
      const created = await stored('Pasted');
      expect(created).toMatchObject({
        urls: [a, b],
        events: ['ticket.created'],
        delivery: { retrySchedule: ['5s', '5m', '30m', '2h', '5h', '10h'], timeoutMs: 15_000 },
        actions: [{ type: 'assign', team: 7 }],
        secretSource: 'own',
      });
      const shown = page.getByRole('dialog', { name: '“Pasted” is set up' });
      await shown.getByText(created.secret).waitFor();
      await shown.getByRole('button', { name: 'Copy signing secret' }).click();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(created.secret);
      await page.goBack();
      await page.waitForURL((url) => !/subscriptions/.test(url.pathname));
    },
    FLOW_MS,
  );

  it(
    'leads to what is missing, then to what the API refuses, in a part that was closed',
    async () => {
      browser.expectProblem(/422.*\/subscriptions/);
      const page = await open(NEW);
      const create = page.getByRole('button', { name: 'Create', exact: true });
      await create.click();
      await page.getByText('3 things to fix').waitFor();
      await page.waitForFunction("document.activeElement?.matches('[aria-invalid=true]')");
      await nameOf(page).fill('Faulty');
      await page.getByLabel('URL 1').fill('example.com/hook');
      await page.getByRole('checkbox', { name: 'ticket.created' }).check();
      await page.getByText('not an absolute http or https URL', { exact: true }).waitFor();
      await page.getByLabel('URL 1').fill(`${world.receiver.url}/hook`);
      await openPart(page, 'Headers');
      await page.getByRole('button', { name: 'Add a header' }).click();
      const header = page.getByRole('textbox', { name: 'Name of header 1' });
      await header.fill('Host');
      await openPart(page, 'Headers');
      await create.click();
      await page.getByText('reserved: Deskhook sets it itself', { exact: true }).waitFor();
      await page.waitForFunction("document.activeElement?.getAttribute('aria-label') === 'Name of header 1'");
      await header.fill('x-team');
      await page.getByText('1 thing to fix').waitFor({ state: 'detached' });
      expect(await stored('Faulty')).toBeUndefined();
    },
    FLOW_MS,
  );

  it(
    'saves only what was changed, and asks before changes are left behind',
    async () => {
      const auth = { type: 'basic', username: 'jane', password: 'secret' };
      const id = await world.subscribe({ name: 'Edited', auth, headers: { 'x-a': '1' } });
      const { etag } = await stored('Edited');
      const page = await edit(id);
      await page.getByText('Nothing has been changed').waitFor();
      await nameOf(page).fill('Edited twice');
      await page.getByRole('link', { name: 'Deliveries' }).click();
      await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
      await page.getByRole('button', { name: 'Stay here' }).click();
      await openPart(page, 'Authentication');
      await page.getByText('One is stored and never shown. Leave it empty to keep it.').waitFor();
      await openPart(page, 'Delivery');
      await page.getByLabel('Time-out').fill('20');
      const sent = page.waitForRequest(isPatch);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      const request = await sent;
      expect(request.postDataJSON()).toEqual({ name: 'Edited twice', delivery: { timeoutMs: 20_000 } });
      expect(request.headers()['if-match']).toBe(`"${etag}"`);
      await onItsPage(page);
      expect(await stored('Edited twice')).toMatchObject({ delivery: { timeoutMs: 20_000 } });
    },
    FLOW_MS,
  );

  it(
    'puts the reader’s changes upon what somebody else has saved meanwhile',
    async () => {
      browser.expectProblem(/412.*\/subscriptions/);
      const id = await world.subscribe({ name: 'Shared' });
      const page = await edit(id);
      await nameOf(page).fill('Shared, mine');
      await world.call('PATCH', `/subscriptions/${id}`, {
        name: 'Shared, theirs',
        events: ['ticket.closed'],
      });
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('alert').getByText('Somebody else has changed this subscription').waitFor();
      await page.getByRole('button', { name: 'Load the newest, keep my changes' }).click();
      await page.getByText('Both of you have changed: name.').waitFor();
      expect(await page.getByRole('checkbox', { name: 'ticket.closed' }).isChecked()).toBe(true);
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await onItsPage(page);
      expect(await stored('Shared, mine')).toMatchObject({ events: ['ticket.closed'] });
    },
    FLOW_MS,
  );

  it(
    'keeps the event that it is tried with while the back-test is looked at',
    async () => {
      const page = await open(NEW);
      await page.getByText('Own JSON', { exact: true }).click();
      const own = page.getByLabel('Event as JSON');
      await own.fill('{"type":"ticket.mine"}');
      await page.getByText('Sample', { exact: true }).click();
      await page.getByText('Own JSON', { exact: true }).click();
      expect(await own.inputValue()).toBe('{"type":"ticket.mine"}');
      await page.getByRole('tab', { name: 'Back-test' }).click();
      await own.waitFor({ state: 'hidden' });
      await page.getByRole('tab', { name: 'Preview' }).click();
      await own.waitFor();
      expect(await own.inputValue()).toBe('{"type":"ticket.mine"}');
    },
    FLOW_MS,
  );

  it(
    'shows what a dialect sends, its options and its own defaults',
    async () => {
      const page = await open(NEW);
      const dialect = page.getByRole('combobox', { name: 'Dialect' });
      await dialect.click();
      await page.getByRole('option', { name: /^SupportCandy/ }).click();
      await page.getByText('"create-ticket"').first().waitFor();
      await openPart(page, 'Delivery');
      await page.getByText('One attempt, no retries').first().waitFor();
      await openPart(page, 'Signing secret');
      await page.getByRole('radio', { name: 'One of its own' }).check();
      await page.waitForFunction(
        "/^[0-9A-Za-z]{40,}$/.test(document.querySelector('input[autocomplete=off][spellcheck=false]')?.value)",
      );
      await dialect.click();
      await page.getByRole('option', { name: /^A body template/ }).click();
      await page.getByText('No sample yet').waitFor();
      await page.getByRole('combobox', { name: 'Preset' }).click();
      await page.getByRole('option', { name: 'slack' }).click();
      await page
        .getByRole('region', { name: 'Body (application/json)' })
        .getByText('Cannot log in')
        .first()
        .waitFor();
    },
    FLOW_MS,
  );

  it('is not offered to who may only look', async () => {
    const page = await open(NEW, world.keys.viewer);
    await page.getByRole('heading', { name: 'Your key may not change subscriptions' }).waitFor();
    expect(await page.getByRole('button', { name: 'Create', exact: true }).count()).toBe(0);
  });

  it(
    'fits on a phone, and bars nobody, with every part open',
    async () => {
      const look = { viewport: 'phone', colorScheme: 'dark', bypassCSP: true } as const;
      const page = await open(NEW, world.keys.editor, look);
      for (const part of ['Signing secret', 'Headers', 'Authentication', 'Delivery', 'Left out', 'Actions'])
        await openPart(page, part);
      await page.getByRole('button', { name: 'Add a header' }).click();
      await page.getByLabel('Limit the rate').check();
      await page.getByRole('button', { name: 'Add an action' }).click();
      await page.getByRole('menuitem', { name: 'Set a field' }).click();
      await page.getByText('OAuth 2.0', { exact: true }).click();
      await page.getByRole('button', { name: 'Create', exact: true }).click();
      await page.getByText('3 things to fix').waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
      expect(await seriousFaults(page)).toEqual([]);
    },
    FLOW_MS,
  );
});
