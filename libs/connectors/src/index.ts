/** What other helpdesks send to webhooks, as canonical events: one folder a helpdesk. Pure. */
export const CONNECTOR_KINDS = ['zammad', 'chatwoot', 'freescout', 'zendesk', 'github'] as const;
