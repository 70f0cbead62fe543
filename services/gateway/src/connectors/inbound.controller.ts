import type { InboundRequest } from '@deskhook/connectors';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Authentication } from '../authentication.js';
import { Handles } from '../handles.decorator.js';
import { Input } from '../input.decorator.js';
import type { InputOf } from '../operation.js';
import { connectorOperations } from '../operations/connectors.operations.js';
import { InboundDesk } from './inbound-desk.js';

const operation = connectorOperations.receive;
const TOKEN_LENGTH_MAX = 512;
/** Helpdesks add nothing to the address; proxies may. */
const querySchema = z.looseObject({ token: z.string().max(TOKEN_LENGTH_MAX).nullable().catch(null) });

@Controller()
export class InboundController {
  constructor(
    private readonly desk: InboundDesk,
    private readonly authentication: Authentication,
  ) {}

  @Handles(operation)
  async receive(
    @Input() { params }: InputOf<typeof operation>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const answer = await this.desk.answer({
      ...params,
      address: this.authentication.addressOf(request),
      traceparent: headerOf(request, 'traceparent') ?? null,
      request: inboundRequest(request),
    });
    if (answer.ignored !== undefined) void reply.status(operation.alsoAnswers.status);
    return answer;
  }
}

function inboundRequest(request: FastifyRequest): InboundRequest {
  const names = Object.keys(request.headers);
  return {
    headers: Object.fromEntries(names.map((name) => [name, headerOf(request, name)])),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    token: querySchema.parse(request.query).token,
  };
}

/** Node joins most headers that were sent twice; of the others the first counts. */
function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined ? undefined : decoded(first);
}

const BEYOND_ASCII = /[\x80-\xff]/;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Node reads headers as Latin-1, and helpdesks write what people call things in UTF-8. What is none stays as it was read. */
function decoded(value: string): string {
  if (!BEYOND_ASCII.test(value)) return value;
  try {
    return utf8.decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}
