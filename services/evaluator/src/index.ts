import { CONSUMERS, STREAMS } from '@deskhook/contracts';
import { Claims } from '@deskhook/messaging';
import type { ServiceContext, ServiceDefinition } from '@deskhook/runtime';
import { EvaluationService } from './evaluation.service.js';
import { readEvaluatorConfig, type EvaluatorConfig } from './evaluator.config.js';
import { EventsConsumer } from './events.consumer.js';
import { SubscriptionsView } from './subscriptions.view.js';

/** Validates events, matches subscriptions, publishes deliveries. State: an in-memory view. */
export const evaluatorService: ServiceDefinition<EvaluatorConfig> = {
  name: 'evaluator',
  config: readEvaluatorConfig,
  consumers: [
    { durable: CONSUMERS.evaluatorEvents, stream: STREAMS.events, concurrency: 128, ackPendingMax: 512 },
  ],
  answersCalls: false,
  module: (context) => ({ controllers: [EventsConsumer], providers: providers(context) }),
};

function providers({ broker, config, publisher, logger, health }: ServiceContext<EvaluatorConfig>) {
  const view = new SubscriptionsView(broker, logger);
  health.depend('config-view', true, () => view.ready || 'the subscriptions are not loaded yet');
  const evaluation = new EvaluationService(
    { view, publisher, claims: new Claims(broker) },
    config.DESKHOOK_HOP_LIMIT,
    logger,
  );
  return [
    { provide: SubscriptionsView, useValue: view },
    { provide: EvaluationService, useValue: evaluation },
  ];
}
