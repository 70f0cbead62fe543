import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { ALERT_CASES } from './alert-cases.js';
import { checkRules, testAlert } from './promtool.js';
import { ALERT_RULES, alerts, RECORDING_RULES, RUNBOOKS, type Alert } from './rule-files.js';

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
    expect(ALERT_CASES.map(({ name }) => name).toSorted()).toEqual(all.map(({ alert }) => alert).toSorted());
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

describe.each(ALERT_CASES)('$name', ({ name, fires, quiet }) => {
  const severity = (): string => all.find(({ alert }) => alert === name)?.labels.severity ?? 'none';

  it('fires when it should', async () => {
    const { series, expected, interval } = fires;
    expect(await testAlert({ name, severity: severity() }, series, expected, interval)).toBe('');
  });

  it('is quiet when nothing is wrong', async () => {
    const expected = ['5m', '20m', '2h'].map((at) => ({ at, firing: [] }));
    expect(await testAlert({ name, severity: severity() }, quiet, expected)).toBe('');
  });
});
