import { setNonce } from 'get-nonce';

/** The nonce that the gateway gave this page: styles that libraries add at run time must carry it. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** For the libraries below Mantine that look it up by themselves. */
export function shareStyleNonce(): void {
  setNonce(styleNonce());
}
