import type { DeliverySettings } from './draft.js';
import { faultAt } from './faults.js';
import type { Form } from './form.js';

/** What a field of the delivery needs: its value in force, how it is changed, and the line about its default. */
export function setting<Key extends keyof DeliverySettings>(form: Form, key: Key) {
  const { draft, defaults, change, faults, tenant, shown } = form;
  const { [key]: given, ...others } = draft.delivery;
  const isOfTenant = shown === null && tenant.defaults.delivery?.[key] !== undefined;
  return {
    // No limit is a value too: null.
    value: given === undefined ? defaults[key] : given,
    error: faultAt(faults, `/delivery/${key}`, true),
    set: (value: DeliverySettings[Key]) => change({ delivery: { ...draft.delivery, [key]: value } }),
    note: {
      of: isOfTenant ? 'tenant' : 'dialect',
      isSet: given !== undefined,
      onReset: () => change({ delivery: others }),
    },
  };
}
