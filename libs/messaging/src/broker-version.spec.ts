import { expect, test } from '@jest/globals';
import { isVersionFit } from './broker-version.js';

test.each([
  ['2.12.0', true],
  ['2.15.1', true],
  ['v2.12.3-RC.1', true],
  ['3.0.0', true],
  ['2.11.9', false],
  ['2.9.10', false],
  ['', false],
])('nats-server %s', (version, fit) => {
  expect(isVersionFit(version)).toBe(fit);
});
