import {
  attemptMessageId,
  formatTraceparent,
  HEADERS,
  subjects,
  type AttemptReport,
  type Delivery,
  type Parked,
  type RenderedHeader,
} from '@deskhook/contracts';
import { endpointKey } from '@deskhook/domain';
import { deflateBody, LARGE_BODY_BYTES, MessageTooLargeError, type Publisher } from '@deskhook/messaging';
import type { RepeatedRequest } from './attempt-run.js';
import type { DeliveryMessage } from './delivery-message.js';

const DEFERRAL_MS_MIN = 500;
const DEFERRAL_MS_MAX = 60_000;

/** A delivery as it is stored once more. */
interface StoredForm {
  readonly payload: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the dispatcher tells JetStream: attempts for the log, and what is to be sent later. */
export class DeliveryPublisher {
  constructor(private readonly publisher: Publisher) {}

  /** A report that is too large even so goes without what makes it large: the outcome is what must not be lost. */
  async report(report: AttemptReport): Promise<void> {
    try {
      await this.publishReport(report);
    } catch (error) {
      if (!(error instanceof MessageTooLargeError)) throw error;
      await this.publishReport(withoutBody(report));
    }
  }

  /** Arms the next attempt with the rendering of the first. */
  async scheduleRetry(
    message: DeliveryMessage,
    repeated: RepeatedRequest,
    next: Delivery,
    at: number,
  ): Promise<void> {
    await storedAgain(message, repeated, next, (form) => this.schedule(next, at, form));
  }

  /** Has the next attempt wait in the lane, at the place of the delivery. Returns its sequence there. */
  parkRetry(
    message: DeliveryMessage,
    repeated: RepeatedRequest,
    next: Delivery,
    as: Parked,
  ): Promise<number> {
    return storedAgain(message, repeated, next, (form) => this.store(next, form, as, `${next.number}`));
  }

  /**
   * Has a delivery wait in the lane of its endpoint. `source` names the message that it came in, so that the same one is
   * stored once however often it is handed out. Throws where the stream is full.
   */
  async park(message: DeliveryMessage, as: Parked, source: string): Promise<void> {
    const { delivery, payload, rendered } = message;
    await this.store(delivery, storedForm(message, delivery, payload, rendered), as, source);
  }

  /** Puts a delivery off that finds no room in its lane: it holds no slot meanwhile (architecture, decision 7). */
  async defer(message: DeliveryMessage, now: number): Promise<void> {
    const deferrals = (message.delivery.deferrals ?? 0) + 1;
    const delayMs = Math.min(DEFERRAL_MS_MAX, DEFERRAL_MS_MIN * 2 ** Math.min(deferrals - 1, 10));
    const delivery = { ...message.delivery, deferrals };
    const form = storedForm(message, delivery, message.payload, message.rendered);
    await this.schedule(delivery, now + delayMs, form);
  }

  private async publishReport(report: AttemptReport): Promise<void> {
    const isDeflated = report.request?.bodyEncoding !== undefined;
    await this.publisher.publish({
      subject: subjects.attempt(report.tenant, report.subscriptionId),
      payload: JSON.stringify(report),
      messageId: attemptMessageId(report.deliveryId, report.number, report.status),
      headers: {
        ...(isDeflated ? { [HEADERS.deflated]: 'body' } : {}),
        // The log goes on in the traces that are exported, and need not read the others.
        ...(report.sampled === true
          ? { [HEADERS.traceparent]: formatTraceparent({ ...report, sampled: true }) }
          : {}),
      },
    });
  }

  private schedule({ tenant, subscriptionId, id }: Delivery, at: number, form: StoredForm): Promise<void> {
    return this.publisher.schedule({
      subject: subjects.retrySet(tenant, subscriptionId, id),
      target: subjects.retryDue(tenant, subscriptionId),
      at,
      ...form,
    });
  }

  private async store(
    { tenant, subscriptionId, id, url }: Delivery,
    { payload, headers }: StoredForm,
    as: Parked,
    source: string,
  ): Promise<number> {
    const { sequence } = await this.publisher.publish({
      subject: subjects.parked(tenant, subscriptionId, endpointKey(url)),
      payload,
      headers: { ...headers, [HEADERS.parked]: JSON.stringify(as) },
      messageId: `${id}.${source}`,
    });
    return sequence;
  }
}

/** Stores the next attempt with what the last one sent. */
async function storedAgain<T>(
  message: DeliveryMessage,
  repeated: RepeatedRequest,
  next: Delivery,
  store: (form: StoredForm) => Promise<T>,
): Promise<T> {
  const { body, contentType, headers, variant, signature } = repeated;
  const isPayload = body === message.payload && message.rendered === null;
  const beside = isPayload ? null : { contentType, headers, variant, signature };
  try {
    return await store(storedForm(message, next, body, beside));
  } catch (error) {
    if (!(error instanceof MessageTooLargeError) || message.rendered !== null) throw error;
    // Not even deflated does the broker take the body. It does take the event, which is rendered once more then.
    return store(storedForm(message, next, message.payload, null));
  }
}

function storedForm(
  message: DeliveryMessage,
  delivery: Delivery,
  payload: Uint8Array,
  rendered: RenderedHeader | null,
): StoredForm {
  const isLarge = rendered !== null && payload.length >= LARGE_BODY_BYTES;
  const header = isLarge ? { ...rendered, encoding: 'deflate' } : rendered;
  return {
    payload: isLarge ? deflateBody(payload) : payload,
    headers: {
      ...message.carried,
      [HEADERS.delivery]: JSON.stringify(delivery),
      ...(header === null ? {} : { [HEADERS.rendered]: JSON.stringify(header) }),
    },
  };
}

function withoutBody(report: AttemptReport): AttemptReport {
  const { request, ...rest } = report;
  const warnings = ['The body was too large for the log: its hash is all that is kept of it.'];
  if (request === undefined) return { ...rest, warnings };
  const { body: _, bodyEncoding: _encoding, rendered: _rendered, ...kept } = request;
  return { ...rest, request: kept, warnings };
}
