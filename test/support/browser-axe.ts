// Test support: what axe-core, the engine of accessibility checkers, finds wrong in a page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { projectRoot } from '../../tools/local-stack/project-root.js';

const foundSchema = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullish(),
      help: z.string(),
      nodes: z.array(z.object({ target: z.array(z.unknown()), failureSummary: z.string().optional() })),
    }),
  ),
});

const SERIOUS: ReadonlySet<string> = new Set(['serious', 'critical']);
const NODES_TOLD = 3;
const source = readFileSync(join(projectRoot(), 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/** What keeps people with disabilities from using the page as it is now, a line for each kind of fault. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  // By the debugger: the page's Content-Security-Policy has no say in it.
  const found = await page.evaluate(`${source}; axe.run(document, { resultTypes: ['violations'] })`);
  return foundSchema
    .parse(found)
    .violations.filter(({ impact }) => SERIOUS.has(impact ?? ''))
    .map(({ id, help, nodes }) => {
      const places = nodes.slice(0, NODES_TOLD).map(({ target, failureSummary = '' }) => {
        return `${target.join(' ')} (${failureSummary.replaceAll(/\s+/g, ' ')})`;
      });
      return `${id}: ${help}: ${nodes.length} times, such as ${places.join('; ')}`;
    });
}
