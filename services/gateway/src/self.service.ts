import { permissionsOf, VERSION, type Caller, type Self } from '@deskhook/contracts';

/** Tells callers who they are to the API. */
export class SelfService {
  /** @param traceUrlTemplate address of a trace, with `{traceId}` in it; null where the operator has set none */
  constructor(private readonly traceUrlTemplate: string | null) {}

  describe(caller: Caller): Self {
    const { id, role, tenant } = caller;
    const name = caller.kind === 'key' ? caller.name : null;
    const { traceUrlTemplate } = this;
    const permissions = [...permissionsOf(role)];
    const kind = caller.kind === 'key' ? 'key' : 'root';
    return { kind, id, name, role, tenant, permissions, version: VERSION, traceUrlTemplate };
  }
}
