import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ConnectorKind } from '@deskhook/connectors';
import type { Page } from 'playwright-core';
import type { ApiAnswer } from '../support/api-world.js';
import { seriousFaults } from '../support/browser-axe.js';
import { openBrowser, VIEWPORTS, type Browser } from '../support/browser.js';
import { recordedRequest, signedHeaders } from '../support/connectors.js';
import { signIn, startConsoleWorld, TENANT, visit, type ConsoleWorld } from '../support/console-world.js';

const START_MS = 60_000;
const CONNECTORS = `/t/${TENANT}/connectors`;
const SECRET = 'what the helpdesk signs with';

describe("the console's connectors", () => {
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
    await visit(page, path);
    return page;
  }

  /** Sends a recorded request to an address, as the helpdesk would that knows the secret. */
  async function send(
    address: string,
    kind: ConnectorKind,
    name: string,
    secret: string,
  ): Promise<ApiAnswer> {
    const request = recordedRequest(kind, name);
    const headers = signedHeaders(kind, request, secret);
    return await world.api.call('POST', new URL(address).pathname, {
      key: null,
      body: request.body,
      headers,
    });
  }

  const make = (kind: ConnectorKind, name: string, more: object = {}) =>
    world.call('POST', '/connectors', { kind, name, ...more });
  const clipboard = async (page: Page) => String(await page.evaluate('navigator.clipboard.readText()'));

  it('lead from nothing to a helpdesk that sends, with a fault at its row on the way', async () => {
    const page = await open(CONNECTORS);
    await page.getByRole('heading', { name: 'No helpdesk is connected yet' }).waitFor();
    await page.getByRole('link', { name: 'New connector' }).click();
    await page.getByRole('radio', { name: 'Zammad' }).check();
    await page
      .getByRole('region', { name: 'In Zammad' })
      .getByText(/HMAC SHA1 Signature Token/)
      .waitFor();
    await page.getByLabel('Name').fill('Support desk');
    await page.getByRole('button', { name: 'Add a trigger' }).click();
    await page.getByLabel('Trigger 1', { exact: true }).fill('Deskhook: closed');
    await page.getByLabel('Event 1', { exact: true }).fill('closed');
    browser.expectProblem(/422.*\/connectors/);
    await page.getByRole('button', { name: 'Make the connector' }).click();
    await page.getByText(/must be an event about a ticket/).waitFor();
    expect(await page.getByLabel('Event 1', { exact: true }).getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Event 1', { exact: true }).fill('ticket.closed');
    await page.getByRole('button', { name: 'Make the connector' }).click();
    await page.getByRole('heading', { level: 1, name: 'Support desk' }).waitFor();
    await page.getByRole('button', { name: 'Copy the address' }).click();
    const address = await clipboard(page);
    const [{ secret, url, options }] = (await world.call('GET', '/connectors')).items;
    expect({ address, options }).toEqual({
      address: world.url + url,
      options: { triggers: { 'Deskhook: closed': 'ticket.closed' } },
    });
    expect(await page.content()).not.toContain(secret);
    await page.getByRole('button', { name: 'Copy secret' }).click();
    const sent = await send(address, 'zammad', 'agent-reply', await clipboard(page));
    expect([sent.status, sent.body]).toEqual([202, { accepted: 1 }]);
    const last = page.getByRole('region', { name: 'Last requests' });
    await last.getByText('accepted').waitFor();
    await last.getByText('reply.created').waitFor();
    await page.getByRole('link', { name: 'Events', exact: true }).click();
    await page.getByRole('link', { name: /reply\.created/ }).waitFor();
  });

  it('ask for the secret that the helpdesk makes, and for nothing shorter', async () => {
    const page = await open(`${CONNECTORS}/new`);
    await page.getByRole('radio', { name: 'Chatwoot' }).check();
    await page.getByLabel('Name').fill('Chat');
    await page.getByRole('button', { name: 'Make the connector' }).click();
    await page.getByText(/refused until the secret that Chatwoot shows/).waitFor();
    await page.getByText('waits for its secret').waitFor();
    const field = page.getByLabel('Secret of Chatwoot');
    await field.fill('short');
    browser.expectProblem(/422.*\/connectors\//);
    await page.getByRole('button', { name: 'Save the secret' }).click();
    await page.getByText('must have at least 16 characters').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill(SECRET);
    await page.getByRole('button', { name: 'Save the secret' }).click();
    await page.getByText('The secret is saved.').waitFor();
    await page.getByText('active', { exact: true }).waitFor();
    const made = (await world.call('GET', '/connectors')).items.find(
      ({ name }: { readonly name: string }) => name === 'Chat',
    );
    const sent = await send(world.url + made.url, 'chatwoot', 'status-resolved', SECRET);
    expect(sent.status).toBe(202);
  });

  it('change what is set, keep it while the secret is replaced, and refuse what would get lost', async () => {
    const { id, url } = await make('github', 'Issues', {
      options: { statuses: { not_planned: 'canceled' } },
    });
    const page = await open(`${CONNECTORS}/${id}`);
    await page.getByRole('button', { name: 'Add a label' }).click();
    await page.getByLabel('Label 1', { exact: true }).fill('P1');
    await page.getByLabel('Priority 1', { exact: true }).fill('high');
    await page.getByRole('button', { name: 'Add a label' }).click();
    await page.getByLabel('Label 2', { exact: true }).fill('p1 ');
    await page.getByText('It stands above already').waitFor();
    expect(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
    await page.getByLabel('Label 2', { exact: true }).fill('P2');
    await page.getByLabel('Priority 2', { exact: true }).fill('low');
    await page.getByPlaceholder('deskhook@desk.example').fill('robot');
    await page.getByRole('button', { name: 'Replace …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replace the secret' });
    await dialog.getByRole('button', { name: 'Make one' }).click();
    const secret = await dialog.getByLabel('New secret').inputValue();
    await dialog.getByRole('button', { name: 'Save the secret' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await send(world.url + url, 'github', 'issues-opened-15', secret)).status).toBe(202);
    await page.getByRole('button', { name: 'Remove status not_planned' }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('“Issues” is saved').waitFor();
    expect(await world.call('GET', `/connectors/${id}`)).toMatchObject({
      secret,
      options: { priorityLabels: { P1: 'high', P2: 'low' }, ignoreActors: ['robot'] },
    });
    expect((await world.call('GET', `/connectors/${id}`)).options).not.toHaveProperty('statuses');
  });

  it('replace a secret without a gap, or at once where that is wanted', async () => {
    const { id, url, secret: first } = await make('zammad', 'Rotated');
    const page = await open(`${CONNECTORS}/${id}`);
    const replace = async (hasOverlap: boolean) => {
      await page.getByRole('button', { name: 'Replace …' }).click();
      const dialog = page.getByRole('dialog', { name: 'Replace the secret' });
      await dialog.getByRole('button', { name: 'Make one' }).click();
      const overlap = dialog.getByRole('checkbox', { name: 'Take the old one for another hour' });
      expect(await overlap.isChecked()).toBe(true);
      await overlap.setChecked(hasOverlap);
      const secret = await dialog.getByLabel('New secret').inputValue();
      await dialog.getByRole('button', { name: 'Save the secret' }).click();
      await dialog.waitFor({ state: 'detached' });
      return secret;
    };
    const statuses = async (...secrets: readonly string[]) => {
      const sent = secrets.map((secret) => send(world.url + url, 'zammad', 'automatic-answer', secret));
      return (await Promise.all(sent)).map(({ status }) => status);
    };
    const second = await replace(true);
    await page.getByText('The old one counts for another hour.').waitFor();
    expect(await statuses(first, second)).toEqual([200, 200]);
    const third = await replace(false);
    await page.getByText('No other one counts.').waitFor();
    expect(await statuses(first, second, third)).toEqual([401, 401, 200]);
  });

  it('takes a secret that the helpdesk made at once, unless somebody wants it otherwise', async () => {
    const { id } = await make('freescout', 'Pasted', { secret: SECRET });
    const page = await open(`${CONNECTORS}/${id}`);
    await page.getByRole('button', { name: 'Replace …' }).click();
    const overlap = page.getByRole('checkbox', { name: 'Take the old one for another hour' });
    expect(await overlap.isChecked()).toBe(false);
  });

  it('stop a connector, start it, and take it away', async () => {
    const { id, url } = await make('freescout', 'Mail', { secret: SECRET });
    const page = await open(`${CONNECTORS}/${id}`);
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await page.getByText('“Mail” is inactive').waitFor();
    const dropped = await send(world.url + url, 'freescout', 'note', SECRET);
    expect([dropped.status, dropped.body.accepted]).toEqual([200, 0]);
    await page.getByRole('button', { name: 'Activate', exact: true }).click();
    await page.getByText('“Mail” is active').waitFor();
    expect((await send(world.url + url, 'freescout', 'note', SECRET)).status).toBe(202);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete the connector' }).click();
    await page.getByText('“Mail” is deleted').waitFor();
    await page.getByRole('table', { name: 'Connectors' }).waitFor();
    expect(await page.getByRole('link', { name: 'Mail', exact: true }).count()).toBe(0);
    expect((await send(world.url + url, 'freescout', 'note', SECRET)).status).toBe(401);
  });

  it('show what no event could be made of, with what to do about it', async () => {
    const { url } = await make('zendesk', 'Zen', { secret: SECRET });
    const request = recordedRequest('zendesk', 'trigger');
    const body = Buffer.from(JSON.stringify({ ...JSON.parse(String(request.body)), type: 'nonsense' }));
    const headers = signedHeaders('zendesk', { headers: request.headers, body }, SECRET);
    const { body: answer } = await world.api.call('POST', url, { key: null, body, headers });
    await world.listed('/dead-letters', 1);
    const page = await open(`/t/${TENANT}/dead-letters`);
    await page.getByRole('link', { name: 'Connector: not understood' }).click();
    await page.waitForURL(`**/dead-letters/${answer.deadLetter}`);
    await page.getByText(/no event could be made of it/).waitFor();
  });

  it('offer viewers nothing that they may not do, and no secret', async () => {
    const options = { siteUrl: 'https://tickets.example' };
    const { id, url } = await make('zammad', 'Seen by all', { secret: SECRET, options });
    const page = await open(CONNECTORS, world.keys.viewer);
    await page.getByRole('link', { name: 'Seen by all' }).click();
    await page.getByText('Your role may not see it.').waitFor();
    await page.getByText(world.url + url).waitFor();
    await page.getByText('"https://tickets.example"').waitFor();
    expect(await page.content()).not.toContain(SECRET);
    const main = page.getByRole('main');
    expect(await main.getByRole('button', { name: /Save|Delete|ctivate|Replace/ }).count()).toBe(0);
    await visit(page, CONNECTORS);
    expect(await page.getByRole('link', { name: 'New connector' }).count()).toBe(0);
    await visit(page, `${CONNECTORS}/new`);
    await page.getByText('Your key may not change connectors').waitFor();
    expect(id).toMatch(/^con_/);
  });

  it.each([
    ['desktop', 'light'],
    ['phone', 'dark'],
  ] as const)('shut nobody out on a %s in %s colours, and fit the screen', async (viewport, colorScheme) => {
    const options = { triggers: { 'Deskhook: closed': 'ticket.closed' } };
    const { id } = await make('zammad', `On a ${viewport}`, { options });
    const page = await browser.page(world.url, { viewport, colorScheme });
    await signIn(page, world.keys.editor);
    for (const path of [CONNECTORS, `${CONNECTORS}/new`, `${CONNECTORS}/${id}`]) {
      await visit(page, path);
      if (path.endsWith('/new')) await page.getByRole('radio', { name: 'Zendesk' }).check();
      expect({ path, faults: await seriousFaults(page) }).toEqual({ path, faults: [] });
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'));
      expect({ path, isWider: width > VIEWPORTS[viewport].width }).toEqual({ path, isWider: false });
    }
  });
});
