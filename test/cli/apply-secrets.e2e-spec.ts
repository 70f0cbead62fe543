import { describe, expect, it } from '@jest/globals';
import { applySuite } from './apply-suite.js';

describe('secrets that deskhook apply takes', () => {
  const { deskhook, apply, write, api, outcomes, subscription } = applySuite();
  const SECRETS = {
    SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    TOKEN: 'token-of-the-receiver',
    PIN: 'pin-4711',
  };
  const spec =
    '  secret: {secretFrom: {env: SECRET}}\n  auth: {type: bearer, token: "${TOKEN}"}\n  headers: {x-pin: "${PIN}", x-team: support}\n';

  it('come from the environment and files, and no output tells them', async () => {
    const file = await write('s.yaml', subscription('s', spec));
    const made = await deskhook(['apply', '-f', file], SECRETS);
    const { items } = await api('GET', 'subscriptions');
    expect(items[0]).toMatchObject({ secret: SECRETS.SECRET, headers: { 'x-pin': SECRETS.PIN } });
    await write('secret.txt', 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD\n');
    const changed = await write(
      's.yaml',
      subscription('s', spec.replace('{env: SECRET}', '{file: secret.txt}').replace('support', 'sales')),
    );
    const other = { ...SECRETS, PIN: 'pin-0815' };
    const update = await deskhook(['apply', '-f', changed], other);
    const asJson = await apply([changed], ['--dry-run'], SECRETS);
    const said = [made, update, asJson].map(({ stdout, stderr }) => stdout + stderr).join('');
    for (const secret of [...Object.values(SECRETS), other.PIN, 'C2FVsBQI'])
      expect(said).not.toContain(secret);
    expect(update.stdout).toContain('-  secret: (secret)\n+  secret: (another secret)\n');
    expect(update.stdout).toContain('+    x-pin: (another secret)\n');
    expect(update.stdout).toContain('+    x-team: sales\n');
    expect(update.code).toBe(0);
  });

  it('that sign are rotated when they change, so that receivers have time', async () => {
    const file = await write('s.yaml', subscription('s', '  secret: "${SECRET}"\n'));
    await apply([file], [], SECRETS);
    const next = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
    expect(outcomes(await apply([file], [], { SECRET: next }))).toEqual(['Subscription s: updated']);
    expect((await api('GET', 'subscriptions')).items[0].secret).toBe(next);
    const { items } = await api('GET', 'audit-log?limit=1');
    expect(items[0].operation).toBe('rotateSubscriptionSecret');
    expect(outcomes(await apply([file], [], { SECRET: next }))).toEqual(['Subscription s: unchanged']);
  });

  it('that Deskhook never shows are sent again when asked to', async () => {
    const file = await write('s.yaml', subscription('s', '  auth: {type: bearer, token: "${TOKEN}"}\n'));
    await apply([file], [], SECRETS);
    const kept = await apply([file], [], { TOKEN: 'another' });
    expect([kept.code, outcomes(kept)]).toEqual([0, ['Subscription s: unchanged']]);
    expect(kept.stderr).toContain('--set-credentials sends them');
    expect(outcomes(await apply([file], ['--set-credentials'], { TOKEN: 'another' }))).toEqual([
      'Subscription s: updated',
    ]);
  });

  it('that Deskhook never shows go along where the subscription moves to another host', async () => {
    const auth = '  auth: {type: bearer, token: "${TOKEN}"}\n';
    const moved = subscription('s', auth).replace('example.com', 'other.example');
    await apply([await write('s.yaml', subscription('s', auth))], [], SECRETS);
    const file = await write('s.yaml', moved);
    expect((await apply([file], ['--dry-run'], SECRETS)).code).toBe(0);
    const done = await apply([file], [], SECRETS);
    expect([done.code, outcomes(done)]).toEqual([0, ['Subscription s: updated']]);
    const silent = await write('s.yaml', moved.replace('other.example', 'third.example').replace(auth, ''));
    const refused = await apply([silent], ['--dry-run'], SECRETS);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('s.yaml:4 /spec/auth/token: is required, since a URL leads to another origin'),
    ]);
  });

  it('that Deskhook never shows are asked for before anything is made', async () => {
    const file = await write(
      'two.yaml',
      `${subscription('one')}---\n${subscription('two', '  auth: {type: basic, username: me}\n')}`,
    );
    const { code, stderr } = await apply([file]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('two.yaml:14 /spec/auth/password: is required, since Deskhook has none yet'),
    ]);
    expect((await api('GET', 'subscriptions')).items).toEqual([]);
  });

  it('in one text of URLs are told by no output', async () => {
    const spec = subscription('s').replace('[https://example.com/s]', '"${TOKEN}"');
    const file = await write('s.yaml', spec);
    const before = { TOKEN: 'https://example.com/in-old' };
    const after = { TOKEN: 'https://example.com/in-new, https://example.com/in-other' };
    const runs = [
      await deskhook(['apply', '-f', file], before),
      await deskhook(['diff', '-f', file], after),
      await apply([file], [], after),
    ];
    expect(runs.map(({ code }) => code)).toEqual([0, 10, 0]);
    expect((await api('GET', 'subscriptions')).items[0].urls).toHaveLength(2);
    for (const { stdout, stderr } of runs) expect(stdout + stderr).not.toMatch(/in-(old|new|other)/);
  });

  it('are hidden in lists, too, by whatever key they are asked for', async () => {
    const urls = '  urls: ["https://example.com/s?token=${TOKEN}"]\n';
    const file = await write(
      's.yaml',
      subscription('s', spec).replace('  urls: [https://example.com/s]\n', urls),
    );
    expect((await apply([file], [], SECRETS)).code).toBe(0);
    const listed = await deskhook(['get', 'subscriptions', '--json']);
    expect(listed.json).toMatchObject([
      {
        name: 's',
        secret: '[hidden]',
        urls: ['https://example.com/s?token=[hidden]'],
        headers: { 'x-pin': '[hidden]', 'x-team': '[hidden]' },
      },
    ]);
    const text = await deskhook(['get']);
    const diff = await deskhook(['diff', '-f', file, '--json'], SECRETS);
    const gone = await deskhook(['delete', '-f', file, '--yes', '--json'], SECRETS);
    expect([diff.code, gone.code]).toEqual([0, 0]);
    const said = [listed, text, diff, gone].map(({ stdout, stderr }) => stdout + stderr).join('');
    for (const secret of Object.values(SECRETS)) expect(said).not.toContain(secret);
  });

  it('in plain text are warned of', async () => {
    const file = await write('s.yaml', subscription('s', `  secret: ${SECRETS.SECRET}\n`));
    const { stderr, stdout } = await deskhook(['apply', '-f', file]);
    expect(stderr).toContain('s.yaml:7 /spec/secret: a secret in plain text');
    expect(stdout).not.toContain(SECRETS.SECRET);
  });
});
