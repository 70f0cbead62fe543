import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { EVENT_TYPES } from '@deskhook/domain';
import { waitUntil } from '../../tools/local-stack/wait-until.js';
import { startForeignReceiver } from '../support/foreign-receiver.js';
import { blocks, DOCS_SECRET, docsPage, shownRequest, tableUnder, writeSample } from './docs-page.js';
import { sampleRequest } from './sample-request.js';
import { type HandMade, send } from './send.js';
import { type Vendor, VENDORS } from './vendors.js';

/** Extension by the language of a block. */
const PROGRAMS = { php: 'php', js: 'mjs', python: 'py' } as const;

const named = VENDORS.map((vendor) => [vendor.dialect.name, vendor] as const);

describe.each(named)('docs/dialects/%s.md', (name, vendor) => {
  const { dialect } = vendor;
  const page = docsPage(name);
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'deskhook-docs-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(Object.entries(PROGRAMS))(
    'its %s program accepts what is genuine, nothing else',
    async (language, extension) => {
      const programs = blocks(page, language);
      expect(programs).toHaveLength(1);
      const file = join(folder, `hook.${extension}`);
      writeFileSync(file, programs[0] ?? '');
      const receiver = await startForeignReceiver(file, { secret: DOCS_SECRET });
      const { genuine, forged } = requests(vendor);
      for (const { path, request } of forged) expect(await send(receiver.origin + path, request)).toBe(401);
      expect(receiver.output()).not.toContain(vendor.printed);
      expect([200, 204]).toContain(await send(receiver.origin + genuine.path, genuine.request));
      await waitUntil(() => (receiver.output().includes(vendor.printed) ? true : undefined), {
        what: `"${vendor.printed}" in the output`,
        timeoutMs: 60_000,
      });
      await receiver.stop();
    },
  );

  // DESKHOOK_TEST_WRITE_DOCS=1 puts the sample into the page, after a change of what is sent.
  test('its sample is what is sent', () => {
    if (process.env['DESKHOOK_TEST_WRITE_DOCS'] === '1') writeSample(vendor);
    expect(blocks(docsPage(name), 'http')).toEqual([shownRequest(vendor)]);
  });

  test('it names every event, what fires it, and every option with its default', () => {
    const events = tableUnder(page, 'Events');
    expect(events.map((cells) => [cells[0], cells[1], expanded(cells.at(-1) ?? '')])).toEqual(
      (dialect.events ?? []).map(({ name, title, types }) => [code(name), title, types.toSorted()]),
    );
    const options = tableUnder(page, 'Options').map(([option, value]) => `${option} is ${value}`);
    expect(options.toSorted()).toEqual(
      Object.entries(dialect.options)
        .map(([option, { default: value }]) => `${code(option)} is ${code(JSON.stringify(value))}`)
        .toSorted(),
    );
  });

  test('it tells the delivery policy', () => {
    const { timeoutMs, maxRedirects, retrySchedule } = dialect.defaults;
    const answer = new Map(tableUnder(page, 'Answer').map(([what = '', how = '']) => [what, how]));
    expect(answer.get('Success')).toMatch(/^any `2xx`/);
    expect(answer.get('Time-out')).toMatch(new RegExp(`^${timeoutMs / 1000} s`));
    expect(answer.get('Redirects')).toMatch(
      maxRedirects === 0 ? /^not followed/ : new RegExp(`^up to ${maxRedirects}\\b`),
    );
    expect(answer.get('Retries')).toMatch(
      retrySchedule.length === 0 ? /^none/ : new RegExp(`^${retrySchedule.length}, `),
    );
  });
});

interface Aimed {
  readonly path: string;
  readonly request: HandMade;
}

/** The genuine request and those that must be refused: by signature where the dialect signs, else by the URL's token. */
function requests({ dialect, shown }: Vendor): {
  readonly genuine: Aimed;
  readonly forged: readonly Aimed[];
} {
  if (!dialect.signsByDefault) {
    const request = sampleRequest(dialect, shown);
    const withToken = (query: string): Aimed => ({ path: `/hook${query}`, request });
    return {
      genuine: withToken(`?token=${DOCS_SECRET}`),
      forged: [withToken(''), withToken('?token='), withToken(`?token=${DOCS_SECRET}1`)],
    };
  }
  const request = sampleRequest(dialect, shown, { secret: DOCS_SECRET });
  const { contentType, body } = request;
  const tampered = Buffer.from(Buffer.from(body).toString().replace('Cannot log in', 'Cannot log On'));
  const forged = [
    { ...request, body: tampered },
    { contentType, body },
    sampleRequest(dialect, shown, { secret: 'another' }),
  ];
  return {
    genuine: { path: '/hook', request },
    forged: forged.map((one) => ({ path: '/hook', request: one })),
  };
}

/** The types that a cell names, `ticket.*` as all of them. */
function expanded(cell: string): string[] {
  const names = cell.split(', ').map((name) => name.replaceAll('`', ''));
  return names
    .flatMap((name) =>
      name.endsWith('.*') ? EVENT_TYPES.filter((type) => type.startsWith(name.slice(0, -1))) : [name],
    )
    .toSorted();
}

function code(text: string): string {
  return `\`${text}\``;
}
