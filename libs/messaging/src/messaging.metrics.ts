import { DEAD_LETTER_REASONS, STREAMS } from '@deskhook/contracts';
import { metrics } from '@deskhook/telemetry';

/** What every service that consumes streams measures; docs/metrics.md tells each of them. */
export const messagingMetrics = {
  deadLetters: metrics.counter('deskhook_dead_letters_total', {
    help: 'What could not be handled or stored, and is kept among the dead letters',
    labels: ['stream', 'reason'],
    // What publishers send can be refused for any of the reasons; elsewhere it is rare.
    begins: DEAD_LETTER_REASONS.map((reason) => ({ stream: STREAMS.events, reason })),
  }),
};
