import { describe, expect, it } from '@jest/globals';
import { Parser } from '@asyncapi/parser';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { acceptEvent } from '../accept-event.js';
import { DEAD_LETTER_REASONS } from '../dead-letter.schema.js';
import { subjects } from '../subjects.js';
import { asyncApiChannels, asyncApiDocument } from './async-api-document.js';

/** Builders of subjects that nobody outside has to do with; a new one has to be put on one side. */
const INSIDE = [
  'delivery',
  'orderedDelivery',
  'evaluation',
  'parked',
  'retrySet',
  'retryDue',
  'attempt',
  'timerSet',
  'timerDue',
];
/** Only a hint that a later minor version of the format exists: tools that read 3.0 are more. */
const HINT = 'asyncapi-latest-version';

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);
ajv.addSchema({ components: asyncApiDocument()['components'] }, 'asyncapi');
const validate = ajv.compile({ $ref: 'asyncapi#/components/messages/eventsTicketCreated/payload' });

describe('the AsyncAPI document', () => {
  it('is valid AsyncAPI 3.0, and nothing in it is to be warned of', async () => {
    const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApiDocument()));
    const found = diagnostics.filter(({ code }) => code !== HINT);
    expect(found.map(({ code, message, path }) => [code, message, path.join('.')])).toEqual([]);
    expect(document?.version()).toBe('3.0.0');
  }, 120_000);

  it('has a channel for each subject that outsiders have to do with', () => {
    const addresses = asyncApiChannels().map(({ address }) => address);
    const outside = ['event', 'command', 'notice', 'dead'] as const;
    expect([...outside, ...INSIDE].toSorted()).toEqual(Object.keys(subjects).toSorted());
    for (const builder of outside) {
      const root = `${subjects[builder]('{tenant}', '').slice(0, -1)}.`;
      expect(addresses.filter((address) => address.startsWith(root))).not.toHaveLength(0);
    }
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it.each([
    {},
    { time: undefined, subject: 'tickets/1', datacontenttype: 'application/problem+json; charset=utf-8' },
    { actortype: 'robot', causationid: 'c', own: [1] },
    { hopcount: 5, correlationid: 'c', traceparent: '00-x' },
    { specversion: '0.3' },
    { id: '' },
    { id: 'x'.repeat(257) },
    { source: undefined },
    { subject: 7 },
    { time: 'yesterday' },
    { datacontenttype: 'text/xml' },
    { hopcount: -1 },
    { hopcount: 1.5 },
    { correlationid: 'x'.repeat(257) },
    { traceparent: 1 },
    { data: { ticket: {} } },
  ])('takes of an event what Deskhook takes: %j', (attributes) => {
    const type = 'ticket.created';
    const event = {
      specversion: '1.0',
      id: '1',
      source: '/s',
      type,
      time: '2026-02-17T14:45:00Z',
      data: { ticket: { id: 1 } },
      ...attributes,
    };
    const text = JSON.stringify(event);
    const incoming = {
      subject: subjects.event('acme', type),
      payload: new TextEncoder().encode(text),
      attributes: {},
    };
    const isTaken = acceptEvent(incoming, 5).ok;
    expect(validate(JSON.parse(text))).toBe(isTaken);
  });

  it('names every reason of a dead letter', () => {
    const text = JSON.stringify(asyncApiDocument());
    for (const reason of DEAD_LETTER_REASONS) expect(text).toContain(`"${reason}"`);
  });
});
