import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { ExplanationService } from './explanation.service.js';

@Controller()
export class ExplanationRpc {
  constructor(private readonly explanations: ExplanationService) {}

  @MessagePattern('evaluator.explain', Transport.NATS)
  explain(@Payload() request: RpcRequest<'evaluator.explain'>): Promise<RpcAnswer<'evaluator.explain'>> {
    return this.explanations.explain(request);
  }

  @MessagePattern('evaluator.preview', Transport.NATS)
  preview(@Payload() request: RpcRequest<'evaluator.preview'>): Promise<RpcAnswer<'evaluator.preview'>> {
    return this.explanations.preview(request);
  }
}
