import {
  CONSUMERS,
  DELIVERIES_FILTER,
  ORDERED_DELIVERIES_FILTER,
  RETRIES_DUE_FILTER,
  STREAMS,
} from '@deskhook/contracts';
import { FairSlots } from '@deskhook/domain';
import { Claims, NoticePublisher, type ConsumerDeclaration } from '@deskhook/messaging';
import { secretBox, type ServiceContext, type ServiceDefinition } from '@deskhook/runtime';
import { AttemptRunner } from './attempt-run.js';
import { AttemptService } from './attempt.service.js';
import { DeliveriesConsumer } from './deliveries.consumer.js';
import { DeliveryLookup } from './delivery-lookup.js';
import { DeliveryPublisher } from './delivery-publisher.js';
import { DeliveryService } from './delivery.service.js';
import { DispatcherGauges } from './dispatcher-gauges.js';
import { readDispatcherConfig, type DispatcherConfig } from './dispatcher.config.js';
import { EndpointVariantStore } from './endpoint-variant.store.js';
import { EndpointHealth } from './endpoints/endpoint-health.js';
import { Endpoints } from './endpoints/endpoints.js';
import { EndpointsView } from './endpoints.view.js';
import { HttpSender } from './egress/http-sender.js';
import { senderSettings } from './egress/sender-settings.js';
import { IntegerIdStore } from './integer-id.store.js';
import { EventMarks } from './lanes/event-marks.js';
import { Lanes } from './lanes/lanes.js';
import { Leases } from './lanes/leases.js';
import { Parking } from './lanes/parking.js';
import { PayloadMemory } from './lanes/payload-memory.js';
import { DeliveryNews } from './notices/delivery-news.js';
import { EndpointNews } from './notices/endpoint-news.js';
import { PreviewRpc } from './preview.rpc.js';
import { PreviewService } from './preview.service.js';
import { RenderService } from './render.service.js';
import { SenderLifecycle } from './sender-lifecycle.js';
import { Settlement } from './settlement.js';
import { TestSendRpc } from './test-send.rpc.js';
import { TestSendService } from './test-send.service.js';
import { WaitingRpc } from './waiting.rpc.js';
import { WaitingService } from './waiting.service.js';

/**
 * What a process has in hand at most, and all of them together: so many that dispatchers that are added add to what is in flight.
 * The broker keeps a few dozen bytes for each message that is in hand, and only for those.
 */
const CONSUMER_LIMITS = { concurrency: 1_000, inHandMax: 1_000, ackPendingMax: 100_000 };
/** Requests that are on their way from lanes at once, and payloads that wait in memory for their turn there. */
const LANE_SLOTS = 500;
const LANE_BYTES_MAX = 64 * 1024 * 1024;
/** Deliveries whose order counts wait for those of a process that was killed: not for long. */
const ORDERED_ACK_WAIT_MS_MAX = 5_000;

const consumers: readonly ConsumerDeclaration[] = [
  {
    durable: CONSUMERS.dispatcherDeliveries,
    stream: STREAMS.deliveries,
    filter: DELIVERIES_FILTER,
    ...CONSUMER_LIMITS,
  },
  {
    durable: CONSUMERS.dispatcherRetries,
    stream: STREAMS.retries,
    filter: RETRIES_DUE_FILTER,
    ...CONSUMER_LIMITS,
  },
  {
    durable: CONSUMERS.dispatcherOrdered,
    stream: STREAMS.deliveries,
    filter: ORDERED_DELIVERIES_FILTER,
    ackWaitMsMax: ORDERED_ACK_WAIT_MS_MAX,
    ...CONSUMER_LIMITS,
  },
];

/** Renders, signs and POSTs deliveries, classifies the answers, arms retries, drains lanes. State: in-memory views. */
export const dispatcherService: ServiceDefinition<DispatcherConfig> = {
  name: 'dispatcher',
  config: readDispatcherConfig,
  consumers,
  answersCalls: true,
  module: (context) => ({
    controllers: [DeliveriesConsumer, TestSendRpc, PreviewRpc, WaitingRpc],
    providers: providers(context),
  }),
};

function providers(context: ServiceContext<DispatcherConfig>) {
  const { broker, config, publisher, logger, health } = context;
  const view = new EndpointsView(broker, secretBox(config), logger);
  health.depend('config-view', true, () => view.ready || 'the subscriptions are not loaded yet');
  const sender = new HttpSender(senderSettings(config));
  const ids = new IntegerIdStore(broker);
  const variants = new EndpointVariantStore(broker);
  const runner = new AttemptRunner(new RenderService(ids, variants), new AttemptService(sender));
  const outbox = new DeliveryPublisher(publisher);
  return [
    { provide: EndpointsView, useValue: view },
    { provide: HttpSender, useValue: sender },
    ...deliveryProviders(context, { view, runner, outbox, sender }),
    { provide: TestSendService, useValue: new TestSendService(view, runner, outbox) },
    { provide: PreviewService, useValue: new PreviewService({ view, ids, variants }) },
  ];
}

interface DeliveryMeans {
  readonly view: EndpointsView;
  readonly runner: AttemptRunner;
  readonly outbox: DeliveryPublisher;
  readonly sender: HttpSender;
}

/** What deliveries go through: straight from the broker, or over the lane of their endpoint. */
function deliveryProviders(
  context: ServiceContext<DispatcherConfig>,
  { view, runner, outbox, sender }: DeliveryMeans,
) {
  const { broker, config, publisher, logger } = context;
  const notices = new NoticePublisher(publisher, logger, view.listeners);
  const news = new EndpointNews({ notices, claims: new Claims(broker), names: view }, logger);
  const disableAfterMs = config.DESKHOOK_DISABLE_AFTER;
  const endpointHealth = new EndpointHealth({ broker, news, periods: view, disableAfterMs }, logger);
  const endpoints = new Endpoints(CONSUMER_LIMITS.concurrency, endpointHealth);
  const settlement = new Settlement(outbox, new DeliveryNews(notices, endpointHealth, view), logger);
  const lookup = new DeliveryLookup(view, logger);
  const leases = new Leases(broker, logger);
  const marks = new EventMarks(broker, logger);
  const slots = new FairSlots(LANE_SLOTS);
  const memory = new PayloadMemory(LANE_BYTES_MAX);
  const work = { broker, lookup, endpoints, runner, settlement, outbox, publisher, logger };
  const lanes = new Lanes({ ...work, leases, marks, slots, memory }, config.DESKHOOK_DRAIN_MS);
  view.onChange((key, enabled) => {
    for (const endpoint of enabled) endpoints.startAnew(endpoint);
    lanes.subscriptionChanged(key);
  });
  const parking = new Parking(outbox, lanes, logger);
  const deliveries = new DeliveryService({ lookup, endpoints, parking, runner, settlement });
  return [
    { provide: EndpointHealth, useValue: endpointHealth },
    { provide: Endpoints, useValue: endpoints },
    { provide: DispatcherGauges, useValue: new DispatcherGauges(broker, endpoints) },
    { provide: Lanes, useValue: lanes },
    { provide: SenderLifecycle, useValue: new SenderLifecycle(sender, lanes) },
    { provide: DeliveryService, useValue: deliveries },
    { provide: WaitingService, useValue: new WaitingService({ broker, lookup, endpoints, lanes }) },
  ];
}
