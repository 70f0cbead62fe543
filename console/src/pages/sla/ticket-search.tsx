import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTenant } from '../../app/use-session.js';

/** Opens the clock of a ticket by its number. */
export function TicketSearch() {
  const tenant = useTenant();
  const navigate = useNavigate();
  const [id, setId] = useState('');
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const named = id.trim().replace(/^#/, '');
        if (named !== '') void navigate({ to: '/t/$tenant/tickets/$id', params: { tenant, id: named } });
      }}
    >
      <TextInput
        size="xs"
        aria-label="Ticket number"
        placeholder="Ticket number, Enter"
        leftSection={<IconSearch size={14} />}
        value={id}
        onChange={(changed) => setId(changed.currentTarget.value)}
      />
    </form>
  );
}
