/**
 * What bodies and headers tend to contain, the most frequent last (RFC 1950, preset dictionaries). What was packed with
 * it can be read with the same bytes alone: it never changes, a better one gets a number of its own.
 */
export const PACK_DICTIONARY = Buffer.from(
  [
    '"traceparent":"00-"tracestate""knowledgebase":{"id":"article":{"id":"title":"portal_url":"admin_url":"https://www.',
    '"assignment":{"id":"kind":"agent","created":"message":{"id":901,"kind":"reply","text":"author":{"id":"is_agent":true',
    '"is_customer":false"is_forward":"attachments":[],"cc":[],"sla":{"policy_id":"response_due":null,"solution_due":null',
    '"type":"question"}"category":{"id":"team":{"id":1,"name":"Support"},"assignees":[{"id":"phone":"organization":{"id":',
    '"custom_fields":{"satisfaction":null,"channel":"email","source":"web","deleted":false,"spam":false,"archived":false,',
    '"timestamps":{"created":"2026-02-17T14:45:00.000Z","updated":"2026-02-17T14:45:00.000Z","closed":null,"first_replied":',
    '"changes":[{"field":"status","old":"open","new":"pending","old_label":"Open","new_label":"Pending","old_base":',
    '"in_progress","new_base":"closed","reason":""}]"status_changed""assigned""created""updated""closed""stopped"',
    '"tags":[{"id":9,"name":"","slug":""}],"priority":{"id":3,"slug":"high","name":"High"},"status":{"id":4,"slug":"pending",',
    '"name":"Pending","base":"in_progress"},"requester":{"id":45,"name":"","email":"@example.com"},"body":{"text":"","html":"<p>',
    '{"specversion":"1.0","id":"","source":"/helpdesk/","type":"ticket.created","subject":"tickets/","time":"2026-',
    '"datacontenttype":"application/json","data":{"actor":{"id":12,"name":"","email":"","is_agent":true},"ticket":{"id":,"subject":"',
    '{"requestHeaders":{"content-type":"application/json","user-agent":"Deskhook/0.1.0","webhook-id":"dlv_","webhook-timestamp":"17',
    '","webhook-signature":"v1,","traceparent":"00-","content-length":"1"},"contentType":"application/json","responseHeaders":{',
    '"date":"Tue, 17 Feb 2026 14:45:00 GMT","connection":"keep-alive","keep-alive":"timeout=5","content-type":"application/json; charset=utf-8",',
    '"server":"nginx","cache-control":"no-cache","content-length":"2","transfer-encoding":"chunked"},"responseBody":"{\\"ok\\":true}',
    '","responseTruncated":false,"traceId":"","spanId":""}',
  ].join(''),
);
