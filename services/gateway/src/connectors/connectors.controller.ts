import { RpcClient } from '@deskhook/runtime';
import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentCaller, type Caller } from '../caller.js';
import { Handles } from '../handles.decorator.js';
import { Input } from '../input.decorator.js';
import type { InputOf } from '../operation.js';
import { connectorOperations as operations } from '../operations/connectors.operations.js';
import { withEtag } from '../with-etag.js';
import { asSeenBy } from './connector-view.js';
import { ConnectorsView } from './connectors.view.js';

@Controller()
export class ConnectorsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly view: ConnectorsView,
  ) {}

  @Handles(operations.create)
  async create(
    @Input() { params, body }: InputOf<typeof operations.create>,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const made = await this.rpc.call('subscriptions.connectors.create', { ...params, input: body });
    await this.view.catchUp(params.tenant, made.id, made.etag);
    void reply.header('location', `/v1/tenants/${params.tenant}/connectors/${made.id}`);
    return withEtag(reply, asSeenBy(caller, made));
  }

  @Handles(operations.list)
  async list(@Input() { params, query }: InputOf<typeof operations.list>, @CurrentCaller() caller: Caller) {
    const page = await this.rpc.call('subscriptions.connectors.list', { ...params, query });
    return { ...page, items: page.items.map((item) => asSeenBy(caller, item)) };
  }

  @Handles(operations.get)
  async get(
    @Input() { params }: InputOf<typeof operations.get>,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withEtag(reply, asSeenBy(caller, await this.rpc.call('subscriptions.connectors.get', params)));
  }

  @Handles(operations.patch)
  async patch(
    @Input() { params, headers, body }: InputOf<typeof operations.patch>,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const request = { ...params, patch: body, ifMatch: headers['if-match'] ?? null };
    const patched = await this.rpc.call('subscriptions.connectors.patch', request);
    await this.view.catchUp(params.tenant, params.id, patched.etag);
    return withEtag(reply, asSeenBy(caller, patched));
  }

  @Handles(operations.delete)
  async delete(@Input() { params, headers }: InputOf<typeof operations.delete>): Promise<void> {
    const request = { ...params, ifMatch: headers['if-match'] ?? null };
    await this.rpc.call('subscriptions.connectors.delete', request);
    await this.view.catchUp(params.tenant, params.id, null);
  }
}
