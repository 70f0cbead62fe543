import { FailureError } from '@deskhook/contracts';

/** The failure that names what is not there. */
export function notFound(detail: string): FailureError {
  return new FailureError({ kind: 'not-found', detail });
}

export const noTenant = (id: string) => notFound(`There is no tenant "${id}"`);
export const noKey = (id: string) => notFound(`The tenant has no API key "${id}"`);
export const noSubscription = (id: string) => notFound(`The tenant has no subscription "${id}"`);
export const noCalendar = (id: string) => notFound(`The tenant has no calendar "${id}"`);
export const noConnector = (id: string) => notFound(`The tenant has no connector "${id}"`);
export const noSlaPolicy = (id: string) => notFound(`The tenant has no SLA policy "${id}"`);
