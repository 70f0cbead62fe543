// Support Genix's Express sample, with the parser of forms that it takes for granted.
const express = require('express');
const { understood } = require('./understood.cjs');

const app = express();
app.use(express.urlencoded({ extended: true }));

app.post('/webhook', (req, res) => {
  const { event, ticket_track_id, ticket_user_email, title } = req.body;
  if (event === 'ticket.created') {
    understood({
      event,
      ticket: ticket_track_id,
      customer: ticket_user_email,
      subject: title,
      custom: req.body.custom_fields ?? {},
    });
  } else {
    understood({ event, fields: req.body });
  }
  res.sendStatus(200);
});

app.listen(Number(process.env.PORT), '127.0.0.1');
