import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { carryOut } from '../../cli/declarative/carry-out.js';
import { plannedFrom, type FileOptions } from '../../cli/declarative/plan-files.js';
import { Session } from '../../cli/session.js';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { startCliWorld, TENANT, type CliWorld } from './cli-world.js';

const OPTIONS = { setCredentials: false };

describe('between what apply has read and what it sends', () => {
  let world: CliWorld;
  let folder = '';
  let session: Session;
  beforeAll(async () => {
    world = await startCliWorld();
    folder = await mkdtemp(join(tmpdir(), 'deskhook-races-'));
  });
  beforeEach(() => {
    const quiet = new PassThrough().resume();
    const streams = { stdin: new PassThrough(), stdout: quiet, stderr: quiet };
    const { signal } = new AbortController();
    session = new Session({ ...streams, env: world.env, interrupted: signal }, {});
  });
  afterAll(async () => {
    await world.close();
    await rm(folder, { recursive: true });
  });

  const api = async (method: string, path: string, body?: object) => {
    const answer = await world.services.api(method, `/v1/tenants/${TENANT}/${path}`, body);
    if (!answer.ok) throw new Error(await answer.text());
    return answer;
  };
  /** What apply would do, with what is there now. */
  async function planned(name: string, spec: object, more: Partial<FileOptions> = {}) {
    const file = join(folder, `${name}.json`);
    const base = { urls: ['https://example.com/x'], events: ['ticket.created'] };
    const metadata = { name, labels: { of: 'races' } };
    const document = {
      apiVersion: 'deskhook.dev/v1',
      kind: 'Subscription',
      metadata,
      spec: { ...base, ...spec },
    };
    await writeFile(file, JSON.stringify(document));
    return (await plannedFrom(session, { filename: [file], ...more })).steps;
  }
  const apply = async (...args: Parameters<typeof planned>) =>
    carryOut(session.api, await planned(...args), OPTIONS);
  const found = async (key: string) =>
    JSON.parse(await (await api('GET', `subscriptions?key=${key}`)).text()).items;

  it('Ctrl-C ends the step at hand, and begins no other', async () => {
    const [first, second] = [await planned('ended-1', {}), await planned('ended-2', {})];
    const interrupt = new AbortController();
    const seen: string[] = [];
    const asked = Object.assign(Object.create(session.api), {
      request: async (...args: Parameters<typeof session.api.request>) => {
        seen.push(args[0]);
        interrupt.abort();
        return session.api.request(...args);
      },
    });
    const results = await carryOut(asked, [...first, ...second], {
      ...OPTIONS,
      interrupted: interrupt.signal,
    });
    expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'not tried']);
    expect(seen).toEqual(['POST']);
    expect(await found('ended-1')).toHaveLength(1);
    expect(await found('ended-2')).toHaveLength(0);
  });

  it('nobody reads the output any more: what was begun is brought to its end', async () => {
    await planned('unread', { name: 'Unread' });
    const child = spawn(
      process.execPath,
      [join(projectRoot(), 'dist/cli/main.js'), 'apply', '-f', join(folder, 'unread.json')],
      { env: { PATH: process.env['PATH'], ...world.env }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    child.stdout.destroy();
    child.stderr.resume();
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(await found('unread')).toMatchObject([{ name: 'Unread' }]);
  });

  it('somebody changes another field: both changes stand', async () => {
    const [made] = await apply('other-field', { name: 'One' });
    const steps = await planned('other-field', { name: 'Two' });
    await api('PATCH', `subscriptions/${made?.id}`, { headers: { 'x-hand': '1' } });
    expect(await carryOut(session.api, steps, OPTIONS)).toMatchObject([{ outcome: 'updated', error: null }]);
    expect(await found('other-field')).toMatchObject([{ name: 'Two', headers: { 'x-hand': '1' } }]);
  });

  it('somebody does the same: nothing is left to do', async () => {
    const [made] = await apply('same', { name: 'One' });
    const steps = await planned('same', { name: 'Two' });
    await api('PATCH', `subscriptions/${made?.id}`, { name: 'Two' });
    expect(await carryOut(session.api, steps, OPTIONS)).toMatchObject([
      { outcome: 'unchanged', error: null },
    ]);
  });

  it('somebody creates it: it is changed instead of made twice', async () => {
    const steps = await planned('created', { name: 'Wanted' });
    await world.subscribe({ key: 'created', name: 'By another' });
    expect(await carryOut(session.api, steps, OPTIONS)).toMatchObject([{ outcome: 'updated', error: null }]);
    expect(await found('created')).toMatchObject([{ name: 'Wanted' }]);
  });

  it('somebody changes what is to be deleted: it stays, and is told', async () => {
    const [made] = await apply('pruned', {});
    const prune = { prune: true, label: ['of=races'] };
    const steps = (await planned('kept', {}, prune)).filter(({ kind }) => kind === 'delete');
    const ours = steps.filter((step) => step.kind === 'delete' && step.live.name === 'pruned');
    await api('PATCH', `subscriptions/${made?.id}`, { name: 'Still needed' });
    const [result] = await carryOut(session.api, ours, OPTIONS);
    expect([result?.outcome, result?.error?.message]).toEqual([
      'failed',
      expect.stringContaining('read it again'),
    ]);
    expect(await found('pruned')).toHaveLength(1);
  });

  it('somebody deletes it: what was to be deleted is, and what was to be changed is told', async () => {
    const [made] = await apply('gone', { name: 'One' });
    const steps = await planned('gone', { name: 'Two' });
    await api('DELETE', `subscriptions/${made?.id}`);
    expect(await carryOut(session.api, steps, OPTIONS)).toMatchObject([
      { outcome: 'failed', error: { exitCode: 4 } },
    ]);
    const deletion = steps.flatMap((step) =>
      step.kind === 'update' ? [{ kind: 'delete' as const, tenant: TENANT, live: step.live }] : [],
    );
    expect(await carryOut(session.api, deletion, OPTIONS)).toMatchObject([{ outcome: 'deleted' }]);
  });
});
