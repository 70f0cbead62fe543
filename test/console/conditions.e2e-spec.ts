import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openBrowser, type Browser } from '../support/browser.js';
import { signIn, startConsoleWorld, TENANT, visit, type ConsoleWorld } from '../support/console-world.js';
import { anEvent } from '../support/events.js';

const START_MS = 60_000;
const FLOW_MS = 60_000;
const NEW = `/t/${TENANT}/subscriptions/new`;
const PENDING = { field: 'ticket.status', op: 'in', value: ['open', 'pending'] };
/** What is half written is tried too, and refused. */
const REFUSED_PREVIEW = /422.*\/subscriptions\/preview/;

describe('choosing events and conditions', () => {
  let world: ConsoleWorld;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startConsoleWorld(), openBrowser()]);
  }, START_MS);
  afterEach(() => browser.closePages());
  afterAll(() => Promise.all([browser.close(), world.close()]));

  async function open(path = NEW): Promise<Page> {
    const page = await browser.page(world.url);
    await signIn(page, world.keys.editor);
    await visit(page, path);
    return page;
  }
  const test = (page: Page, number: string) =>
    page.getByRole('group', { name: `test ${number}`, exact: true });
  const show = (page: Page, view: 'Builder' | 'JSON') =>
    page.getByRole('radiogroup', { name: 'How the condition is edited' }).getByText(view).click();
  const json = (page: Page) => page.getByRole('textbox', { name: 'Condition as JSON' });
  async function written(page: Page): Promise<unknown> {
    await show(page, 'JSON');
    const condition: unknown = JSON.parse(await json(page).inputValue());
    await show(page, 'Builder');
    return condition;
  }
  async function write(page: Page, text: string): Promise<void> {
    await show(page, 'JSON');
    await json(page).fill(text);
    await show(page, 'Builder');
  }

  it(
    'builds a nested condition by keyboard alone, and writes it as JSON',
    async () => {
      const page = await open();
      await page.getByRole('button', { name: 'Add a condition' }).press('Enter');
      // The field of the new test has the focus.
      await page.keyboard.type('status slug');
      await page.getByRole('option', { name: /ticket\.status\.slug/ }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await test(page, '1').getByLabel('Operator').press('Control+a');
      await page.keyboard.type('is one of');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const values = test(page, '1').getByRole('combobox', { name: 'Values' });
      for (const value of ['open', 'pending']) {
        await values.fill(value);
        await values.press('Enter');
      }
      await page.getByRole('button', { name: 'Add a group to the condition' }).press('Enter');
      await page.keyboard.type('ticket.flags.spam');
      await test(page, '2.1').getByRole('button', { name: 'More for test 2.1' }).press('Enter');
      await page.getByRole('menuitem', { name: 'Negate' }).press('Enter');
      const both = [
        { ...PENDING, field: 'ticket.status.slug' },
        { any: [{ not: { field: 'ticket.flags.spam', op: 'eq', value: true } }] },
      ];
      expect(await written(page)).toEqual({ all: both });
      await page.getByRole('button', { name: 'Move group 2 up' }).press('Enter');
      // The focus stays with the group that was moved.
      await page.keyboard.press('Enter');
      expect(await written(page)).toEqual({ all: both.toReversed() });
      await page.getByRole('button', { name: 'Remove test 1.1' }).press('Enter');
      expect(await written(page)).toEqual({ all: both.slice(0, 1) });
    },
    FLOW_MS,
  );

  it(
    'takes JSON as it is, and keeps the last good condition while that has a fault',
    async () => {
      const page = await open();
      const odd = { field: 'data.own', op: 'changed', value: { to: 12 }, note: 'mine' };
      const condition = { any: [PENDING, { not: { all: [odd] } }] };
      await write(page, JSON.stringify(condition));
      await page.getByRole('combobox', { name: 'How the condition holds' }).waitFor();
      await test(page, '1').getByText('pending').waitFor();
      expect(await written(page)).toEqual(condition);

      await write(page, '{"any":[\n  {"field":\n}');
      await page.getByText('It is not JSON from line 3 on.').waitFor();
      await test(page, '1').getByText('pending').waitFor();
      expect(await test(page, '1').getByLabel('Field').isDisabled()).toBe(true);
      await page.getByRole('button', { name: 'Go back to it' }).click();
      expect(await test(page, '1').getByLabel('Field').isEnabled()).toBe(true);
      expect(await written(page)).toEqual(condition);
    },
    FLOW_MS,
  );

  it(
    'shows what the API refuses at the very test, until that is mended',
    async () => {
      browser.expectProblem(/422.*\/subscriptions/);
      const page = await open();
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Refused');
      await page.getByLabel('URL 1').fill(`${world.receiver.url}/refused`);
      await page.getByRole('checkbox', { name: 'ticket.created' }).check();
      await write(page, JSON.stringify({ all: [PENDING, { field: 'ticket.statsu', op: 'eq', value: 'x' }] }));
      await page.getByRole('button', { name: /^Create/ }).click();
      const fault = test(page, '2').getByText(/did you mean "ticket\.status/);
      await fault.waitFor();
      expect(
        await test(page, '1')
          .getByText(/did you mean/)
          .count(),
      ).toBe(0);
      await test(page, '2').getByLabel('Field').fill('ticket.status');
      await fault.waitFor({ state: 'detached' });
    },
    FLOW_MS,
  );

  it(
    'selects wildcards with all that they mean, single types, a vendor’s own names and custom ones',
    async () => {
      browser.expectProblem(REFUSED_PREVIEW);
      const page = await open();
      const box = (name: string) => page.getByRole('checkbox', { name, exact: true });
      await box('Ticket ticket.*').check();
      expect(await box('Closed ticket.closed').isChecked()).toBe(true);
      expect(await box('Closed ticket.closed').isDisabled()).toBe(true);
      await page.getByRole('button', { name: 'Choose one by one' }).click();
      await box('Closed ticket.closed').uncheck();
      expect(await box('Created ticket.created').isChecked()).toBe(true);
      expect(await box('Ticket ticket.*').isChecked()).toBe(false);

      await box('Everything of the helpdesk *').check();
      await page.getByRole('textbox', { name: 'Search events' }).fill('loop');
      // Nobody who asks for everything of the helpdesk is asking about webhooks.
      expect(await box('Loop stopped deskhook.loop_stopped').isChecked()).toBe(false);
      await page.getByRole('textbox', { name: 'Search events' }).fill('');
      await box('Everything of the helpdesk *').uncheck();
      await page.getByRole('textbox', { name: 'Name of a custom event' }).fill('order_paid');
      await page.getByRole('textbox', { name: 'Name of a custom event' }).press('Enter');
      await page.getByRole('button', { name: 'Remove custom.order_paid' }).waitFor();

      await page.getByRole('combobox', { name: 'Dialect' }).click();
      await page.getByRole('option', { name: /SupportCandy/ }).click();
      // What the API would refuse is not offered, and can be taken out where it is selected already.
      await page.getByText('SupportCandy never sends it: take it out.').first().waitFor();
      await box('Reopened ticket.reopened').uncheck();
      expect(await box('Reopened ticket.reopened').isDisabled()).toBe(true);
      expect(await box('Article article.*').isDisabled()).toBe(true);
      expect(await box('Custom custom.*').isDisabled()).toBe(true);
      await page.getByText('Names of SupportCandy').click();
      await page.getByRole('checkbox', { name: /^Delete Ticket/ }).check();
      await page.getByText('wildcards do not select it').first().waitFor();
      await page.getByText(/^Selected: .*custom\.order_paid, delete-ticket$/).waitFor();
    },
    FLOW_MS,
  );

  it(
    'tries a draft with a real event: why it does not fire, and then the exact request',
    async () => {
      browser.expectProblem(REFUSED_PREVIEW);
      const priority = { slug: 'low', name: 'Low' };
      await world.publish(anEvent({ id: 'low-one', data: { ticket: { id: 77, priority } } }));
      await world.listed('/events?ticket=77', 1);
      const page = await open();
      await page.getByRole('checkbox', { name: 'ticket.created' }).check();
      await page.getByRole('textbox', { name: 'Events of the ticket' }).fill('77');
      await page.getByRole('button', { name: /ticket\.created.*#77/ }).click();
      await page.getByText('It fires', { exact: true }).waitFor();
      await page.getByText('URLs are missing').waitFor();
      await write(page, JSON.stringify({ all: [{ field: 'ticket.priority', op: 'eq', value: 'high' }] }));
      await page.getByText('It does not fire on ticket.created').waitFor();
      await page.getByText('This does not hold: it is why the event does not fire.').waitFor();
      await page.getByText('Low (low)').waitFor();
      await page.getByText('What would be sent if it fired').waitFor();
      await test(page, '1').getByLabel('Value').fill('low');
      await page.getByText('It fires', { exact: true }).waitFor();
      const body = page.getByRole('region', { name: 'Body' });
      await body.getByText('low-one').waitFor();
      await page.getByRole('region', { name: 'Headers' }).getByText('webhook-signature').waitFor();
      expect(await world.listed('/deliveries', 0)).toEqual([]);
    },
    FLOW_MS,
  );

  it(
    'counts how often a draft would have fired, and says when that is out of date',
    async () => {
      const page = await open();
      await page.getByRole('tab', { name: 'Back-test' }).click();
      const panel = page.getByRole('tabpanel', { name: 'Back-test' });
      await panel.getByText('Select the events first').waitFor();
      await world.publish(...['a', 'b'].map((id) => anEvent({ id, type: 'ticket.closed' })));
      await world.listed('/events?type=ticket.closed', 2);
      await page.getByRole('checkbox', { name: 'Closed ticket.closed' }).check();
      await page.getByRole('button', { name: 'Count the events' }).click();
      await page.getByRole('heading', { name: 'It would have fired 2 times in the last 7 days' }).waitFor();
      await page.getByRole('img', { name: /^By day, in UTC\..*: 2$/ }).waitFor();
      await page
        .getByRole('list', { name: 'Events it would have fired on' })
        .getByRole('link')
        .first()
        .waitFor();
      await page.getByText('24 hours').click();
      await page.getByText('This was counted before the last change.').waitFor();
      await page.getByRole('button', { name: 'Count again' }).click();
      await page.getByRole('heading', { name: 'It would have fired 2 times in the last 24 hours' }).waitFor();
    },
    FLOW_MS,
  );
});
