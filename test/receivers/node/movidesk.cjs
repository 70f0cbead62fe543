// A Movidesk receiver of the documented packet: the token in the URL, the first action, the first item of a list field.
const express = require('express');
const { understood } = require('./understood.cjs');

const app = express();
app.use(express.json());

app.post('/movidesk', (req, res) => {
  if (req.query.token !== process.env.WEBHOOK_SECRET) return res.status(401).json({ error: 'token' });
  const ticket = req.body;
  if (!Number.isInteger(ticket.Id)) return res.status(400).json({ error: 'Id' });
  const action = ticket.Actions[0];
  const field = ticket.CustomFieldValues[0];
  understood({
    ticket: ticket.Id,
    subject: ticket.Subject,
    status: ticket.Status,
    urgency: ticket.Urgency,
    service: ticket.ServiceFirstLevel,
    sla: ticket.SlaSolutionTime,
    action: { id: action.Id, text: action.Description, by: action.CreatedBy.BusinessName },
    files: action.Attachments.map((file) => [file.FileName, file.Path]),
    field: { id: field.CustomFieldId, value: field.Value, item: field.Items[0]?.CustomFieldItem ?? null },
    items: ticket.CustomFieldValues.flatMap(({ Items }) =>
      Items.slice(0, 1).map((item) => item.CustomFieldItem),
    ),
    events: ticket.WebhookEvents.map((event) => [event.Criteria, event.Operator]),
  });
  return res.status(200).json({ ok: true });
});

app.listen(Number(process.env.PORT), '127.0.0.1');
