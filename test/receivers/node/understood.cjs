const { appendFileSync } = require('node:fs');

/** Keeps what a receiver understood, as one line of JSON, for the test to read. */
exports.understood = (what) => appendFileSync(process.env.RECEIVER_LOG, `${JSON.stringify(what)}\n`);
