import { CONSUMERS } from '@deskhook/contracts';
import { JETSTREAM, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { EvaluationService } from './evaluation.service.js';

@Controller()
export class EventsConsumer {
  constructor(private readonly evaluation: EvaluationService) {}

  @EventPattern(CONSUMERS.evaluatorEvents, JETSTREAM)
  evaluate(message: IncomingMessage): Promise<Outcome> {
    return this.evaluation.evaluate(message);
  }
}
