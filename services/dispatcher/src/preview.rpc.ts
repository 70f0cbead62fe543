import type { RpcAnswer, RpcRequest } from '@deskhook/contracts';
import { Controller } from '@nestjs/common';
import { MessagePattern, Payload, Transport } from '@nestjs/microservices';
import { PreviewService } from './preview.service.js';

@Controller()
export class PreviewRpc {
  constructor(private readonly previews: PreviewService) {}

  @MessagePattern('dispatcher.preview', Transport.NATS)
  preview(@Payload() request: RpcRequest<'dispatcher.preview'>): Promise<RpcAnswer<'dispatcher.preview'>> {
    return this.previews.preview(request);
  }
}
