import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { CONSUMERS } from '@deskhook/contracts';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { expectedIn, fired, seriesIn, steady, at } from './alert-case.js';
import { ALERT_CASES } from './alert-cases.js';
import { checkRules, testAlert } from './promtool.js';
import {
  ALERT_RULES,
  alerts,
  ANYWHERE,
  RECORDING_RULES,
  recordings,
  RUNBOOKS,
  type Alert,
} from './rule-files.js';

const kebab = (name: string): string => name.replaceAll(/(?<!^)(?=[A-Z])/g, '-').toLowerCase();
let all: readonly Alert[];

beforeAll(async () => {
  all = await alerts();
});

describe('the rules for Prometheus', () => {
  it('are accepted by promtool', async () => {
    expect(await checkRules(RECORDING_RULES, ALERT_RULES)).toBe('');
  });

  it('are all tried below', () => {
    const tried = new Set(ALERT_CASES.map(({ name }) => name));
    expect([...tried].toSorted()).toEqual(all.map(({ alert }) => alert).toSorted());
  });

  it('look after every consumer', () => {
    const patterns = all.flatMap(({ expr }) =>
      [...expr.matchAll(/consumer=~?"([^"]+)"/g)].map(([, pattern]) => new RegExp(`^(?:${pattern})$`)),
    );
    const unwatched = Object.values(CONSUMERS).filter((name) => !patterns.some((one) => one.test(name)));
    expect(unwatched).toEqual([]);
  });

  it('pick all that they ask for by the namespace', async () => {
    for (const { expr } of [...all, ...(await recordings())]) {
      const asked = expr.match(/(?<![\w:"])(?:(?:deskhook|nodejs|process)[_:][\w:]+|up\b)\S?/g) ?? [];
      expect(asked.length).toBeGreaterThan(0);
      expect([expr, asked.filter((one) => !one.endsWith('{'))]).toEqual([expr, []]);
      expect([expr, expr.split(ANYWHERE).length - 1]).toEqual([expr, asked.length]);
    }
  });

  it('have a run book each, and no run book is without its alert', async () => {
    for (const { alert, annotations } of all)
      expect(annotations.runbook_url).toBe(`${RUNBOOKS}/${kebab(alert)}.md`);
    const pages = (await readdir(join(projectRoot(), RUNBOOKS))).filter((name) => name !== 'README.md');
    expect(pages.toSorted()).toEqual(all.map(({ alert }) => `${kebab(alert)}.md`).toSorted());
  });

  it('have run books that say what it means, what to look at and what to do', async () => {
    for (const { alert, annotations } of all) {
      const page = await readFile(join(projectRoot(), annotations.runbook_url), 'utf8');
      expect(page.split('\n')[0]).toBe(`# ${alert}`);
      for (const part of ['## What it means', '## Look at', '## What to do'])
        expect(page).toContain(`\n${part}\n`);
      for (const [, target = ''] of page.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g))
        expect([alert, target, existsSync(join(projectRoot(), RUNBOOKS, target))]).toEqual([
          alert,
          target,
          true,
        ]);
    }
  });
});

const titled = ALERT_CASES.map((one) => ({ ...one, title: `${one.name} ${one.when ?? ''}`.trim() }));

describe.each(titled)('$title', ({ name, fires, quiet }) => {
  it('fires when it should, for the installation that it concerns and no other', async () => {
    const { series, expected, interval } = fires;
    const both = [...seriesIn('prod', series), ...seriesIn('staging', quiet)];
    expect(await testAlert(known(name), both, expectedIn('prod', expected), interval)).toBe('');
  });

  it('is quiet when nothing is wrong', async () => {
    const expected = ['5m', '20m', '2h'].map((time) => ({ at: time, firing: [] }));
    expect(await testAlert(known(name), quiet, expected)).toBe('');
  });
});

describe('DeskhookServiceGone', () => {
  it('notices that an installation has lost what another one has', async () => {
    const evaluator = (namespace: string) =>
      `deskhook_build_info{namespace="${namespace}",job="deskhook",instance="${namespace}",service="evaluator"}`;
    const series = [at(evaluator('prod'), '1x20 stale'), steady(evaluator('staging'), 1)];
    const expected = fired('17m', { namespace: 'prod', service: 'evaluator' }, '14m');
    expect(await testAlert(known('DeskhookServiceGone'), series, expected)).toBe('');
  });
});

function known(name: string) {
  return { name, severity: all.find(({ alert }) => alert === name)?.labels.severity ?? 'none' };
}
