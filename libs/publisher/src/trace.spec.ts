import { AsyncLocalStorage } from 'node:async_hooks';
import { afterEach, expect, it } from '@jest/globals';
import { context, ROOT_CONTEXT, trace, type Context, type ContextManager } from '@opentelemetry/api';
import { currentTraceparent } from './trace.js';

const SPAN = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };

/** As the SDK's own, in the least words. */
function contextManager(): ContextManager {
  const storage = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (active, fn, thisArg, ...args) => storage.run(active, () => fn.apply(thisArg, args)),
    bind: (_active, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}

afterEach(() => context.disable());

it('is there while the application has an active span, and only then', () => {
  expect(currentTraceparent()).toBeNull();
  context.setGlobalContextManager(contextManager());
  expect(currentTraceparent()).toBeNull();
  const within = (traceFlags: number, traceId = SPAN.traceId) =>
    context.with(trace.setSpanContext(ROOT_CONTEXT, { ...SPAN, traceId, traceFlags }), currentTraceparent);
  expect(within(1)).toBe(`00-${SPAN.traceId}-${SPAN.spanId}-01`);
  expect(within(0)).toBe(`00-${SPAN.traceId}-${SPAN.spanId}-00`);
  expect(within(1, '0'.repeat(32))).toBeNull();
});
