import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { SubscriptionDraftsService } from './subscription-drafts.service.js';
import { TriggerImportsService } from './trigger-imports.service.js';

/** Subscriptions that are not written by hand, or not stored. */
@Controller()
export class SubscriptionDraftsRpc {
  constructor(
    private readonly drafts: SubscriptionDraftsService,
    private readonly imports: TriggerImportsService,
  ) {}

  @MessagePattern('subscriptions.draft', Transport.NATS)
  draft(@Payload() request: RpcRequest<'subscriptions.draft'>): Promise<RpcAnswer<'subscriptions.draft'>> {
    return this.drafts.draft(request);
  }

  @MessagePattern('subscriptions.import', Transport.NATS)
  import(@Payload() request: RpcRequest<'subscriptions.import'>): Promise<RpcAnswer<'subscriptions.import'>> {
    return this.imports.import(request);
  }
}
