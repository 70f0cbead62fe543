import { TIMEOUT_MS_MAX, type Subscription } from '@deskhook/contracts';
import { RpcClient } from '@deskhook/runtime';
import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentCaller, seesSecrets, type Caller } from './caller.js';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { subscriptionOperations as operations } from './operations/subscriptions.operations.js';
import { asSeenBy } from './subscription-view.js';
import { withEtag } from './with-etag.js';

const SERVICES_MS_MAX = 5_000;
/**
 * A test waits for the receivers, up to the longest timeout that a subscription may have, and twice as long where the
 * dialect tries another form of the request at once.
 */
export const TEST_MS_MAX = 2 * TIMEOUT_MS_MAX + SERVICES_MS_MAX;

@Controller()
export class SubscriptionsController {
  constructor(private readonly rpc: RpcClient) {}

  @Handles(operations.create)
  async create(
    @Input() { params, body }: InputOf<typeof operations.create>,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const made = await this.rpc.call('subscriptions.create', { ...params, input: body });
    return created(reply, params.tenant, asSeenBy(caller, made));
  }

  @Handles(operations.bulk)
  bulk(@Input() { params, body }: InputOf<typeof operations.bulk>) {
    return this.rpc.call('subscriptions.bulk', { ...params, input: body });
  }

  @Handles(operations.import)
  import(@Input() { params, body }: InputOf<typeof operations.import>) {
    return this.rpc.call('subscriptions.import', { ...params, input: body });
  }

  @Handles(operations.list)
  async list(@Input() { params, query }: InputOf<typeof operations.list>, @CurrentCaller() caller: Caller) {
    const hidesSecrets = !seesSecrets(caller);
    const page = await this.rpc.call('subscriptions.list', { ...params, query, hidesSecrets });
    return { ...page, items: page.items.map((item) => asSeenBy(caller, item)) };
  }

  @Handles(operations.get)
  async get(
    @Input() { params }: InputOf<typeof operations.get>,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withEtag(reply, asSeenBy(caller, await this.rpc.call('subscriptions.get', params)));
  }

  @Handles(operations.patch)
  async patch(
    @Input() { params, headers, body }: InputOf<typeof operations.patch>,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const ifMatch = headers['if-match'] ?? null;
    const changed = await this.rpc.call('subscriptions.patch', { ...params, patch: body, ifMatch });
    return withEtag(reply, asSeenBy(caller, changed));
  }

  @Handles(operations.delete)
  async delete(@Input() { params, headers }: InputOf<typeof operations.delete>): Promise<void> {
    await this.rpc.call('subscriptions.delete', { ...params, ifMatch: headers['if-match'] ?? null });
  }

  @Handles(operations.rotateSecret)
  async rotateSecret(
    @Input() { params, body }: InputOf<typeof operations.rotateSecret>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withEtag(reply, await this.rpc.call('subscriptions.rotate-secret', { ...params, input: body }));
  }

  @Handles(operations.clone)
  async clone(
    @Input() { params, body }: InputOf<typeof operations.clone>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const made = await this.rpc.call('subscriptions.clone', { ...params, input: body });
    return created(reply, params.tenant, made);
  }

  @Handles(operations.test)
  test(@Input() { params, body }: InputOf<typeof operations.test>) {
    return this.rpc.call('dispatcher.test', { ...params, input: body }, TEST_MS_MAX);
  }
}

function created(reply: FastifyReply, tenant: string, subscription: Subscription): Subscription {
  void reply.header('location', `/v1/tenants/${tenant}/subscriptions/${subscription.id}`);
  return withEtag(reply, subscription);
}
