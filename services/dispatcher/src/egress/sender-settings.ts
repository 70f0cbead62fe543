import { addressPolicy } from '@deskhook/runtime';
import type { DispatcherConfig } from '../dispatcher.config.js';
import type { SenderSettings } from './http-sender.js';
import { trustedAuthorities } from './trusted-authorities.js';

/** What the configuration says of outbound requests. */
export function senderSettings(config: DispatcherConfig): SenderSettings {
  return {
    policy: addressPolicy(config),
    nameServers: config.DESKHOOK_EGRESS_DNS,
    proxy: config.DESKHOOK_EGRESS_PROXY ?? null,
    tlsMin: config.DESKHOOK_EGRESS_TLS_MIN,
    ...trustedAuthorities(config.DESKHOOK_EGRESS_CA_FILE),
  };
}
