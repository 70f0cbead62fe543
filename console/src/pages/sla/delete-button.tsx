import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTenant } from '../../app/use-session.js';
import { confirm } from '../../ui/confirm.js';
import { notifyDone, notifyProblem } from '../../ui/notify.js';

interface DeleteButtonProps {
  readonly kind: 'calendar' | 'policy';
  readonly name: string;
  /** What becomes of what uses it. */
  readonly text: string;
  readonly remove: () => Promise<unknown>;
}

/** The list that is left behind, with the key of its query. */
const LISTS = {
  calendar: { to: '/t/$tenant/sla/calendars', key: 'calendars' },
  policy: { to: '/t/$tenant/sla/policies', key: 'sla-policies' },
} as const;

/** Deletes what the page is of, after asking, and goes back to the list. */
export function DeleteButton({ kind, name, text, remove }: DeleteButtonProps) {
  const tenant = useTenant();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { to, key } = LISTS[kind];
  const removal = useMutation({
    mutationFn: remove,
    onSuccess: async () => {
      notifyDone(`The ${kind} "${name}" is gone`);
      await navigate({ to, params: { tenant } });
      await queries.invalidateQueries({ queryKey: [key, tenant] });
    },
    onError: notifyProblem,
  });
  const askFirst = () =>
    confirm({
      title: `Delete "${name}"?`,
      text,
      confirm: `Delete the ${kind}`,
      onConfirm: () => removal.mutate(),
    });
  return (
    <Button
      variant="default"
      leftSection={<IconTrash size={16} />}
      loading={removal.isPending}
      onClick={askFirst}
    >
      Delete
    </Button>
  );
}
