import { Controller } from '@nestjs/common';
import { RpcClient } from '@deskhook/runtime';
import { CurrentCaller, type Caller } from './caller.js';
import { GatewayView } from './gateway.view.js';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { tenantOperations as operations } from './operations/tenants.operations.js';
import { tenantSeenBy } from './tenant-view.js';

@Controller()
export class TenantsController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly view: GatewayView,
  ) {}

  @Handles(operations.list)
  list(@Input() { query }: InputOf<typeof operations.list>) {
    return this.rpc.call('subscriptions.tenants.list', { query });
  }

  @Handles(operations.put)
  async put(@Input() { params, body }: InputOf<typeof operations.put>) {
    const tenant = await this.rpc.call('subscriptions.tenants.put', { tenant: params.tenant, input: body });
    await this.view.catchUp(({ tenants }) => tenants.has(tenant.id));
    return tenant;
  }

  @Handles(operations.get)
  async get(@Input() { params }: InputOf<typeof operations.get>, @CurrentCaller() caller: Caller) {
    return tenantSeenBy(caller, await this.rpc.call('subscriptions.tenants.get', params));
  }

  @Handles(operations.patch)
  patch(@Input() { params, body }: InputOf<typeof operations.patch>) {
    return this.rpc.call('subscriptions.tenants.patch', { ...params, patch: body });
  }

  @Handles(operations.rotateSecret)
  rotateSecret(@Input() { params, body }: InputOf<typeof operations.rotateSecret>) {
    return this.rpc.call('subscriptions.tenants.rotate-secret', { ...params, input: body });
  }

  @Handles(operations.delete)
  async delete(@Input() { params }: InputOf<typeof operations.delete>): Promise<void> {
    await this.rpc.call('subscriptions.tenants.delete', params);
    await this.view.catchUp(({ tenants }) => !tenants.has(params.tenant));
  }
}
