import { RpcClient } from '@deskhook/runtime';
import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Handles } from './handles.decorator.js';
import { Input } from './input.decorator.js';
import type { InputOf } from './operation.js';
import { calendarOperations as operations } from './operations/calendars.operations.js';
import { withEtag } from './with-etag.js';

@Controller()
export class CalendarsController {
  constructor(private readonly rpc: RpcClient) {}

  @Handles(operations.create)
  async create(
    @Input() { params, body }: InputOf<typeof operations.create>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const made = await this.rpc.call('subscriptions.calendars.create', { ...params, input: body });
    void reply.header('location', `/v1/tenants/${params.tenant}/calendars/${made.id}`);
    return withEtag(reply, made);
  }

  @Handles(operations.list)
  list(@Input() { params, query }: InputOf<typeof operations.list>) {
    return this.rpc.call('subscriptions.calendars.list', { ...params, query });
  }

  @Handles(operations.get)
  async get(
    @Input() { params }: InputOf<typeof operations.get>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withEtag(reply, await this.rpc.call('subscriptions.calendars.get', params));
  }

  @Handles(operations.put)
  async put(
    @Input() { params, headers, body }: InputOf<typeof operations.put>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const request = { ...params, input: body, ifMatch: headers['if-match'] ?? null };
    return withEtag(reply, await this.rpc.call('subscriptions.calendars.put', request));
  }

  @Handles(operations.patch)
  async patch(
    @Input() { params, headers, body }: InputOf<typeof operations.patch>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const request = { ...params, patch: body, ifMatch: headers['if-match'] ?? null };
    return withEtag(reply, await this.rpc.call('subscriptions.calendars.patch', request));
  }

  @Handles(operations.delete)
  async delete(@Input() { params, headers }: InputOf<typeof operations.delete>): Promise<void> {
    const request = { ...params, ifMatch: headers['if-match'] ?? null };
    await this.rpc.call('subscriptions.calendars.delete', request);
  }
}
