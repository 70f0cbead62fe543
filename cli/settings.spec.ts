import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readSettings } from './settings.js';

const empty = mkdtempSync(join(tmpdir(), 'deskhook-settings-'));
const laptop = mkdtempSync(join(tmpdir(), 'deskhook-laptop-'));
mkdirSync(join(laptop, '.deskhook'));
mkdirSync(join(laptop, 'below', 'it'), { recursive: true });
const run = {
  gatewayUrl: 'http://127.0.0.1:8080',
  natsUrl: 'nats://x',
  databaseUrl: 'postgres://x',
  rootKey: 'root',
  pids: {},
};
writeFileSync(join(laptop, '.deskhook', 'run.json'), JSON.stringify(run));
const keyFile = join(empty, 'key');
writeFileSync(keyFile, 'from-file\n');

describe('settings', () => {
  const env = {
    DESKHOOK_URL: 'https://deskhook.example/base',
    DESKHOOK_KEY: ' from-env ',
    DESKHOOK_TENANT: 'acme',
  };

  test('come from the environment', () => {
    const { url, key, tenant, timeoutMs } = readSettings({}, env, empty);
    expect([url.href, key, tenant, timeoutMs]).toEqual([
      'https://deskhook.example/base',
      'from-env',
      'acme',
      30_000,
    ]);
  });

  test('options win', () => {
    const { url, key, tenant } = readSettings({ url: 'http://other', keyFile, tenant: 'other' }, env, empty);
    expect([url.href, key, tenant]).toEqual(['http://other/', 'from-file', 'other']);
    expect(
      readSettings({}, { DESKHOOK_URL: 'http://x', DESKHOOK_KEY: '', DESKHOOK_KEY_FILE: keyFile }, empty).key,
    ).toBe('from-file');
  });

  test('a laptop needs none, in its folder and below', () => {
    expect(readSettings({}, {}, laptop)).toMatchObject({ key: 'root', tenant: undefined });
    expect(readSettings({}, {}, join(laptop, 'below', 'it')).url.href).toBe('http://127.0.0.1:8080/');
    expect(readSettings({}, { DESKHOOK_KEY: 'mine' }, laptop).key).toBe('mine');
  });

  test('the root key of a laptop goes to no other address', () => {
    expect(() => readSettings({}, { DESKHOOK_URL: 'https://elsewhere.example' }, laptop)).toThrow(
      'an API key is needed',
    );
  });

  test.each([
    [{}, {}, 'which Deskhook?'],
    [{}, { DESKHOOK_URL: 'deskhook.example', DESKHOOK_KEY: 'x' }, 'must be an http or https URL'],
    [{ keyFile: join(empty, 'none') }, env, 'the key file cannot be read'],
    [{}, { ...env, DESKHOOK_KEY: 'dhk_one\ndhk_two' }, 'has blanks, line breaks'],
    [{ url: 'https://user:word@deskhook.example' }, env, 'must not hold a login'],
  ])('%j %j: what is missing is said', (options, environment, message) => {
    expect(() => readSettings(options, environment, empty)).toThrow(message);
  });

  test.each([
    [{ url: 'postgres://user:secret-word@x' }, env],
    [{ url: 'https://user:secret-word@x' }, env],
    [{}, { ...env, DESKHOOK_KEY: 'secret-word and more' }],
  ])('%j: no message tells a secret', (options, environment) => {
    expect(() => readSettings(options, environment, empty)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret-word') }),
    );
  });
});
