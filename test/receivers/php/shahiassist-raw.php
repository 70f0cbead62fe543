<?php

// ShahiAssist's troubleshooting list: "Use raw payload for signature calculation".
require __DIR__ . '/understood.php';
only_post();

$raw = file_get_contents('php://input');
$expected = 'sha256=' . hash_hmac('sha256', $raw, getenv('WEBHOOK_SECRET'));
if (!hash_equals($expected, $_SERVER['HTTP_X_SHAHI_ASSIST_SIGNATURE'] ?? '')) {
    http_response_code(401);
    exit;
}
$payload = json_decode($raw, true);
understood(['event' => $payload['event'], 'site' => $payload['site_url'], 'data' => $payload['data']]);
echo json_encode(['status' => 'success']);
