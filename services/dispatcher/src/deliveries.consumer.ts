import { CONSUMERS } from '@deskhook/contracts';
import { JETSTREAM, type IncomingMessage, type Outcome } from '@deskhook/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { DeliveryService } from './delivery.service.js';

@Controller()
export class DeliveriesConsumer {
  constructor(private readonly deliveries: DeliveryService) {}

  @EventPattern(CONSUMERS.dispatcherDeliveries, JETSTREAM)
  deliver(message: IncomingMessage): Promise<Outcome> {
    return this.deliveries.deliver(message, CONSUMERS.dispatcherDeliveries);
  }

  @EventPattern(CONSUMERS.dispatcherRetries, JETSTREAM)
  retry(message: IncomingMessage): Promise<Outcome> {
    return this.deliveries.deliver(message, CONSUMERS.dispatcherRetries);
  }

  @EventPattern(CONSUMERS.dispatcherOrdered, JETSTREAM)
  order(message: IncomingMessage): Promise<Outcome> {
    return this.deliveries.order(message);
  }
}
