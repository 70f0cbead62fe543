import { RpcClient } from '@deskhook/runtime';
import { Controller } from '@nestjs/common';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { auditLogOperations as operations } from './operations/audit-log.operations.js';

@Controller()
export class AuditLogController {
  constructor(private readonly rpc: RpcClient) {}

  @Handles(operations.list)
  list(@Input() { params, query }: InputOf<typeof operations.list>) {
    return this.rpc.call('subscriptions.audit.list', { ...params, query });
  }
}
