import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../tools/local-stack/project-root.js';
import { applySuite, type Row } from './apply-suite.js';

const EXAMPLE = join(projectRoot(), 'examples', 'gitops');
const EXAMPLE_ENV = {
  CRM_SIGNING_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  PAGER_TOKEN: 'pager-token-1',
};
const SELECTION = ['--prune', '-l', 'repository=support-webhooks'];

describe('deskhook apply', () => {
  const { deskhook, apply, write, api, outcomes, auditSize, subscription, tenant, keyOf } = applySuite();

  it('makes everything of a folder from nothing, what is referred to first, and does nothing when asked again', async () => {
    const first = await apply([EXAMPLE], SELECTION, EXAMPLE_ENV);
    expect(first.stderr).toBe(
      'Subscription pager: a new signing secret is made, since the file states none; its receiver must be given it (export --with-secrets shows it)\n',
    );
    expect([first.code, outcomes(first)]).toEqual([
      0,
      [
        'Calendar office-berlin: created',
        'SlaPolicy gold: created',
        'SlaPolicy everybody: created',
        'Subscription crm-sync: created',
        'Subscription pager: created',
      ],
    ]);
    expect(await api('GET', 'sla-policies/gold')).toMatchObject({
      calendar: 'office-berlin',
      labels: { repository: 'support-webhooks', team: 'support' },
    });
    const { items } = await api('GET', 'subscriptions?key=crm-sync');
    expect(items[0]).toMatchObject({ name: 'CRM sync', secret: EXAMPLE_ENV.CRM_SIGNING_SECRET });
    const before = await auditSize();
    const again = await apply([EXAMPLE], SELECTION, EXAMPLE_ENV);
    expect([again.code, new Set(again.json.results.map((row: Row) => row.outcome))]).toEqual([
      0,
      new Set(['unchanged']),
    ]);
    expect(await auditSize()).toBe(before);
    const diff = await deskhook(['diff', '-f', EXAMPLE, ...SELECTION], EXAMPLE_ENV);
    expect([diff.code, diff.stdout.includes('@@')]).toEqual([0, false]);
  });

  it('changes what a file states and leaves the rest alone', async () => {
    const file = await write('one.yaml', subscription('one', '  delivery: {timeoutMs: 5000}\n'));
    const [{ id }] = (await apply([file])).json.results;
    await api('PATCH', `subscriptions/${id}`, {
      name: 'Renamed by hand',
      headers: { 'x-hand': '1' },
      delivery: { timeoutMs: 9000, maxConcurrency: 3 },
    });
    const shown = await deskhook(['apply', '-f', file, '--dry-run']);
    expect(shown.code).toBe(0);
    expect(shown.stdout).toContain('-    timeoutMs: 9000\n+    timeoutMs: 5000\n');
    expect(shown.stdout).not.toContain('x-hand');
    expect(shown.stdout).not.toContain('\u001b[');
    expect((await api('GET', `subscriptions/${id}`)).delivery.timeoutMs).toBe(9000);
    expect((await deskhook(['apply', '-f', file, '--dry-run', '--exit-code'])).code).toBe(10);
    expect((await deskhook(['diff', '-f', file])).code).toBe(10);
    const done = await apply([file]);
    expect(done.json.results).toMatchObject([
      {
        id,
        outcome: 'updated',
        changes: [{ pointer: '/spec/delivery', before: { timeoutMs: 9000 }, after: { timeoutMs: 5000 } }],
      },
    ]);
    expect(await api('GET', `subscriptions/${id}`)).toMatchObject({
      name: 'Renamed by hand',
      headers: { 'x-hand': '1' },
      delivery: { timeoutMs: 5000, maxConcurrency: 3 },
    });
  });

  it('judges a change by what the subscription keeps, such as its dialect', async () => {
    const native = '  dialect: supportcandy\n';
    const events = (spec: string) =>
      subscription('one', spec).replace('[ticket.created]', '[change-ticket-status]');
    expect((await apply([await write('one.yaml', events(native))])).code).toBe(0);
    const silent = await apply([await write('one.yaml', events('  name: Renamed\n'))]);
    expect([silent.code, outcomes(silent)]).toEqual([0, ['Subscription one: updated']]);
    const bad = events('').replace('change-ticket-status', 'change-ticket-stats');
    const refused = await apply([await write('one.yaml', bad)]);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('one.yaml:6 /spec/events/0')]);
  });

  it('takes another name for people as a change of the same subscription', async () => {
    const [{ id }] = (await apply([await write('a.yaml', subscription('a', '  name: Before\n'))])).json
      .results;
    const again = await apply([await write('a.yaml', subscription('a', '  name: After\n'))]);
    expect(again.json.results).toMatchObject([{ id, outcome: 'updated' }]);
    expect((await api('GET', 'subscriptions')).items).toMatchObject([{ id, key: 'a', name: 'After' }]);
  });

  it('names every fault of every file by its line, and applies nothing', async () => {
    const good = await write('good.yaml', subscription('good'));
    const bad = await write(
      'bad.yaml',
      `${subscription('bad', '  timeout: 5\n')}---\napiVersion: deskhook.dev/v1\nkind: Calender\nmetadata: {name: x}\nspec: {}\n---\n${subscription('third', '  condition: {field: ticket.priorty, op: eq, value: 1}\n')}`,
    );
    const broken = await write('broken.yaml', 'a: [1\nb: 2\n');
    const { code, stderr, json } = await apply([good, bad, broken]);
    expect(code).toBe(2);
    expect(stderr).toContain('bad.yaml:7 /spec/timeout: "timeout" is not known here');
    expect(stderr).toContain('bad.yaml:10 /kind: "Calender" is not known here: did you mean "Calendar"?');
    expect(stderr).toContain('bad.yaml:20 /spec/condition/field');
    expect(stderr).toContain('broken.yaml:2');
    expect(json.error.errors).toHaveLength(4);
    expect((await api('GET', 'subscriptions')).items).toEqual([]);
  });

  it('names what the files together get wrong: repeated names, calendars that nobody has, variables that are not set', async () => {
    const twice = await write('twice.yaml', `${subscription('same')}---\n${subscription('same')}`);
    expect((await apply([twice])).stderr).toContain(
      'twice.yaml:10 /metadata/name: Subscription "same" stands in twice.yaml:3',
    );
    const explicit = subscription('same').replace('labels:', `tenant: ${tenant()}, labels:`);
    const both = await write('both.yaml', `${subscription('same')}---\n${explicit}`);
    expect((await apply([both])).stderr).toContain('both.yaml:10 /metadata/name');
    const dangling = await write(
      'dangling.yaml',
      subscription('night', '  condition: {field: time, op: in_business_hours, value: office}\n'),
    );
    const refused = await apply([dangling]);
    expect([refused.code, refused.stderr.includes('dangling.yaml:7 /spec/condition/value: neither')]).toEqual(
      [2, true],
    );
    const unset = await write(
      'unset.yaml',
      subscription('unset', '  headers: {x-key: "${NOT_SET_ANYWHERE}"}\n'),
    );
    const { stderr } = await apply([unset]);
    expect(stderr).toContain('unset.yaml:7 /spec/headers/x-key: the environment has no NOT_SET_ANYWHERE');
  });

  it('lets the API judge before anything is applied: every refusal at its line', async () => {
    const good = await write('good.yaml', subscription('good'));
    const bad = await write(
      'refused.yaml',
      `${subscription('one', '  dialectOptions: {nonsense: 1}\n')}---\n${subscription('two').replace('https://example.com/two', 'http://169.254.169.254/')}`,
    );
    const { code, stderr } = await apply([good, bad]);
    expect(code).toBe(2);
    expect(stderr).toContain('refused.yaml:7 /spec/dialectOptions/nonsense');
    expect(stderr).toContain('refused.yaml:13 /spec/urls/0');
    expect((await api('GET', 'subscriptions')).items).toEqual([]);
  });

  it('tells exactly how far it came when a step fails', async () => {
    const files = await write(
      'all.yaml',
      [
        subscription('last'),
        'apiVersion: deskhook.dev/v1\nkind: SlaPolicy\nmetadata: {name: empty}\nspec: {}\n',
        'apiVersion: deskhook.dev/v1\nkind: Calendar\nmetadata: {name: cal}\nspec: {timezone: UTC, weeklyHours: {monday: [{from: "09:00", to: "10:00"}]}}\n',
      ].join('---\n'),
    );
    const { code, stderr, json } = await apply([files]);
    expect([code, outcomes({ json })]).toEqual([
      1,
      ['Calendar cal: created', 'SlaPolicy empty: failed', 'Subscription last: not tried'],
    ]);
    expect(stderr).toContain('all.yaml:11 /spec/targets: must have a target');
    expect(stderr).toContain('1 applied, 0 unchanged, 1 failed, 1 not tried');
  });

  describe('--prune', () => {
    it('deletes what carries the label and is in no file, dependants first', async () => {
      await apply([EXAMPLE], [], EXAMPLE_ENV);
      await api('POST', 'calendars', {
        id: 'by-hand',
        name: 'By hand',
        timezone: 'UTC',
        weeklyHours: { monday: [{ from: '09:00', to: '10:00' }] },
      });
      const file = await write('only.yaml', subscription('only'));
      const looked = await deskhook(['diff', '-f', file, ...SELECTION]);
      expect([looked.code, looked.stdout.includes('Calendar office-berlin is deleted')]).toEqual([10, true]);
      const pruned = await apply([file], [...SELECTION, '--yes']);
      expect(outcomes(pruned)).toEqual([
        'Subscription only: created',
        'Subscription crm-sync: deleted',
        'Subscription pager: deleted',
        'SlaPolicy gold: deleted',
        'SlaPolicy everybody: deleted',
        'Calendar office-berlin: deleted',
      ]);
      expect((await api('GET', 'calendars')).items).toMatchObject([{ id: 'by-hand' }]);
    });

    it('needs a label, which every document must carry, and a yes where nobody can be asked', async () => {
      await apply([await write('a.yaml', subscription('a'))]);
      const file = await write('b.yaml', subscription('b'));
      for (const [args, said] of [
        [['--prune'], '--prune needs --label'],
        [['-l', 'repository=support-webhooks'], 'give both'],
        [['--prune', '-l', 'team=x'], 'b.yaml:3 /metadata/labels: lacks team=x'],
        [['--prune', '-l', 'team'], 'must be key=value'],
        [SELECTION, 'Delete Subscription a?'],
      ] as const) {
        const { code, stderr } = await apply([file], args);
        expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
      }
      expect((await api('GET', 'subscriptions')).items).toMatchObject([{ key: 'a' }]);
    });

    it('refuses before anything is applied where what stays uses a calendar that would go', async () => {
      await apply([EXAMPLE], [], EXAMPLE_ENV);
      const before = await auditSize();
      const condition = '  condition: {field: time, op: in_business_hours, value: office-berlin}\n';
      const refused = await apply(
        [await write('only.yaml', subscription('only', condition))],
        [...SELECTION, '--yes'],
      );
      expect([refused.code, refused.stderr]).toEqual([
        2,
        expect.stringContaining('only.yaml:7 /spec/condition/value: neither'),
      ]);
      expect(await auditSize()).toBe(before);
    });

    it('leaves copies that were made by hand, and says so', async () => {
      const [{ id }] = (await apply([await write('a.yaml', subscription('a'))])).json.results;
      const copy = await api('POST', `subscriptions/${id}/clone`, {});
      const { code, stderr } = await apply(['a.yaml'], [...SELECTION, '--yes']);
      expect([code, stderr]).toEqual([
        0,
        expect.stringContaining(`Subscription ${copy.id} carries the label`),
      ]);
      expect((await api('GET', 'subscriptions')).items).toHaveLength(2);
    });
  });

  it('makes no twins when two apply at once', async () => {
    const file = await write('race.yaml', subscription('race'));
    const both = await Promise.all([apply([file]), apply([file]), apply([file])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect((await api('GET', 'subscriptions')).items).toHaveLength(1);
  });

  it('reads standard input, and JSON', async () => {
    const calendar = {
      apiVersion: 'deskhook.dev/v1',
      kind: 'Calendar',
      metadata: { name: 'office', tenant: tenant() },
      spec: { timezone: 'UTC', weeklyHours: { monday: [{ from: '09:00', to: '17:00' }] } },
    };
    const { code, json } = await deskhook(['apply', '-f', '-', '--json'], {}, JSON.stringify(calendar));
    expect([code, json.results[0].outcome]).toEqual([0, 'created']);
    const elsewhere = JSON.stringify({ ...calendar, metadata: { name: 'office', tenant: 'other' } });
    const refused = await deskhook(['apply', '-f', '-', '--tenant', tenant()], {}, elsewhere);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('stdin:1 /metadata/tenant')]);
  });

  it('has exit codes that tell why: no file, no key, no permission, no tenant', async () => {
    const file = await write('a.yaml', subscription('a'));
    const codes = [
      (await apply(['nowhere.yaml'])).code,
      (await apply([file], [], { DESKHOOK_KEY: 'wrong' })).code,
      (await apply([file], ['--tenant', 'acme'], { DESKHOOK_KEY: await keyOf('viewer') })).code,
      (await apply([file], ['--tenant', 'nobody'])).code,
      (await apply([file], ['--url', 'http://127.0.0.1:9'])).code,
    ];
    expect(codes).toEqual([2, 3, 3, 4, 5]);
  });

  it('lists what there is, and shows one', async () => {
    await apply([EXAMPLE], [], EXAMPLE_ENV);
    const listed = await deskhook(['get', 'sla-policies', 'subscription', '-l', 'team=support']);
    expect(listed.stdout).toMatch(
      /^SlaPolicy +gold +gold +Gold customers +active +repository=support-webhooks,team=support$/m,
    );
    expect(listed.stdout).not.toContain('Calendar');
    expect((await deskhook(['get', '--json'])).json).toHaveLength(5);
    const one = await deskhook(['get', 'subscription', 'pager', '--json']);
    expect(one.json).toMatchObject({ kind: 'Subscription', key: 'pager', name: 'Page whoever is on call' });
    const { id } = one.json;
    const byId = await deskhook(['get', 'Subscription', id]);
    expect([byId.code, byId.stdout]).toEqual([0, expect.stringContaining('name: Page whoever is on call\n')]);
    expect((await deskhook(['get', 'calendar', 'office-bern'])).code).toBe(4);
    const unknown = await deskhook(['get', 'hooks']);
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      expect.stringContaining('Subscription or subscriptions'),
    ]);
  });

  it('deletes what files name, dependants first', async () => {
    await apply([EXAMPLE], [], EXAMPLE_ENV);
    const files = ['-f', join(EXAMPLE, 'calendars.yaml'), '-f', join(EXAMPLE, 'sla-policies.yaml')];
    const looked = await deskhook(['delete', ...files, '--dry-run', '--json']);
    expect([looked.code, outcomes(looked)]).toEqual([
      0,
      ['SlaPolicy gold', 'SlaPolicy everybody', 'Calendar office-berlin'].map(
        (one) => `${one}: would be deleted`,
      ),
    ]);
    expect((await deskhook(['delete', ...files])).code).toBe(2);
    const used = await deskhook(['delete', ...files, '--yes', '--json']);
    expect([used.code, outcomes(used)]).toEqual([
      1,
      ['SlaPolicy gold: deleted', 'SlaPolicy everybody: deleted', 'Calendar office-berlin: failed'],
    ]);
    expect(used.stderr).toContain('is used by the subscription');
    const rest = await deskhook(['delete', '-f', EXAMPLE, '--yes', '--json']);
    expect([rest.code, rest.stderr.includes('SlaPolicy gold is not there')]).toEqual([0, true]);
    expect((await deskhook(['get', '--json'])).json).toEqual([]);
  });

  it('has a JSON Schema for editors', async () => {
    const { code, json } = await deskhook(['schema']);
    expect([code, json.title]).toEqual([0, 'Configuration of Deskhook']);
  });
});
