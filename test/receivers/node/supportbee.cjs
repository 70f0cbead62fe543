// A SupportBee reader in the manner of the Sinatra ones: parse the body, take `payload`, switch on `action_type`.
const http = require('node:http');
const { understood } = require('./understood.cjs');

function read(payload) {
  const about = {
    action: payload['action_type'],
    company: payload['company']['subdomain'],
    ticket: payload['ticket']['id'],
    subject: payload['ticket']['subject'],
    from: payload['ticket']['requester']['email'],
  };
  switch (payload['action_type']) {
    case 'ticket.created':
      return { ...about, text: payload['ticket']['content']['text'] };
    case 'agent.reply.created':
    case 'customer.reply.created':
      return {
        ...about,
        by: payload['reply']['replier']['email'],
        text: payload['reply']['content']['text'],
      };
    case 'comment.created':
      return {
        ...about,
        by: payload['comment']['commenter']['email'],
        text: payload['comment']['content']['text'],
      };
    case 'ticket.assigned.to.user':
      return { ...about, to: payload['user_assignment']['assignee']['user']['email'] };
    case 'ticket.assigned.to.team':
      return { ...about, to: payload['team_assignment']['assignee']['team']['name'] };
    case 'ticket.unassigned.from.user':
      return { ...about, left: payload['ticket']['current_user_assignee'] };
    case 'ticket.unassigned.from.team':
      return { ...about, left: payload['ticket']['current_team_assignee'] };
    case 'ticket.answered':
    case 'ticket.unanswered':
      return { ...about, is: !payload['ticket']['unanswered'] };
    case 'ticket.spammed':
    case 'ticket.unspammed':
      return { ...about, is: payload['ticket']['spam'] };
    case 'ticket.trashed':
    case 'ticket.untrashed':
      return { ...about, is: payload['ticket']['trash'] };
    case 'ticket.archived':
    case 'ticket.unarchived':
      return { ...about, is: payload['ticket']['archived'] };
    default:
      return null;
  }
}

function answer(body) {
  try {
    const what = read(JSON.parse(body)['payload']);
    if (what === null) return 400;
    understood(what);
    return 200;
  } catch {
    // What Sinatra answers when the block raises.
    return 500;
  }
}

const server = http.createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk) => (body += chunk));
  request.on('end', () => response.writeHead(answer(body)).end());
});
server.listen(Number(process.env.PORT), '127.0.0.1');
