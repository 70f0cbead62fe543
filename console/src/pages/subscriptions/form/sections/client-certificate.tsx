import { Stack, Switch, Textarea } from '@mantine/core';
import type { TlsDraft } from '../draft.js';
import { faultAt } from '../faults.js';
import type { SectionProps } from '../form.js';
import classes from '../form.module.css';

/** For receivers that ask for a certificate (mutual TLS). */
export function ClientCertificate({ form }: SectionProps) {
  const { tls } = form.draft;
  const set = (part: Partial<TlsDraft>) => form.change({ tls: { ...tls, ...part } });
  const isStored = form.shown?.tls != null;
  return (
    <Stack>
      <Switch
        label="Present a client certificate"
        description="For receivers that ask for one (mutual TLS)."
        checked={tls.isOn}
        onChange={(changed) => set({ isOn: changed.currentTarget.checked })}
        error={tls.isOn ? undefined : faultAt(form.faults, '/tls', true)}
      />
      {tls.isOn && (
        <>
          <Textarea
            label="Certificate"
            required
            description="In PEM: the client’s own first, then those that it was issued by."
            placeholder="-----BEGIN CERTIFICATE-----"
            className={classes.mono}
            autosize
            minRows={3}
            maxRows={12}
            spellCheck={false}
            value={tls.certificate}
            onChange={(changed) => set({ certificate: changed.currentTarget.value })}
            error={faultAt(form.faults, '/tls/certificate') ?? faultAt(form.faults, '/tls')}
          />
          <Textarea
            label="Private key"
            required={!isStored}
            description={
              isStored
                ? 'One is stored and never shown. Leave it empty to keep it.'
                : 'In PEM, without a passphrase. It is stored encrypted and never shown again.'
            }
            placeholder="-----BEGIN PRIVATE KEY-----"
            className={classes.mono}
            autosize
            minRows={3}
            maxRows={12}
            spellCheck={false}
            autoComplete="off"
            value={tls.key}
            onChange={(changed) => set({ key: changed.currentTarget.value })}
            error={faultAt(form.faults, '/tls/key')}
          />
        </>
      )}
    </Stack>
  );
}
