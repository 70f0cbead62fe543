import { useCallback, useMemo, useState } from 'react';
import type { FieldFault } from '../../../api/problem.js';
import type { Dialect, Tenant } from '../../../api/types.js';
import {
  deliveryDefaults,
  inputOf,
  type Draft,
  type ShownSubscription,
  type SubscriptionInput,
} from './draft.js';
import { obviousFaults, standingFaults } from './faults.js';
import type { Form } from './form.js';
import { isSame } from './is-same.js';

interface Refused {
  readonly faults: readonly FieldFault[];
  readonly sent: SubscriptionInput;
}

interface Start {
  readonly initial: Draft;
  readonly shown: ShownSubscription | null;
  readonly dialects: readonly Dialect[];
  readonly tenant: Tenant;
}

const NONE: readonly FieldFault[] = [];

/** The state of the form: its values, and what is wrong with them. */
export function useDraft({ initial, shown, dialects, tenant }: Start) {
  const [base, setBase] = useState(initial);
  const [draft, setDraft] = useState(initial);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [troubles, setTroubles] = useState<Readonly<Record<string, string>>>({});
  const change = useCallback((part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })), []);
  const onTrouble = useCallback((pointer: string, detail: string | null) => {
    setTroubles(({ [pointer]: _before, ...others }) =>
      detail === null ? others : { ...others, [pointer]: detail },
    );
  }, []);
  const input = useMemo(() => inputOf(draft), [draft]);
  const dialect = dialects.find(({ name }) => name === draft.dialect) ?? dialects[0];
  if (dialect === undefined) throw new Error('The API knows no dialects');
  const { httpsOnly } = dialect.limits;
  /** What need not be sent to know that it is refused. */
  const known = useMemo(
    () => [
      ...obviousFaults(draft, httpsOnly),
      ...Object.entries(troubles).map(([pointer, detail]) => ({ pointer, detail })),
    ],
    [draft, httpsOnly, troubles],
  );
  // Nobody is told what is missing before the form was meant to be complete.
  const faults = useMemo(
    () => (refused === null ? NONE : [...standingFaults(refused.faults, refused.sent, input), ...known]),
    [refused, input, known],
  );
  const form: Form = {
    draft,
    change,
    faults,
    onTrouble,
    dialects,
    dialect,
    defaults: deliveryDefaults(dialect, shown === null ? tenant.defaults.delivery : {}),
    tenant,
    shown,
  };
  return {
    form,
    base,
    input,
    isDirty: !isSame(base, draft),
    known,
    refuse: (found: readonly FieldFault[]) => setRefused({ faults: found, sent: input }),
    restart: (newBase: Draft, values: Draft = newBase) => {
      setBase(newBase);
      setDraft(values);
      setRefused(null);
    },
  };
}
