// ShahiAssist's documented Node handler: it checks the signature of the parsed body, encoded again.
const express = require('express');
const crypto = require('crypto');
const { understood } = require('./understood.cjs');

const app = express();
app.use(express.json());

function verifySignature(payload, signature, secret) {
  const expected = crypto.createHmac('sha256', secret).update(JSON.stringify(payload)).digest('hex');
  return crypto.timingSafeEqual(Buffer.from(signature.replace('sha256=', '')), Buffer.from(expected));
}

app.post('/webhook', (req, res) => {
  const signature = req.headers['x-shahi-assist-signature'];
  const secret = process.env.WEBHOOK_SECRET;
  if (!verifySignature(req.body, signature, secret)) {
    return res.status(401).json({ error: 'Invalid signature' });
  }
  understood({ event: req.body.event, data: req.body.data });
  return res.json({ status: 'success' });
});

app.listen(Number(process.env.PORT), '127.0.0.1');
