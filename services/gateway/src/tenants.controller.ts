import { Controller } from '@nestjs/common';
import { RpcClient } from '@deskhook/runtime';
import { GatewayView } from './gateway.view.js';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { tenantOperations as operations } from './operations/tenants.operations.js';

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
  get(@Input() { params }: InputOf<typeof operations.get>) {
    return this.rpc.call('subscriptions.tenants.get', params);
  }

  @Handles(operations.delete)
  async delete(@Input() { params }: InputOf<typeof operations.delete>): Promise<void> {
    await this.rpc.call('subscriptions.tenants.delete', params);
    await this.view.catchUp(({ tenants }) => !tenants.has(params.tenant));
  }
}
