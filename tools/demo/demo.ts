import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { TimeoutError, waitUntil } from '../local-stack/wait-until.js';
import { DialectDemo } from './dialect-demo.js';
import { GatewayClient } from './gateway-client.js';
import { type HelpdeskEvent, toHelpdeskEvent } from './map-event.js';
import { showProgress } from './progress.js';
import { Publisher } from './publisher.js';
import { Receipts } from './receipts.js';
import { type ReceivedEvent, Receiver } from './receiver.js';
import { loadRecordedEvents } from './recorded-events.js';
import { replay } from './replay.js';
import { type Examples, table, whatNext } from './report.js';
import type { DemoSettings } from './settings.js';
import { ensureSlaPolicy } from './sla-policy.js';
import { isSteady, publishSteadily } from './steady-events.js';
import { deliveriesOf, demoSubscriptions, ensureSubscriptions, readyEvent } from './subscriptions.js';

const eventsTotal = 1000;
const eventsPerSecond = 100;
const inForceTimeoutMs = 20_000;
const probeMs = 250;
const arrivalTimeoutMs = 60_000;

/** A customer's receiver and a helpdesk's replay around the running system. */
export class Demo {
  readonly #receipts = new Receipts();
  readonly #ready = new Set<string>();
  readonly #receiver = new Receiver(demoSubscriptions, (event) => this.#received(event));
  readonly #dialects = new DialectDemo();
  #ticket = '';
  #published = 0;
  #expected = 0;
  #replayed = false;

  constructor(private readonly settings: DemoSettings) {}

  async run(): Promise<void> {
    const { gatewayUrl, natsUrl, rootKey, receiverPort } = this.settings;
    await this.#receiver.listen(receiverPort);
    const gateway = new GatewayClient(gatewayUrl, rootKey);
    const secrets = await ensureSubscriptions(gateway, `http://127.0.0.1:${receiverPort}`);
    for (const [endpoint, secret] of secrets) this.#receiver.setSecret(endpoint, secret);
    await ensureSlaPolicy(gateway);
    await this.#dialects.start(gateway, this.settings.tls);
    const publisher = await Publisher.connect(natsUrl);
    await this.#untilInForce(publisher);
    const events = (await loadRecordedEvents()).map(toHelpdeskEvent).filter((event) => event !== undefined);
    const seconds = await this.#replay(publisher, events);
    const summary = this.#receipts.summary();
    const run = { events: this.#published, expectedDeliveries: this.#expected, seconds, summary };
    console.log(`\n${table(run)}\n\n${this.#dialects.table()}`);
    console.log(`\n${whatNext(gatewayUrl, rootKey, this.#examples)}\n`);
    console.log(
      'The receiver and the system stay up, and an event every few seconds keeps the console moving. Ctrl-C ends everything.',
    );
    this.#replayed = true;
    await publishSteadily(publisher, events);
  }

  /** A new subscription is in force once the evaluator has seen it: ask until every endpoint was reached. */
  async #untilInForce(publisher: Publisher): Promise<void> {
    const probe = async (): Promise<true | undefined> => {
      const event = { type: readyEvent, subject: 'demo', data: {} };
      await publisher.publish(event, `ready-${randomBytes(8).toString('hex')}`);
      await delay(probeMs);
      return this.#ready.size === demoSubscriptions.length ? true : undefined;
    };
    await waitUntil(probe, { what: 'the first delivery to every endpoint', timeoutMs: inForceTimeoutMs });
  }

  async #replay(publisher: Publisher, events: readonly HelpdeskEvent[]): Promise<number> {
    console.log(
      `\nReplaying ${events.length} recorded GitHub issue events as a helpdesk's, ${eventsTotal} in all:`,
    );
    const startedAt = performance.now();
    const progress = showProgress(
      () => `  ${this.#published} events published, ${this.#made} of ${this.#wanted} deliveries made`,
    );
    try {
      await replay(publisher, {
        events,
        total: eventsTotal,
        perSecond: eventsPerSecond,
        runId: `github-${Date.now().toString(36)}${randomBytes(3).toString('hex')}`,
        onPublish: (id, event) => this.#publishing(id, event),
      });
      const seconds = (performance.now() - startedAt) / 1000;
      await this.#untilAllArrived();
      return seconds;
    } finally {
      progress.stop();
    }
  }

  #publishing(id: string, event: HelpdeskEvent): void {
    this.#receipts.published(id, performance.now());
    this.#expected += deliveriesOf(event, id);
    this.#dialects.expect(event, id);
    this.#published += 1;
    if (event.type === 'ticket.created') this.#ticket = event.subject;
  }

  get #examples(): Examples {
    return { deliveryId: this.#receipts.exampleOfRetry, ticket: this.#ticket };
  }

  get #made(): number {
    return this.#receipts.accepted + this.#dialects.accepted;
  }

  get #wanted(): number {
    return this.#expected + this.#dialects.expected;
  }

  /** Retries included. A shortfall shows in the table; it is no reason to show nothing. */
  async #untilAllArrived(): Promise<void> {
    const probe = (): true | undefined =>
      this.#receipts.accepted >= this.#expected && this.#dialects.hasAll ? true : undefined;
    try {
      await waitUntil(probe, { what: 'every delivery', timeoutMs: arrivalTimeoutMs });
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
    }
  }

  #received(event: ReceivedEvent): void {
    if (event.type === readyEvent) this.#ready.add(event.endpoint);
    if (this.#receipts.record(event) || event.type === readyEvent || !this.#replayed) return;
    if (isSteady(event.eventId)) return;
    const verdict = event.verified ? 'signature verified' : 'SIGNATURE WRONG';
    console.log(`Received ${event.type} (${event.eventId}) at /hooks/${event.endpoint}, ${verdict}`);
  }
}
