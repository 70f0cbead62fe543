import { accessFault } from '@deskhook/contracts';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Authentication } from './authentication.js';
import { rememberCaller } from './caller.js';
import { failure } from './failures.js';
import { GatewayView } from './gateway.view.js';
import { operationOf } from './handles.decorator.js';

const tenantPathSchema = z.object({ tenant: z.string() });

/** Lets a request through to an operation: known caller, own tenant, allowed by its role, existing tenant. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly authentication: Authentication,
    private readonly view: GatewayView,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = operationOf(context);
    // The handler of a signed request knows whose signature it must be.
    if (operation.access === 'public' || operation.access === 'signature') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = this.authentication.authenticate(request);
    rememberCaller(request, caller);
    const tenant = tenantPathSchema.safeParse(request.params).data?.tenant;
    const permission = operation.access === 'authenticated' ? null : operation.access;
    const fault = accessFault(caller, permission, tenant === undefined ? [] : [tenant]);
    if (fault !== null) throw failure('forbidden', fault);
    if (operation.knownTenant === true && tenant !== undefined) await this.view.assertTenant(tenant);
    return true;
  }
}
