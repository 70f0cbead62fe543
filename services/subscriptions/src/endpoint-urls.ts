import { FailureError } from '@deskhook/contracts';
import { endpointUrlProblem, type AddressRange } from '@deskhook/domain';

/** Throws a failure that names each URL that cannot be an endpoint. Names are judged later, by their addresses. */
export function assertEndpointUrls(urls: readonly string[], allow: readonly AddressRange[]): void {
  const faults = urls.flatMap((url, index) => {
    const problem = endpointUrlProblem(url, allow);
    return problem === null ? [] : [{ url, pointer: `/urls/${index}`, detail: problem }];
  });
  if (faults.length === 0) return;
  const list = faults.map(({ url, detail }) => `${url} (${detail})`).join(', ');
  const errors = faults.map(({ pointer, detail }) => ({ pointer, detail }));
  throw new FailureError({ kind: 'invalid', detail: `Invalid URLs: ${list}`, errors });
}
