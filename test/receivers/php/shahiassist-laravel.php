<?php

// ShahiAssist's Laravel handler. Before it sees $request->all(), Laravel's global middleware has trimmed every string
// (TrimStrings) and made null of empty ones (ConvertEmptyStringsToNull); all() also adds the query's parameters.
require __DIR__ . '/understood.php';
only_post();

function cleaned($value)
{
    if (is_array($value)) {
        return array_map('cleaned', $value);
    }
    if (!is_string($value)) {
        return $value;
    }
    $blank = '[\s\x{00A0}\x{00AD}\x{180E}\x{2000}-\x{200F}\x{202F}\x{205F}-\x{2065}\x{206A}-\x{206F}\x{3000}\x{FEFF}]+';
    $trimmed = preg_replace("~^{$blank}|{$blank}$~u", '', $value) ?? trim($value);
    return $trimmed === '' ? null : $trimmed;
}

function verifySignature($payload, $signature)
{
    $expected = hash_hmac('sha256', json_encode($payload), getenv('WEBHOOK_SECRET'));
    return hash_equals($expected, str_replace('sha256=', '', $signature));
}

$all = cleaned(json_decode(file_get_contents('php://input'), true)) + $_GET;
if (!verifySignature($all, $_SERVER['HTTP_X_SHAHI_ASSIST_SIGNATURE'] ?? '')) {
    http_response_code(401);
    echo json_encode(['error' => 'Invalid signature']);
    exit;
}
understood(['event' => $all['event'], 'site' => $all['site_url'], 'data' => $all['data']]);
echo json_encode(['status' => 'success']);
