import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CurrentCaller, type Caller } from '../caller.js';
import { Handles } from '../handles.decorator.js';
import { Input } from '../input.decorator.js';
import type { InputOf } from '../operation.js';
import { liveOperations as operations } from '../operations/live.operations.js';
import { LiveClients } from './live-clients.js';

@Controller()
export class LiveController {
  constructor(private readonly clients: LiveClients) {}

  /** Answers by itself: the answer has no end of its own. */
  @Handles(operations.stream)
  stream(
    @Input() { params, query, headers }: InputOf<typeof operations.stream>,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): void {
    const read = headers['last-event-id'] ?? query.lastEventId;
    const after = read === undefined ? null : Number(read);
    const { out } = this.clients.open({ ...params, caller, query, after });
    // The connection ends with the stream: a gateway that stops does not wait for it, and proxies pass on what comes.
    const told = { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no', connection: 'close' };
    void reply.headers(told).send(out);
    // Also where the answer ends without the stream, as that to HEAD does: nobody would ever end it otherwise.
    reply.raw.once('close', () => out.destroy());
  }
}
