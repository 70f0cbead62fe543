import { useQuery } from '@tanstack/react-query';
import { eventTypesQuery } from '../../api/catalogue.js';
import type { EventType } from '../../api/types.js';

const NONE: readonly EventType[] = [];

/** The types of the catalogue; none until they are loaded. */
export function useEventTypes(): readonly EventType[] {
  const { data } = useQuery(eventTypesQuery);
  return data?.items ?? NONE;
}
