import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CHART, describeChart, render, REQUIRED } from './chart.js';
import { byKind, SERVICES } from './pods.js';

/** A platform's chart with Deskhook in it, if somebody wants that. */
const UMBRELLA = {
  apiVersion: 'v2',
  name: 'helpdesk',
  version: '1.0.0',
  dependencies: [{ name: 'deskhook', version: '>=0.1.0-0', condition: 'deskhook.enabled' }],
};

let chart: string;
beforeAll(() => {
  chart = mkdtempSync(join(tmpdir(), 'deskhook-umbrella-'));
  mkdirSync(join(chart, 'charts'));
  cpSync(CHART, join(chart, 'charts', 'deskhook'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), JSON.stringify(UMBRELLA));
});
afterAll(() => rmSync(chart, { recursive: true, force: true }));

describeChart('as a part of another chart', () => {
  // What other charts want to be told by, which is none of ours.
  const global = { imageRegistry: 'images.example', storageClass: 'fast', postgresql: { auth: {} } };

  test('it is there when its condition says so, whatever else is global', async () => {
    const values = { global, deskhook: { ...REQUIRED, enabled: true } };
    const deployments = byKind(await render(values, { chart }), 'Deployment');
    expect([...deployments.keys()].sort()).toEqual([...SERVICES].sort());
    expect(JSON.stringify(deployments.get('gateway')?.spec)).toContain('images.example/deskhook:');
  });

  test('it is not when not', async () => {
    const values = { global, deskhook: { enabled: false } };
    expect((await render(values, { chart })).objects).toEqual([]);
  });
});
