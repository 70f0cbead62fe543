// Test support: the command line against Deskhook, with a tenant and a folder of files for each test.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { startCliWorld, type CliWorld } from './cli-world.js';

export interface Row {
  readonly kind: string;
  readonly name: string;
  readonly outcome: string;
  readonly id: string;
}

/** Starts and ends everything around the tests of the suite that calls it. */
export function applySuite() {
  let world: CliWorld;
  let tenant = '';
  let folder = '';
  let count = 0;
  beforeAll(async () => {
    world = await startCliWorld();
  });
  afterAll(() => world.close());
  // A tenant for each test: what one leaves behind must not be what another finds.
  beforeEach(async () => {
    tenant = `t${++count}`;
    await world.services.api('PUT', `/v1/tenants/${tenant}`, { name: tenant });
    folder = await mkdtemp(join(tmpdir(), 'deskhook-apply-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const rootEnv = () => ({ DESKHOOK_KEY: world.services.rootKey, DESKHOOK_TENANT: tenant });
  const deskhook = (args: readonly string[], env: NodeJS.ProcessEnv = {}, stdin = '') =>
    world.cli(args, { env: { ...rootEnv(), ...env }, stdin, folder });
  const apply = (files: readonly string[], args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) =>
    deskhook(['apply', ...files.flatMap((file) => ['-f', file]), '--json', ...args], env);
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return name;
  };
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of any shape
  const api = async (method: string, path: string, body?: object): Promise<any> => {
    const answer = await world.services.api(method, `/v1/tenants/${tenant}/${path}`, body);
    return answer.status === 204 ? null : answer.json();
  };
  const outcomes = ({ json }: { readonly json: { readonly results: readonly Row[] } }) =>
    json.results.map(({ kind, name, outcome }) => `${kind} ${name}: ${outcome}`);
  const auditSize = async () => (await api('GET', 'audit-log?limit=200')).items.length;
  const subscription = (name: string, spec = '') =>
    `apiVersion: deskhook.dev/v1\nkind: Subscription\nmetadata: {name: ${name}, labels: {repository: support-webhooks}}\nspec:\n  urls: [https://example.com/${name}]\n  events: [ticket.created]\n${spec}`;
  return {
    deskhook,
    apply,
    write,
    api,
    outcomes,
    auditSize,
    subscription,
    /** Of the test that runs. */
    tenant: () => tenant,
    keyOf: (role: string) => world.keyOf(role),
  };
}
