/** The instants of a sample's story, as RFC 3339 texts. */
export interface Instants {
  readonly now: string;
  readonly opened: string;
  readonly assigned: string;
  readonly replied: string;
  readonly responseDue: string;
  readonly solutionDue: string;
}

const MINUTE_MS = 60_000;

/** The ticket was opened two hours ago; its SLA gives an hour to respond and eight to solve. */
export function instantsBefore(now: Date): Instants {
  const minutesAgo = (minutes: number): string => new Date(now.getTime() - minutes * MINUTE_MS).toISOString();
  return {
    now: minutesAgo(0),
    opened: minutesAgo(120),
    assigned: minutesAgo(110),
    replied: minutesAgo(90),
    responseDue: minutesAgo(60),
    solutionDue: minutesAgo(-360),
  };
}
