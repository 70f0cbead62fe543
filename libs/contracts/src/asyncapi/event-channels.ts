import { sampleEvent } from '@deskhook/dialects';
import { EVENT_CATALOGUE, EVENT_TYPES, isCatalogueType, isOwnNews } from '@deskhook/domain';
import { z } from 'zod';
import { CLOUDEVENTS_HEADER_PREFIX } from '../headers.js';
import { STREAMS } from '../streams.js';
import { subjects } from '../subjects.js';
import { keyOf, TENANT_PARAMETER, type Channel } from './channel.js';
import { eventSchemaOf } from './event-envelope.schema.js';
import { incomingSchema, type Json } from './json-schemas.js';

/** Fixed, so that the document is the same wherever it is made. */
const SAMPLE_AT = new Date('2026-02-17T14:45:00.000Z');
const CUSTOM = 'custom.{name}';
const CUSTOM_TYPE = z.string().regex(/^custom(\.[a-z0-9][a-z0-9_-]{0,63}){1,4}$/);
const TEXT = { type: 'string' } as const;
/** What follows from policies that Deskhook itself keeps the time of. */
const OF_POLICIES = /^sla\.|^ticket\.time_condition_met$/;
const BY_ITSELF =
  ' Where a policy asks for it, Deskhook tells this itself; helpdesks in accounts of their own may not.';

/** In binary mode the attributes stand here, and the payload is `data` alone. */
const HEADERS: Json = {
  type: 'object',
  properties: {
    traceparent: { ...TEXT, description: 'W3C trace context; wins over the attribute of the same name' },
    'Nats-Expected-Stream': {
      ...TEXT,
      description: 'EVENTS: that no other stream takes the event unnoticed',
    },
    'content-type': { ...TEXT, description: 'Binary mode: of data, application/json' },
    ...Object.fromEntries(
      ['specversion', 'id', 'source', 'type', 'subject', 'time'].map((name) => [
        CLOUDEVENTS_HEADER_PREFIX + name,
        { ...TEXT, description: `Binary mode: the attribute ${name}` },
      ]),
    ),
  },
};

/** What helpdesks publish: a channel for each type of the catalogue, and one for types of their own. */
export function eventChannels(): readonly Channel[] {
  const known = EVENT_TYPES.filter((type) => isCatalogueType(type) && !isOwnNews(type)).map((type) =>
    channel(
      type,
      EVENT_CATALOGUE[type],
      z.literal(type),
      sampleEvent(type, 'acme', `sample-${type}`, SAMPLE_AT),
    ),
  );
  const { data, ...sample } = sampleEvent('endpoint.test', 'acme', 'sample-custom.import', SAMPLE_AT);
  const custom = channel(CUSTOM, 'An event of your own.', CUSTOM_TYPE, {
    ...sample,
    type: 'custom.import',
    data,
  });
  const name = {
    description: 'One to four names of a-z, 0-9, "_" and "-", with dots between',
    examples: ['import'],
  };
  return [...known, { ...custom, key: 'eventsCustom', parameters: { ...TENANT_PARAMETER, name } }];
}

function channel(name: string, description: string, type: z.ZodType<string>, sample: object): Channel {
  return {
    key: `events${keyOf(`.${name}`)}`,
    address: subjects.event('{tenant}', name),
    title: name,
    description: OF_POLICIES.test(name) ? description + BY_ITSELF : description,
    parameters: TENANT_PARAMETER,
    stream: STREAMS.events,
    action: 'receive',
    tag: 'events',
    contentType: 'application/cloudevents+json',
    headers: HEADERS,
    payload: incomingSchema(eventSchemaOf(type, name)),
    examples: [{ payload: sample }],
  };
}
