import { randomBytes } from 'node:crypto';
import {
  FailureError,
  type AttemptReport,
  type Delivery,
  type RpcAnswer,
  type RpcRequest,
  type TestAnswer,
} from '@deskhook/contracts';
import { sampleOf, selectorProblem, type DialectSample } from '@deskhook/dialects';
import { deliveryId } from '@deskhook/domain';
import type { AttemptRunner } from './attempt-run.js';
import type { DeliveryPublisher } from './delivery-publisher.js';
import type { EndpointsView } from './endpoints.view.js';
import type { SendableSubscription } from './sendable-subscription.js';

type SentTest = TestAnswer['attempts'][number];

/** Sends a complete sample event to every URL of a subscription, now and once, also while it is inactive. */
export class TestSendService {
  constructor(
    private readonly view: EndpointsView,
    private readonly runner: AttemptRunner,
    private readonly publisher: DeliveryPublisher,
  ) {}

  async send({ tenant, id, input }: RpcRequest<'dispatcher.test'>): Promise<RpcAnswer<'dispatcher.test'>> {
    const subscription = await this.view.find(tenant, id);
    if (subscription === null)
      throw new FailureError({ kind: 'not-found', detail: `there is no subscription ${id}` });
    const sample = sampleFor(subscription, input.type);
    const payload = Buffer.from(JSON.stringify(sample.event));
    const sent = await Promise.all(
      testedUrls(subscription.record).map((url) =>
        this.sendTo(subscription, testDelivery(subscription, url, sample), payload),
      ),
    );
    const first = sent[0]?.at(-1);
    if (first === undefined)
      throw new FailureError({ kind: 'conflict', detail: 'the subscription has no URL' });
    return { ...first, attempts: sent.flat() };
  }

  /** Every attempt at one URL: there are two where another form of the body was tried. */
  private async sendTo(
    subscription: SendableSubscription,
    delivery: Delivery,
    payload: Buffer,
  ): Promise<SentTest[]> {
    const message = { delivery, payload, rendered: null, attributes: {}, traceparent: null, carried: {} };
    const { reports, bodies } = await this.runner.run(message, subscription);
    await Promise.all(reports.map((report) => this.publisher.report(report)));
    return reports.map((report, index) => sentTest(report, bodies[index] ?? null));
  }
}

/** Also those that are disabled: whoever has mended a receiver wants to see it answer before activating it. */
function testedUrls({ urls, disabledUrls }: SendableSubscription['record']): string[] {
  return [...urls, ...disabledUrls.map(({ url }) => url)];
}

function sampleFor({ dialect, record }: SendableSubscription, name: string | undefined): DialectSample {
  const context = { tenant: record.tenant, id: `test-${randomBytes(12).toString('hex')}`, now: new Date() };
  const sample = sampleOf(dialect, name, context);
  if (sample !== null) return sample;
  const detail = selectorProblem(dialect, name ?? '') ?? `"${name}" is no event that can be tried by itself`;
  throw new FailureError({ kind: 'invalid', detail, errors: [{ pointer: '/type', detail }] });
}

function testDelivery(
  { record }: SendableSubscription,
  url: string,
  { event, trigger }: DialectSample,
): Delivery {
  const { tenant, id: subscriptionId } = record;
  const { id: eventId, type } = event;
  const id = deliveryId({ tenant, occurrence: eventId, subscriptionId, url, trigger });
  const head = { id, tenant, eventId, type, ticketId: null, subscriptionId, url };
  return {
    ...head,
    ...(trigger === null ? {} : { trigger }),
    mode: 'structured',
    number: 1,
    numberBefore: 0,
    acceptedAt: Date.now(),
    test: true,
  };
}

function sentTest(report: AttemptReport, body: Uint8Array | null): SentTest {
  return {
    deliveryId: report.deliveryId,
    url: report.url,
    status: report.status,
    number: report.number,
    at: new Date(report.at).toISOString(),
    durationMs: report.durationMs ?? 0,
    requestHeaders: report.request?.headers ?? {},
    requestBody: body === null ? null : Buffer.from(body).toString('utf8'),
    responseCode: report.response?.code ?? null,
    responseHeaders: report.response?.headers ?? null,
    responseBody: report.response?.body ?? null,
    responseTruncated: report.response?.truncated ?? false,
    error: report.error,
    redirects: report.redirects ?? [],
    warnings: report.warnings ?? [],
    traceId: report.traceId,
  };
}
