import { CONSUMERS, DELIVERIES_FILTER, RETRIES_DUE_FILTER, STREAMS } from '@deskhook/contracts';
import type { ConsumerDeclaration } from '@deskhook/messaging';
import { addressPolicy, secretBox, type ServiceContext, type ServiceDefinition } from '@deskhook/runtime';
import { AttemptRunner } from './attempt-run.js';
import { AttemptService } from './attempt.service.js';
import { DeliveriesConsumer } from './deliveries.consumer.js';
import { DeliveryPublisher } from './delivery-publisher.js';
import { DeliveryService } from './delivery.service.js';
import { readDispatcherConfig, type DispatcherConfig } from './dispatcher.config.js';
import { EndpointQueue } from './endpoint-queue.js';
import { EndpointVariantStore } from './endpoint-variant.store.js';
import { EndpointsView } from './endpoints.view.js';
import { HttpSender } from './egress/http-sender.js';
import { senderSettings } from './egress/sender-settings.js';
import { IntegerIdStore } from './integer-id.store.js';
import { PreviewRpc } from './preview.rpc.js';
import { PreviewService } from './preview.service.js';
import { RenderService } from './render.service.js';
import { TestSendRpc } from './test-send.rpc.js';
import { TestSendService } from './test-send.service.js';

const CONSUMER_LIMITS = { concurrency: 1_000, ackPendingMax: 1_000 };
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
];

/** Renders, signs and POSTs deliveries, classifies the answers, arms retries. State: an in-memory view. */
export const dispatcherService: ServiceDefinition<DispatcherConfig> = {
  name: 'dispatcher',
  config: readDispatcherConfig,
  consumers,
  answersCalls: true,
  module: (context) => ({
    controllers: [DeliveriesConsumer, TestSendRpc, PreviewRpc],
    providers: providers(context),
  }),
};

function providers({ broker, config, publisher, logger, health }: ServiceContext<DispatcherConfig>) {
  const view = new EndpointsView(broker, secretBox(config), logger);
  health.depend('config-view', true, () => view.ready || 'the subscriptions are not loaded yet');
  const sender = new HttpSender(senderSettings(config));
  const queue = new EndpointQueue(CONSUMER_LIMITS.concurrency);
  const ids = new IntegerIdStore(broker);
  const variants = new EndpointVariantStore(broker);
  const renderer = new RenderService(ids, variants);
  const runner = new AttemptRunner(renderer, new AttemptService(sender));
  const outbox = new DeliveryPublisher(publisher);
  return [
    { provide: EndpointsView, useValue: view },
    { provide: HttpSender, useValue: sender },
    { provide: EndpointQueue, useValue: queue },
    {
      provide: DeliveryService,
      useValue: new DeliveryService({ view, queue, runner, publisher: outbox }, logger),
    },
    { provide: TestSendService, useValue: new TestSendService(view, runner, outbox) },
    { provide: PreviewService, useValue: new PreviewService({ view, ids, variants }) },
  ];
}
