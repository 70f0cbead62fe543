import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { seriousFaults } from '../support/browser-axe.js';
import { openBrowser, type Browser } from '../support/browser.js';
import { fill, type Filled } from '../support/console-world-fill.js';
import { signIn, startConsoleWorld, visit, type ConsoleWorld } from '../support/console-world.js';
import { mainPages } from './main-pages.js';

const START_MS = 120_000;
/** Twenty pages; the machine may have other things to do, too. */
const PAGES_MS = 600_000;

describe('the pages of the console', () => {
  let world: ConsoleWorld;
  let filled: Filled;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startConsoleWorld(), openBrowser()]);
    filled = await fill(world);
  }, START_MS);
  afterEach(() => browser.closePages());
  afterAll(() => Promise.all([browser.close(), world.close()]));

  it.each([
    ['desktop', 'light'],
    ['desktop', 'dark'],
    ['phone', 'light'],
    ['phone', 'dark'],
  ] as const)(
    'shut nobody out on a %s in %s colours, and fit the screen',
    async (viewport, colorScheme) => {
      const page = await browser.page(world.url, { viewport, colorScheme });
      await page.goto('/sign-in');
      await page.getByLabel(/^API key/).waitFor();
      const faults = await faultsOf(page, 'sign-in');
      await signIn(page, world.keys.admin);
      for (const { name, path } of mainPages(filled)) {
        await visit(page, path);
        faults.push(...(await faultsOf(page, name)));
        const fits = await page.evaluate('document.documentElement.scrollWidth <= innerWidth');
        if (fits !== true) faults.push(`${name}: is wider than the screen`);
      }
      expect(faults).toEqual([]);
    },
    PAGES_MS,
  );
});

async function faultsOf(page: Page, name: string): Promise<string[]> {
  return (await seriousFaults(page)).map((fault) => `${name}: ${fault}`);
}
