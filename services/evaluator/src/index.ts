import { CONSUMERS, STREAMS } from '@deskhook/contracts';
import { Claims, NoticePublisher } from '@deskhook/messaging';
import type { ServiceContext, ServiceDefinition } from '@deskhook/runtime';
import { EvaluationService } from './evaluation.service.js';
import { readEvaluatorConfig, type EvaluatorConfig } from './evaluator.config.js';
import { EventsConsumer } from './events.consumer.js';
import { ExplanationRpc } from './explanation.rpc.js';
import { ExplanationService } from './explanation.service.js';
import { FamilyOutlet } from './family-outlet.js';
import { LoopNotices } from './loop-notice.js';
import { SubscriptionsView } from './subscriptions.view.js';

/** Deliveries whose order counts wait for the events that a killed process had in hand: not for long. */
const ACK_WAIT_MS_MAX = 5_000;

/** Validates events, derives the fine ones, matches subscriptions, publishes deliveries and commands. State: an in-memory view. */
export const evaluatorService: ServiceDefinition<EvaluatorConfig> = {
  name: 'evaluator',
  config: readEvaluatorConfig,
  consumers: [
    {
      durable: CONSUMERS.evaluatorEvents,
      stream: STREAMS.events,
      concurrency: 128,
      ackPendingMax: 512,
      ackWaitMsMax: ACK_WAIT_MS_MAX,
    },
  ],
  answersCalls: true,
  module: (context) => ({ controllers: [EventsConsumer, ExplanationRpc], providers: providers(context) }),
};

function providers({ broker, config, publisher, logger, health }: ServiceContext<EvaluatorConfig>) {
  const view = new SubscriptionsView(broker, logger);
  health.depend('config-view', true, () => view.ready || 'the subscriptions are not loaded yet');
  const claims = new Claims(broker);
  const outlet = new FamilyOutlet(publisher, claims, logger);
  const loops = new LoopNotices(new NoticePublisher(publisher, logger), claims, logger);
  const { DESKHOOK_HOP_LIMIT: hopLimit } = config;
  const evaluation = new EvaluationService({ view, outlet, loops }, hopLimit, logger);
  return [
    { provide: SubscriptionsView, useValue: view },
    { provide: EvaluationService, useValue: evaluation },
    { provide: ExplanationService, useValue: new ExplanationService(view, hopLimit) },
  ];
}
