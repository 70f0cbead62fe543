import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { seriousFaults } from '../support/browser-axe.js';
import { openBrowser, type Browser } from '../support/browser.js';
import { signIn, startConsoleWorld, TENANT, visit, type ConsoleWorld } from '../support/console-world.js';
import { anEvent } from '../support/events.js';

const START_MS = 60_000;
const SETTINGS = `/t/${TENANT}/settings`;

describe("the console's settings and tenants", () => {
  let world: ConsoleWorld;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startConsoleWorld(), openBrowser()]);
  }, START_MS);
  afterEach(() => browser.closePages());
  afterAll(() => Promise.all([browser.close(), world.close()]));

  async function open(path: string, key = world.keys.admin): Promise<Page> {
    const page = await browser.page(world.url);
    await signIn(page, key);
    await visit(page, path);
    return page;
  }

  it('change the tenant, say what is wrong at its field, and rotate its secret', async () => {
    const page = await open(SETTINGS);
    await page.getByLabel('Site URL').fill('ftp://acme.example');
    browser.expectProblem(/422.*\/v1\/tenants\/acme/);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByLabel('Site URL').and(page.locator('[aria-invalid="true"]')).waitFor();
    await page.getByLabel('Site URL').fill('https://acme.example');
    await page.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Berl');
    await page.getByRole('option', { name: 'Europe/Berlin' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The tenant is saved.').waitFor();
    expect(await world.call('GET', '')).toMatchObject({
      siteUrl: 'https://acme.example',
      timezone: 'Europe/Berlin',
    });
    await page.getByRole('button', { name: 'Make a secret' }).click();
    await page.getByRole('button', { name: 'Make', exact: true }).click();
    await page.getByRole('button', { name: 'Show the default secret' }).waitFor();
    const first = (await world.call('GET', '')).defaultSecret;
    expect(await page.content()).not.toContain(first);
    await page.getByRole('button', { name: 'Show the default secret' }).click();
    await page.getByText(first).waitFor();
    await page.getByRole('button', { name: 'Rotate …' }).click();
    await page.getByRole('button', { name: 'Rotate', exact: true }).click();
    await page.getByText('There is a new default secret.').waitFor();
    expect((await world.call('GET', '')).defaultSecret).not.toBe(first);
  });

  it('make a key whose secret is shown once, and take it away again', async () => {
    const page = await open(`${SETTINGS}/api-keys`);
    await page.getByRole('row', { name: /yours/ }).waitFor();
    await page.getByRole('button', { name: 'Create a key' }).click();
    await page.getByLabel('Name').fill('Plug-in');
    await page.getByRole('radio', { name: 'Publisher' }).check();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    const key = (await page.getByLabel('The key', { exact: true }).textContent()) ?? '';
    const asked = await world.api.call('GET', '/v1/self', { key });
    expect(asked.body).toMatchObject({ name: 'Plug-in', role: 'publisher' });
    await page.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByRole('button', { name: 'Delete the key Plug-in' }).click();
    await page.getByRole('button', { name: 'Delete the key', exact: true }).click();
    await page.getByText('The key “Plug-in” is deleted.').waitFor();
    expect((await world.api.call('GET', '/v1/self', { key })).status).toBe(401);
  });

  it('set what new subscriptions have, with a fault at its field on the way', async () => {
    const page = await open(`${SETTINGS}/defaults`);
    await page.getByRole('combobox', { name: 'Dialect' }).click();
    await page.getByRole('option', { name: 'CloudEvents in binary mode' }).click();
    await page.getByRole('button', { name: 'Add a header' }).click();
    await page.getByLabel('Name of header 1').fill('x-team');
    await page.getByLabel('Value of header 1').fill('support');
    await page.getByLabel('Status codes that count as delivered').fill('often');
    browser.expectProblem(/422.*\/v1\/tenants\/acme/);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/must be codes such as 2xx/).waitFor();
    await page.getByLabel('Status codes that count as delivered').fill('2xx, 409');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The defaults are saved.').waitFor();
    const made = await world.call('GET', `/subscriptions/${await world.subscribe()}`);
    expect(made).toMatchObject({
      dialect: 'cloudevents',
      headers: { 'x-team': 'support' },
      delivery: { successCodes: '2xx, 409' },
    });
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('tell who changed what, from what to what', async () => {
    await world.call('PATCH', '', { name: 'Acme before' });
    await world.call('PATCH', '', { name: 'Acme after' });
    const page = await open(`${SETTINGS}/audit-log`);
    await page.getByRole('combobox', { name: 'Operation' }).fill('patchTenant');
    await page.getByRole('option', { name: 'patchTenant' }).click();
    await page.waitForURL(/operation=patchTenant/);
    const latest = page.getByRole('row').filter({ hasText: 'changed the tenant' }).first();
    await latest.getByRole('button', { name: '1 change' }).click();
    await latest.getByRole('row', { name: 'name Acme before Acme after' }).waitFor();
    await page.getByRole('textbox', { name: 'Who' }).fill('nobody');
    await page.getByText('Nothing matches these filters').waitFor();
  });

  it('erase a person who is named twice, and show how far that has come', async () => {
    const requester = { id: 45, name: 'Jane Doe', email: 'jane@example.com' };
    await world.publish(anEvent({ id: 'of-jane', data: { ticket: { id: 45, requester } } }));
    await world.listed('/events?ticket=45', 1);
    const page = await open(`${SETTINGS}/erasures`);
    await page.getByText('Nobody was erased yet').waitFor();
    await page.getByRole('button', { name: 'Erase a person' }).click();
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('jane@example.com');
    const erase = page.getByRole('button', { name: 'Erase', exact: true });
    expect(await erase.isDisabled()).toBe(true);
    await page.getByLabel('The same again, to confirm').fill('jane@example.com');
    await erase.click();
    await page.getByRole('table', { name: 'Erasures' }).getByText('done').waitFor();
    await page.getByRole('cell', { name: /^Erased from/ }).waitFor();
    expect(JSON.stringify(await world.call('GET', '/events/of-jane'))).not.toContain('Jane Doe');
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('show those who may not administer what they may see', async () => {
    const page = await open(SETTINGS, world.keys.viewer);
    await page.getByRole('row', { name: `Id ${TENANT}` }).waitFor();
    const tabs = page.getByRole('navigation', { name: 'Settings' }).getByRole('link');
    expect(await tabs.allTextContents()).toEqual(['Tenant', 'Defaults']);
    await visit(page, `${SETTINGS}/api-keys`);
    await page.getByText('Only administrators see this').waitFor();
    await visit(page, '/tenants');
    await page.waitForURL(`**/t/${TENANT}`);
  });

  it('let the root key make a tenant, find it, and delete it by its id', async () => {
    const page = await open('/tenants', world.keys.root);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'New tenant' }).click();
    await page.getByLabel('Name').fill('Acme');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText(/is the id of the tenant/).waitFor();
    await page.getByLabel('Name').fill('Globex Désk');
    await page.getByLabel('Id').and(page.locator('[value="globex-desk"]')).waitFor();
    // It is looked whether the id is free.
    browser.expectProblem(/404.*\/v1\/tenants\/globex-desk/);
    await page.getByRole('button', { name: 'Create' }).click();
    await page.waitForURL('**/t/globex-desk');
    await visit(page, '/tenants');
    await page.getByLabel('Search the tenants').fill('globex');
    await page.getByRole('link', { name: 'Acme' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Delete the tenant globex-desk' }).click();
    const sure = page.getByRole('button', { name: 'Delete the tenant', exact: true });
    expect(await sure.isDisabled()).toBe(true);
    await page.getByLabel('Its id, to confirm').fill('globex-desk');
    await sure.click();
    await page.getByText('No tenant has that in its name or id.').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
  });
});
