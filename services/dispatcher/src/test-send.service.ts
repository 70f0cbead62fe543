import { randomBytes } from 'node:crypto';
import {
  FailureError,
  sampleEvent,
  type AttemptReport,
  type Delivery,
  type RpcAnswer,
  type RpcRequest,
  type TestAnswer,
} from '@deskhook/contracts';
import { deliveryId, type CatalogueEventType } from '@deskhook/domain';
import type { AttemptService } from './attempt.service.js';
import type { DeliveryPublisher } from './delivery-publisher.js';
import type { EndpointsView, SendableSubscription } from './endpoints.view.js';

type SentTest = TestAnswer['attempts'][number];

/** Sends a complete sample event to every URL of a subscription, now and once, also while it is inactive. */
export class TestSendService {
  constructor(
    private readonly view: EndpointsView,
    private readonly attempts: AttemptService,
    private readonly publisher: DeliveryPublisher,
  ) {}

  async send({ tenant, id, input }: RpcRequest<'dispatcher.test'>): Promise<RpcAnswer<'dispatcher.test'>> {
    const subscription = await this.view.find(tenant, id);
    if (subscription === null)
      throw new FailureError({ kind: 'not-found', detail: `there is no subscription ${id}` });
    const event = sampleEvent(input.type, tenant, `test-${randomBytes(12).toString('hex')}`, new Date());
    const payload = Buffer.from(JSON.stringify(event));
    const sent = await Promise.all(
      subscription.record.urls.map((url) =>
        this.sendTo(subscription, testDelivery(subscription, url, event.id, input.type), payload),
      ),
    );
    const [first] = sent;
    if (first === undefined)
      throw new FailureError({ kind: 'conflict', detail: 'the subscription has no URL' });
    return { ...first, attempts: sent };
  }

  private async sendTo(
    subscription: SendableSubscription,
    delivery: Delivery,
    payload: Buffer,
  ): Promise<SentTest> {
    const message = { delivery, payload, rendered: null, attributes: {}, traceparent: null, carried: {} };
    const { report, rendered } = await this.attempts.make(message, subscription);
    await this.publisher.report(report);
    return sentTest(report, rendered.body);
  }
}

function testDelivery(
  subscription: SendableSubscription,
  url: string,
  eventId: string,
  type: CatalogueEventType,
): Delivery {
  const { tenant, id: subscriptionId } = subscription.record;
  const id = deliveryId(tenant, eventId, subscriptionId, url);
  const head = { id, tenant, eventId, type, ticketId: null, subscriptionId, url };
  return { ...head, mode: 'structured', number: 1, numberBefore: 0, acceptedAt: Date.now(), test: true };
}

function sentTest(report: AttemptReport, body: Uint8Array): SentTest {
  return {
    deliveryId: report.deliveryId,
    url: report.url,
    status: report.status,
    number: report.number,
    at: new Date(report.at).toISOString(),
    durationMs: report.durationMs ?? 0,
    requestHeaders: report.request?.headers ?? {},
    requestBody: Buffer.from(body).toString('utf8'),
    responseCode: report.response?.code ?? null,
    responseHeaders: report.response?.headers ?? null,
    responseBody: report.response?.body ?? null,
    responseTruncated: report.response?.truncated ?? false,
    error: report.error,
    traceId: report.traceId,
  };
}
