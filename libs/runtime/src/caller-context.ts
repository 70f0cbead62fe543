import { AsyncLocalStorage } from 'node:async_hooks';
import { callerSchema, HEADERS, type Caller } from '@deskhook/contracts';
import { MsgHdrsImpl } from '@nats-io/transport-node';
import type { NatsContext } from '@nestjs/microservices';

const ambient = new AsyncLocalStorage<Caller>();

/**
 * Does work on somebody's behalf: every call to another service that it makes names them. The caller travels beside the
 * arguments, as the trace does, because a call that forgot it would only be refused.
 */
export function onBehalfOf<T>(caller: Caller, work: () => T): T {
  return ambient.run(caller, work);
}

/** On whose behalf the present work is done; undefined outside requests and calls. */
export function currentCaller(): Caller | undefined {
  return ambient.getStore();
}

/** Who a call of another service was made for (`@Ctx() context`); undefined when it does not say so in our form. */
export function callerOf(context: NatsContext): Caller | undefined {
  const headers: unknown = context.getHeaders();
  if (!(headers instanceof MsgHdrsImpl) || !headers.has(HEADERS.caller)) return undefined;
  return callerSchema.safeParse(parseJson(headers.get(HEADERS.caller))).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
