import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { dispatcherConfigSchema } from '../../services/dispatcher/src/dispatcher.config.js';
import { evaluatorConfigSchema } from '../../services/evaluator/src/evaluator.config.js';
import { gatewayConfigSchema } from '../../services/gateway/src/gateway.config.js';
import { logsConfigSchema } from '../../services/logs/src/logs.config.js';
import { schedulerConfigSchema } from '../../services/scheduler/src/scheduler.config.js';
import { subscriptionsConfigSchema } from '../../services/subscriptions/src/subscriptions.config.js';

const SCHEMAS = [
  subscriptionsConfigSchema,
  logsConfigSchema,
  evaluatorConfigSchema,
  dispatcherConfigSchema,
  schedulerConfigSchema,
  gatewayConfigSchema,
];

/** Every variable that a service reads, with its default as text; '' where it has none. */
function variables(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const schema of SCHEMAS) {
    for (const [name, field] of Object.entries(schema.shape)) found[name] = defaultOf(field);
  }
  return found;
}

function defaultOf(field: z.ZodType): string {
  const value: unknown =
    field instanceof z.ZodDefault || field instanceof z.ZodPrefault ? field.def.defaultValue : '';
  return String(value);
}

test('the example names every variable of every service, with its default', () => {
  const example = readFileSync(new URL('../../deploy/config.example.env', import.meta.url), 'utf8');
  const lines = example.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const stated = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  expect(stated).toEqual(variables());
});
