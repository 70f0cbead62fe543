import { eventSchemaOf } from '@deskhook/contracts';
import { EVENT_CATALOGUE } from '@deskhook/domain';
import { z } from 'zod';

const descriptions: ReadonlyMap<string, string> = new Map(Object.entries(EVENT_CATALOGUE));

/** The JSON Schema of a whole CloudEvent of this type, in structured mode. */
export function eventTypeSchema(type: string): Record<string, unknown> {
  const envelope = eventSchemaOf(z.literal(type), type);
  const description = descriptions.get(type) ?? 'An event of your own.';
  return { title: type, description, ...z.toJSONSchema(envelope, { io: 'input', unrepresentable: 'any' }) };
}
