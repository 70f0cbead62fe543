import { HEADERS, STREAMS, subjects } from '@deskhook/contracts';
import {
  isStreamFull,
  publishUnstored,
  type Claims,
  type Publication,
  type Publisher,
} from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import { commandsOf, obstacleToActions, type CommandContext } from './command.js';
import type { ActingSubscription, FamilyPlan, PlannedCall } from './family-plan.js';

/** With what the messages of one event go out. */
export interface OutletContext extends CommandContext {
  /** The headers that make up the published event, where it came in binary mode. */
  readonly carried: Readonly<Record<string, string>>;
  /** Of the published event in EVENTS. */
  readonly sequence: number;
}

/** Publishes what an event calls for; returns when everything is stored. */
export class FamilyOutlet {
  constructor(
    private readonly publisher: Publisher,
    private readonly claims: Claims,
    private readonly logger: Logger,
  ) {}

  async publish({ calls, acting }: FamilyPlan, context: OutletContext) {
    const [sent, commanded] = await Promise.all([
      Promise.all(calls.map((call) => this.deliver(call, context))),
      Promise.all(acting.map((one) => this.command(one, context))),
    ]);
    return {
      deliveries: sent.filter(Boolean).length,
      commands: commanded.reduce((sum, count) => sum + count, 0),
    };
  }

  /** False: its throttle has let another one through. */
  private async deliver(
    call: PlannedCall,
    { carried, traceparent, sequence }: OutletContext,
  ): Promise<boolean> {
    const { member, ordered } = call;
    const delivery = { ...call.delivery, sequence };
    if (call.throttle !== null && !(await this.isDue(call, call.throttle))) return false;
    const headers = member.isDerived ? { traceparent } : { ...carried, traceparent };
    await this.publisher.publish({
      subject: (ordered ? subjects.orderedDelivery : subjects.delivery)(
        delivery.tenant,
        delivery.subscriptionId,
      ),
      payload: member.payload(),
      headers: { ...headers, [HEADERS.delivery]: JSON.stringify(delivery) },
      messageId: delivery.id,
    });
    return true;
  }

  /** The event that was first stays the first when it comes again. */
  private async isDue(
    { delivery }: PlannedCall,
    { key, windowMs }: NonNullable<PlannedCall['throttle']>,
  ): Promise<boolean> {
    const { tenant, subscriptionId, url, eventId, trigger } = delivery;
    const claim = { parts: [tenant, subscriptionId, url, key], owner: eventId, windowMs };
    const isFirst = await this.claims.claim(claim, Date.now());
    if (!isFirst) this.logger.info({ tenant, subscriptionId, eventId, trigger }, 'delivery.throttled');
    return isFirst;
  }

  /** One after the other: the helpdesk gets the actions of a subscription in their order. */
  private async command(acting: ActingSubscription, context: CommandContext): Promise<number> {
    const { subscription, member } = acting;
    const { tenant, id: eventId, type } = member.event;
    const reason = obstacleToActions(member.event);
    if (reason !== null) {
      this.logger.info({ tenant, subscriptionId: subscription.id, eventId, type, reason }, 'actions.skipped');
      return 0;
    }
    for (const command of commandsOf(acting, context)) await this.publishCommand(command, context);
    return subscription.actions.length;
  }

  /**
   * Commands that nobody reads must not hold up the events of every tenant: what the full stream does not take is kept
   * among the dead letters.
   */
  private async publishCommand(command: Publication, { acceptedAt }: CommandContext): Promise<void> {
    try {
      await this.publisher.publish(command);
    } catch (error) {
      if (!isStreamFull(error)) throw error;
      const { subject, messageId: commandId } = command;
      this.logger.error({ subject, commandId }, 'command.refused');
      await publishUnstored(this.publisher, STREAMS.commands, command, acceptedAt);
    }
  }
}
