import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openBrowser, type Browser } from '../support/browser.js';
import { signIn, startConsoleWorld, TENANT, visit, type ConsoleWorld } from '../support/console-world.js';
import { anEvent } from '../support/events.js';

const START_MS = 60_000;
const SLA = `/t/${TENANT}/sla`;
const aTicket = (id: number, priority: string) =>
  anEvent({
    type: 'ticket.created',
    subject: `tickets/${id}`,
    time: new Date().toISOString(),
    data: { ticket: { id, subject: 'Cannot log in', priority: { id: 1, slug: priority, name: priority } } },
  });

describe("the console's SLA pages", () => {
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

  it('lead from nothing to a policy in business hours, after saying what is made', async () => {
    await world.call('PATCH', '', { timezone: 'Asia/Tokyo' });
    const page = await open(`${SLA}/policies`);
    await page.getByRole('button', { name: 'Create your first policy' }).click();
    const asked = page.getByRole('dialog', { name: 'Create your first policy?' });
    await asked.getByText("in the tenant's time zone Asia/Tokyo").waitFor();
    expect(await world.listed('/sla-policies', 0)).toEqual([]);
    await asked.getByRole('button', { name: 'Create the policy' }).click();
    const card = page.getByRole('article', { name: 'Support in business hours' });
    await card.getByRole('row', { name: /^urgent 1 h 8 h$/ }).waitFor();
    const [policy] = await world.listed('/sla-policies', 1);
    expect(policy).toMatchObject({
      targets: { firstResponse: { default: 'PT8H', urgent: 'PT1H' }, resolution: { default: 'PT40H' } },
      warnings: [{ percent: 80 }],
    });
    await page.getByRole('link', { name: 'Calendars' }).click();
    await page.getByRole('article', { name: 'Office hours' }).getByText('Saturday: closed').waitFor();
    expect(await world.listed('/calendars', 1)).toMatchObject([{ timezone: 'Asia/Tokyo' }]);
  });

  it('change a policy, and put what is refused at its field', async () => {
    await world.call('PUT', '/sla-policies/vip', { name: 'VIP', targets: { resolution: 'PT4H' } });
    const page = await open(`${SLA}/policies/vip`);
    const target = page.getByLabel('Resolution for all others');
    expect(await target.inputValue()).toBe('4 h');
    await target.fill('soon');
    await page.getByText('Write 30 min, 4 h or 2 d').waitFor();
    browser.expectProblem(/4\d\d.*\/sla-policies\/vip/);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('group', { name: 'Promises, by priority' }).getByRole('alert').waitFor();
    await target.fill('1 d 6 h');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The clocks of its tickets are computed anew').waitFor();
    expect((await world.call('GET', '/sla-policies/vip')).targets).toEqual({
      resolution: { default: 'P1DT6H' },
    });
  });

  it('draw a calendar while it is written', async () => {
    const page = await open(`${SLA}/calendars/new`);
    await page.getByLabel('Name').fill('Support desk');
    await page.getByRole('button', { name: /^Saturday: .*Add hours$/ }).click();
    await page.getByLabel('Saturday: opens').fill('10:00');
    await page.getByLabel('Saturday: closes').fill('14:00');
    await page.getByText('Saturday: 10:00–14:00').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Paste a list' }).click();
    await page.getByLabel('Holidays').fill('2030-12-25 Christmas\n2030-12-26 Boxing Day');
    await page.getByRole('button', { name: 'Add 2 holidays' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    const card = page.getByRole('article', { name: 'Support desk' });
    await card.getByText('2030-12-25 Christmas (closed)').waitFor();
    const calendars = await world.listed('/calendars', 1);
    expect(calendars.find(({ name }) => name === 'Support desk')).toMatchObject({
      weeklyHours: { saturday: [{ from: '10:00', to: '14:00' }] },
      holidays: [{ date: '2030-12-25' }, { date: '2030-12-26' }],
    });
  });

  it('count running clocks down, the next due first, and draw those of a ticket', async () => {
    const condition = { field: 'ticket.subject', op: 'exists', value: true };
    await world.call('PUT', '/sla-policies/round-the-clock', {
      name: 'Round the clock',
      condition,
      position: 0,
      targets: { resolution: { urgent: 'PT30M', default: 'P2D' } },
    });
    await world.call('DELETE', '/sla-policies/vip');
    const [starter] = (await world.call('GET', '/sla-policies')).items.filter(
      ({ name }: { readonly name: string }) => name === 'Support in business hours',
    );
    if (starter !== undefined) await world.call('DELETE', `/sla-policies/${starter.id}`);
    await world.publish(aTicket(71, 'normal'), aTicket(72, 'urgent'));
    await world.listed('/sla-clocks', 2);
    const page = await open(SLA);
    const clocks = page.getByRole('table', { name: 'Running clocks' }).getByRole('link');
    await clocks.nth(1).waitFor();
    expect(await clocks.allTextContents()).toEqual(['#72', '#71']);
    await page.getByText(/^due in (29|30) min/).waitFor();
    await clocks.first().click();
    await page.getByRole('heading', { name: 'Ticket #72' }).waitFor();
    await page
      .getByRole('region', { name: 'Resolution' })
      .getByText('30 min', { exact: true })
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'ticket.created' }).waitFor();
    browser.expectProblem(/404.*\/tickets\/404\/sla/);
    await page.getByLabel('Ticket number').fill('404');
    await page.getByLabel('Ticket number').press('Enter');
    await page.getByRole('heading', { name: 'This ticket has no clock' }).waitFor();
  });

  it('offer viewers nothing that they may not do', async () => {
    const page = await open(`${SLA}/policies/round-the-clock`, world.keys.viewer);
    await page.getByRole('article', { name: 'Round the clock' }).waitFor();
    expect(await page.getByRole('button', { name: /Save|Delete/ }).count()).toBe(0);
  });
});
