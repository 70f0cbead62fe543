import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { z } from 'zod';

const headersSchema = z.looseObject({
  required: z.array(z.string()).default([]),
  properties: z.record(z.string(), z.looseObject({ contentSchema: z.looseObject({}).optional() })),
});
const documentSchema = z.looseObject({
  channels: z.record(
    z.string(),
    z.looseObject({ address: z.string(), 'x-jetstream': z.looseObject({ stream: z.string() }) }),
  ),
  operations: z.record(
    z.string(),
    z.looseObject({ action: z.enum(['send', 'receive']), channel: z.object({ $ref: z.string() }) }),
  ),
  components: z.looseObject({
    messages: z.record(
      z.string(),
      z.looseObject({
        headers: headersSchema,
        payload: z.looseObject({}),
        examples: z.array(
          z.looseObject({ payload: z.unknown(), headers: z.record(z.string(), z.string()).optional() }),
        ),
      }),
    ),
  }),
});
type Document = z.infer<typeof documentSchema>;

/** A message as a stream holds it. */
export interface StoredMessage {
  readonly stream: string;
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Holds messages against the AsyncAPI document; every answer is a list of what is wrong. */
export class AsyncApiCheck {
  private readonly ajv = new Ajv({ strict: false, allErrors: true });
  readonly document: Document;

  constructor(document: object) {
    addFormats.default(this.ajv);
    this.document = documentSchema.parse(document);
    // The document as a whole is no schema: its id is not one of a schema.
    this.ajv.addSchema({ components: this.document.components }, 'asyncapi');
  }

  /** The channel that a subject belongs to; the most specific one. */
  channelOf(subject: string): string | undefined {
    const matching = Object.entries(this.document.channels).filter(([, { address }]) =>
      patternOf(address).test(subject),
    );
    return matching.toSorted(([, a], [, b]) => b.address.length - a.address.length)[0]?.[0];
  }

  faults(message: StoredMessage): readonly string[] {
    const key = this.channelOf(message.subject);
    const channel = this.document.channels[key ?? ''];
    if (key === undefined || channel === undefined)
      return [`${message.subject} is no channel of the document`];
    const { stream } = channel['x-jetstream'];
    return [
      ...(stream === message.stream ? [] : [`${message.subject} is in ${message.stream}, not in ${stream}`]),
      ...this.payloadFaults(key, message.text),
      ...this.headerFaults(key, message.headers),
    ];
  }

  payloadFaults(key: string, text: string): readonly string[] {
    const { payload = {} } = this.document.components.messages[key] ?? {};
    const reference = { $ref: `asyncapi#/components/messages/${key}/payload` };
    const validate = this.ajv.compile(this.isSent(key) ? closed(payload) : reference);
    return validate(tryJson(text)) ? [] : [`${key}: ${faultsOf(validate)}`];
  }

  private isSent(key: string): boolean {
    const operations = Object.values(this.document.operations);
    return operations.some(({ action, channel }) => action === 'send' && channel.$ref.endsWith(`/${key}`));
  }

  headerFaults(key: string, headers: Readonly<Record<string, string>>): readonly string[] {
    const { properties = {}, required = [] } = this.document.components.messages[key]?.headers ?? {};
    const missing = required
      .filter((name) => headers[name] === undefined)
      .map((name) => `${key}: no header ${name}`);
    const unknown = Object.keys(headers).filter((name) => properties[name] === undefined);
    const bad = Object.entries(headers).flatMap(([name, value]) => {
      const content = properties[name]?.contentSchema;
      if (content === undefined) return [];
      const validate = this.ajv.compile(content);
      return validate(tryJson(value)) ? [] : [`${key}: header ${name}: ${faultsOf(validate)}`];
    });
    return [...missing, ...unknown.map((name) => `${key}: header ${name} is not in the document`), ...bad];
  }
}

/** Readers have to bear further fields, but those that there are must be in the document. */
function closed(schema: object): object {
  const closing = (_key: string, value: unknown) =>
    typeof value === 'object' && value !== null && 'properties' in value
      ? { additionalProperties: false, ...value }
      : value;
  return z.looseObject({}).parse(JSON.parse(JSON.stringify(schema, closing)));
}

function patternOf(address: string): RegExp {
  const parts = address
    .split('.')
    .map((part) => (part === '{name}' ? '.+' : part.startsWith('{') ? '[^.]+' : part));
  return new RegExp(`^${parts.join('\\.')}$`);
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function faultsOf(validate: ValidateFunction): string {
  return (validate.errors ?? [])
    .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
    .join('; ');
}
