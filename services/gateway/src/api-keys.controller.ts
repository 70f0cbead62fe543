import { hash } from 'node:crypto';
import { RpcClient } from '@deskhook/runtime';
import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GatewayView } from './gateway.view.js';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { apiKeyOperations as operations } from './operations/api-keys.operations.js';

@Controller()
export class ApiKeysController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly view: GatewayView,
  ) {}

  @Handles(operations.create)
  async create(
    @Input() { params, body }: InputOf<typeof operations.create>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const created = await this.rpc.call('subscriptions.keys.create', { ...params, input: body });
    const keyHash = hash('sha256', created.key, 'base64url');
    await this.view.catchUp(({ keys }) => keys.has(keyHash));
    void reply.header('location', `/v1/tenants/${params.tenant}/keys/${created.id}`);
    return created;
  }

  @Handles(operations.list)
  list(@Input() { params, query }: InputOf<typeof operations.list>) {
    return this.rpc.call('subscriptions.keys.list', { ...params, query });
  }

  @Handles(operations.delete)
  async delete(@Input() { params }: InputOf<typeof operations.delete>): Promise<void> {
    await this.rpc.call('subscriptions.keys.delete', params);
    await this.view.catchUp(({ keys }) => ![...keys.values()].some(({ id }) => id === params.id));
  }
}
