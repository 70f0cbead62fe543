import { Button, Fieldset, Group, Select, Stack, TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { dialectsQuery } from '../../api/catalogue.js';
import { faultsByField } from '../../api/field-faults.js';
import { asProblem, ProblemError } from '../../api/problem.js';
import type { Tenant } from '../../api/types.js';
import { ErrorState } from '../../ui/error-state.js';
import { notifyDone } from '../../ui/notify.js';
import { DefaultDelivery } from './default-delivery.js';
import {
  DEFAULTS_FIELDS,
  defaultsDraft,
  defaultsPatch,
  type DefaultsDraft,
  type DefaultsField,
  type DialectName,
} from './defaults-draft.js';
import { HeaderRows } from './header-rows.js';
import { usePatchTenant } from './use-tenant-record.js';

export interface DefaultsFieldsProps {
  readonly draft: DefaultsDraft;
  readonly onChange: (change: Partial<DefaultsDraft>) => void;
  /** What the API said of a field. */
  readonly faultOf: (field: DefaultsField) => string | undefined;
}

/** The tenant's defaults for new subscriptions. */
export function DefaultsForm({ tenant }: { readonly tenant: Tenant }) {
  const before = defaultsDraft(tenant.defaults);
  const [draft, setDraft] = useState(before);
  const patch = usePatchTenant(tenant.id);
  const problem = patch.isError ? asProblem(patch.error) : null;
  const { byField, rest } = problem === null ? NO_FAULTS : faultsByField(problem, DEFAULTS_FIELDS);
  const isDirty = JSON.stringify(draft) !== JSON.stringify(before);
  const fields: DefaultsFieldsProps = {
    draft,
    onChange: (change) => setDraft((old) => ({ ...old, ...change })),
    faultOf: (field) => byField[field],
  };
  const save = () =>
    patch.mutate(
      { defaults: defaultsPatch(draft) },
      {
        onSuccess: ({ defaults }) => {
          setDraft(defaultsDraft(defaults));
          notifyDone('The defaults are saved.');
        },
      },
    );
  const isUnplaced = problem !== null && (rest.length > 0 || Object.keys(byField).length === 0);
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        save();
      }}
    >
      <Stack maw={720} gap="lg">
        <FormatFields {...fields} />
        <DefaultDelivery {...fields} />
        {isUnplaced && (
          <ErrorState problem={new ProblemError(problem.status, problem.title, problem.detail, rest)} />
        )}
        <Group>
          <Button type="submit" loading={patch.isPending} disabled={!isDirty}>
            Save
          </Button>
          {isDirty && (
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                setDraft(before);
                patch.reset();
              }}
            >
              Discard changes
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

const NO_FAULTS: ReturnType<typeof faultsByField> = { byField: {}, rest: [] };

function FormatFields({ draft, onChange, faultOf }: DefaultsFieldsProps) {
  const dialects = useQuery(dialectsQuery);
  const options = dialects.data?.items ?? [];
  const isOffered = (value: string | null): value is DialectName =>
    options.some(({ name }) => name === value);
  return (
    <Fieldset legend="Format">
      <Stack>
        <Select
          label="Dialect"
          placeholder="standard, unless chosen"
          description="Whose format requests have."
          data={options.map(({ name, title }) => ({ value: name, label: title }))}
          clearable
          clearButtonProps={{ 'aria-label': 'No default dialect' }}
          value={draft.dialect}
          onChange={(value) => onChange({ dialect: isOffered(value) ? value : null })}
          error={faultOf('defaults.dialect')}
        />
        <HeaderRows
          rows={draft.headers}
          onChange={(headers) => onChange({ headers })}
          error={faultOf('defaults.headers')}
        />
        <TagsInput
          label="Leave out"
          description="Fields that are neither sent nor logged, as conditions name them: ticket.requester.email. Enter adds one."
          value={[...draft.redact]}
          onChange={(redact) => onChange({ redact })}
          splitChars={[',', ' ']}
          error={faultOf('defaults.redact')}
        />
      </Stack>
    </Fieldset>
  );
}
