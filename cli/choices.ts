/**
 * Values that options take, written down here so that help needs nothing of the libs, which take longer to load; a test holds
 * them against the API's schemas.
 */
export const DELIVERY_STATUSES = ['pending', 'retrying', 'delivered', 'dead', 'cancelled'] as const;
export const DECLARED_KINDS = ['Calendar', 'SlaPolicy', 'Subscription'] as const;
export const SERVICES = ['gateway', 'subscriptions', 'evaluator', 'dispatcher', 'scheduler', 'logs'] as const;
/** Who logs in to the broker: services, and what makes the streams for them. */
export const LOGINS = [...SERVICES, 'provision'] as const;
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
