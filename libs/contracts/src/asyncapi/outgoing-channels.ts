import { z } from 'zod';
import { deadLetterHeaderSchema } from '../dead-letter.schema.js';
import { HEADERS } from '../headers.js';
import { STREAMS } from '../streams.js';
import { subjects } from '../subjects.js';
import { keyOf, TENANT_PARAMETER, type Channel } from './channel.js';
import { COMMANDS } from './command.schema.js';
import { outgoingSchema, type Json } from './json-schemas.js';
import { NOTICES } from './notice.schema.js';
import { commandSample, DEAD_LETTER_SAMPLE, NOTICE_SAMPLES } from './samples.js';

const TEXT = { type: 'string' } as const;
const MESSAGE_ID = { ...TEXT, description: 'The id of the event: who reads the stream may see it twice' };
const TRACE = { ...TEXT, description: 'W3C trace context' };

/** What Deskhook tells: commands to helpdesks, its own news, and what it could not accept. */
export function outgoingChannels(): readonly Channel[] {
  return [...commandChannels(), ...noticeChannels(), deadLetterChannel()];
}

const common = {
  parameters: TENANT_PARAMETER,
  action: 'send',
  contentType: 'application/cloudevents+json',
} as const;

function commandChannels(): Channel[] {
  return COMMANDS.map(({ type, description, schema }) => ({
    ...common,
    key: `commands${keyOf(`.${type}`)}`,
    address: subjects.command('{tenant}', type),
    title: `command.${type}`,
    description: `${description}. Carry an id out once; give what follows the command's hopcount.`,
    stream: STREAMS.commands,
    tag: 'commands',
    headers: headers({ traceparent: TRACE, [HEADERS.messageId]: MESSAGE_ID }),
    payload: outgoingSchema(schema),
    examples: [{ payload: commandSample(type) }],
  }));
}

function noticeChannels(): Channel[] {
  return NOTICES.map(({ type, schema }) => ({
    ...common,
    key: `notices${keyOf(`.${type}`)}`,
    address: subjects.notice('{tenant}', type),
    title: type,
    description: `${NOTICE_SAMPLES[type].description} Subscriptions can select it as an event, too.`,
    stream: STREAMS.notices,
    tag: 'notices',
    headers: headers({ [HEADERS.messageId]: MESSAGE_ID }),
    payload: outgoingSchema(schema),
    examples: [{ payload: NOTICE_SAMPLES[type].event }],
  }));
}

function deadLetterChannel(): Channel {
  const why = outgoingSchema(deadLetterHeaderSchema);
  const header = {
    ...TEXT,
    description: 'Why, as JSON',
    contentMediaType: 'application/json',
    contentSchema: why,
  };
  return {
    ...common,
    key: 'deadLetters',
    address: subjects.dead('{tenant}', '{stream}'),
    title: 'A dead letter',
    description:
      'What could not be accepted: the payload is the original, cut at 1,000,000 bytes; the reason stands in the header. For operators; tenants read theirs over HTTP.',
    parameters: {
      tenant: { description: 'Id of the tenant; "_" where the subject named no well-formed one' },
      stream: { description: 'The stream of the original, in lower case', examples: ['events'] },
    },
    stream: STREAMS.dead,
    tag: 'dead letters',
    contentType: 'application/octet-stream',
    headers: {
      ...headers({ [HEADERS.deadLetter]: header, [HEADERS.messageId]: MESSAGE_ID }),
      required: [HEADERS.deadLetter],
    },
    payload: z.record(z.string(), z.unknown()).parse({ description: 'The bytes of the original' }),
    examples: [{ headers: DEAD_LETTER_SAMPLE, payload: '{"specversion":"1.0","type":"ticket.craeted"}' }],
  };
}

function headers(properties: Json): Json {
  return { type: 'object', properties };
}
