import { BrokerUnfitError } from './broker-version.js';

/** The error of a service that may not provision and misses something; says who mends it. */
export function notProvisioned(what: string): BrokerUnfitError {
  return new BrokerUnfitError(
    `${what}: run "node dist/services/main.js provision" with the broker's provisioning user, the same version and the same ` +
      'settings as the services, or let them do it with DESKHOOK_NATS_PROVISION=true',
  );
}

/** Keys of what is wanted that are not so in what the broker has. */
export function differingKeys(known: object, wanted: object): readonly string[] {
  const actual = new Map(Object.entries(known));
  const differs = ([key, value]: [string, unknown]) =>
    JSON.stringify(actual.get(key)) !== JSON.stringify(value);
  return Object.entries(wanted)
    .filter(differs)
    .map(([key]) => key);
}
