import { subscriptionSchema, tenantSchema, type Tenant } from '@deskhook/contracts';
import { dialect } from '@deskhook/dialects';
import { apiPath } from '../api-client.js';
import type { Session } from '../session.js';
import { faultAt, nameOf } from './manifest.js';
import type { Planned } from './plan-files.js';
import type { Step } from './plan.js';
import { plainSecrets } from './show-step.js';
import { disabledUrls } from './subscription-fields.js';

/** What whoever applies the files should know beside the differences. */
export async function tellNotes(session: Session, { steps, left }: Planned): Promise<void> {
  const { output } = session;
  for (const step of steps) for (const note of notesOf(step)) output.note(note);
  for (const note of await newSecrets(session, steps)) output.note(note);
  for (const live of left)
    output.note(
      `${nameOf(live)} carries the label but was never applied from a file (it has no key): it stays`,
    );
}

function notesOf(step: Step): readonly string[] {
  if (step.kind === 'delete') return [];
  const plain = plainSecrets(step.manifest).map((at) => {
    const advice =
      'a secret in plain text: take it from the environment by ${NAME}, or from a file by secretFrom';
    const { pointer, detail } = faultAt(step.manifest, at, advice);
    return `${pointer}: ${detail}`;
  });
  if (step.kind === 'create') return plain;
  const { hidden } = step.comparison;
  const name = nameOf(step.manifest);
  return [
    ...plain,
    ...(hidden.length === 0
      ? []
      : [
          `${name}: Deskhook never shows the credentials in ${hidden.join(', ')}, so they are not compared; --set-credentials sends them`,
        ]),
    ...disabledNotes(step, name),
  ];
}

/** Where the file states the status, they are a difference. */
function disabledNotes(step: Step & { readonly kind: 'update' | 'unchanged' }, name: string): string[] {
  const { manifest, live } = step;
  if (manifest.kind !== 'Subscription' || manifest.stated['status'] !== undefined) return [];
  const count = disabledUrls(live.value);
  if (count === 0) return [];
  return [
    `${name}: Deskhook stopped sending to ${count === 1 ? 'a URL' : `${count} URLs`} of it; "status: active" in the file enables them again`,
  ];
}

/** Receivers of what is created here cannot know a secret that is made here, too. */
async function newSecrets({ api }: Session, steps: readonly Step[]): Promise<readonly string[]> {
  const tenants = new Map<string, Tenant>();
  const notes: string[] = [];
  for (const step of steps) {
    if (step.kind !== 'create' || step.manifest.kind !== 'Subscription') continue;
    if (step.manifest.stated['secret'] !== undefined) continue;
    const { tenant: id } = step;
    const tenant = tenants.get(id) ?? (await api.get(apiPath`/v1/tenants/${id}`, tenantSchema));
    tenants.set(id, tenant);
    if (makesSecret(step.manifest.stated['dialect'], tenant))
      notes.push(
        `${nameOf(step.manifest)}: a new signing secret is made, since the file states none; its receiver must be given it (export --with-secrets shows it)`,
      );
  }
  return notes;
}

/** As Deskhook chooses: the tenant's secret where the dialect takes it, else one of its own where the dialect signs. */
function makesSecret(stated: unknown, { defaults, defaultSecret, hasDefaultSecret }: Tenant): boolean {
  const name = subscriptionSchema.shape.dialect.parse(stated ?? defaults.dialect ?? 'standard');
  const chosen = dialect(name);
  if (!chosen.signsByDefault) return false;
  return !hasDefaultSecret || (defaultSecret !== null && chosen.secretProblem(defaultSecret) !== null);
}
