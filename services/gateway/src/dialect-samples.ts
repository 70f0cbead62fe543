import type { DialectInfo } from '@deskhook/contracts';
import { resolveOptions, sampleOf, type Dialect, type DialectSample } from '@deskhook/dialects';
import { EVENT_TYPES } from '@deskhook/domain';

type Samples = DialectInfo['samples'];

/** The same ones in every answer: of a made-up tenant, at an instant that stands still. */
const CONTEXT = { tenant: 'acme', id: 'sample', now: new Date('2026-02-17T14:45:00.000Z') };
const TENANT = {
  id: CONTEXT.tenant,
  name: 'Acme',
  subdomain: 'acme',
  siteUrl: 'https://acme.example',
  adminBaseUrl: 'https://acme.example/admin',
  portalBaseUrl: 'https://acme.example/support',
  timezone: 'UTC',
};

/** The request bodies of a dialect, one for each event, as its defaults make them; none where it has to be set up first. */
export function dialectSamples(dialect: Dialect): Samples {
  const problem = dialect.optionsProblem?.(resolveOptions(dialect.options, {}));
  if (problem !== undefined && problem !== null) return [];
  const names = dialect.events?.map(({ name }) => name) ?? EVENT_TYPES;
  return names.flatMap((name) => {
    const sample = sampleOf(dialect, name, CONTEXT);
    return sample === null ? [] : [rendered(dialect, name, sample)];
  });
}

function rendered(dialect: Dialect, name: string, { event, trigger }: DialectSample): Samples[number] {
  const { contentType, body } = dialect.render({
    mode: 'structured',
    payload: Buffer.from(JSON.stringify(event)),
    attributes: {},
    trigger,
    deliveryId: 'dlv_sample',
    subscriptionId: 'sub_sample',
    acceptedAt: CONTEXT.now.getTime(),
    tenant: TENANT,
    options: resolveOptions(dialect.options, {}),
    secret: dialect.encodeSecret(new Uint8Array(32)),
    variant: null,
    // Samples have integers for ids.
    ids: () => 1,
  });
  return { event: name, contentType, body: Buffer.from(body).toString('utf8') };
}
