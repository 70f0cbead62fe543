import { HEADERS, parseTraceparent, STREAMS, subjects, type AcceptedEvent } from '@deskhook/contracts';
import {
  isStreamFull,
  publishUnstored,
  type Claims,
  type Publication,
  type Publisher,
} from '@deskhook/messaging';
import type { Logger } from '@deskhook/runtime';
import { commandsOf, obstacleToActions, type CommandContext } from './command.js';
import { evaluationMessages } from './evaluation-messages.js';
import { evaluatorMetrics } from './evaluator.metrics.js';
import type { ActingSubscription, FamilyPlan, PlannedCall } from './family-plan.js';

/** With what the messages of one event go out. */
export interface OutletContext extends CommandContext {
  /** The event that was published. */
  readonly event: Pick<AcceptedEvent, 'tenant' | 'id'>;
  /** Of the published event in EVENTS. */
  readonly sequence: number;
  /** The headers that make up the published event, where it came in binary mode. */
  readonly carried: Readonly<Record<string, string>>;
  /** How many subscriptions select a type of the event's family. */
  readonly selecting: number;
}

/** Publishes what an event calls for; returns when everything is stored. */
export class FamilyOutlet {
  constructor(
    private readonly publisher: Publisher,
    private readonly claims: Claims,
    private readonly logger: Logger,
  ) {}

  async publish({ calls, acting }: FamilyPlan, context: OutletContext) {
    const commands = acting.reduce((sum, one) => sum + commandCount(one), 0);
    const [count] = await Promise.all([
      this.deliver(calls, commands, context),
      ...acting.map((one) => this.command(one, context)),
    ]);
    return { ...count, commands };
  }

  /** What it came to is stored with the deliveries: the ledger never expects one that was not stored. */
  private async deliver(calls: readonly PlannedCall[], commands: number, context: OutletContext) {
    const isMade = await Promise.all(calls.map((call) => this.isDue(call, context)));
    const made = calls.filter((_, index) => isMade[index]);
    const { event, sequence, acceptedAt, selecting } = context;
    const firing = new Set(made.map(({ delivery }) => delivery.subscriptionId)).size;
    const filtered = Math.max(0, selecting - firing);
    const deliveryIds = made.map(({ delivery }) => delivery.id);
    const { tenant, id: eventId } = event;
    const evaluation = { tenant, eventId, sequence, acceptedAt, filtered, commands, deliveryIds };
    const [counting, ...naming] = evaluationMessages(evaluation);
    const deliveries = made.map((call) => deliveryMessage(call, context));
    await this.publisher.publishTogether([...deliveries, ...naming], counting);
    return { deliveries: made.length, filtered };
  }

  /** The event that was first stays the first when it comes again. */
  private async isDue({ delivery, throttle }: PlannedCall, context: OutletContext): Promise<boolean> {
    if (throttle === null) return true;
    const { key, windowMs } = throttle;
    const { tenant, subscriptionId, url, eventId, trigger } = delivery;
    const claim = { parts: [tenant, subscriptionId, url, key], owner: eventId, windowMs };
    const isFirst = await this.claims.claim(claim, Date.now());
    if (isFirst) return true;
    const traceId = traceIdOf(context);
    this.logger.info({ tenant, subscriptionId, eventId, trigger, traceId }, 'delivery.throttled');
    return false;
  }

  /** One after the other: the helpdesk gets the actions of a subscription in their order. */
  private async command(acting: ActingSubscription, context: CommandContext): Promise<void> {
    const { subscription, member } = acting;
    const { tenant, id: eventId, type } = member.event;
    const reason = obstacleToActions(member.event);
    if (reason !== null) {
      const about = { tenant, subscriptionId: subscription.id, eventId, type, traceId: traceIdOf(context) };
      this.logger.info({ ...about, reason }, 'actions.skipped');
      return;
    }
    for (const command of commandsOf(acting, context)) await this.publishCommand(command, context);
  }

  /**
   * Commands that nobody reads must not hold up the events of every tenant: what the full stream does not take is kept
   * among the dead letters.
   */
  private async publishCommand(command: Publication, context: CommandContext): Promise<void> {
    try {
      await this.publisher.publish(command);
      evaluatorMetrics.commands.inc({ action: command.subject.slice(command.subject.lastIndexOf('.') + 1) });
    } catch (error) {
      if (!isStreamFull(error)) throw error;
      const { subject, messageId: commandId } = command;
      this.logger.error({ subject, commandId, traceId: traceIdOf(context) }, 'command.refused');
      await publishUnstored(this.publisher, STREAMS.commands, command, context.acceptedAt);
    }
  }
}

function traceIdOf({ traceparent }: CommandContext): string | undefined {
  return parseTraceparent(traceparent)?.traceId;
}

function deliveryMessage(
  { delivery, member, ordered }: PlannedCall,
  { carried, traceparent, sequence }: OutletContext,
): Publication {
  const { tenant, subscriptionId, id } = delivery;
  const headers = member.isDerived ? { traceparent } : { ...carried, traceparent };
  return {
    subject: (ordered ? subjects.orderedDelivery : subjects.delivery)(tenant, subscriptionId),
    payload: member.payload(),
    headers: { ...headers, [HEADERS.delivery]: JSON.stringify({ ...delivery, sequence }) },
    messageId: id,
  };
}

function commandCount({ subscription, member }: ActingSubscription): number {
  return obstacleToActions(member.event) === null ? subscription.actions.length : 0;
}
