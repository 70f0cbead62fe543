import {
  FailureError,
  HEADERS,
  rpcReplySchema,
  type Caller,
  type RpcAnswer,
  type RpcName,
  type RpcRequest,
} from '@deskhook/contracts';
import { metrics } from '@deskhook/telemetry';
import { ClientProxyFactory, NatsRecordBuilder, Transport, type ClientProxy } from '@nestjs/microservices';
import { headers } from '@nats-io/transport-node';
import { firstValueFrom, timeout } from 'rxjs';
import { currentCaller } from './caller-context.js';
import { traceCall } from './rpc-trace.js';

const TIMEOUT_MS = 8_000;

type RpcOutcome = 'ok' | 'failed' | 'unavailable';

const callDuration = metrics.histogram('deskhook_rpc_duration_seconds', {
  help: 'How long calls of other services took',
  labels: ['name', 'outcome'],
  buckets: [0.005, 0.025, 0.1, 0.5, 1, 2.5, 8],
});

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
    const begun = performance.now();
    let outcome: RpcOutcome = 'unavailable';
    try {
      const reply = rpcReplySchema.parse(await this.send(name, request, timeoutMs));
      outcome = reply.ok ? 'ok' : 'failed';
      if (!reply.ok) throw new FailureError(reply.failure);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answering service built it from the same table
      return reply.value as RpcAnswer<N>;
    } finally {
      callDuration.observe({ name, outcome }, (performance.now() - begun) / 1000);
    }
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
