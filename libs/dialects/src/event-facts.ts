/** What decides which native events an accepted event fires. */
export interface EventFacts {
  readonly id: string;
  readonly type: string;
  /** What the events of one state change share (`correlationid`, or the event that they are derived from); else the id. */
  readonly stateChange: string;
  /** The CloudEvents extension `actortype` (agent, client, system, trigger, api); null when it is not stated. */
  readonly actorType: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}
