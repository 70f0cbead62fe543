import { useTenant } from '../../app/use-session.js';
import { LinkTabs } from '../../ui/link-tabs.js';

/** The pages of the SLA area. */
export function SlaTabs() {
  const tenant = useTenant();
  const params = { tenant };
  const base = `/t/${tenant}/sla`;
  return (
    <LinkTabs
      label="SLA"
      tabs={[
        { label: 'Running clocks', link: { to: '/t/$tenant/sla', params }, path: base },
        { label: 'Policies', link: { to: '/t/$tenant/sla/policies', params }, path: `${base}/policies` },
        { label: 'Calendars', link: { to: '/t/$tenant/sla/calendars', params }, path: `${base}/calendars` },
      ]}
    />
  );
}
