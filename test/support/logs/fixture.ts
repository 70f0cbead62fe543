// Test support of the log service: factories of what it consumes.
import { randomUUID } from 'node:crypto';
import {
  HEADERS,
  subjects,
  type AttemptReport,
  type DeadLetterHeader,
  type Delivery,
} from '@deskhook/contracts';
import type { IncomingMessage } from '@deskhook/messaging';

export const TENANT = 'acme';
/** 2026-02-17T14:45:00.000Z */
export const BEGIN = 1_771_339_500_000;

export function aDelivery(overrides: Partial<Delivery> = {}): Delivery {
  return {
    id: 'dlv_one',
    tenant: TENANT,
    eventId: 'event-one',
    type: 'ticket.created',
    ticketId: '123',
    subscriptionId: 'sub_one',
    url: 'https://example.com/hook',
    mode: 'structured',
    number: 1,
    numberBefore: 0,
    acceptedAt: BEGIN,
    ...overrides,
  };
}

export function aReport(overrides: Partial<AttemptReport> = {}): AttemptReport {
  const number = overrides.number ?? 1;
  return {
    deliveryId: 'dlv_one',
    tenant: TENANT,
    eventId: 'event-one',
    subscriptionId: 'sub_one',
    url: 'https://example.com/hook',
    type: 'ticket.created',
    ticketId: '123',
    acceptedAt: BEGIN,
    number,
    at: BEGIN + number * 1_000,
    status: 'delivered',
    reason: null,
    nextAttemptAt: null,
    durationMs: 12.5,
    request: {
      headers: { 'webhook-id': 'dlv_one' },
      contentType: 'application/json',
      bodyHash: 'hash-one',
      body: Buffer.from('{"sent":true}').toString('base64'),
    },
    response: { code: 200, headers: { server: 'x' }, body: 'ok', truncated: false },
    error: null,
    traceId: 'a'.repeat(32),
    spanId: 'b'.repeat(16),
    ...overrides,
  };
}

export const bytes = (value: unknown): Uint8Array =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

/** A CloudEvent in structured mode. */
export function anEvent(overrides: Readonly<Record<string, unknown>> = {}) {
  return {
    specversion: '1.0',
    id: 'event-one',
    source: '/helpdesk/acme',
    type: 'ticket.created',
    subject: 'tickets/123',
    time: '2026-02-17T14:45:00.000Z',
    data: { ticket: { id: 123 } },
    ...overrides,
  };
}

interface MessageParts {
  readonly subject: string;
  readonly payload?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sequence?: number;
  readonly storedAt?: number;
}

/** A message as consumers get it. */
export function aMessage(parts: MessageParts): IncomingMessage {
  const { subject, payload = Buffer.alloc(0), headers = {}, sequence = 1, storedAt = BEGIN } = parts;
  return {
    subject,
    payload,
    sequence,
    storedAt,
    header: (name) => headers[name] ?? null,
    headers: () => headers,
  };
}

export const reportMessage = (report: AttemptReport): IncomingMessage =>
  aMessage({ subject: subjects.attempt(report.tenant, report.subscriptionId), payload: bytes(report) });

export const deliveryMessage = (delivery: Delivery, storedAt = delivery.acceptedAt): IncomingMessage =>
  aMessage({
    subject: subjects.delivery(delivery.tenant, delivery.subscriptionId),
    headers: { [HEADERS.delivery]: JSON.stringify(delivery) },
    storedAt,
  });

export const eventMessage = (event: object, sequence = 1, storedAt = BEGIN): IncomingMessage =>
  aMessage({
    subject: subjects.event(TENANT, String(Reflect.get(event, 'type'))),
    payload: bytes(event),
    sequence,
    storedAt,
  });

export function aDeadLetter(overrides: Partial<DeadLetterHeader> = {}): DeadLetterHeader {
  return {
    id: `dead_${randomUUID()}`,
    reason: 'not_json',
    detail: 'the payload is not JSON',
    subject: subjects.event(TENANT, 'ticket.created'),
    stream: 'EVENTS',
    sequence: 1,
    receivedAt: BEGIN,
    headers: {},
    ...overrides,
  };
}

export const deadLetterMessage = (header: DeadLetterHeader, payload: Uint8Array): IncomingMessage =>
  aMessage({
    subject: subjects.dead(TENANT, header.stream),
    payload,
    headers: { [HEADERS.deadLetter]: JSON.stringify(header) },
  });
