<?php

// Takes the signature out of the body ("Common Payload Fields") and checks it against the rest.
require __DIR__ . '/understood.php';
only_post();

$payload = json_decode(file_get_contents('php://input'), true);
$claimed = $payload['signature'] ?? '';
unset($payload['signature']);
$expected = 'sha256=' . hash_hmac('sha256', json_encode($payload), getenv('WEBHOOK_SECRET'));
if (!hash_equals($expected, $claimed)) {
    http_response_code(401);
    exit;
}
understood(['event' => $payload['event'], 'site' => $payload['site_url'], 'data' => $payload['data']]);
echo json_encode(['status' => 'success']);
