<?php

// SupportCandy's help (supportcandy.net/docs/web-hook): compare the header with the base64 of the raw HMAC over the
// payload; the key is the secret with its HTML entities decoded.
require __DIR__ . '/understood.php';
only_post();

/** WordPress's function of this name does the same with ENT_QUOTES. */
function wp_specialchars_decode(string $text, int $quotes): string
{
    return htmlspecialchars_decode($text, $quotes);
}

$secret = getenv('WEBHOOK_SECRET');
$webhook_payload = file_get_contents('php://input');
$signature = $_SERVER['HTTP_X_WPSC_WEBHOOK_SIGNATURE'] ?? '';
$yourHashSig = base64_encode(
    hash_hmac('sha256', $webhook_payload, wp_specialchars_decode($secret, ENT_QUOTES), true),
);
if (!hash_equals($yourHashSig, $signature)) {
    http_response_code(401);
    exit;
}

$ticket = json_decode($webhook_payload, true);
if (!is_array($ticket) || !is_int($ticket['id'] ?? null)) {
    http_response_code(400);
    exit;
}
understood([
    'ticket' => $ticket['id'],
    'subject' => $ticket['subject'],
    'customer' => $ticket['customer_name'],
    'email' => $ticket['customer_email'],
    'event' => $ticket['event'] ?? null,
    'custom' => array_filter($ticket, fn ($key) => str_starts_with($key, 'cust_'), ARRAY_FILTER_USE_KEY),
]);
echo 'OK';
