import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { stateDirectory } from '../../tools/local-stack/project-root.js';
import { openBrowser, type Browser } from '../support/browser.js';
import { fill, type Filled } from '../support/console-world-fill.js';
import { signIn, startConsoleWorld, visit, type ConsoleWorld } from '../support/console-world.js';
import { DOCUMENTED, mainPages } from './main-pages.js';

const START_MS = 120_000;
/** Twenty pages; the machine may have other things to do, too. */
const PAGES_MS = 600_000;
/** Without a graphics card a long page is drawn slowly. */
const SHOT_MS = 60_000;
/** They stand in the repository: what is larger has pictures in it that do not belong there. */
const BYTES_MAX = 150_000;
const BYTES_MIN = 5_000;

/** `npm run screenshots` writes those of the documentation anew; all others are only looked at. */
const documentation = process.env['DESKHOOK_SCREENSHOTS'];
const folder = resolve(documentation ?? join(stateDirectory(), 'screenshots'));

describe('screenshots of the console', () => {
  let world: ConsoleWorld;
  let filled: Filled;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startConsoleWorld(), openBrowser()]);
    filled = await fill(world);
    mkdirSync(folder, { recursive: true });
  }, START_MS);
  afterEach(() => browser.closePages());
  afterAll(() => Promise.all([browser.close(), world.close()]));

  it.each(['light', 'dark'] as const)(
    'are taken in %s colours',
    async (colorScheme) => {
      const page = await browser.page(world.url, { colorScheme });
      await signIn(page, world.keys.admin);
      const wanted = mainPages(filled).filter(
        ({ name }) => documentation === undefined || DOCUMENTED.has(name),
      );
      for (const { name, path } of wanted) {
        await visit(page, path);
        const image = await page.screenshot({ animations: 'disabled', caret: 'hide', timeout: SHOT_MS });
        writeFileSync(join(folder, `${name}-${colorScheme}.png`), image);
        const isFit = image.length > BYTES_MIN && image.length < BYTES_MAX;
        expect([name, image.length, isFit]).toEqual([name, image.length, true]);
      }
    },
    PAGES_MS,
  );
});
