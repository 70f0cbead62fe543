import type { Sample } from '../sample.js';

/**
 * A reply with a picture to a ticket whose first custom field is a list: many receivers take the first action, file
 * and list item without a look, and answer 400 or 500 to a packet that lacks them.
 */
export const samples: Readonly<Record<string, Sample>> = {
  ticket: {
    type: 'reply.created',
    data: {
      ticket: {
        custom_fields: [
          {
            id: 35,
            rule_id: 17,
            line: 1,
            key: 'region',
            label: 'Region',
            type: 'list',
            values: ['International'],
          },
          { id: 24, rule_id: 17, line: 1, key: 'order', label: 'Order', type: 'text', value: 'ORD/12345' },
        ],
      },
      message: {
        seq_in_ticket: 5,
        attachments: [
          {
            id: 71,
            filename: 'screenshot.png',
            content_type: 'image/png',
            size: 48_213,
            url: 'https://helpdesk.example.com/files/71/screenshot.png',
            hash32: 'DA12B8227851A3ED8DCA411E04E43F6E',
          },
        ],
      },
    },
  },
};
