import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMemo } from 'react';
import { faultsByField } from '../../api/field-faults.js';
import { asProblem, ProblemError } from '../../api/problem.js';
import type { Tenant } from '../../api/types.js';
import { ErrorState } from '../../ui/error-state.js';
import { notifyDone } from '../../ui/notify.js';
import { fieldsOf, patchOf, TENANT_FIELDS, timeZones } from './tenant-fields.js';
import { usePatchTenant } from './use-tenant-record.js';

/** The tenant's own fields. */
export function TenantForm({ tenant }: { readonly tenant: Tenant }) {
  const patch = usePatchTenant(tenant.id);
  const before = fieldsOf(tenant);
  const form = useForm({ mode: 'controlled', initialValues: before });
  const zones = useMemo(() => timeZones(tenant.timezone), [tenant.timezone]);
  const save = () =>
    patch.mutate(patchOf(before, form.values), {
      onSuccess: (changed) => {
        const now = fieldsOf(changed);
        form.setInitialValues(now);
        form.setValues(now);
        form.clearErrors();
        notifyDone('The tenant is saved.');
      },
      onError: (error) => form.setErrors(faultsByField(asProblem(error), TENANT_FIELDS).byField),
    });
  const rest = patch.error instanceof ProblemError ? unplaced(patch.error) : null;
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack>
        <TextInput label="Name" required maxLength={200} {...form.getInputProps('name')} />
        <Select
          label="Time zone"
          description="In which dates without a zone are read, and shown to receivers that want local time."
          data={zones}
          searchable
          allowDeselect={false}
          limit={100}
          nothingFoundMessage="No such time zone"
          {...form.getInputProps('timezone')}
        />
        <TextInput
          label="Site URL"
          description="Where the helpdesk is."
          placeholder="https://support.example.com"
          type="url"
          {...form.getInputProps('siteUrl')}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label="Admin base URL"
            description="Links for agents begin with it."
            type="url"
            {...form.getInputProps('adminBaseUrl')}
          />
          <TextInput
            label="Portal base URL"
            description="Links for customers begin with it."
            type="url"
            {...form.getInputProps('portalBaseUrl')}
          />
        </SimpleGrid>
        <TextInput
          label="Subdomain"
          description="Its name at a hosted helpdesk, such as “acme” of acme.helpdesk.example."
          {...form.getInputProps('subdomain')}
        />
        {rest !== null && <ErrorState problem={rest} />}
        <Group>
          <Button type="submit" loading={patch.isPending} disabled={!form.isDirty()}>
            Save
          </Button>
          {form.isDirty() && (
            <Button variant="subtle" color="gray" onClick={form.reset}>
              Discard changes
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

/** A refusal without what stands at its field; null where nothing is left of it. */
function unplaced(problem: ProblemError): ProblemError | null {
  const { rest, byField } = faultsByField(problem, TENANT_FIELDS);
  if (rest.length === 0 && Object.keys(byField).length > 0) return null;
  return new ProblemError(problem.status, problem.title, rest.length === 0 ? problem.detail : '', rest);
}
