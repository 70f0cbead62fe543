/** Publishes a helpdesk's events to Deskhook, over JetStream or HTTP. A package of its own: it imports no other lib. */
export const STREAM = 'EVENTS';
