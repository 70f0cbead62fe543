import {
  FailureError,
  HEADERS,
  rpcReplySchema,
  type Caller,
  type RpcAnswer,
  type RpcName,
  type RpcRequest,
} from '@deskhook/contracts';
import { ClientProxyFactory, NatsRecordBuilder, Transport, type ClientProxy } from '@nestjs/microservices';
import { headers } from '@nats-io/transport-node';
import { firstValueFrom, timeout } from 'rxjs';
import { currentCaller } from './caller-context.js';
import { traceCall } from './rpc-trace.js';

const TIMEOUT_MS = 8_000;

/**
 * Calls other services over NATS request/reply, on behalf of the caller that the present work is done for (`onBehalfOf`).
 * Failures arrive as `FailureError`, silence as `unavailable`.
 */
export class RpcClient {
  private readonly proxy: ClientProxy;

  constructor(
    options: object,
    /** Who calls where the work is done for nobody: a service by itself. */
    private readonly itself?: Caller,
  ) {
    this.proxy = ClientProxyFactory.create({ transport: Transport.NATS, options });
  }

  async call<N extends RpcName>(
    name: N,
    request: RpcRequest<N>,
    timeoutMs = TIMEOUT_MS,
  ): Promise<RpcAnswer<N>> {
    const reply = rpcReplySchema.parse(await this.send(name, request, timeoutMs));
    if (!reply.ok) throw new FailureError(reply.failure);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answering service built it from the same table
    return reply.value as RpcAnswer<N>;
  }

  close(): void {
    void this.proxy.close();
  }

  private async send(name: RpcName, request: unknown, timeoutMs: number): Promise<unknown> {
    const carried = headers();
    const caller = currentCaller() ?? this.itself;
    if (caller !== undefined) carried.set(HEADERS.caller, JSON.stringify(caller));
    const ask = (): Promise<unknown> => {
      const record = new NatsRecordBuilder(request).setHeaders(carried).build();
      return firstValueFrom(this.proxy.send<unknown>(name, record).pipe(timeout(timeoutMs)));
    };
    try {
      return await traceCall(name, carried, ask);
    } catch (cause) {
      const service = name.split('.')[0] ?? name;
      const detail = `the service "${service}" does not answer: see /readyz, then try again`;
      throw new FailureError({ kind: 'unavailable', detail }, { cause });
    }
  }
}
