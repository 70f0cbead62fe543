import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useId, useMemo, useRef } from 'react';
import { api, ask } from '../../../api/client.js';
import { useTenant } from '../../../app/use-session.js';
import { eventTypesQuery } from '../../../api/catalogue.js';
import type { Builder, CalendarName, Control } from './builder-context.js';
import { useConditionCatalogue } from './catalogue.js';
import type { ChangeTree } from './condition-state.js';
import type { PlacedFault } from './faults.js';
import { offeredFields } from './fields.js';
import { useSeenValues } from './seen-in-events.js';

interface Given {
  readonly change: ChangeTree;
  readonly faults: readonly PlacedFault[];
  readonly calendars: readonly CalendarName[] | undefined;
}

/** Gathers what the parts of the builder need. `isTouched`: somebody edits, so that values of events are worth asking for. */
export function useBuilderOf({ change, faults, calendars }: Given, isTouched: boolean): Builder {
  const { fields: known, operators } = useConditionCatalogue();
  const seen = useSeenValues(isTouched);
  const types = useQuery(eventTypesQuery).data;
  const own = useTenantCalendars(calendars);
  const { idOf, focusNext } = useFocus();
  return useMemo(
    () => ({
      operators,
      fields: offeredFields(
        known,
        [...seen.keys()].filter((name) => name.includes('custom_fields.')),
      ),
      eventTypes: (types?.items ?? []).map(({ type }) => type),
      calendars: own,
      seen,
      faults,
      change,
      idOf,
      focusNext,
    }),
    [operators, known, seen, types, own, faults, change, idOf, focusNext],
  );
}

const CALENDARS_SHOWN = 200;
const NO_CALENDARS: readonly CalendarName[] = [];

function useTenantCalendars(given: readonly CalendarName[] | undefined): readonly CalendarName[] {
  const tenant = useTenant();
  const { data } = useQuery({
    queryKey: ['calendars', tenant, { limit: CALENDARS_SHOWN }],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/v1/tenants/{tenant}/calendars', {
          params: { path: { tenant }, query: { limit: CALENDARS_SHOWN } },
          signal,
        }),
      ),
    enabled: given === undefined,
  });
  return given ?? data?.items ?? NO_CALENDARS;
}

/** Whoever works with the keyboard is led on after each change: to what is new, or to where it was. */
function useFocus() {
  const prefix = useId();
  const next = useRef<string | null>(null);
  useEffect(() => {
    if (next.current === null) return;
    // The group in which something was to be added may have gone with its last part.
    const target =
      document.getElementById(next.current) ??
      document.querySelector<HTMLElement>(`[id^="${CSS.escape(`${prefix}-add-`)}"]`);
    target?.focus();
    next.current = null;
  });
  const idOf = useCallback((what: Control, node: number | 'root') => `${prefix}-${what}-${node}`, [prefix]);
  const focusNext = useCallback((id: string) => {
    next.current = id;
  }, []);
  return { idOf, focusNext };
}
