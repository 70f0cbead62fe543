import type { Attributes } from '@opentelemetry/api';

/** Subjects as span names and metrics have them: what varies is named, not told. */
export const SUBJECT_TEMPLATES = {
  events: 'events.{tenant}.{type}',
  deliveries: 'deliveries.{tenant}.{subscription}',
  attempts: 'attempts.{tenant}.{subscription}',
} as const;
export type SubjectTemplate = (typeof SUBJECT_TEMPLATES)[keyof typeof SUBJECT_TEMPLATES];

/** What is done with a message (`messaging.operation.type`). */
export type MessageOperation = 'send' | 'process' | 'settle';

export interface SpannedMessage {
  readonly subject: string;
  /** In bytes; absent where it is not at hand. */
  readonly size?: number;
  readonly id?: string;
  /** The durable consumer that it came by. */
  readonly consumer?: string;
}

/** The name of a span about messages of a kind (OpenTelemetry, "Messaging spans": operation and destination). */
export function messageSpanName(operation: MessageOperation, template: SubjectTemplate): string {
  return `${operation} ${template}`;
}

/** Attributes of a span about a message, as OpenTelemetry's conventions for messaging name them. */
export function messageAttributes(
  operation: MessageOperation,
  template: SubjectTemplate,
  { subject, size, id, consumer }: SpannedMessage,
): Attributes {
  return {
    'messaging.system': 'nats',
    'messaging.operation.name': operation,
    'messaging.operation.type': operation,
    'messaging.destination.name': subject,
    'messaging.destination.template': template,
    ...(consumer === undefined ? {} : { 'messaging.consumer.group.name': consumer }),
    ...(id === undefined ? {} : { 'messaging.message.id': id }),
    ...(size === undefined ? {} : { 'messaging.message.body.size': size }),
  };
}
