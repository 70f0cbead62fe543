<?php
// A ticket's life, told to Deskhook over HTTP. PHP 8.0 or newer with its own HTTP streams, nothing to install.
declare(strict_types=1);

const TRIES_MAX = 8;
const TICKET = [
    'id' => 123,
    'subject' => 'Cannot log in',
    'requester' => ['id' => 45, 'name' => 'John Doe', 'email' => 'john@example.com'],
];
const OPEN = ['id' => 1, 'slug' => 'open', 'name' => 'Open', 'base' => 'in_progress'];
const PENDING = ['id' => 4, 'slug' => 'pending', 'name' => 'Pending', 'base' => 'stopped'];
const CLOSED = ['id' => 5, 'slug' => 'closed', 'name' => 'Closed', 'base' => 'closed'];

/** An event: its id is made once, so that every try is the same event. */
function event(string $type, array $data): array
{
    return [
        'specversion' => '1.0',
        'id' => bin2hex(random_bytes(16)),
        'source' => '/helpdesk/' . getenv('DESKHOOK_TENANT'),
        'type' => $type,
        'time' => gmdate('Y-m-d\TH:i:s\Z'),
        'data' => $data,
    ];
}

/** The ticket as it is now, and what changed: Deskhook derives ticket.status_changed, ticket.closed and the like. */
function statusChange(array $from, array $to): array
{
    $change = ['field' => 'status', 'old' => $from['slug'], 'new' => $to['slug'], 'old_base' => $from['base']];
    return event('ticket.updated', ['ticket' => TICKET + ['status' => $to], 'changes' => [$change]]);
}

/** Returns when everything is stored. What Deskhook cannot take now is sent again as it is. */
function publish(string $contentType, array $body): void
{
    $text = json_encode($body, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
    for ($attempt = 1; ; $attempt++) {
        [$status, $retryAfter, $answer] = post($contentType, $text);
        if ($status === 202) {
            echo 'stored: ', implode(', ', $answer['ids']), "\n";
            return;
        }
        if (!in_array($status, [0, 408, 425, 429], true) && $status < 500) {
            throw new RuntimeException(explain($status, $answer));
        }
        if ($attempt === TRIES_MAX) {
            throw new RuntimeException("given up after $attempt tries: " . explain($status, $answer));
        }
        $seconds = $retryAfter ?? min(2 ** $attempt / 4, 30);
        fwrite(STDERR, 'not stored yet (' . explain($status, $answer) . "), again in $seconds s\n");
        usleep((int) ($seconds * 1_000_000));
    }
}

/** @return array{int, ?int, array} status (0: no answer), seconds of Retry-After, what was answered */
function post(string $contentType, string $body): array
{
    $headers = ['authorization: Bearer ' . getenv('DESKHOOK_KEY'), "content-type: $contentType"];
    $http = ['method' => 'POST', 'header' => $headers, 'content' => $body, 'ignore_errors' => true, 'timeout' => 30];
    $url = getenv('DESKHOOK_URL') . '/v1/tenants/' . getenv('DESKHOOK_TENANT') . '/events';
    $answer = @file_get_contents($url, false, stream_context_create(['http' => $http]));
    if ($answer === false) {
        return [0, null, ['detail' => error_get_last()['message'] ?? 'no answer']];
    }
    $head = implode("\n", $http_response_header);
    $status = (int) explode(' ', $http_response_header[0])[1];
    $retryAfter = preg_match('/^retry-after: *(\d+)\s*$/mi', $head, $found) === 1 ? (int) $found[1] : null;
    return [$status, $retryAfter, json_decode($answer, true) ?? []];
}

/** Problem details (RFC 9457): in a batch, /0 is the first event; the good ones of it are stored. */
function explain(int $status, array $problem): string
{
    $lines = array_map(fn (array $one) => "  {$one['pointer']}: {$one['detail']}", $problem['errors'] ?? []);
    $what = trim(($status === 0 ? 'no answer:' : $status) . ' ' . ($problem['detail'] ?? ''));
    return implode("\n", [$what, ...$lines]);
}

$missing = array_filter(['DESKHOOK_URL', 'DESKHOOK_KEY', 'DESKHOOK_TENANT'], fn (string $name) => !getenv($name));
if ($missing !== []) {
    fwrite(STDERR, 'set ' . implode(', ', $missing) . " in the environment: README.md says how\n");
    exit(2);
}
try {
    publish('application/cloudevents+json', event('ticket.created', ['ticket' => TICKET + ['status' => OPEN]]));
    $author = ['id' => 12, 'name' => 'Jane Agent', 'is_agent' => true];
    $reply = ['id' => 901, 'author' => $author, 'text' => 'We are looking into it.'];
    publish('application/cloudevents-batch+json', [
        statusChange(OPEN, PENDING),
        event('reply.created', ['ticket' => TICKET + ['status' => PENDING], 'message' => $reply]),
    ]);
    publish('application/cloudevents+json', statusChange(PENDING, CLOSED));
} catch (RuntimeException $error) {
    fwrite(STDERR, $error->getMessage() . "\n");
    exit(1);
}
