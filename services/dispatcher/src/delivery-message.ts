import {
  cloudEventAttributes,
  deliverySchema,
  HEADERS,
  renderedSchema,
  type Delivery,
  type RenderedHeader,
} from '@deskhook/contracts';
import { inflateBody, type IncomingMessage } from '@deskhook/messaging';

/** A delivery with the payload that it travelled with. */
export interface DeliveryMessage {
  readonly delivery: Delivery;
  readonly payload: Uint8Array;
  /** What an earlier attempt rendered; null when this is the first. */
  readonly rendered: RenderedHeader | null;
  /** CloudEvents attributes of an event in binary mode, without the prefix. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly traceparent: string | null;
  /** The durable consumer that it came by; absent where it waited in a lane, and of tests. */
  readonly consumer?: string;
  /** The headers that travel on with a retry. */
  readonly carried: Readonly<Record<string, string>>;
}

const NOT_CARRIED = /^nats-|^deskhook-/i;

/** Reads a delivery from a message of DELIVERIES or RETRIES; null when it is not one. */
export function readDelivery(message: IncomingMessage, consumer?: string): DeliveryMessage | null {
  const delivery = deliverySchema.safeParse(parseJson(message.header(HEADERS.delivery)));
  if (!delivery.success) return null;
  const rendered = renderedSchema.safeParse(parseJson(message.header(HEADERS.rendered)));
  const { encoding, ...header } = rendered.success ? rendered.data : { contentType: null };
  const payload = encoding === 'deflate' ? inflateBody(message.payload) : message.payload;
  if (payload === null) return null;
  const headers = message.headers();
  return {
    delivery: delivery.data,
    payload,
    rendered: header.contentType === null ? null : header,
    attributes: delivery.data.mode === 'binary' ? attributesOf(headers) : {},
    traceparent: headers[HEADERS.traceparent] ?? null,
    ...(consumer === undefined ? {} : { consumer }),
    carried: Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_CARRIED.test(name))),
  };
}

function attributesOf(headers: Readonly<Record<string, string>>): Record<string, string> {
  const attributes = cloudEventAttributes(headers);
  const contentType = headers['content-type'];
  return contentType === undefined ? attributes : { ...attributes, datacontenttype: contentType };
}

function parseJson(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
