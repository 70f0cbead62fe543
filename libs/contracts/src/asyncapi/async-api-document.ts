import { STREAM_SUBJECTS } from '../subjects.js';
import { VERSION } from '../version.js';
import { keyOf, type Channel } from './channel.js';
import { eventChannels } from './event-channels.js';
import { partSchemas, type Json } from './json-schemas.js';
import { outgoingChannels } from './outgoing-channels.js';

const DESCRIPTION = `What helpdesks and operators exchange with Deskhook over NATS JetStream. Everything but dead letters is a
CloudEvent 1.0 in JSON. Publish with JetStream and wait for the acknowledgement; read commands and notices with a durable consumer
and acknowledge what is done. The HTTP side is described by /openapi.json.`;

/** How each stream is told of; what is here is what outsiders have to do with. */
const STREAM_NOTES: Readonly<Partial<Record<Channel['stream'], string>>> = {
  EVENTS:
    'Keeps events for 7 days and pushes back when it is full (error 10077). Deskhook deduplicates by event id for at least 30 minutes.',
  COMMANDS:
    'Keeps commands for 7 days. Read them with the consumer that `main.js provision <tenant>` makes, or a durable one of your own.',
  NOTICES: 'Keeps notices for 7 days.',
  DEAD: 'Keeps dead letters for 30 days.',
};

/** Every channel of the document. */
export function asyncApiChannels(): readonly Channel[] {
  return [...eventChannels(), ...outgoingChannels()];
}

/** The NATS side as AsyncAPI 3.0, made of the schemas and subjects that the services themselves work with. */
export function asyncApiDocument(): Json {
  const channels = asyncApiChannels();
  return {
    asyncapi: '3.0.0',
    id: 'urn:deskhook:nats',
    info: {
      title: 'Deskhook over NATS',
      version: VERSION,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      tags: [...new Set(channels.map(({ tag }) => tag))].map((name) => ({ name })),
    },
    defaultContentType: 'application/cloudevents+json',
    servers: { nats: server() },
    channels: Object.fromEntries(channels.map((one) => [one.key, channelObject(one)])),
    operations: Object.fromEntries(channels.map((one) => [operationKey(one), operationObject(one)])),
    components: {
      schemas: partSchemas(),
      messages: Object.fromEntries(channels.map((one) => [one.key, messageObject(one)])),
      securitySchemes: SECURITY,
    },
  };
}

const SECURITY: Json = {
  password: { type: 'userPassword', description: 'User and password, as in deploy/nats' },
  nkey: { type: 'asymmetricEncryption', description: 'An nkey, or a JWT with its seed' },
  certificate: { type: 'X509', description: 'A TLS client certificate' },
};

function server(): Json {
  return {
    host: '{host}:{port}',
    protocol: 'nats',
    protocolVersion: '2.12',
    description:
      'The broker of the installation, nats-server 2.12 or newer. A helpdesk has an account of its own there, named like its tenant, or a user whose permissions are confined to it.',
    variables: {
      host: { default: 'localhost', description: 'Name or address of the broker' },
      port: { default: '4222', description: 'Its port for clients' },
    },
    security: Object.keys(SECURITY).map((name) => ({ $ref: `#/components/securitySchemes/${name}` })),
  };
}

function channelObject({ key, address, title, description, parameters, stream }: Channel): Json {
  return {
    address,
    title,
    description,
    parameters,
    servers: [{ $ref: '#/servers/nats' }],
    messages: { [key]: { $ref: `#/components/messages/${key}` } },
    'x-jetstream': { stream, subjects: STREAM_SUBJECTS[stream], description: STREAM_NOTES[stream] },
  };
}

function operationKey({ action, key }: Channel): string {
  return keyOf(`${action}_${key.charAt(0).toLowerCase()}${key.slice(1)}`);
}

function operationObject({ action, key, title, description, tag }: Channel): Json {
  return {
    action,
    title,
    summary: description,
    channel: { $ref: `#/channels/${key}` },
    messages: [{ $ref: `#/channels/${key}/messages/${key}` }],
    tags: [{ name: tag }],
  };
}

function messageObject(channel: Channel): Json {
  const { title, description, contentType, headers, payload, examples, tag } = channel;
  return {
    name: title,
    title,
    summary: description,
    contentType,
    tags: [{ name: tag }],
    headers,
    payload,
    examples: examples.map((one) => ({ name: 'sample', ...one })),
  };
}
