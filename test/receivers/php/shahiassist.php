<?php

// ShahiAssist's documented handler. It encodes the decoded payload again and checks the signature of that.
require __DIR__ . '/understood.php';
only_post();

function verify_webhook_signature($payload, $signature, $secret)
{
    $expected_signature = hash_hmac('sha256', json_encode($payload), $secret);
    return hash_equals($expected_signature, str_replace('sha256=', '', $signature));
}

header('Content-Type: application/json');

$payload = json_decode(file_get_contents('php://input'), true);
$signature = $_SERVER['HTTP_X_SHAHI_ASSIST_SIGNATURE'] ?? '';
$secret = getenv('WEBHOOK_SECRET');

if (!verify_webhook_signature($payload, $signature, $secret)) {
    http_response_code(401);
    echo json_encode(['error' => 'Invalid signature']);
    exit;
}

switch ($payload['event']) {
    case 'ticket.created':
        understood([
            'event' => $payload['event'],
            'ticket' => $payload['data']['ticket_id'],
            'title' => $payload['data']['title'],
            'status' => $payload['data']['status'],
            'author' => $payload['data']['author_email'],
            'custom' => $payload['data']['custom_fields'] ?? [],
            'url' => $payload['data']['ticket_url'],
        ]);
        break;
    case 'ticket.status_changed':
        understood([
            'event' => $payload['event'],
            'ticket' => $payload['data']['ticket_id'],
            'from' => $payload['data']['old_status'],
            'to' => $payload['data']['new_status'],
            'by' => $payload['data']['changed_by'],
            'reason' => $payload['data']['change_reason'],
        ]);
        break;
    default:
        understood(['event' => $payload['event'], 'data' => $payload['data']]);
        break;
}

echo json_encode(['status' => 'success']);
