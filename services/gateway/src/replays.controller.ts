import { RpcClient } from '@deskhook/runtime';
import { Controller } from '@nestjs/common';
import { CurrentCaller, type Caller } from './caller.js';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { replayOperations as operations } from './operations/replays.operations.js';
import { replaySeenBy } from './replay-view.js';

/** A selection is counted before the answer. */
const START_MS_MAX = 30_000;

@Controller()
export class ReplaysController {
  constructor(private readonly rpc: RpcClient) {}

  @Handles(operations.start)
  start(@Input() { params, body }: InputOf<typeof operations.start>) {
    const { perSecond, dryRun, ...filter } = body;
    const order = { kind: 'deliveries', filter } as const;
    return this.rpc.call('logs.replays.start', { ...params, order, perSecond, dryRun }, START_MS_MAX);
  }

  @Handles(operations.startDeadLetters)
  startDeadLetters(@Input() { params, body }: InputOf<typeof operations.startDeadLetters>) {
    const { perSecond, dryRun, ...filter } = body;
    const order = { kind: 'dead-letters', filter } as const;
    return this.rpc.call('logs.replays.start', { ...params, order, perSecond, dryRun }, START_MS_MAX);
  }

  @Handles(operations.list)
  async list(@Input() { params, query }: InputOf<typeof operations.list>, @CurrentCaller() caller: Caller) {
    const page = await this.rpc.call('logs.replays.list', { ...params, query });
    return { ...page, items: page.items.map((item) => replaySeenBy(caller, item)) };
  }

  @Handles(operations.get)
  async get(@Input() { params }: InputOf<typeof operations.get>, @CurrentCaller() caller: Caller) {
    return replaySeenBy(caller, await this.rpc.call('logs.replays.get', params));
  }

  @Handles(operations.cancel)
  cancel(@Input() { params }: InputOf<typeof operations.cancel>) {
    return this.rpc.call('logs.replays.cancel', params);
  }
}
